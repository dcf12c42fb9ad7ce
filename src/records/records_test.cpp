// Every statement of records on both databases: what goes in comes out, what is somebody's stays theirs.
#include <gtest/gtest.h>

#include <algorithm>

#include "records/alerts.hpp"
#include "records/everything.hpp"
#include "records/exports.hpp"
#include "records/migrations.hpp"
#include "records/outbox.hpp"
#include "records/saved.hpp"
#include "records/sessions.hpp"
#include "records/users.hpp"
#include "testing/database_kinds.hpp"

namespace housing::records {
namespace {

using ports::Access;
using ports::Sql;
using Texts = std::vector<std::string>;

base::WallTime at(std::int64_t milliseconds) { return base::WallTime(std::chrono::milliseconds(milliseconds)); }

template <class Kind>
class RecordsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!Kind::why_not().empty()) GTEST_SKIP() << Kind::why_not();
    database_ = kind_.open(clock_);
    ASSERT_TRUE(migrate(*database_, clock_).has_value());
    run([](Sql& sql) -> base::Status {
      for (const char* id : {"ann", "bob"}) {
        User user;
        user.id = id;
        user.email = user.id + "@example.org";
        user.created = at(1);
        HT_CHECK_OK(insert_user(sql, user));
      }
      return {};
    });
  }
  void run(const ports::Database::Work& work) {
    const auto status = database_->transact(Access::kWrite, clock_.monotonic() + std::chrono::seconds(10), work);
    ASSERT_TRUE(status.has_value()) << status.error().message;
  }
  base::Result<ports::Rows> ask(std::string_view statement) {
    ports::Rows rows;
    const auto status = database_->transact(Access::kRead, clock_.monotonic() + std::chrono::seconds(10),
                                            [&](Sql& sql) -> base::Status {
                                              HT_TRY(rows, sql.run(statement));
                                              return {};
                                            });
    if (!status) return std::unexpected(status.error());
    return rows;
  }

  base::SystemClock clock_;
  Kind kind_;
  std::unique_ptr<ports::Database> database_;
};

using Kinds = ::testing::Types<testing::SqliteKind, testing::PostgresKind>;
TYPED_TEST_SUITE(RecordsTest, Kinds);

TYPED_TEST(RecordsTest, KeepsPeople) {
  this->run([](Sql& sql) -> base::Status {
    HT_TRY(auto ann, find_user_by_email(sql, "ann@example.org"));
    EXPECT_EQ(ann->id, "ann");
    EXPECT_EQ(ann->email_verified, std::nullopt);
    ann->name = "Änn";
    ann->digest = "weekly";
    ann->time_zone = "Asia/Tokyo";
    ann->keeps_searches = false;
    HT_CHECK_OK(set_profile(sql, *ann));
    HT_CHECK_OK(set_email(sql, "ann", "new@example.org", at(5)));
    HT_CHECK_OK(set_password(sql, "ann", "hash"));
    HT_CHECK_OK(set_role(sql, "ann", "admin"));
    HT_TRY(const auto changed, find_user(sql, "ann"));
    EXPECT_EQ(changed->name, "Änn");
    EXPECT_EQ(changed->email, "new@example.org");
    EXPECT_EQ(changed->email_verified, at(5));
    EXPECT_EQ(changed->password_hash, "hash");
    EXPECT_TRUE(changed->is_admin());
    EXPECT_FALSE(changed->keeps_searches);
    HT_TRY(const auto nobody, find_user_by_email(sql, "ann@example.org"));
    EXPECT_FALSE(nobody.has_value());
    HT_TRY(const auto after, list_users(sql, "ann", 10));
    EXPECT_EQ(after.size(), 1u);
    return {};
  });
}

TYPED_TEST(RecordsTest, UsesACodesStepOnce) {
  this->run([](Sql& sql) -> base::Status {
    for (const auto& [step, good] : {std::pair{10, true}, {10, false}, {9, false}, {11, true}}) {
      HT_TRY(const bool used, use_totp_step(sql, "ann", step));
      EXPECT_EQ(used, good) << step;
    }
    HT_CHECK_OK(replace_recovery_codes(sql, "ann", {"one", "two"}));
    for (const auto& [user, code, good] :
         {std::tuple{"bob", "one", false}, {"ann", "one", true}, {"ann", "one", false}}) {
      HT_TRY(const bool used, use_recovery_code(sql, user, code, at(1)));
      EXPECT_EQ(used, good) << user;
    }
    HT_TRY(const auto left, recovery_codes_left(sql, "ann"));
    EXPECT_EQ(left, 1);
    return {};
  });
}

TYPED_TEST(RecordsTest, EndsSessionsAndGivesTheirHashes) {
  this->run([](Sql& sql) -> base::Status {
    for (const char* id : {"1", "2", "3"}) {
      Session session;
      session.id = id;
      session.token_hash = std::string("hash-") + id;
      session.user_id = id[0] == '3' ? "bob" : "ann";
      session.ends = at(100);
      HT_CHECK_OK(insert_session(sql, session));
    }
    HT_TRY(const auto there, find_session(sql, "hash-1", at(99)));
    EXPECT_EQ(there->user_id, "ann");
    HT_TRY(const auto ended, find_session(sql, "hash-1", at(100)));
    EXPECT_FALSE(ended.has_value());
    HT_TRY(const auto foreign, end_session(sql, "ann", "3"));
    EXPECT_FALSE(foreign.has_value()) << "another person's";
    HT_TRY(const auto hashes, end_sessions(sql, "ann", "2"));
    EXPECT_EQ(hashes, Texts{"hash-1"});
    HT_TRY(const auto left, sessions_of(sql, "ann", at(0)));
    EXPECT_EQ(left.size(), 1u);
    return {};
  });
}

TYPED_TEST(RecordsTest, LetsALinkBeUsedOnceAndTheNewestAlone) {
  this->run([](Sql& sql) -> base::Status {
    for (const char* id : {"first", "second"})
      HT_CHECK_OK(insert_link(
          sql, {.id = id, .user_id = "ann", .purpose = "reset", .subject = "ann@example.org", .ends = at(100)}, at(1)));
    for (const auto& [id, purpose, now, good] : {std::tuple{"first", "reset", 2, false},
                                                 {"second", "verify", 2, false},
                                                 {"second", "reset", 100, false},
                                                 {"second", "reset", 99, true},
                                                 {"second", "reset", 99, false}}) {
      HT_TRY(const auto used, use_link(sql, id, purpose, at(now)));
      EXPECT_EQ(used.has_value(), good) << id << " for " << purpose << " at " << now;
    }
    return {};
  });
}

TYPED_TEST(RecordsTest, PostsAMailAndItsJobOnce) {
  this->run([](Sql& sql) -> base::Status {
    MailRow mail;
    mail.key = "key";
    mail.user_id = "ann";
    mail.address = "ann@example.org";
    for (int i = 0; i < 2; ++i) HT_CHECK_OK(post_mail(sql, mail, at(1)));
    HT_TRY(const auto jobs, waiting_jobs(sql, 10));
    EXPECT_EQ(jobs.size(), 1u);
    EXPECT_EQ(jobs[0].queue, "mail");
    HT_CHECK_OK(forget_job(sql, jobs[0].id));
    HT_CHECK_OK(post_mail(sql, mail, at(2)));
    HT_TRY(const auto again, waiting_jobs(sql, 10));
    EXPECT_TRUE(again.empty()) << "the same mail is no new work";
    HT_CHECK_OK(set_mail_state(sql, "key", "sent", "carrier", "", at(3)));
    HT_TRY(const auto found, find_mail(sql, "key"));
    EXPECT_EQ(found->state, "sent");
    return {};
  });
}

TYPED_TEST(RecordsTest, MovesAMarkOnlyFromWhereItIs) {
  this->run([](Sql& sql) -> base::Status {
    for (const auto& [from, to, moved] :
         {std::tuple{"1", "2", false}, {"", "1", true}, {"", "9", false}, {"1", "2", true}, {"1", "3", false}}) {
      HT_TRY(const bool did, move_mark(sql, "name", from, to, at(1)));
      EXPECT_EQ(did, moved) << from << " to " << to;
    }
    HT_TRY(const auto now, mark(sql, "name"));
    EXPECT_EQ(now, "2");
    return {};
  });
}

TYPED_TEST(RecordsTest, GivesAlertsWithTheirPlacesPageByPage) {
  this->run([](Sql& sql) -> base::Status {
    for (const auto& [id, user, region, list] : {std::tuple{"a1", "ann", "us", ""},
                                                 {"a2", "ann", "", "mine"},
                                                 {"a3", "ann", "", "empty"},
                                                 {"a4", "bob", "", "mine"},
                                                 {"a5", "bob", "us", ""}}) {
      Alert alert;
      alert.id = id;
      alert.user_id = user;
      alert.region = region;
      alert.list = list;
      if (alert.id == "a5") alert.paused = at(1);
      HT_CHECK_OK(insert_alert(sql, alert));
    }
    for (const char* place : {"metro-14460", "metro-41860"})
      HT_CHECK_OK(watch(sql, "ann", {.list = "mine", .region = place, .added = at(1)}));
    HT_CHECK_OK(watch(sql, "ann", {.list = "mine", .region = "metro-41860", .added = at(2)}));
    HT_CHECK_OK(watch(sql, "bob", {.list = "mine", .region = "zip-94110", .added = at(1)}));
    for (int i = 1; i <= 2; ++i)
      HT_CHECK_OK(put_place(sql, "a2",
                            {.region = "metro-41860",
                             .side = i,
                             .period = "2025-01",
                             .value = 1.5,
                             .fired = "2024-12",
                             .judgements = "j"}));
    HT_TRY(const auto all, active_alerts(sql, "", 10));
    Texts places;
    for (const ActiveAlert& active : all)
      for (const WatchedPlace& place : active.places)
        places.push_back(active.alert.id + " " + place.region + " " + std::to_string(place.side) + " " + place.period);
    EXPECT_EQ(places, (Texts{"a1 us 0 ", "a2 metro-14460 0 ", "a2 metro-41860 2 2025-01", "a4 zip-94110 0 "}));
    EXPECT_EQ(all.size(), 4u);
    HT_TRY(const auto page, active_alerts(sql, "a1", 2));
    EXPECT_EQ(page.size(), 2u);
    EXPECT_EQ(page[0].alert.id, "a2");
    EXPECT_EQ(page[0].email, "ann@example.org");
    HT_CHECK_OK(set_delete_after(sql, "ann", at(9)));
    HT_TRY(const auto left, active_alerts(sql, "", 10));
    EXPECT_EQ(left.size(), 1u);
    return {};
  });
}

TYPED_TEST(RecordsTest, KeepsAlertsOnScreensWithWhatTheyRemember) {
  this->run([](Sql& sql) -> base::Status {
    Alert alert;
    alert.id = "a1";
    alert.user_id = "ann";
    alert.screen = {.type = "zip", .within = "state-ca", .where = "rent < 2000"};
    HT_CHECK_OK(insert_alert(sql, alert));
    HT_TRY(const auto none, find_matches(sql, "a1"));
    EXPECT_FALSE(none);
    for (std::int64_t matched = 1; matched <= 2; ++matched)
      HT_CHECK_OK(
          put_matches(sql, "a1", {"publication", "2025-04-16", matched, "02139,94110", "2025-03-31:94110", "judged"}));
    HT_TRY(const auto matches, find_matches(sql, "a1"));
    EXPECT_EQ(matches->matched, 2);
    EXPECT_EQ(matches->publication + matches->published, "publication2025-04-16");
    EXPECT_EQ(matches->places, "02139,94110");
    EXPECT_EQ(matches->told, "2025-03-31:94110");
    EXPECT_EQ(matches->judgements, "judged");

    HT_TRY(auto found, find_alert(sql, "ann", "a1"));
    EXPECT_TRUE(found->is_on_screen());
    EXPECT_EQ(found->screen, alert.screen);
    EXPECT_EQ(found->matched, 2);
    found->screen = {.type = "county", .within = "", .where = "rent < 1"};
    HT_TRY(const bool changed, update_alert(sql, *found));
    EXPECT_TRUE(changed);
    HT_TRY(const auto active, active_alerts(sql, "", 10));
    EXPECT_EQ(active.size(), 1u);
    EXPECT_EQ(active[0].alert.screen, found->screen);
    EXPECT_EQ(active[0].email, "ann@example.org");
    EXPECT_TRUE(active[0].places.empty());
    return {};
  });
}

TYPED_TEST(RecordsTest, TakesNoticesForOneDigest) {
  this->run([](Sql& sql) -> base::Status {
    for (const char* delivery : {"digest", "mail"}) {
      Alert alert;
      alert.id = alert.delivery = delivery;
      alert.user_id = "ann";
      HT_CHECK_OK(insert_alert(sql, alert));
      Notification notice;
      notice.id = notice.key = notice.alert_id = delivery;
      notice.user_id = "ann";
      HT_TRY(const bool first, insert_notification(sql, notice));
      notice.id += " again";
      HT_TRY(const bool second, insert_notification(sql, notice));
      EXPECT_TRUE(first && !second) << "the same event";
    }
    HT_TRY(const auto taken, take_for_digest(sql, "ann", "monday"));
    EXPECT_EQ(taken.size(), 1u);
    HT_TRY(const auto again, take_for_digest(sql, "ann", "monday"));
    EXPECT_EQ(again.size(), 1u) << "the same digest says the same";
    HT_TRY(const auto later, take_for_digest(sql, "ann", "tuesday"));
    EXPECT_TRUE(later.empty());
    HT_CHECK_OK(read_notification(sql, "bob", "", at(1)));
    HT_CHECK_OK(read_notification(sql, "ann", "mail", at(1)));
    HT_TRY(const auto unread, unread_of(sql, "ann"));
    EXPECT_EQ(unread, 1);
    return {};
  });
}

TYPED_TEST(RecordsTest, KeepsTheNewestSearches) {
  this->run([](Sql& sql) -> base::Status {
    for (int i = 0; i < 5; ++i)
      HT_CHECK_OK(insert_search(
          sql, "ann", {.id = std::to_string(i), .text = "s" + std::to_string(i), .region = {}, .at = at(i)}, 3));
    HT_TRY(const auto searches, searches_of(sql, "ann"));
    Texts texts;
    for (const Search& search : searches) texts.push_back(search.text);
    EXPECT_EQ(texts, (Texts{"s4", "s3", "s2"}));
    return {};
  });
}

TYPED_TEST(RecordsTest, LeavesNothingOfAPersonButTheDiary) {
  this->run([](Sql& sql) -> base::Status {
    Session session;
    session.id = session.token_hash = "session";
    session.user_id = "ann";
    HT_CHECK_OK(insert_session(sql, session));
    Alert alert;
    alert.id = "alert";
    alert.user_id = "ann";
    HT_CHECK_OK(insert_alert(sql, alert));
    HT_CHECK_OK(
        put_place(sql, "alert", {.region = "us", .side = 1, .period = "", .value = 0, .fired = "", .judgements = ""}));
    HT_CHECK_OK(put_matches(sql, "alert", {}));
    HT_CHECK_OK(watch(sql, "ann", {.list = "mine", .region = "us", .added = at(1)}));
    MailRow mail;
    mail.key = "key";
    mail.user_id = "ann";
    HT_CHECK_OK(post_mail(sql, mail, at(1)));
    Export made;
    made.id = "export";
    made.user_id = "ann";
    HT_CHECK_OK(insert_export(sql, made));
    AuditEntry entry;
    entry.id = "entry";
    entry.user_id = "ann";
    HT_CHECK_OK(insert_audit(sql, entry));
    HT_TRY(const auto everything, everything_of(sql, "ann"));
    EXPECT_GT(everything.size(), 5u);
    HT_CHECK_OK(delete_user(sql, "ann"));
    return {};
  });
  for (const char* table : {"sessions", "alerts", "alert_states", "alert_matches", "watched", "exports", "mails"})
    EXPECT_EQ(this->ask(std::string("SELECT count(*) FROM ") + table)->integer(0, 0), 0) << table;
  EXPECT_EQ(this->ask("SELECT count(*) FROM audit WHERE user_id = 'ann'")->integer(0, 0), 1);
}

}  // namespace
}  // namespace housing::records
