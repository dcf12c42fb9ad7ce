#include "jobs/backup_job.hpp"

#include <gtest/gtest.h>

#include <map>

#include "testing/imported_world.hpp"
#include "testing/store_double.hpp"

namespace housing::jobs {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using Newest = base::Result<std::optional<base::WallTime>>;

class BackupsDouble final : public ports::Backups {
 public:
  Newest newest_of_database(std::chrono::nanoseconds) override { return database; }
  bool keeps_copies() const override { return copies; }
  Newest newest_copy(std::chrono::nanoseconds) override { return copy; }
  base::Result<std::vector<ports::Parameter>> parameters(std::chrono::nanoseconds) override {
    return std::vector<ports::Parameter>{{.name = "/p/a", .type = "String", .value = "1 \"x\"", .version = 3},
                                         {.name = "/p/b", .type = "SecureString", .value = "", .version = 1}};
  }

  Newest database;
  Newest copy;
  bool copies = true;
};

class BackupJobTest : public ::testing::Test {
 protected:
  base::Result<JobVerdict> check() {
    return check_backups({}, world_.clock().monotonic() + seconds(300),
                         {.backups = backups_,
                          .objects = store_,
                          .clock = world_.clock(),
                          .log = log_,
                          .report = [this](std::string_view kind, seconds age) { ages_[std::string(kind)] = age; }});
  }

  testing::ImportedWorld world_;
  testing::StoreDouble store_{world_.store()};
  base::Log log_{world_.clock(), -1, base::LogLevel::kError};
  BackupsDouble backups_;
  std::map<std::string, seconds> ages_;
};

TEST_F(BackupJobTest, ReportsAgesAndKeepsTheParameters) {
  backups_.database = world_.clock().now() - hours(2);
  backups_.copy = world_.clock().now() - hours(20);
  EXPECT_EQ(check(), JobVerdict::kDone);
  EXPECT_EQ(ages_,
            (std::map<std::string, seconds>{{"database", hours(2)}, {"copy", hours(20)}, {"parameters", seconds(0)}}));
  const auto kept = world_.store().get("parameters/2026-01-20T120000Z.json");
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(*kept, R"({"made":"2026-01-20T12:00:00Z","parameters":[)"
                   R"({"name":"/p/a","type":"String","version":3,"value":"1 \"x\""},)"
                   R"({"name":"/p/b","type":"SecureString","version":1,"value":""}]})");
}

TEST_F(BackupJobTest, IsSilentOfWhatIsMissingAndReportsTheRest) {
  backups_.database = std::optional<base::WallTime>();
  backups_.copy = base::fail(base::ErrorCode::kInvalidInput, "access denied");
  const auto verdict = check();
  ASSERT_FALSE(verdict.has_value());
  EXPECT_NE(verdict.error().message.find("no usable backup of the kind database"), std::string::npos);
  EXPECT_EQ(ages_.size(), 1u);
  EXPECT_TRUE(ages_.contains("parameters"));
}

TEST_F(BackupJobTest, AsksForNoCopiesWhereNoneAreKept) {
  backups_.database = world_.clock().now();
  backups_.copies = false;
  backups_.copy = base::fail(base::ErrorCode::kInvalidInput, "nobody may ask");
  EXPECT_EQ(check(), JobVerdict::kDone);
  EXPECT_FALSE(ages_.contains("copy"));
}

TEST_F(BackupJobTest, DoesNotSayThatParametersAreKeptWhenTheyAreNot) {
  backups_.database = world_.clock().now();
  backups_.copy = world_.clock().now();
  store_.before_put = [](std::string_view) -> base::Status { return base::fail(base::ErrorCode::kIo, "no right"); };
  EXPECT_FALSE(check().has_value());
  EXPECT_FALSE(ages_.contains("parameters"));
  EXPECT_EQ(ages_.size(), 2u);
}

TEST_F(BackupJobTest, CountsAClockThatIsBehindAsNow) {
  backups_.database = world_.clock().now() + hours(1);
  backups_.copies = false;
  ASSERT_TRUE(check());
  EXPECT_EQ(ages_["database"], seconds(0));
}

}  // namespace
}  // namespace housing::jobs
