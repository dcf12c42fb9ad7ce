// Rows of imports on both databases: a try holds its row until the next one takes it, and only what is open is in the
// way of others.
#include "records/imports.hpp"

#include <gtest/gtest.h>

#include "records/housekeeping.hpp"
#include "records/migrations.hpp"
#include "records/users.hpp"
#include "testing/database_kinds.hpp"

namespace housing::records {
namespace {

using ports::Access;
using ports::Sql;

base::WallTime at(std::int64_t milliseconds) { return base::WallTime(std::chrono::milliseconds(milliseconds)); }

template <class Kind>
class ImportRunsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!Kind::why_not().empty()) GTEST_SKIP() << Kind::why_not();
    database_ = kind_.open(clock_);
    ASSERT_TRUE(migrate(*database_, clock_).has_value());
  }
  void run(const ports::Database::Work& work) {
    const auto status = database_->transact(Access::kWrite, clock_.monotonic() + std::chrono::seconds(10), work);
    ASSERT_TRUE(status.has_value()) << status.error().message;
  }
  static base::Status add(Sql& sql, const char* id, std::int64_t created) {
    ImportRun run;
    run.id = id;
    run.user_id = "ann";
    run.source = "zillow";
    run.created = at(created);
    return insert_import_run(sql, run);
  }

  base::SystemClock clock_;
  Kind kind_;
  std::unique_ptr<ports::Database> database_;
};

using Kinds = ::testing::Types<testing::SqliteKind, testing::PostgresKind>;
TYPED_TEST_SUITE(ImportRunsTest, Kinds);

TYPED_TEST(ImportRunsTest, AreListedNewestFirstWithWhoAskedWhileTheyAreThere) {
  this->run([this](Sql& sql) -> base::Status {
    User ann;
    ann.id = "ann";
    ann.email = "ann@example.org";
    HT_CHECK_OK(insert_user(sql, ann));
    HT_CHECK_OK(this->add(sql, "a", 1));
    HT_CHECK_OK(this->add(sql, "b", 2));
    HT_TRY(const auto runs, list_import_runs(sql, 10));
    EXPECT_EQ(runs.size(), 2u);
    EXPECT_EQ(runs[0].id, "b");
    EXPECT_EQ(runs[0].email, "ann@example.org");
    EXPECT_EQ(runs[0].created, at(2));
    EXPECT_FALSE(runs[0].began.has_value());
    HT_CHECK_OK(delete_user(sql, "ann"));
    HT_TRY(const auto later, list_import_runs(sql, 1));
    EXPECT_EQ(later.size(), 1u);
    EXPECT_EQ(later[0].email, "");
    return {};
  });
}

TYPED_TEST(ImportRunsTest, BelongToTheLatestTry) {
  this->run([this](Sql& sql) -> base::Status {
    HT_CHECK_OK(this->add(sql, "a", 1));
    HT_CHECK_OK(lock_import_runs(sql));
    HT_CHECK_OK(begin_import_run(sql, "a", 1, "Begun.", at(10)));
    const ImportCounts counts{
        .files_total = 3, .files_fetched = 3, .files_done = 1, .rows_kept = 5'000'000'000, .rows_refused = 2};
    HT_TRY(const bool noted, note_import_run(sql, "a", 1, counts, "Reading", at(20)));
    EXPECT_TRUE(noted);
    HT_TRY(const auto run, find_import_run(sql, "a"));
    EXPECT_EQ(run->state, "running");
    EXPECT_EQ(run->counts, counts);
    EXPECT_EQ(run->said, "Reading");
    EXPECT_EQ(run->beat, at(20));

    HT_CHECK_OK(begin_import_run(sql, "a", 2, "Begun again.", at(30)));
    HT_TRY(const bool late, note_import_run(sql, "a", 1, counts, "late", at(40)));
    EXPECT_FALSE(late);
    HT_TRY(const bool ended_late, end_import_run(sql, "a", 1, "failed", counts, "late", at(40)));
    EXPECT_FALSE(ended_late);
    HT_TRY(const auto again, find_import_run(sql, "a"));
    EXPECT_EQ(again->counts, ImportCounts{});
    EXPECT_EQ(again->said, "Begun again.");

    HT_TRY(const bool ended, end_import_run(sql, "a", 2, "done", counts, "Done.", at(50)));
    EXPECT_TRUE(ended);
    HT_TRY(const auto open, open_import_runs(sql));
    EXPECT_TRUE(open.empty());
    HT_TRY(const auto done, find_import_run(sql, "a"));
    EXPECT_EQ(done->ended, at(50));
    EXPECT_EQ(done->attempts, 2);
    return {};
  });
}

TYPED_TEST(ImportRunsTest, AreGivenUpWhenTheyFellSilentAndForgottenWhenOld) {
  this->run([this](Sql& sql) -> base::Status {
    for (const char* id : {"silent", "alive", "waiting"}) HT_CHECK_OK(this->add(sql, id, 1));
    HT_CHECK_OK(begin_import_run(sql, "silent", 1, "", at(10)));
    HT_CHECK_OK(begin_import_run(sql, "alive", 1, "", at(100)));
    HT_TRY(const auto given_up, give_up_import_runs(sql, at(50), at(200)));
    EXPECT_EQ(given_up, 1);
    HT_TRY(const auto silent, find_import_run(sql, "silent"));
    EXPECT_EQ(silent->state, "failed");
    EXPECT_EQ(silent->ended, at(200));
    HT_TRY(const auto open, open_import_runs(sql));
    EXPECT_EQ(open.size(), 2u);
    HT_TRY([[maybe_unused]] const auto gone, forget_old(sql, at(2) + kImportRunsKept));
    HT_TRY(const auto left, list_import_runs(sql, 10));
    EXPECT_TRUE(left.empty());
    return {};
  });
}

}  // namespace
}  // namespace housing::records
