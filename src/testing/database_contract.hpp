// The contract of ports::Database as tests that every adapter runs. A `Provider` is default-constructible, owns one
// empty database, and its open() gives a new handle on it (as another process would have); readers() is how many may
// read at once; why_not() says why there is no database, in which case the tests are skipped:
//   INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, DatabaseContract, SqliteProvider);
// Not this: faults of one technology (a full disk, a lost connection), which stand beside the adapter.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::testing {

template <class Provider>
class DatabaseContract : public ::testing::Test {
 protected:
  using Access = ports::Access;
  using Rows = ports::Rows;
  using Sql = ports::Sql;

  void SetUp() override {
    if (!provider_.why_not().empty()) GTEST_SKIP() << provider_.why_not();
    database_ = provider_.open();
    ASSERT_TRUE(
        write("CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY, number BIGINT, real DOUBLE PRECISION,"
              " note TEXT)"));
  }
  std::chrono::nanoseconds in(std::chrono::milliseconds time) { return clock_.monotonic() + time; }

  base::Status transact(Access access, const ports::Database::Work& work) {
    return database_->transact(access, in(std::chrono::seconds(10)), work);
  }
  // One statement in a transaction of its own.
  base::Result<Rows> run(Access access, std::string_view statement, std::vector<ports::SqlValue> parameters) {
    Rows rows;
    HT_CHECK_OK(transact(access, [&](Sql& sql) -> base::Status {
      HT_TRY(rows, sql.run(statement, parameters));
      return {};
    }));
    return rows;
  }
  base::Result<Rows> write(std::string_view statement, std::vector<ports::SqlValue> parameters = {}) {
    return run(Access::kWrite, statement, std::move(parameters));
  }
  Rows read(std::string_view statement, std::vector<ports::SqlValue> parameters = {}) {
    auto rows = run(Access::kRead, statement, std::move(parameters));
    EXPECT_TRUE(rows.has_value()) << rows.error().message;
    return rows ? std::move(*rows) : Rows(1, {std::int64_t{-1}}, 0);
  }
  std::int64_t count() { return read("SELECT count(*) FROM things").integer(0, 0); }

  template <class T>
  static void expect_error(const base::Result<T>& result, base::ErrorCode code, std::string_view part = "") {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, code) << result.error().message;
    EXPECT_NE(result.error().message.find(part), std::string::npos) << result.error().message;
    EXPECT_FALSE(result.error().message.empty());
  }
  // A statement that takes minutes, on either.
  static constexpr std::string_view kEndless =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count(*) FROM n";

  base::SystemClock clock_;
  Provider provider_;
  std::unique_ptr<ports::Database> database_;
};

TYPED_TEST_SUITE_P(DatabaseContract);

TYPED_TEST_P(DatabaseContract, KeepsWhatWasCommitted) {
  const auto changed =
      this->write("INSERT INTO things (id, number, real) VALUES ($1, $2, $3)", {"a", std::int64_t{1}, 0.5});
  EXPECT_EQ(changed.value().changed(), 1);
  EXPECT_EQ(this->count(), 1);
  this->database_ = this->provider_.open();
  EXPECT_EQ(this->count(), 1) << "another handle sees it";
  EXPECT_TRUE(this->database_->ping(this->in(std::chrono::seconds(5))));
}

TYPED_TEST_P(DatabaseContract, ForgetsWhatFailed) {
  const auto status = this->transact(ports::Access::kWrite, [](ports::Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run("INSERT INTO things (id) VALUES ($1)", {"a"}));
    EXPECT_EQ(sql.run("SELECT count(*) FROM things").value().integer(0, 0), 1) << "it sees its own";
    return base::fail(base::ErrorCode::kNotFound, "the caller's own error");
  });
  this->expect_error(status, base::ErrorCode::kNotFound, "the caller's own error");
  EXPECT_EQ(this->count(), 0);
}

TYPED_TEST_P(DatabaseContract, TakesParametersOfEveryKind) {
  const std::string utf8 = "naïve ‘quoted’ 家 \U0001F3E0; DROP TABLE things; -- $1 \\ % \t\n";
  const std::string large(1'000'000, 'x');
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  constexpr std::string_view kInsert = "INSERT INTO things (note, real, number, id) VALUES ($4, $3, $2, $1)";
  ASSERT_TRUE(this->write(kInsert, {"a", kMin, 0.1, utf8}));
  ASSERT_TRUE(this->write(kInsert, {"b", kMax, -1e300, large}));
  ASSERT_TRUE(this->write(kInsert, {"c", nullptr, nullptr, ""}));
  ASSERT_TRUE(this->write(kInsert, {utf8, std::int64_t{0}, 0.0, nullptr}));
  const auto rows = this->read("SELECT id, number, real, note FROM things ORDER BY id");
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows.integer(0, 1), kMin);
  EXPECT_EQ(rows.number(0, 2), 0.1);
  EXPECT_EQ(rows.text(0, 3), utf8);
  EXPECT_EQ(rows.integer(1, 1), kMax);
  EXPECT_EQ(rows.number(1, 2), -1e300);
  EXPECT_EQ(rows.text(1, 3), large);
  EXPECT_TRUE(rows.is_null(2, 1));
  EXPECT_EQ(rows.integer(2, 1), 0);
  EXPECT_TRUE(rows.is_null(2, 2));
  EXPECT_FALSE(rows.is_null(2, 3)) << "an empty text is not NULL";
  EXPECT_EQ(rows.text(2, 3), "");
  EXPECT_EQ(rows.text(3, 0), utf8);
  EXPECT_TRUE(rows.is_null(3, 3));
  EXPECT_EQ(this->read("SELECT number FROM things WHERE id = $1", {utf8}).integer(0, 0), 0) << "and finds it again";
}

TYPED_TEST_P(DatabaseContract, BindsByNumberNotByPlace) {
  ASSERT_TRUE(this->write("INSERT INTO things (id, number) VALUES ($2, $1), ('again ' || $2, $1 + $3)",
                          {std::int64_t{7}, "id", std::int64_t{1}}));
  const auto rows = this->read("SELECT id, number FROM things ORDER BY number");
  EXPECT_EQ(rows.text(0, 0), "id");
  EXPECT_EQ(rows.text(1, 0), "again id");
  EXPECT_EQ(rows.integer(1, 1), 8);
  std::vector<ports::SqlValue> many;
  std::string sum = "SELECT 0";
  for (std::int64_t i = 1; i <= 12; ++i) {
    many.emplace_back(i);
    sum += " + $" + std::to_string(i) + " * " + std::to_string(i == 12 ? 1000 : 1);
  }
  EXPECT_EQ(this->read(sum, many).integer(0, 0), 66 + 12000) << "$12 is not $1 followed by 2";
}

TYPED_TEST_P(DatabaseContract, GivesKindsAlikeWhateverComputesThem) {
  ASSERT_TRUE(this->write("INSERT INTO things (id, number, real) VALUES ('a', 1, 1), ('b', 2, 2.5)"));
  const auto rows = this->read(
      "SELECT sum(number), count(*), max(real), number = 1, coalesce(NULL, 'x'), avg(number) FROM things"
      " GROUP BY number ORDER BY number");
  EXPECT_EQ(rows.integer(0, 0), 1);
  EXPECT_EQ(rows.integer(0, 1), 1);
  EXPECT_EQ(rows.number(0, 2), 1.0);
  EXPECT_EQ(rows.integer(0, 3), 1);
  EXPECT_EQ(rows.integer(1, 3), 0);
  EXPECT_EQ(rows.text(0, 4), "x");
  EXPECT_EQ(rows.number(1, 5), 2.0);
}

TYPED_TEST_P(DatabaseContract, RefusesValuesThatSqlCannotHold) {
  using std::string_literals::operator""s;
  const std::vector<ports::SqlValue> refused = {"nul\0inside"s, "\xff"s, "\xed\xa0\x80"s,
                                                std::numeric_limits<double>::quiet_NaN(),
                                                std::numeric_limits<double>::infinity()};
  for (std::size_t i = 0; i < refused.size(); ++i) {
    SCOPED_TRACE(i);
    const auto done = this->write("INSERT INTO things (number, id) VALUES ($1, $2)", {std::int64_t{1}, refused[i]});
    this->expect_error(done, base::ErrorCode::kInvalidInput, "$2");
  }
  EXPECT_EQ(this->count(), 0);
}

TYPED_TEST_P(DatabaseContract, SaysHowManyRowsItChanged) {
  EXPECT_EQ(this->write("INSERT INTO things (id) VALUES ('a'), ('b'), ('c')").value().changed(), 3);
  EXPECT_EQ(this->write("UPDATE things SET number = 1 WHERE id <> 'b'").value().changed(), 2);
  EXPECT_EQ(this->write("UPDATE things SET number = 1 WHERE id = 'z'").value().changed(), 0);
  EXPECT_EQ(this->read("SELECT * FROM things").changed(), 0);
  EXPECT_EQ(this->write("CREATE TABLE other (id TEXT)").value().changed(), 0);
  EXPECT_EQ(this->write("INSERT INTO things (id) VALUES ('a') ON CONFLICT DO NOTHING").value().changed(), 0);
  const auto returned = this->write("UPDATE things SET number = 5 WHERE number = 1 RETURNING id");
  EXPECT_EQ(returned.value().size(), 2u);
  EXPECT_EQ(returned.value().changed(), 2);
  EXPECT_EQ(this->write("DELETE FROM things").value().changed(), 3);
}

TYPED_TEST_P(DatabaseContract, NamesWhatAConflictIsAbout) {
  ASSERT_TRUE(this->write("CREATE UNIQUE INDEX things_number ON things (number)"));
  ASSERT_TRUE(this->write("CREATE TABLE parts (thing TEXT REFERENCES things (id), weight BIGINT CHECK (weight > 0))"));
  ASSERT_TRUE(this->write("INSERT INTO things (id, number) VALUES ('a', 1)"));
  this->expect_error(this->write("INSERT INTO things (id) VALUES ('a')"), base::ErrorCode::kConflict, "things");
  this->expect_error(this->write("INSERT INTO things (id, number, real) VALUES ('b', 1, 0)"),
                     base::ErrorCode::kConflict, "number");
  this->expect_error(this->write("INSERT INTO parts VALUES ('missing', 1)"), base::ErrorCode::kConflict, "parts");
  ASSERT_TRUE(this->write("INSERT INTO parts VALUES ('a', 1)"));
  this->expect_error(this->write("DELETE FROM things"), base::ErrorCode::kConflict);
  this->expect_error(this->write("INSERT INTO parts VALUES ('a', 0)"), base::ErrorCode::kInvalidInput);
  this->expect_error(this->write("INSERT INTO things (id) VALUES (NULL)"), base::ErrorCode::kInvalidInput, "id");
}

TYPED_TEST_P(DatabaseContract, RefusesWhatItDoesNotUnderstand) {
  using base::ErrorCode;
  this->expect_error(this->write("SELEC 1"), ErrorCode::kInvalidInput, "SELEC");
  this->expect_error(this->write("SELECT * FROM nothing_of_the_kind"), ErrorCode::kInvalidInput, "nothing_of_the_kind");
  this->expect_error(this->write("SELECT \"no_such_column\" FROM things"), ErrorCode::kInvalidInput, "no_such_column");
  this->expect_error(this->write("SELECT 1; SELECT 2"), ErrorCode::kInvalidInput);
  this->expect_error(this->write(""), ErrorCode::kInvalidInput);
  this->expect_error(this->write("SELECT $1 + $2", {std::int64_t{1}}), ErrorCode::kInvalidInput);
  EXPECT_EQ(this->count(), 0) << "and goes on";
}

TYPED_TEST_P(DatabaseContract, LetsATransactionOnlyBeLeftAfterAnError) {
  const auto status = this->transact(ports::Access::kWrite, [&](ports::Sql& sql) -> base::Status {
    EXPECT_TRUE(sql.run("INSERT INTO things (id) VALUES ('a')"));
    EXPECT_FALSE(sql.run("INSERT INTO things (id) VALUES ('a')"));
    this->expect_error(sql.run("INSERT INTO things (id) VALUES ('b')"), base::ErrorCode::kInvalidInput);
    return {};
  });
  this->expect_error(status, base::ErrorCode::kConflict);
  EXPECT_EQ(this->count(), 0);
}

TYPED_TEST_P(DatabaseContract, DoesNotLetWorkEndItsTransaction) {
  for (const char* statement : {"COMMIT", "ROLLBACK"}) {
    const auto status = this->transact(ports::Access::kWrite, [&](ports::Sql& sql) -> base::Status {
      HT_CHECK_OK(sql.run(statement));
      HT_CHECK_OK(sql.run("INSERT INTO things (id) VALUES ('outside')"));
      return {};
    });
    this->expect_error(status, base::ErrorCode::kInvalidInput);
  }
  EXPECT_EQ(this->count(), 0);
}

TYPED_TEST_P(DatabaseContract, RefusesToWriteWhereItOnlyReads) {
  for (const char* statement : {"INSERT INTO things (id) VALUES ('a')", "CREATE TABLE other (id TEXT)",
                                "DELETE FROM things", "DROP TABLE things"}) {
    this->expect_error(this->run(ports::Access::kRead, statement, {}), base::ErrorCode::kInvalidInput);
    this->expect_error(this->transact(ports::Access::kRead, [&](ports::Sql& sql) { return sql.run_script(statement); }),
                       base::ErrorCode::kInvalidInput);
  }
  EXPECT_EQ(this->count(), 0);
}

TYPED_TEST_P(DatabaseContract, ReadsOneStateWhileOthersWrite) {
  const auto other = this->provider_.open();
  const auto status = this->transact(ports::Access::kRead, [&](ports::Sql& sql) -> base::Status {
    EXPECT_EQ(sql.run("SELECT count(*) FROM things").value().integer(0, 0), 0);
    EXPECT_TRUE(other->transact(ports::Access::kWrite, this->in(std::chrono::seconds(5)), [](ports::Sql& writer) {
      return writer.run_script("INSERT INTO things (id) VALUES ('a'); INSERT INTO things (id) VALUES ('b')");
    }));
    EXPECT_EQ(sql.run("SELECT count(*) FROM things").value().integer(0, 0), 0) << "the state it began with";
    return {};
  });
  EXPECT_TRUE(status.has_value());
  EXPECT_EQ(this->count(), 2);
}

TYPED_TEST_P(DatabaseContract, RunsAScript) {
  const auto script = [&](std::string_view text) {
    return this->transact(ports::Access::kWrite, [&](ports::Sql& sql) { return sql.run_script(text); });
  };
  EXPECT_TRUE(script("-- a comment; with a semicolon\nCREATE TABLE a (id TEXT);\nINSERT INTO a VALUES (';');\n-- end"));
  EXPECT_EQ(this->read("SELECT id FROM a").text(0, 0), ";");
  EXPECT_TRUE(script(""));
  EXPECT_TRUE(script("\n-- nothing\n;\n"));
  this->expect_error(script("CREATE TABLE b (id TEXT); CREATE TABEL c (id TEXT)"), base::ErrorCode::kInvalidInput,
                     "TABEL");
  this->expect_error(this->run(ports::Access::kRead, "SELECT * FROM b", {}), base::ErrorCode::kInvalidInput);
}

TYPED_TEST_P(DatabaseContract, AddsUpWhatSeveralThreadsAndHandlesAdd) {
  constexpr int kThreads = 4;
  constexpr int kTimes = 50;
  ASSERT_TRUE(this->write("INSERT INTO things (id, number) VALUES ('sum', 0)"));
  const auto second = this->provider_.open();
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      ports::Database& database = t % 2 == 0 ? *this->database_ : *second;
      for (int i = 0; i < kTimes; ++i) {
        const auto status = database.transact(
            ports::Access::kWrite, this->in(std::chrono::seconds(20)), [](ports::Sql& sql) -> base::Status {
              HT_CHECK_OK(sql.run("UPDATE things SET number = number + $1 WHERE id = $2", {std::int64_t{1}, "sum"}));
              return {};
            });
        failures += !status.has_value();
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(this->read("SELECT number FROM things").integer(0, 0), kThreads * kTimes);
}

TYPED_TEST_P(DatabaseContract, EndsAStatementAtItsDeadline) {
  for (const auto access : {ports::Access::kRead, ports::Access::kWrite}) {
    const auto begin = std::chrono::steady_clock::now();
    const auto status = this->database_->transact(access, this->in(std::chrono::milliseconds(200)),
                                                  [&](ports::Sql& sql) -> base::Status {
                                                    HT_CHECK_OK(sql.run(this->kEndless));
                                                    return {};
                                                  });
    const auto took = std::chrono::steady_clock::now() - begin;
    this->expect_error(status, base::ErrorCode::kLimitExceeded, "deadline");
    EXPECT_GE(took, std::chrono::milliseconds(150));
    EXPECT_LT(took, std::chrono::milliseconds(1500));
  }
  EXPECT_EQ(this->count(), 0) << "and goes on";
}

TYPED_TEST_P(DatabaseContract, DoesNothingAfterItsDeadline) {
  bool ran = false;
  const auto late = this->database_->transact(ports::Access::kWrite, this->clock_.monotonic(), [&](ports::Sql& sql) {
    ran = sql.run("INSERT INTO things (id) VALUES ('late')").has_value();
    return base::Status();
  });
  this->expect_error(late, base::ErrorCode::kLimitExceeded);
  EXPECT_FALSE(ran);
  const auto slow = this->database_->transact(ports::Access::kWrite, this->in(std::chrono::milliseconds(200)),
                                              [&](ports::Sql& sql) -> base::Status {
                                                HT_CHECK_OK(sql.run("INSERT INTO things (id) VALUES ('slow')"));
                                                std::this_thread::sleep_for(std::chrono::milliseconds(300));
                                                return {};
                                              });
  this->expect_error(slow, base::ErrorCode::kLimitExceeded);
  EXPECT_EQ(this->count(), 0);
}

TYPED_TEST_P(DatabaseContract, WaitsForARowLockedByAnotherUntilTheDeadline) {
  ASSERT_TRUE(this->write("INSERT INTO things (id, number) VALUES ('a', 0)"));
  constexpr std::string_view kUpdate = "UPDATE things SET number = number + 1";
  const auto other = this->provider_.open();
  const auto update_within = [&](std::chrono::milliseconds time) {
    return other->transact(ports::Access::kWrite, this->in(time), [&](ports::Sql& sql) -> base::Status {
      HT_CHECK_OK(sql.run(kUpdate));
      return {};
    });
  };
  base::Status patient;
  std::thread waiting;
  const auto status = this->transact(ports::Access::kWrite, [&](ports::Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run(kUpdate));
    this->expect_error(update_within(std::chrono::milliseconds(150)), base::ErrorCode::kLimitExceeded);
    waiting = std::thread([&] { patient = update_within(std::chrono::seconds(10)); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return {};
  });
  waiting.join();
  EXPECT_TRUE(status.has_value());
  EXPECT_TRUE(patient.has_value()) << patient.error().message;
  EXPECT_EQ(this->read("SELECT number FROM things").integer(0, 0), 2);
}

TYPED_TEST_P(DatabaseContract, LetsCallersWaitForAConnection) {
  std::atomic<int> inside = 0;
  std::atomic<bool> go_on = false;
  std::vector<std::thread> holders;
  for (std::size_t i = 0; i < ports::kMaxConnections; ++i)
    holders.emplace_back([&] {
      const auto status = this->database_->transact(ports::Access::kRead, this->in(std::chrono::seconds(20)),
                                                    [&](ports::Sql& sql) -> base::Status {
                                                      HT_CHECK_OK(sql.run("SELECT 1"));
                                                      ++inside;
                                                      while (!go_on)
                                                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                                                      return {};
                                                    });
      EXPECT_TRUE(status.has_value()) << status.error().message;
    });
  const std::size_t readers = this->provider_.readers();
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (static_cast<std::size_t>(inside) < readers && std::chrono::steady_clock::now() < patience)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_EQ(static_cast<std::size_t>(inside), readers);
  const auto begin = std::chrono::steady_clock::now();
  this->expect_error(this->database_->ping(this->in(std::chrono::milliseconds(100))), base::ErrorCode::kLimitExceeded);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
  go_on = true;
  for (std::thread& holder : holders) holder.join();
  EXPECT_TRUE(this->database_->ping(this->in(std::chrono::seconds(5))));
}

TYPED_TEST_P(DatabaseContract, RefusesAResultThatIsTooLarge) {
  ASSERT_TRUE(this->write("INSERT INTO things (id, note) VALUES ('a', $1)", {std::string(1 << 20, 'x')}));
  const std::string copies =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
      " SELECT note, i FROM things, n";
  this->expect_error(this->run(ports::Access::kRead, copies, {}), base::ErrorCode::kLimitExceeded, "fewer rows");
  EXPECT_EQ(this->count(), 1) << "and goes on";
}

TYPED_TEST_P(DatabaseContract, RunsMoreStatementsThanItKeepsPrepared) {
  const auto status = this->transact(ports::Access::kRead, [&](ports::Sql& sql) -> base::Status {
    for (int i = 0; i < 600; ++i) {
      HT_TRY(const ports::Rows rows, sql.run("SELECT $1 + " + std::to_string(i), {std::int64_t{1}}));
      if (rows.integer(0, 0) != i + 1) return base::fail(base::ErrorCode::kCorrupt, std::to_string(i));
    }
    return {};
  });
  EXPECT_TRUE(status.has_value()) << status.error().message;
}

TYPED_TEST_P(DatabaseContract, NoticesThatATableWasChanged) {
  ASSERT_TRUE(this->write("INSERT INTO things (id) VALUES ('a')"));
  EXPECT_EQ(this->read("SELECT * FROM things").text(0, 0), "a");
  const auto other = this->provider_.open();
  ASSERT_TRUE(other->transact(ports::Access::kWrite, this->in(std::chrono::seconds(5)), [](ports::Sql& sql) {
    return sql.run_script("ALTER TABLE things ADD COLUMN colour TEXT DEFAULT 'red'");
  }));
  const auto rows = this->read("SELECT * FROM things");
  EXPECT_EQ(rows.text(0, 4), "red");
}

REGISTER_TYPED_TEST_SUITE_P(DatabaseContract, KeepsWhatWasCommitted, ForgetsWhatFailed, TakesParametersOfEveryKind,
                            BindsByNumberNotByPlace, GivesKindsAlikeWhateverComputesThem,
                            RefusesValuesThatSqlCannotHold, SaysHowManyRowsItChanged, NamesWhatAConflictIsAbout,
                            RefusesWhatItDoesNotUnderstand, LetsATransactionOnlyBeLeftAfterAnError,
                            DoesNotLetWorkEndItsTransaction, RefusesToWriteWhereItOnlyReads,
                            ReadsOneStateWhileOthersWrite, RunsAScript, AddsUpWhatSeveralThreadsAndHandlesAdd,
                            EndsAStatementAtItsDeadline, DoesNothingAfterItsDeadline,
                            WaitsForARowLockedByAnotherUntilTheDeadline, LetsCallersWaitForAConnection,
                            RefusesAResultThatIsTooLarge, RunsMoreStatementsThanItKeepsPrepared,
                            NoticesThatATableWasChanged);

}  // namespace housing::testing
