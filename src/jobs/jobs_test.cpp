// The worker and the schedule: each job once though it comes twice, again though it failed, aside when it never can;
// each slot and each publication once, whoever asks and whatever the clock does.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "accounts/exports.hpp"
#include "jobs/schedule.hpp"
#include "jobs/worker.hpp"
#include "records/housekeeping.hpp"
#include "testing/shop.hpp"

namespace housing::jobs {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// With a worker.
class Shop : public testing::Shop {
 public:
  JobContext context{.accounts = people.context(),
                     .worlds = world.holder(),
                     .objects = world.store(),
                     .queue = queue,
                     .mailer = mailer,
                     .exportable = {"open"}};
  Worker worker{context};

  // Asserts that it goes through.
  WorkReport drain() {
    const auto report = worker.drain();
    HT_ASSERT(report.has_value());
    return *report;
  }
};

class WorkerTest : public ::testing::Test {
 protected:
  std::string state_of_mail() { return shop_.sql("SELECT state FROM mails").text(0, 0); }

  Shop shop_;
};

TEST_F(WorkerTest, SendsWhatWaitsOnce) {
  shop_.drain();
  shop_.register_somebody("ann@example.org");
  const WorkReport report = shop_.drain();
  EXPECT_EQ(report.done, 1u);
  EXPECT_EQ(report.failed, 0u);
  ASSERT_EQ(shop_.mailer.sent.size(), 1u);
  EXPECT_EQ(shop_.mailer.sent[0].to, "ann@example.org");
  EXPECT_EQ(state_of_mail(), "sent");
  EXPECT_EQ(shop_.drain().done, 0u);
}

TEST_F(WorkerTest, SendsAMailOnceThoughItsMessageComesAgain) {
  shop_.register_somebody("ann@example.org");
  shop_.drain();
  const std::string key = shop_.mailer.sent[0].key;
  for (int i = 0; i < 3; ++i) {
    shop_.send("mail", key, R"({"mail":")" + key + R"("})");
    shop_.drain();
  }
  EXPECT_EQ(shop_.mailer.sent.size(), 1u);
  EXPECT_EQ(shop_.depth("mail").waiting, 0);
}

TEST_F(WorkerTest, TriesAgainLaterAndLaterUntilTheCarrierIsBack) {
  shop_.register_somebody("ann@example.org");
  shop_.mailer.failures = 3;
  std::vector<seconds> failures;  // when, after the first
  const auto begin = shop_.people.clock().now();
  for (int second = 0; second < 200 && shop_.mailer.sent.empty(); ++second) {
    if (shop_.drain().failed > 0)
      failures.push_back(std::chrono::duration_cast<seconds>(shop_.people.clock().now() - begin));
    if (shop_.mailer.sent.empty()) shop_.people.clock().advance(seconds(1));
  }
  ASSERT_EQ(shop_.mailer.sent.size(), 1u);
  EXPECT_EQ(failures, (std::vector<seconds>{seconds(0), seconds(15), seconds(45)}));
  EXPECT_EQ(shop_.people.clock().now() - begin, seconds(105));
  EXPECT_EQ(state_of_mail(), "sent");
}

TEST_F(WorkerTest, PutsAsideWhatFailedAsOftenAsAllowedAndTriesItWhenTold) {
  shop_.register_somebody("ann@example.org");
  shop_.mailer.failures = ports::kMaxReceives;
  for (int i = 0; i < ports::kMaxReceives; ++i) {
    EXPECT_EQ(shop_.drain().failed, 1u) << i;
    shop_.people.clock().advance(ports::kMaxDelay);
  }
  EXPECT_EQ(shop_.drain().failed, 0u);
  const auto dead = shop_.queue.dead("mail", 10);
  ASSERT_EQ(dead->size(), 1u);
  EXPECT_NE(dead->front().reason.find("the carrier is away"), std::string::npos);
  ASSERT_TRUE(shop_.queue.retry_dead("mail", dead->front().id));
  shop_.drain();
  EXPECT_EQ(shop_.mailer.sent.size(), 1u) << "nothing was lost meanwhile";
}

TEST_F(WorkerTest, DoesNotTryAgainWhatTheCarrierRefusesForGood) {
  shop_.register_somebody("ann@example.org");
  shop_.mailer.failures = 1;
  shop_.mailer.code = base::ErrorCode::kInvalidInput;
  EXPECT_EQ(shop_.drain().failed, 0u);
  EXPECT_EQ(state_of_mail(), "refused");
  shop_.people.clock().advance(minutes(20));
  shop_.drain();
  EXPECT_TRUE(shop_.mailer.sent.empty());
}

TEST_F(WorkerTest, PutsPoisonAsideAtOnceAndGoesOn) {
  shop_.send("mail", "poison", "{\"mail\":");
  shop_.register_somebody("ann@example.org");
  const WorkReport report = shop_.drain();
  EXPECT_EQ(report.failed, 1u);
  EXPECT_EQ(shop_.mailer.sent.size(), 1u);
  const auto dead = shop_.queue.dead("mail", 10);
  ASSERT_EQ(dead->size(), 1u);
  EXPECT_NE(dead->front().reason.find("not JSON"), std::string::npos);
  EXPECT_EQ(dead->front().attempts, 1);
}

TEST_F(WorkerTest, TakesMessagesAboutNothingForDone) {
  for (const std::string_view name : queue_names())
    for (const char* body : {"{}", "[]", "7", R"({"mail":"gone","export":"gone"})"})
      shop_.send(name, std::string("key ") + body, body);
  EXPECT_EQ(shop_.drain().failed, 0u);
  EXPECT_TRUE(shop_.mailer.sent.empty());
}

TEST_F(WorkerTest, FinishesWhatAWorkerThatDiedHadTaken) {
  shop_.register_somebody("ann@example.org");
  ASSERT_TRUE(post_due(shop_.context).has_value());
  ASSERT_TRUE(relay_outbox(shop_.context).has_value());
  ASSERT_EQ(shop_.queue.receive("mail", 10, minutes(2), seconds(0))->size(), 1u);
  shop_.drain();
  EXPECT_TRUE(shop_.mailer.sent.empty()) << "still somebody's";
  shop_.people.clock().advance(minutes(2));
  shop_.drain();
  EXPECT_EQ(shop_.mailer.sent.size(), 1u);
}

TEST_F(WorkerTest, ForgetsExportFilesThatEndedAndNoOthers) {
  shop_.people.join("ann@example.org");
  const accounts::Caller ann = shop_.people.caller("ann@example.org");
  const auto made = accounts::ask_for_export(shop_.people.context(), ann, R"({"metrics":["home_value"]})");
  ASSERT_TRUE(made);
  shop_.drain();
  const std::string key = export_key(made->id);
  ASSERT_TRUE(shop_.world.store().exists(key).value());
  ASSERT_TRUE(shop_.world.store().put("exports/of-somebody-gone.csv", "a").has_value());
  ASSERT_TRUE(shop_.world.store().put("raw/kept", "a").has_value());
  shop_.people.clock().advance(std::chrono::hours(2));
  shop_.drain();
  EXPECT_TRUE(shop_.world.store().exists(key).value()) << "good for a week";
  EXPECT_FALSE(shop_.world.store().exists("exports/of-somebody-gone.csv").value());
  shop_.people.clock().advance(accounts::kExportLifetime);
  shop_.drain();
  EXPECT_FALSE(shop_.world.store().exists(key).value());
  EXPECT_TRUE(shop_.world.store().exists("raw/kept").value());
  shop_.people.clock().advance(records::kExportRowsKept + std::chrono::hours(1));
  shop_.drain();
  EXPECT_EQ(shop_.sql("SELECT COUNT(*) FROM exports").integer(0, 0), 0);
}

TEST_F(WorkerTest, HandlesEveryQueueByItsName) {
  std::set<std::string_view> names;
  for (const JobKind& kind : job_kinds()) {
    EXPECT_TRUE(names.insert(kind.queue).second) << kind.queue;
    EXPECT_NE(kind.handler, nullptr);
    EXPECT_GT(kind.visibility, seconds(0));
  }
  for (const ScheduleEntry& entry : schedule()) EXPECT_TRUE(names.contains(entry.queue)) << entry.queue;
}

class ScheduleTest : public ::testing::Test {
 protected:
  std::size_t posted() {
    const auto jobs = post_due(shop_.context);
    EXPECT_TRUE(jobs.has_value());
    return jobs.value_or(99);
  }
  void publish(std::vector<std::string> values) {
    const int months = static_cast<int>(values.size());
    shop_.world.import_one(testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2024, months),
                                                {testing::boston(std::move(values))}),
                           model::Date::of(2025, months, 15));
  }

  Shop shop_;
};

TEST_F(ScheduleTest, PostsEachSlotOnce) {
  EXPECT_EQ(posted(), schedule().size());
  EXPECT_EQ(posted(), 0u);
  shop_.people.clock().advance(minutes(10));
  EXPECT_EQ(posted(), 1u) << "the digests alone";
  shop_.people.clock().advance(minutes(60));
  EXPECT_EQ(posted(), schedule().size());
}

TEST_F(ScheduleTest, MakesUpForTheNewestSlotOnly) {
  posted();
  shop_.people.clock().advance(hours(24 * 7));
  EXPECT_EQ(posted(), schedule().size());
  EXPECT_EQ(posted(), 0u);
}

TEST_F(ScheduleTest, PostsNothingAgainWhenTheClockIsSetBack) {
  posted();
  shop_.people.clock().advance(-hours(3));
  EXPECT_EQ(posted(), 0u);
  shop_.people.clock().advance(hours(3));
  EXPECT_EQ(posted(), 0u);
  shop_.people.clock().advance(minutes(60));
  EXPECT_EQ(posted(), schedule().size());
}

TEST_F(ScheduleTest, PostsWhatFollowsAPublicationOnce) {
  posted();
  EXPECT_EQ(posted(), 0u) << "nothing was published";
  publish({"1", "2"});
  EXPECT_EQ(posted(), 2u) << "alerts and the projection";
  EXPECT_EQ(posted(), 0u);
  publish({"1", "2"});
  EXPECT_EQ(posted(), 0u) << "the same numbers again are no publication";
  publish({"1", "2", "3"});
  EXPECT_EQ(posted(), 2u);
}

TEST_F(ScheduleTest, HandsTheOutboxOverOnceThoughItIsCutShort) {
  shop_.register_somebody("ann@example.org");
  shop_.sql("CREATE TABLE kept AS SELECT * FROM outbox");
  ASSERT_TRUE(relay_outbox(shop_.context).has_value());
  EXPECT_EQ(shop_.depth("mail").waiting, 1);
  shop_.sql("INSERT INTO outbox SELECT * FROM kept");  // killed before it could be forgotten
  ASSERT_TRUE(relay_outbox(shop_.context).has_value());
  EXPECT_EQ(shop_.depth("mail").waiting, 1);
  EXPECT_EQ(shop_.sql("SELECT count(*) FROM outbox").integer(0, 0), 0);
}

TEST_F(ScheduleTest, HandsOverMoreThanAPage) {
  for (int i = 0; i < 250; ++i)
    shop_.sql("INSERT INTO outbox VALUES ('" + std::to_string(i) + "', 'tidy', '" + std::to_string(i) +
              "', '{}', '', 0)");
  EXPECT_EQ(relay_outbox(shop_.context).value_or(0), 250u);
  EXPECT_EQ(shop_.depth("tidy").waiting, 250);
}

}  // namespace
}  // namespace housing::jobs
