// Digests: whose morning it is, through the changes of the clocks, and one mail of what was found.
#include "alerts/digest.hpp"

#include <gtest/gtest.h>

#include "records/alerts.hpp"
#include "testing/people.hpp"

namespace housing::alerts {
namespace {

using namespace std::chrono;

base::WallTime utc(int year_number, unsigned month_number, unsigned day_number, int hour, int minute = 0) {
  const sys_days day = year(year_number) / month_number / day_number;
  return base::WallTime(duration_cast<milliseconds>((day + hours(hour) + minutes(minute)).time_since_epoch()));
}

std::string due(std::string_view digest, std::string_view zone, base::WallTime now) {
  records::User user;
  user.digest = digest;
  user.time_zone = zone;
  return digest_due(user, now);
}

TEST(DigestDue, IsOnTheMorningOfTheirOwnClock) {
  EXPECT_EQ(due("daily", "America/New_York", utc(2026, 1, 20, 11, 59)), "");
  EXPECT_EQ(due("daily", "America/New_York", utc(2026, 1, 20, 12)), "2026-01-20");
  EXPECT_EQ(due("daily", "Pacific/Auckland", utc(2026, 1, 19, 18)), "2026-01-20");
  EXPECT_EQ(due("daily", "Asia/Kolkata", utc(2026, 1, 20, 1, 29)), "");
  EXPECT_EQ(due("daily", "Asia/Kolkata", utc(2026, 1, 20, 1, 30)), "2026-01-20");
}

TEST(DigestDue, MovesWithTheClocks) {
  // New York, 2026-03-08: two o'clock is three. 2026-11-01: two o'clock is one again.
  EXPECT_EQ(due("daily", "America/New_York", utc(2026, 3, 7, 11, 59)), "");
  EXPECT_EQ(due("daily", "America/New_York", utc(2026, 3, 8, 10, 59)), "");
  EXPECT_EQ(due("daily", "America/New_York", utc(2026, 3, 8, 11)), "2026-03-08");
  EXPECT_EQ(due("daily", "America/New_York", utc(2026, 10, 31, 11)), "2026-10-31");
  EXPECT_EQ(due("daily", "America/New_York", utc(2026, 11, 1, 11, 59)), "");
  EXPECT_EQ(due("daily", "America/New_York", utc(2026, 11, 1, 12)), "2026-11-01");
}

TEST(DigestDue, HasOneMorningEachDayOfTheYear) {
  std::string before;
  int days_due = 0;
  for (base::WallTime now = utc(2026, 1, 1, 0); now < utc(2027, 1, 1, 0); now += minutes(30)) {
    const std::string day = due("daily", "Europe/Berlin", now);
    if (day.empty() || day == before) continue;
    EXPECT_LT(before, day);
    before = day;
    ++days_due;
  }
  EXPECT_EQ(days_due, 365);
}

TEST(DigestDue, IsMadeUpForUntilTheDayEnds) {
  EXPECT_EQ(due("weekly", "UTC", utc(2026, 1, 19, 23, 59)), "2026-01-19") << "a Monday";
  EXPECT_EQ(due("weekly", "UTC", utc(2026, 1, 20, 12)), "");
  EXPECT_EQ(due("monthly", "UTC", utc(2026, 2, 1, 7)), "2026-02-01");
  EXPECT_EQ(due("monthly", "UTC", utc(2026, 2, 2, 7)), "");
  EXPECT_EQ(due("off", "UTC", utc(2026, 2, 1, 7)), "");
  EXPECT_EQ(due("daily", "Mars/Olympus", utc(2026, 2, 1, 7)), "") << "a zone that is known no more";
}

class WriteDigestsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    people_.join("ann@example.org");
    user_ = people_.enter("ann@example.org").user;
    user_.digest = "daily";
    transact([&](ports::Sql& sql) -> base::Status {
      HT_CHECK_OK(records::set_profile(sql, user_));
      for (const char* delivery : {"digest", "mail"}) {
        records::Alert alert;
        alert.id = alert.delivery = delivery;
        alert.user_id = user_.id;
        HT_CHECK_OK(records::insert_alert(sql, alert));
      }
      return {};
    });
  }
  void transact(const ports::Database::Work& work) {
    const auto deadline = people_.clock().monotonic() + seconds(5);
    const auto status = people_.database().transact(ports::Access::kWrite, deadline, work);
    ASSERT_TRUE(status.has_value()) << status.error().message;
  }
  void find(const std::string& alert, const std::string& title) {
    transact([&](ports::Sql& sql) -> base::Status {
      HT_CHECK_OK(records::insert_notification(sql, {.id = title,
                                                     .user_id = user_.id,
                                                     .key = title,
                                                     .alert_id = alert,
                                                     .kind = "alert",
                                                     .title = title,
                                                     .body = "body",
                                                     .link = "/",
                                                     .created = people_.clock().now(),
                                                     .read = std::nullopt}));
      return {};
    });
  }
  std::size_t digests() {
    const auto written = write_digests(people_.context());
    EXPECT_TRUE(written.has_value());
    return written.value_or(99);
  }
  std::string newest() { return people_.mails_to("ann@example.org").back(); }

  testing::People people_;
  records::User user_;
};

TEST_F(WriteDigestsTest, TellsOnceOfWhatWasFound) {
  EXPECT_EQ(digests(), 0u) << "nothing found, no mail";
  find("digest", "Rents <up> & away");
  find("digest", "Prices");
  find("mail", "told by mail already");
  EXPECT_EQ(digests(), 1u);
  EXPECT_TRUE(newest().starts_with("Housing Trends: 2 alerts\n"));
  EXPECT_NE(newest().find("Rents <up> & away: body"), std::string::npos);
  EXPECT_EQ(newest().find("told by mail already"), std::string::npos);
  EXPECT_EQ(digests(), 0u);
  find("digest", "later the same day");
  EXPECT_EQ(digests(), 0u) << "one a day";
  people_.clock().advance(hours(24));
  EXPECT_EQ(digests(), 1u);
  EXPECT_TRUE(newest().starts_with("Housing Trends: 1 alert\n"));
}

TEST_F(WriteDigestsTest, SaysNothingToWhoWantsNone) {
  user_.digest = "off";
  transact([&](ports::Sql& sql) { return records::set_profile(sql, user_); });
  find("digest", "Prices");
  EXPECT_EQ(digests(), 0u);
}

}  // namespace
}  // namespace housing::alerts
