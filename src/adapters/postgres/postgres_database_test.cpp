#include "adapters/postgres/postgres_database.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include "testing/database_contract.hpp"
#include "testing/postgres_server.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::postgres {
namespace {

using testing::PostgresServer;

CredentialSource right_password() {
  return [](bool) { return Credentials{std::string(PostgresServer::kUser), std::string(PostgresServer::kPassword)}; };
}

class PostgresProvider {
 public:
  std::string why_not() const { return PostgresServer::why_not(); }
  std::unique_ptr<ports::Database> open() {
    auto& server = PostgresServer::shared();
    if (name_.empty()) name_ = server.make_database();
    return PostgresDatabase::open(server.url(name_), right_password(), clock_).value();
  }
  std::size_t readers() const { return ports::kMaxConnections; }

 private:
  std::string name_;
  base::SystemClock clock_;
};

}  // namespace
}  // namespace housing::postgres

namespace housing::testing {
INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, DatabaseContract, housing::postgres::PostgresProvider);
}  // namespace housing::testing

namespace housing::postgres {
namespace {

using base::ErrorCode;
using ports::Access;
using ports::Sql;
using std::chrono::milliseconds;
using std::chrono::seconds;

class PostgresDatabaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresServer::why_not().empty()) GTEST_SKIP() << PostgresServer::why_not();
    server_ = &PostgresServer::shared();
    name_ = server_->make_database();
    database_ = open(server_->url(name_));
    ASSERT_TRUE(script("CREATE TABLE t (id TEXT PRIMARY KEY, n BIGINT)").has_value());
  }
  std::unique_ptr<PostgresDatabase> open(const std::string& url, CredentialSource credentials = right_password(),
                                         PoolLimits limits = {}) {
    auto database = PostgresDatabase::open(url, std::move(credentials), clock_, limits);
    EXPECT_TRUE(database.has_value()) << database.error().message;
    return std::move(*database);
  }
  std::chrono::nanoseconds in(milliseconds time) { return clock_.monotonic() + time; }
  base::Status script(std::string_view text, ports::Database* database = nullptr) {
    return (database ? *database : *database_).transact(Access::kWrite, in(seconds(10)), [&](Sql& sql) {
      return sql.run_script(text);
    });
  }
  std::int64_t number(std::string_view query) {
    std::int64_t number = -1;
    const auto status = database_->transact(Access::kRead, in(seconds(10)), [&](Sql& sql) -> base::Status {
      HT_TRY(const ports::Rows rows, sql.run(query));
      number = rows.integer(0, 0);
      return {};
    });
    EXPECT_TRUE(status.has_value()) << status.error().message;
    return number;
  }
  static void expect_error(const base::Status& status, ErrorCode code, std::string_view part) {
    ASSERT_FALSE(status.has_value());
    EXPECT_EQ(status.error().code, code) << status.error().message;
    EXPECT_NE(status.error().message.find(part), std::string::npos) << status.error().message;
    EXPECT_EQ(status.error().message.find(PostgresServer::kPassword), std::string::npos) << "no password";
  }

  base::SystemClock clock_;
  PostgresServer* server_ = nullptr;
  std::string name_;
  std::unique_ptr<PostgresDatabase> database_;
};

TEST_F(PostgresDatabaseTest, GoesOnAfterARestartBetweenTransactions) {
  ASSERT_TRUE(script("INSERT INTO t VALUES ('before', 1)").has_value());
  server_->restart();
  EXPECT_TRUE(script("INSERT INTO t VALUES ('after', 2)").has_value());
  EXPECT_EQ(number("SELECT count(*) FROM t"), 2);
}

TEST_F(PostgresDatabaseTest, RunsWorkAgainWhenTheServerRestartsUnderIt) {
  int runs = 0;
  const auto status = database_->transact(Access::kWrite, in(seconds(20)), [&](Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run("INSERT INTO t VALUES ('once', 1)"));
    if (++runs == 1) server_->restart();
    HT_CHECK_OK(sql.run("UPDATE t SET n = n + 1"));
    return {};
  });
  EXPECT_TRUE(status.has_value()) << status.error().message;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(number("SELECT n FROM t"), 2) << "the first run left nothing";
}

TEST_F(PostgresDatabaseTest, RunsWorkAgainWhenTheConnectionWasCutBeforeTheCommit) {
  int runs = 0;
  const auto status = database_->transact(Access::kWrite, in(seconds(20)), [&](Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run("INSERT INTO t VALUES ('once', 1)"));
    if (++runs == 1) {
      server_->kill();
      server_->start();
    }
    return {};
  });
  EXPECT_TRUE(status.has_value()) << status.error().message;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(number("SELECT count(*) FROM t"), 1);
}

TEST_F(PostgresDatabaseTest, SaysSoWhileTheServerIsAwayAndGoesOnWhenItIsBack) {
  ASSERT_TRUE(script("INSERT INTO t VALUES ('before', 1)").has_value());
  server_->kill();
  const auto begin = std::chrono::steady_clock::now();
  const auto away = script("INSERT INTO t VALUES ('lost', 1)");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(3)) << "long before the deadline";
  expect_error(away, ErrorCode::kUnavailable, "after 4 tries");
  expect_error(database_->ping(in(milliseconds(50))), ErrorCode::kUnavailable, "");
  server_->start();
  EXPECT_TRUE(database_->ping(in(seconds(10))).has_value());
  EXPECT_EQ(number("SELECT count(*) FROM t"), 1);
}

TEST_F(PostgresDatabaseTest, DoesNotRunWorkAgainWhenTheCommitIsInDoubt) {
  // A trigger that runs at the commit and takes its time, in which the connection is cut.
  ASSERT_TRUE(
      script("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
             " 'BEGIN PERFORM pg_sleep(30); RETURN NULL; END';"
             "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED"
             " FOR EACH ROW EXECUTE FUNCTION slow()"));
  std::thread cutter([&] {
    while (server_->psql("postgres", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '" +
                                         name_ + "' AND query = 'COMMIT' AND state = 'active'") == "0")
      std::this_thread::sleep_for(milliseconds(10));
  });
  int runs = 0;
  const auto status = database_->transact(Access::kWrite, in(seconds(20)), [&](Sql& sql) -> base::Status {
    ++runs;
    HT_CHECK_OK(sql.run("INSERT INTO t VALUES ('perhaps', 1)"));
    return {};
  });
  cutter.join();
  expect_error(status, ErrorCode::kUnavailable, "the outcome is unknown");
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(number("SELECT count(*) FROM t"), 0);
}

TEST_F(PostgresDatabaseTest, DoesNotWaitForACommitPastTheDeadline) {
  ASSERT_TRUE(
      script("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
             " 'BEGIN PERFORM pg_sleep(30); RETURN NULL; END';"
             "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED"
             " FOR EACH ROW EXECUTE FUNCTION slow()"));
  const auto begin = std::chrono::steady_clock::now();
  const auto status = database_->transact(Access::kWrite, in(milliseconds(300)), [&](Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run("INSERT INTO t VALUES ('late', 1)"));
    return {};
  });
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(2));
  // Whether the server says so in time, or the outcome is unknown.
  ASSERT_FALSE(status.has_value());
  EXPECT_NE(status.error().message.find("deadline"), std::string::npos) << status.error().message;
  EXPECT_EQ(number("SELECT count(*) FROM t"), 0);
}

TEST_F(PostgresDatabaseTest, LeavesAServerThatBecameAReplica) {
  server_->psql("postgres", "ALTER DATABASE " + name_ + " SET default_transaction_read_only = on");
  const auto database = open(server_->url(name_));
  ASSERT_TRUE(database->ping(in(seconds(5))).has_value());
  expect_error(script("INSERT INTO t VALUES ('no', 1)", database.get()), ErrorCode::kUnavailable, "read-only");
  ASSERT_TRUE(database->ping(in(seconds(5))).has_value()) << "reading goes on";
  // The connection that ping left is to the old one still.
  server_->psql("postgres", "ALTER DATABASE " + name_ + " RESET default_transaction_read_only");
  EXPECT_TRUE(script("INSERT INTO t VALUES ('yes', 1)", database.get()).has_value());
}

TEST_F(PostgresDatabaseTest, RunsTheVictimOfADeadlockAgain) {
  ASSERT_TRUE(script("INSERT INTO t VALUES ('a', 0), ('b', 0)").has_value());
  std::atomic<int> arrived = 0;
  std::atomic<int> runs = 0;
  const auto update_both = [&](const char* first, const char* second) {
    const auto status = database_->transact(Access::kWrite, in(seconds(20)), [&](Sql& sql) -> base::Status {
      ++runs;
      HT_CHECK_OK(sql.run("UPDATE t SET n = n + 1 WHERE id = $1", {first}));
      ++arrived;
      while (arrived < 2) std::this_thread::sleep_for(milliseconds(1));
      HT_CHECK_OK(sql.run("UPDATE t SET n = n + 1 WHERE id = $1", {second}));
      return {};
    });
    EXPECT_TRUE(status.has_value()) << status.error().message;
  };
  std::thread other(update_both, "a", "b");
  update_both("b", "a");
  other.join();
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(number("SELECT sum(n) FROM t"), 4);
}

TEST_F(PostgresDatabaseTest, AsksAgainForAPasswordThatWasRotated) {
  const std::string role = "rotating_" + name_;
  server_->psql("postgres", "CREATE ROLE " + role + " LOGIN PASSWORD 'new secret'");
  std::vector<bool> asked;
  const auto source = [&](bool refresh) -> base::Result<Credentials> {
    asked.push_back(refresh);
    return Credentials{role, refresh ? "new secret" : "old secret"};
  };
  EXPECT_TRUE(open(server_->url(name_), source)->ping(in(seconds(5))).has_value());
  EXPECT_EQ(asked, (std::vector<bool>{false, true}));

  asked.clear();
  const auto wrong = open(server_->url(name_), [&](bool refresh) -> base::Result<Credentials> {
    asked.push_back(refresh);
    return Credentials{role, "always wrong"};
  });
  const auto refused = wrong->ping(in(seconds(5)));
  expect_error(refused, ErrorCode::kUnavailable, "password authentication failed");
  EXPECT_EQ(refused.error().message.find("always wrong"), std::string::npos);
  EXPECT_EQ(asked, (std::vector<bool>{false, true})) << "no more, lest the account be locked";
  const auto none = open(server_->url(name_), [](bool) -> base::Result<Credentials> {
    return base::fail(ErrorCode::kUnavailable, "the vault is shut");
  });
  expect_error(none->ping(in(seconds(5))), ErrorCode::kUnavailable, "the vault is shut");
}

TEST_F(PostgresDatabaseTest, TrustsOnlyTheServerItWasToldOf) {
  const auto ping = [&](const std::string& host, const std::filesystem::path& authority) {
    return open(server_->url(name_, "sslmode=verify-full&sslrootcert=" + authority.string(), host))
        ->ping(in(seconds(10)));
  };
  EXPECT_TRUE(ping("localhost", server_->authority()).has_value());
  expect_error(ping("127.0.0.1", server_->authority()), ErrorCode::kUnavailable, "does not match host");
  expect_error(ping("localhost", server_->other_authority()), ErrorCode::kUnavailable, "certificate verify failed");
  expect_error(ping("localhost", "/nowhere/ca.crt"), ErrorCode::kUnavailable, "/nowhere/ca.crt");
}

TEST_F(PostgresDatabaseTest, TellsWhatIsWrongWithWhereItShouldConnect) {
  expect_error(open(server_->url("no_such_database"))->ping(in(seconds(5))), ErrorCode::kUnavailable,
               "\"no_such_database\" does not exist");
  // An address that swallows packets or refuses, depending on the network; never past the deadline.
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(open("postgresql://192.0.2.1:5432/db")->ping(in(milliseconds(300))).has_value());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(2));
}

TEST_F(PostgresDatabaseTest, ClosesConnectionsThatAreIdleOrOld) {
  testing::SimulatedClock clock;
  const auto database = PostgresDatabase::open(server_->url(name_), right_password(), clock,
                                               {.connections = 3, .idle = seconds(60), .lifetime = seconds(300)})
                            .value();
  const auto backend = [&] {
    std::int64_t process = 0;
    EXPECT_TRUE(database->transact(Access::kRead, clock.monotonic() + seconds(5), [&](Sql& sql) -> base::Status {
      HT_TRY(const ports::Rows rows, sql.run("SELECT pg_backend_pid()"));
      process = rows.integer(0, 0);
      return {};
    }));
    return process;
  };
  const std::int64_t first = backend();
  EXPECT_EQ(backend(), first) << "kept";
  clock.advance(seconds(61));
  const std::int64_t second = backend();
  EXPECT_NE(second, first) << "idle for too long";
  for (int i = 0; i < 5; ++i) {
    clock.advance(seconds(59));
    EXPECT_EQ(backend(), second);
  }
  clock.advance(seconds(10));
  EXPECT_NE(backend(), second) << "too old";
  EXPECT_EQ(database->pool().open_connections(), 1u);
}

TEST_F(PostgresDatabaseTest, PassesNoValuesOnInMessages) {
  ASSERT_TRUE(script("INSERT INTO t VALUES ('secret@example.com', 1)").has_value());
  const auto status = database_->transact(Access::kWrite, in(seconds(5)), [](Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run("INSERT INTO t VALUES ($1, 1)", {"secret@example.com"}));
    return {};
  });
  expect_error(status, ErrorCode::kConflict, "t_pkey");
  EXPECT_EQ(status.error().message.find("secret"), std::string::npos) << status.error().message;
}

TEST_F(PostgresDatabaseTest, DoesNotWaitForAServerThatStandsStill) {
  pid_t backend = 0;
  const auto begin = std::chrono::steady_clock::now();
  const auto status = database_->transact(Access::kWrite, in(milliseconds(300)), [&](Sql& sql) -> base::Status {
    HT_TRY(const ports::Rows rows, sql.run("SELECT pg_backend_pid()"));
    backend = static_cast<pid_t>(rows.integer(0, 0));
    ::kill(backend, SIGSTOP);
    HT_CHECK_OK(sql.run("INSERT INTO t VALUES ('x', 1)"));
    return {};
  });
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(2));
  ASSERT_GT(backend, 0);
  ::kill(backend, SIGCONT);
  expect_error(status, ErrorCode::kLimitExceeded, "before PostgreSQL answered");
  EXPECT_EQ(number("SELECT count(*) FROM t"), 0);
}

TEST_F(PostgresDatabaseTest, EndsAStatementThatBeganLate) {
  const auto begin = std::chrono::steady_clock::now();
  const auto status = database_->transact(Access::kWrite, in(milliseconds(400)), [&](Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run("INSERT INTO t VALUES ('x', 1)"));
    std::this_thread::sleep_for(milliseconds(350));
    HT_CHECK_OK(sql.run("SELECT count(*) FROM (SELECT pg_sleep(20)) AS s"));
    return {};
  });
  expect_error(status, ErrorCode::kLimitExceeded, "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(2));
  std::int64_t running = 1;
  for (int i = 0; i < 100 && running > 0; ++i, std::this_thread::sleep_for(milliseconds(30)))
    running = number(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(20)%'"
        " AND pid <> pg_backend_pid() AND datname = current_database()");
  EXPECT_EQ(running, 0) << "nor does the server go on with it";
}

}  // namespace
}  // namespace housing::postgres
