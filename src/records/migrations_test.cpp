#include "records/migrations.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "base/sha256.hpp"
#include "testing/database_kinds.hpp"

namespace housing::records {
namespace {

using base::ErrorCode;
using ports::Access;
using ports::Dialect;
using ports::Sql;

TEST(Migration, ReadsItsName) {
  const auto migration = make_migration("0012_watch_lists.sql", "SELECT 1;");
  EXPECT_EQ(migration.value().version, 12);
  EXPECT_EQ(migration.value().name, "watch_lists");
  EXPECT_EQ(migration.value().sha256(), base::sha256_hex("SELECT 1;"));
  for (const char* name :
       {"", "12_a.sql", "0012.sql", "0012_.sql", "0012-a.sql", "0012_a.txt", "abcd_a.sql", "0000_a.sql"})
    EXPECT_FALSE(make_migration(name, "").has_value()) << name;
}

TEST(Migration, GivesEachDatabaseItsPartsOnTheirLines) {
  const Migration migration{1, "parts", "both\n-- only: postgres\npg\n  -- only: sqlite  \nlite\n-- for: both\nboth\n"};
  EXPECT_EQ(migration.script(Dialect::kPostgres).value(), "both\n-- only: postgres\npg\n\n\n-- for: both\nboth\n\n");
  EXPECT_EQ(migration.script(Dialect::kSqlite).value(), "both\n\n\n  -- only: sqlite  \nlite\n-- for: both\nboth\n\n");
  EXPECT_FALSE((Migration{1, "wrong", "-- only: mysql\n"}).script(Dialect::kSqlite).has_value());
  EXPECT_FALSE((Migration{1, "wrong", "-- for: all\n"}).script(Dialect::kSqlite).has_value());
}

TEST(Migration, SaysWhichProgramsItNeeds) {
  EXPECT_EQ((Migration{9, "expand", "SELECT 1"}).needs().value(), 0);
  EXPECT_EQ((Migration{9, "contract", "-- needs: 7\nDROP TABLE t"}).needs().value(), 7);
  EXPECT_FALSE((Migration{9, "wrong", "-- needs: 10"}).needs().has_value()) << "no program knows it";
  EXPECT_FALSE((Migration{9, "wrong", "-- needs: all"}).needs().has_value());
}

TEST(EmbeddedMigrations, AreNumberedWithoutGapsAndWellFormed) {
  ASSERT_FALSE(embedded_migrations().empty());
  int version = 0;
  for (const Migration& migration : embedded_migrations()) {
    SCOPED_TRACE(migration.name);
    EXPECT_EQ(migration.version, ++version);
    EXPECT_TRUE(migration.needs().has_value());
    EXPECT_TRUE(migration.script(Dialect::kSqlite).has_value());
    EXPECT_TRUE(migration.script(Dialect::kPostgres).has_value());
  }
  EXPECT_EQ(embedded_migrations().front().name, "queue");
}

template <class Kind>
class MigrationsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!Kind::why_not().empty()) GTEST_SKIP() << Kind::why_not();
    database_ = open();
  }
  std::unique_ptr<ports::Database> open() { return kind_.open(clock_); }
  base::Status script(std::string_view text) {
    return database_->transact(Access::kWrite, clock_.monotonic() + std::chrono::seconds(5),
                               [&](Sql& sql) { return sql.run_script(text); });
  }
  template <class T>
  static void expect_refused(const base::Result<T>& result, ErrorCode code, std::string_view part) {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, code);
    EXPECT_NE(result.error().message.find(part), std::string::npos) << result.error().message;
  }

  base::SystemClock clock_;
  Kind kind_;
  std::unique_ptr<ports::Database> database_;
  std::vector<Migration> three_ = {{1, "one", "CREATE TABLE one (n BIGINT)"},
                                   {2, "two", "CREATE TABLE two (n BIGINT); INSERT INTO two VALUES (1)"},
                                   {3, "three", "ALTER TABLE one ADD COLUMN name TEXT"}};
  std::vector<Migration> two_ = {three_[0], three_[1]};
};

using Kinds = ::testing::Types<testing::SqliteKind, testing::PostgresKind>;
TYPED_TEST_SUITE(MigrationsTest, Kinds);

TYPED_TEST(MigrationsTest, AppliesWhatIsPendingOnceAndInOrder) {
  this->expect_refused(check(*this->database_, this->clock_, this->two_), ErrorCode::kUnavailable,
                       "0001_one: run `housing migrate`");
  const auto first = migrate(*this->database_, this->clock_, this->two_);
  EXPECT_EQ(first.value().applied, (std::vector<std::string>{"0001_one", "0002_two"}));
  EXPECT_EQ(first.value().version, 2);
  EXPECT_TRUE(check(*this->database_, this->clock_, this->two_).has_value());
  this->expect_refused(check(*this->database_, this->clock_, this->three_), ErrorCode::kUnavailable, "0003_three");
  EXPECT_EQ(migrate(*this->database_, this->clock_, this->three_).value().applied,
            std::vector<std::string>{"0003_three"});
  const auto again = migrate(*this->database_, this->clock_, this->three_);
  EXPECT_TRUE(again.value().applied.empty());
  EXPECT_EQ(again.value().version, 3);
  EXPECT_TRUE(this->script("INSERT INTO one (n, name) VALUES (1, 'x')").has_value());
}

TYPED_TEST(MigrationsTest, LeavesNothingOfOneThatFails) {
  this->three_[1].text = "CREATE TABLE two (n BIGINT); CREATE TABEL wrong";
  this->expect_refused(migrate(*this->database_, this->clock_, this->three_), ErrorCode::kInvalidInput, "0002_two");
  this->expect_refused(check(*this->database_, this->clock_, this->three_), ErrorCode::kUnavailable, "0002_two");
  EXPECT_TRUE(this->script("CREATE TABLE two (n BIGINT)").has_value()) << "its first half is not there";
  EXPECT_TRUE(this->script("DROP TABLE two").has_value());
  this->three_[1].text = "CREATE TABLE two (n BIGINT)";
  EXPECT_EQ(migrate(*this->database_, this->clock_, this->three_).value().applied.size(), 2u);
}

TYPED_TEST(MigrationsTest, RefusesADatabaseThatWasMadeWithAnotherText) {
  ASSERT_TRUE(migrate(*this->database_, this->clock_, this->three_).has_value());
  this->three_[1].text = "CREATE TABLE two (n BIGINT, added BIGINT)";
  this->expect_refused(check(*this->database_, this->clock_, this->three_), ErrorCode::kInvalidInput, "0002_two");
  this->expect_refused(migrate(*this->database_, this->clock_, this->three_), ErrorCode::kInvalidInput, "0002_two");
}

TYPED_TEST(MigrationsTest, LetsAnOlderProgramRunUnlessAMigrationNeedsANewerOne) {
  ASSERT_TRUE(migrate(*this->database_, this->clock_, this->three_).has_value());
  EXPECT_TRUE(check(*this->database_, this->clock_, this->two_).has_value()) << "0003 only added";
  EXPECT_TRUE(migrate(*this->database_, this->clock_, this->two_).value().applied.empty());
  this->three_.push_back({4, "four", "-- needs: 3\nDROP TABLE two"});
  ASSERT_TRUE(migrate(*this->database_, this->clock_, this->three_).has_value());
  this->three_.pop_back();
  EXPECT_TRUE(check(*this->database_, this->clock_, this->three_).has_value()) << "knows 0003, does not use the table";
  this->expect_refused(check(*this->database_, this->clock_, this->two_), ErrorCode::kInvalidInput, "newer program");
  this->expect_refused(migrate(*this->database_, this->clock_, this->two_), ErrorCode::kInvalidInput, "newer program");
}

TYPED_TEST(MigrationsTest, RefusesOneThatComesTooLate) {
  const std::vector<Migration> without_two = {this->three_[0], this->three_[2]};
  ASSERT_TRUE(migrate(*this->database_, this->clock_, without_two).has_value());
  this->expect_refused(check(*this->database_, this->clock_, this->three_), ErrorCode::kInvalidInput,
                       "0002_two was left out");
  this->expect_refused(migrate(*this->database_, this->clock_, this->three_), ErrorCode::kInvalidInput,
                       "0002_two was left out");
}

TYPED_TEST(MigrationsTest, AppliesEachOnceWhenSeveralMigrateAtOnce) {
  constexpr std::size_t kThreads = 4;
  std::vector<base::Result<MigrationReport>> reports(kThreads, MigrationReport{});
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i)
    threads.emplace_back([&, i] { reports[i] = migrate(*this->open(), this->clock_, this->three_); });
  for (std::thread& thread : threads) thread.join();
  std::size_t applied = 0;
  for (const auto& report : reports) {
    ASSERT_TRUE(report.has_value()) << report.error().message;
    applied += report->applied.size();
    EXPECT_EQ(report->version, 3);
  }
  EXPECT_EQ(applied, 3u);
}

TYPED_TEST(MigrationsTest, BringsANewDatabaseToWhatTheProgramNeeds) {
  const auto report = migrate(*this->database_, this->clock_);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->applied.size(), embedded_migrations().size());
  EXPECT_TRUE(check(*this->database_, this->clock_).has_value());
  EXPECT_TRUE(
      this->script("INSERT INTO queue_messages (id, queue, key, body, visible_at, enqueued_at)"
                   " VALUES ('1', 'q', 'k', '{}', 0, 0)"));
  this->expect_refused(this->script("INSERT INTO queue_messages (id, queue, key, body, visible_at, enqueued_at)"
                                    " VALUES ('2', 'q', 'k', '{}', 0, 0)"),
                       ErrorCode::kConflict, "queue_messages");
  EXPECT_TRUE(
      this->script("UPDATE queue_messages SET attempts = 1, receipt = 'r'; INSERT INTO queue_messages (id, queue, key,"
                   " body, visible_at, enqueued_at) VALUES ('2', 'q', 'k', '{}', 0, 0)"))
      << "what was delivered is not in the way";
}

}  // namespace
}  // namespace housing::records
