#include "adapters/sqlite/sqlite_database.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

#include "testing/database_contract.hpp"
#include "testing/temp_folder.hpp"

namespace housing::sqlite {
namespace {

using base::ErrorCode;
using ports::Access;
using ports::Sql;
using testing::TempFolder;

class SqliteProvider {
 public:
  std::string why_not() const { return ""; }
  std::unique_ptr<ports::Database> open() {
    return SqliteDatabase::open("sqlite://" + (folder_.path() / "housing.db").string(), clock_).value();
  }
  std::size_t readers() const { return kMaxReaders; }

 private:
  TempFolder folder_;
  base::SystemClock clock_;
};

}  // namespace
}  // namespace housing::sqlite

namespace housing::testing {
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, DatabaseContract, housing::sqlite::SqliteProvider);
}  // namespace housing::testing

namespace housing::sqlite {
namespace {

class SqliteDatabaseTest : public ::testing::Test {
 protected:
  base::Result<std::unique_ptr<SqliteDatabase>> open(const std::filesystem::path& path) {
    return SqliteDatabase::open("sqlite://" + path.string(), clock_);
  }
  base::Status script(ports::Database& database, std::string_view text) {
    return database.transact(Access::kWrite, clock_.monotonic() + std::chrono::seconds(20),
                             [&](Sql& sql) { return sql.run_script(text); });
  }
  std::int64_t number(ports::Database& database, std::string_view query) {
    std::int64_t number = -1;
    const auto status =
        database.transact(Access::kRead, clock_.monotonic() + std::chrono::seconds(5), [&](Sql& sql) -> base::Status {
          HT_TRY(const ports::Rows rows, sql.run(query));
          number = rows.integer(0, 0);
          return {};
        });
    EXPECT_TRUE(status.has_value()) << status.error().message;
    return number;
  }

  base::SystemClock clock_;
  TempFolder folder_;
  std::filesystem::path path_ = folder_.path() / "new" / "folder" / "housing.db";
};

TEST_F(SqliteDatabaseTest, MakesAPrivateFileThatSurvivesACrash) {
  const auto database = open(path_).value();
  ASSERT_TRUE(script(*database, "CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (1)"));
  for (const char* ending : {"", "-wal", "-shm"}) {
    struct stat status{};
    ASSERT_EQ(::stat((path_.string() + ending).c_str(), &status), 0) << ending;
    EXPECT_EQ(status.st_mode & 0777, 0600u) << ending;
  }
  const auto pragma = [&](std::string_view text) { return number(*database, text); };
  EXPECT_EQ(pragma("SELECT synchronous FROM pragma_synchronous"), 2) << "FULL";
  EXPECT_EQ(pragma("SELECT foreign_keys FROM pragma_foreign_keys"), 1);
  EXPECT_EQ(pragma("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"), 1);
}

TEST_F(SqliteDatabaseTest, RefusesWhatIsNoUrlOfIts) {
  for (const char* url : {"", "sqlite:", "sqlite://", "sqlite:///", "sqlite:///folder/", "sqlite://host/file",
                          "sqlite:relative", "postgresql://host/db", "/file.db"}) {
    const auto database = SqliteDatabase::open(url, clock_);
    ASSERT_FALSE(database.has_value()) << url;
    EXPECT_EQ(database.error().code, ErrorCode::kInvalidInput);
    EXPECT_NE(database.error().message.find("sqlite:///"), std::string::npos);
  }
}

TEST_F(SqliteDatabaseTest, LivesInMemoryForTests) {
  const auto database = SqliteDatabase::open("sqlite::memory:", clock_).value();
  ASSERT_TRUE(script(*database, "CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (1)"));
  EXPECT_EQ(number(*database, "SELECT n FROM t"), 1);
  const auto status = database->transact(Access::kRead, clock_.monotonic() + std::chrono::seconds(5),
                                         [](Sql& sql) { return sql.run_script("DELETE FROM t"); });
  EXPECT_FALSE(status.has_value());
  const auto other = SqliteDatabase::open("sqlite::memory:", clock_).value();
  EXPECT_TRUE(script(*other, "CREATE TABLE t (n BIGINT)")) << "each is its own";
}

TEST_F(SqliteDatabaseTest, RefusesAFileThatIsNoDatabase) {
  const auto file = folder_.write("text.db", std::string(4096, 'x'));
  const auto database = open(file);
  ASSERT_FALSE(database.has_value());
  EXPECT_EQ(database.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(database.error().message.find("text.db"), std::string::npos);
  const auto below = open(file / "housing.db");
  ASSERT_FALSE(below.has_value());
  EXPECT_EQ(below.error().code, ErrorCode::kIo);
}

TEST_F(SqliteDatabaseTest, SaysThatThereIsNoRoomAndKeepsWhatWasThere) {
  const auto database = open(path_).value();
  ASSERT_TRUE(script(*database, "CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('before')"));
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{.rlim_cur = 200'000, .rlim_max = before.rlim_max};
  const auto handler = ::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto status = script(*database, "INSERT INTO t VALUES (hex(zeroblob(300000)))");
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  ::signal(SIGXFSZ, handler);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kIo) << status.error().message;
  EXPECT_EQ(number(*database, "SELECT count(*) FROM t"), 1);
  EXPECT_TRUE(script(*database, "INSERT INTO t VALUES (hex(zeroblob(300000)))")) << "room again, so it goes on";
  EXPECT_EQ(number(*open(path_).value(), "SELECT count(*) FROM t"), 2);
}

TEST_F(SqliteDatabaseTest, SaysThatItsOwnLimitOfPagesIsMet) {
  const auto database = open(path_).value();
  ASSERT_TRUE(script(*database, "CREATE TABLE t (x TEXT); PRAGMA max_page_count = 20"));
  const auto status = script(*database, "INSERT INTO t VALUES (hex(zeroblob(300000)))");
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kIo);
  EXPECT_NE(status.error().message.find("no room"), std::string::npos) << status.error().message;
  EXPECT_EQ(number(*database, "SELECT count(*) FROM t"), 0);
}

TEST_F(SqliteDatabaseTest, SaysThatItMayNotWrite) {
  const TempFolder disk;
  if (::mount("tmpfs", disk.path().c_str(), "tmpfs", 0, "size=1m") != 0)
    GTEST_SKIP() << "no disk can be mounted to be read-only (" << std::strerror(errno) << "): run as root";
  ASSERT_TRUE(script(*open(disk.path() / "housing.db").value(), "CREATE TABLE t (n BIGINT)"));
  ASSERT_EQ(::mount(nullptr, disk.path().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
  const auto there = open(disk.path() / "housing.db");
  const auto missing = open(disk.path() / "other.db");
  ::umount2(disk.path().c_str(), MNT_DETACH);
  for (const auto* database : {&there, &missing}) {
    ASSERT_FALSE(database->has_value());
    EXPECT_EQ(database->error().code, ErrorCode::kIo);
    EXPECT_NE(database->error().message.find("Read-only"), std::string::npos) << database->error().message;
  }
}

// `work` in a process of its own; gives its exit code, or the signal that ended it as a negative number.
template <class Work>
pid_t in_child(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work() ? 0 : 1);
  return child;
}
int result_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

TEST_F(SqliteDatabaseTest, LetsTwoProcessesWrite) {
  ASSERT_TRUE(script(*open(path_).value(), "CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (0)"));
  constexpr int kTimes = 100;
  const auto add = [&] {
    const auto database = open(path_);
    for (int i = 0; i < kTimes; ++i)
      if (!database || !script(**database, "UPDATE t SET n = n + 1")) return false;
    return true;
  };
  const pid_t one = in_child(add);
  const pid_t two = in_child(add);
  EXPECT_EQ(result_of(one), 0);
  EXPECT_EQ(result_of(two), 0);
  EXPECT_EQ(number(*open(path_).value(), "SELECT n FROM t"), 2 * kTimes);
}

// A process that ends while another goes on must not take itself for the last one and remove the log of both.
TEST_F(SqliteDatabaseTest, KeepsItsLogWhenAnotherProcessEnds) {
  ASSERT_TRUE(script(*open(path_).value(), "CREATE TABLE t (n BIGINT)"));
  int first[2];
  int second[2];
  ASSERT_TRUE(::pipe(first) == 0 && ::pipe(second) == 0);
  // Forked before we open it: SQLite does not carry a connection over a fork.
  const pid_t other = in_child([&] {
    char byte = 0;
    if (::read(first[0], &byte, 1) != 1) return false;
    const auto database = open(path_);
    return database && script(**database, "INSERT INTO t VALUES (1)");
  });
  const pid_t reader = in_child([&] {
    char byte = 0;
    if (::read(second[0], &byte, 1) != 1) return false;
    const auto database = open(path_);
    return database && number(**database, "SELECT count(*) FROM t") == 3;
  });
  const auto database = open(path_).value();
  ASSERT_TRUE(script(*database, "INSERT INTO t VALUES (2)"));
  EXPECT_EQ(number(*database, "SELECT count(*) FROM t"), 1);  // a second connection beside the first
  ASSERT_EQ(::write(first[1], "x", 1), 1);
  EXPECT_EQ(result_of(other), 0);
  ASSERT_TRUE(script(*database, "INSERT INTO t VALUES (3)"));
  ASSERT_EQ(::write(second[1], "x", 1), 1);
  EXPECT_EQ(result_of(reader), 0) << "what was committed here is not seen there";
  for (const int end : {first[0], first[1], second[0], second[1]}) ::close(end);
}

TEST_F(SqliteDatabaseTest, ForgetsWhatAKilledProcessHadNotCommitted) {
  ASSERT_TRUE(script(*open(path_).value(), "CREATE TABLE t (n BIGINT)"));
  const pid_t killed = in_child([&] {
    const auto database = open(path_).value();
    if (!script(*database, "INSERT INTO t VALUES (1)")) return false;
    return database
        ->transact(Access::kWrite, clock_.monotonic() + std::chrono::seconds(5),
                   [](Sql& sql) -> base::Status {
                     HT_CHECK_OK(sql.run("INSERT INTO t VALUES (2)"));
                     ::raise(SIGKILL);
                     return {};
                   })
        .has_value();
  });
  EXPECT_EQ(result_of(killed), -SIGKILL);
  const auto database = open(path_).value();
  EXPECT_EQ(number(*database, "SELECT sum(n) FROM t"), 1);
  EXPECT_TRUE(script(*database, "INSERT INTO t VALUES (3)")) << "its lock went with it";
}

TEST_F(SqliteDatabaseTest, WaitsForAnotherProcessUntilTheDeadlineOnly) {
  const auto database = open(path_).value();
  ASSERT_TRUE(script(*database, "CREATE TABLE t (n BIGINT)"));
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto begin = std::chrono::steady_clock::now();
  const auto status = database->transact(Access::kWrite, clock_.monotonic() + std::chrono::milliseconds(100),
                                         [](Sql&) { return base::Status(); });
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kLimitExceeded) << status.error().message;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  EXPECT_EQ(number(*database, "SELECT count(*) FROM t"), 0) << "readers do not wait";
  sqlite3_close(other);
  EXPECT_TRUE(script(*database, "INSERT INTO t VALUES (1)"));
}

}  // namespace
}  // namespace housing::sqlite
