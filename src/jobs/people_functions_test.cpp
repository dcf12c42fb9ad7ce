// What the functions do for people: mails and what became of them, alerts after a publication, exports, digests, and
// which of the outbox each hands on.
#include "jobs/people_functions.hpp"

#include <gtest/gtest.h>

#include "accounts/exports.hpp"
#include "jobs/data_jobs.hpp"
#include "testing/shop.hpp"

namespace housing::jobs {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class Shop : public testing::Shop {
 public:
  JobContext context{.accounts = people.context(),
                     .worlds = world.holder(),
                     .objects = world.store(),
                     .queue = queue,
                     .mailer = mailer,
                     .exportable = {"open"}};
};

class PeopleFunctionsTest : public ::testing::Test {
 protected:
  static Arrived job(std::string_view body) {
    Arrived arrived;
    arrived.body = base::Json::parse(body).value();
    return arrived;
  }
  static Arrived carrier(std::string_view type, std::string_view detail) {
    Arrived arrived = job(R"({"source":"aws.ses","detail-type":")" + std::string(type) + R"(","detail":)" +
                          std::string(detail) + "}");
    arrived.kind = ArrivedKind::kCarrier;
    arrived.type = type;
    return arrived;
  }
  static Arrived event(std::string_view type) {
    Arrived arrived = job("{}");
    arrived.kind = ArrivedKind::kEvent;
    arrived.type = type;
    return arrived;
  }
  base::Result<JobVerdict> run(PeopleFunction function, const Arrived& arrived) {
    return function(arrived, shop_.people.clock().monotonic() + seconds(60), shop_.context);
  }
  std::string state_of_mail() { return shop_.sql("SELECT state FROM mails").text(0, 0); }
  std::string suppression() {
    const auto rows = shop_.sql("SELECT reason FROM suppressions WHERE address = 'ann@example.org'");
    return rows.empty() ? "" : rows.text(0, 0);
  }
  // A mail to Ann, taken by the carrier as "carrier-1".
  void send_one() {
    shop_.register_somebody("ann@example.org");
    const std::string key = shop_.sql("SELECT key FROM mails").text(0, 0);
    ASSERT_EQ(run(mail_function, job(R"({"mail":")" + key + R"("})")), JobVerdict::kDone);
    ASSERT_EQ(state_of_mail(), "sent");
  }
  std::int64_t waiting(std::string_view queue) { return shop_.depth(queue).waiting; }

  Shop shop_;
};

TEST_F(PeopleFunctionsTest, SendAMailOnce) {
  send_one();
  const std::string key = shop_.mailer.sent[0].key;
  EXPECT_EQ(run(mail_function, job(R"({"mail":")" + key + R"("})")), JobVerdict::kDone);
  EXPECT_EQ(shop_.mailer.sent.size(), 1u);
}

TEST_F(PeopleFunctionsTest, KeepAMailWhenTheCarrierIsAway) {
  shop_.register_somebody("ann@example.org");
  shop_.mailer.failures = 1;
  const std::string key = shop_.sql("SELECT key FROM mails").text(0, 0);
  EXPECT_FALSE(run(mail_function, job(R"({"mail":")" + key + R"("})")).has_value());
  EXPECT_EQ(state_of_mail(), "waiting");
}

TEST_F(PeopleFunctionsTest, LetGoOfNoMessageOfAMailWhoseSenderWasKilled) {
  shop_.register_somebody("ann@example.org");
  const std::string key = shop_.sql("SELECT key FROM mails").text(0, 0);
  // As a sender leaves it that is killed before the carrier is asked.
  shop_.sql("UPDATE mails SET state = 'sending', sent_at = " +
            std::to_string(
                std::chrono::duration_cast<std::chrono::milliseconds>(shop_.people.clock().now().time_since_epoch())
                    .count()));
  Arrived message = job(R"({"mail":")" + key + R"("})");
  EXPECT_EQ(run(mail_function, message), JobVerdict::kDone) << "another message for it: the sender has its own";
  message.attempts = 2;
  EXPECT_FALSE(run(mail_function, message).has_value()) << "the sender's own, early";
  EXPECT_TRUE(shop_.mailer.sent.empty());
  shop_.people.clock().advance(minutes(2));
  EXPECT_EQ(run(mail_function, message), JobVerdict::kDone);
  EXPECT_EQ(shop_.mailer.sent.size(), 1u);
}

TEST_F(PeopleFunctionsTest, CloseAnAddressThatBouncesForGood) {
  send_one();
  const Arrived bounce = carrier("Email Bounced", R"({"mail":{"messageId":"carrier-1"},"bounce":{"bounceType":)"
                                                  R"("Permanent","bounceSubType":"General","bouncedRecipients":)"
                                                  R"([{"emailAddress":"Ann@Example.org"}]}})");
  for (int i = 0; i < 2; ++i) {  // it comes twice
    EXPECT_EQ(run(mail_function, bounce), JobVerdict::kDone);
    EXPECT_EQ(suppression(), "bounce");
    EXPECT_EQ(state_of_mail(), "bounced");
  }
}

TEST_F(PeopleFunctionsTest, CloseAnAddressThatComplains) {
  send_one();
  EXPECT_EQ(run(mail_function, carrier("Email Complaint Received",
                                       R"({"mail":{"messageId":"carrier-1"},"complaint":{"complaintFeedbackType":)"
                                       R"("abuse","complainedRecipients":[{"emailAddress":"ann@example.org"}]}})")),
            JobVerdict::kDone);
  EXPECT_EQ(suppression(), "complaint");
  EXPECT_EQ(state_of_mail(), "complained");
}

TEST_F(PeopleFunctionsTest, OnlyLogPassingTrouble) {
  send_one();
  EXPECT_EQ(run(mail_function, carrier("Email Bounced", R"({"mail":{"messageId":"carrier-1"},"bounce":{"bounceType":)"
                                                        R"("Transient","bouncedRecipients":[{"emailAddress":)"
                                                        R"("ann@example.org"}]}})")),
            JobVerdict::kDone);
  EXPECT_EQ(suppression(), "");
  EXPECT_EQ(state_of_mail(), "sent");
}

TEST_F(PeopleFunctionsTest, NoteWhatTheCarrierWouldNotTakeFurther) {
  send_one();
  EXPECT_EQ(run(mail_function, carrier("Email Rejected", R"({"mail":{"messageId":"carrier-1","destination":)"
                                                         R"(["ann@example.org"]},"reject":{"reason":"Bad content"}})")),
            JobVerdict::kDone);
  EXPECT_EQ(suppression(), "");
  EXPECT_EQ(state_of_mail(), "refused");
}

TEST_F(PeopleFunctionsTest, TellOfNobodysMailNothing) {
  EXPECT_EQ(
      run(mail_function, carrier("Email Bounced", R"({"mail":{},"bounce":{"bounceType":"Permanent",)"
                                                  R"("bouncedRecipients":[{"emailAddress":"ann@example.org"}]}})")),
      JobVerdict::kDone);
  EXPECT_EQ(suppression(), "bounce");
}

TEST_F(PeopleFunctionsTest, AreNotForWhatIsSomebodyElses) {
  for (const char* body : {"{}", R"({"mail":7})", R"({"source":"zillow"})"})
    EXPECT_EQ(run(mail_function, job(body)), JobVerdict::kNever) << body;
  EXPECT_EQ(run(mail_function, event("publication-finished")), JobVerdict::kNever);
  EXPECT_EQ(run(mail_function, carrier("Email Opened", "{}")), JobVerdict::kNever);
  EXPECT_EQ(run(export_function, job("{}")), JobVerdict::kNever);
  EXPECT_EQ(run(export_function, event("publication-finished")), JobVerdict::kNever);
  EXPECT_EQ(run(alerts_function, event("import-finished")), JobVerdict::kNever);
  EXPECT_EQ(run(alerts_function, carrier("Email Bounced", "{}")), JobVerdict::kNever);
  EXPECT_EQ(run(digest_function, event("publication-finished")), JobVerdict::kNever);
}

TEST_F(PeopleFunctionsTest, EvaluateAlertsAndHandOnMailsAlone) {
  shop_.register_somebody("ann@example.org");
  shop_.sql("INSERT INTO outbox VALUES ('e', 'export', 'e', '{}', '', 0)");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(run(alerts_function, event(kPublicationFinished)), JobVerdict::kDone);
  EXPECT_EQ(waiting("mail"), 1);
  EXPECT_EQ(waiting("export"), 0) << "a function may not send there";
  EXPECT_EQ(shop_.sql("SELECT COUNT(*) FROM outbox").integer(0, 0), 1) << "whoever may, will";
}

TEST_F(PeopleFunctionsTest, WriteAnExportAndTellOfIt) {
  shop_.people.join("ann@example.org");
  const accounts::Caller ann = shop_.people.caller("ann@example.org");
  const auto made = accounts::ask_for_export(shop_.people.context(), ann, R"({"metrics":["home_value"]})");
  ASSERT_TRUE(made);
  const Arrived arrived = job(R"({"export":")" + made->id + R"("})");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(run(export_function, arrived), JobVerdict::kDone);
  EXPECT_TRUE(shop_.world.store().exists(export_key(made->id)).value());
  EXPECT_EQ(shop_.people.mails_to("ann@example.org").size(), 2u) << "that of registering and this one";
  EXPECT_GE(waiting("mail"), 1);
}

TEST_F(PeopleFunctionsTest, GiveAnExportBackWhenTimeIsOver) {
  shop_.people.join("ann@example.org");
  const accounts::Caller ann = shop_.people.caller("ann@example.org");
  const auto made = accounts::ask_for_export(shop_.people.context(), ann, R"({"metrics":["home_value"]})");
  const auto verdict = export_function(job(R"({"export":")" + made->id + R"("})"),
                                       shop_.people.clock().monotonic() + seconds(20), shop_.context);
  ASSERT_FALSE(verdict.has_value());
  EXPECT_EQ(verdict.error().code, base::ErrorCode::kUnavailable);
  EXPECT_EQ(shop_.sql("SELECT state FROM exports").text(0, 0), "queued");
}

TEST_F(PeopleFunctionsTest, WriteDigestsAndForgetRowsWithoutAStore) {
  shop_.sql("INSERT INTO marks VALUES ('kept', 'x', 0)");
  shop_.register_somebody("ann@example.org");
  ASSERT_TRUE(shop_.world.store().put("exports/of-somebody-gone.csv", "a").has_value());
  EXPECT_EQ(run(digest_function, job("{}")), JobVerdict::kDone);
  EXPECT_TRUE(shop_.world.store().exists("exports/of-somebody-gone.csv").value()) << "the bucket's to forget";
  EXPECT_EQ(waiting("mail"), 1);
  EXPECT_EQ(waiting("tidy"), 0);
}

}  // namespace
}  // namespace housing::jobs
