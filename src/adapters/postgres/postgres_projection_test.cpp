#include "adapters/postgres/postgres_projection.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "testing/postgres_server.hpp"
#include "testing/temp_folder.hpp"

namespace housing::postgres {
namespace {

using base::ErrorCode;
using ports::ProjectedCell;
using ports::ProjectedMetric;
using std::chrono::seconds;
using testing::PostgresServer;

struct Cell {
  std::string region;
  std::string period;
  model::Date begin;
  std::int64_t scaled;
};

ports::CellSource source_of(std::vector<Cell> cells) {
  return [cells = std::move(cells)](const std::function<base::Status(const ProjectedCell&)>& sink) -> base::Status {
    for (const Cell& cell : cells) HT_CHECK_OK(sink({cell.region, cell.period, cell.begin, cell.scaled}));
    return {};
  };
}

const ProjectedMetric kOld{"home_value", "block-1", "zillow", "2025-03-16"};
const ProjectedMetric kNew{"home_value", "block-2", "zillow", "2025-04-16"};
const std::vector<Cell> kOldCells = {{"metro-41860", "2025-02", model::Date::of(2025, 2, 1), 117000012},
                                     {"us", "2025-02", model::Date::of(2025, 2, 1), 35721900}};
const std::vector<Cell> kNewCells = {{"us", "2025-03", model::Date::of(2025, 3, 1), -1},
                                     {"us", "1999-12", model::Date::of(1999, 12, 1), 1}};

class PostgresProjectionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresServer::why_not().empty()) GTEST_SKIP() << PostgresServer::why_not();
    server_ = &PostgresServer::shared();
    name_ = server_->make_database();
    server_->psql(name_, testing::read_file(HOUSING_SOURCE_DIR "/db/0002_observations.sql"));
    database_ = open();
    projection_ = std::make_unique<PostgresProjection>(*database_, clock_);
  }
  std::unique_ptr<PostgresDatabase> open() {
    const auto credentials = [](bool) {
      return Credentials{std::string(PostgresServer::kUser), std::string(PostgresServer::kPassword)};
    };
    return PostgresDatabase::open(server_->url(name_), credentials, clock_).value();
  }
  std::chrono::nanoseconds soon(std::chrono::milliseconds time = seconds(20)) { return clock_.monotonic() + time; }
  base::Status replace(const ProjectedMetric& metric, const std::vector<Cell>& cells, int decimals = 2) {
    return projection_->replace(metric, decimals, source_of(cells), soon());
  }
  std::string psql(std::string_view sql) { return server_->psql(name_, sql); }
  std::string all() {
    return psql(
        "SELECT metric, region, period, period_begin, value, source, release FROM observations ORDER BY 1, 2, 4");
  }
  // Tables there are, partitions and what a failure left.
  std::string tables() {
    return psql(
        "SELECT relname FROM pg_class WHERE relname ~ '^observations_' AND relkind = 'r' "
        "AND relname <> 'observation_versions' ORDER BY 1");
  }

  base::SystemClock clock_;
  PostgresServer* server_ = nullptr;
  std::string name_;
  std::unique_ptr<PostgresDatabase> database_;
  std::unique_ptr<PostgresProjection> projection_;
};

TEST_F(PostgresProjectionTest, ShowsTheRowsOfAMetricUntilOthersReplaceThem) {
  ASSERT_TRUE(replace(kOld, kOldCells));
  EXPECT_EQ(all(),
            "home_value|metro-41860|2025-02|2025-02-01|1170000.12|zillow|2025-03-16\n"
            "home_value|us|2025-02|2025-02-01|357219|zillow|2025-03-16");
  ASSERT_TRUE(replace({"rent", "block-9", "zillow", "2025-04-16"}, {kNewCells[0]}, 0));
  ASSERT_TRUE(replace(kNew, kNewCells));
  EXPECT_EQ(all(),
            "home_value|us|1999-12|1999-12-01|0.01|zillow|2025-04-16\n"
            "home_value|us|2025-03|2025-03-01|-0.01|zillow|2025-04-16\n"
            "rent|us|2025-03|2025-03-01|-1|zillow|2025-04-16");
  EXPECT_EQ(tables(), "observations_home_value\nobservations_rent");
  const auto present = projection_->present(soon()).value();
  ASSERT_EQ(present.size(), 2u);
  EXPECT_EQ(present[0].metric, "home_value");
  EXPECT_EQ(present[0].version, "block-2");
  EXPECT_EQ(present[0].release, "2025-04-16");
  EXPECT_EQ(psql("SELECT rows FROM observation_versions ORDER BY metric"), "2\n1");
}

TEST_F(PostgresProjectionTest, DoesNothingForAVersionThatIsThere) {
  ASSERT_TRUE(replace(kOld, kOldCells));
  bool asked = false;
  const auto again = projection_->replace(
      kOld, 2,
      [&](const auto&) {
        asked = true;
        return base::Status();
      },
      soon());
  EXPECT_TRUE(again.has_value());
  EXPECT_FALSE(asked);
}

TEST_F(PostgresProjectionTest, RemovesAMetric) {
  ASSERT_TRUE(replace(kOld, kOldCells));
  EXPECT_TRUE(projection_->remove("home_value", soon()));
  EXPECT_EQ(all(), "");
  EXPECT_EQ(tables(), "");
  EXPECT_TRUE(projection_->present(soon()).value().empty());
  EXPECT_TRUE(projection_->remove("home_value", soon())) << "is not there, which is what was asked for";
  EXPECT_TRUE(replace(kOld, kOldCells)) << "and can come again";
}

TEST_F(PostgresProjectionTest, KeepsTheOldRowsWhenTheNewOnesFail) {
  ASSERT_TRUE(replace(kOld, kOldCells));
  const std::string before = all();
  const auto failing = [](const auto& sink) -> base::Status {
    for (int i = 0; i < 10'000; ++i)
      HT_CHECK_OK(sink({"zip-" + std::to_string(i), "2025-03", model::Date::of(2025, 3, 1), i}));
    return base::fail(ErrorCode::kCorrupt, "the block is damaged");
  };
  const auto status = projection_->replace(kNew, 2, failing, soon());
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kCorrupt) << status.error().message;
  EXPECT_NE(status.error().message.find("the block is damaged"), std::string::npos);
  const auto twice = replace(kNew, {kNewCells[0], kNewCells[0]});
  ASSERT_FALSE(twice.has_value());
  EXPECT_EQ(twice.error().code, ErrorCode::kInvalidInput) << twice.error().message;
  const auto broken = replace(kNew, {{"\xff", "2025-03", model::Date::of(2025, 3, 1), 1}});
  ASSERT_FALSE(broken.has_value());
  EXPECT_EQ(broken.error().code, ErrorCode::kInvalidInput) << broken.error().message;
  for (const char* metric : {"", "a b", "x; DROP TABLE observations", "Upper", "a'b"})
    EXPECT_FALSE(replace({metric, "1", "s", "r"}, kNewCells).has_value()) << metric;
  EXPECT_EQ(all(), before);
  EXPECT_EQ(tables(), "observations_home_value");
  EXPECT_TRUE(replace(kNew, kNewCells)) << "and goes on";
}

TEST_F(PostgresProjectionTest, KeepsVariantsApartThatWouldNameOneTable) {
  const std::string longest = "off_market_in_two_weeks.single-units-3month@redfin";
  for (const std::string& metric :
       {std::string("inventory.week@zillow"), std::string("inventory-week.zillow"), longest})
    ASSERT_TRUE(replace({metric, "v", "zillow", "2025-04-16"}, {kNewCells[0]}, 0));
  EXPECT_EQ(psql("SELECT count(*), count(DISTINCT metric) FROM observations"), "3|3");
  EXPECT_EQ(projection_->present(soon()).value().size(), 3u);
  ASSERT_TRUE(projection_->remove(longest, soon()));
  EXPECT_EQ(psql("SELECT count(*) FROM observations"), "2");
}

TEST_F(PostgresProjectionTest, QuotesWhatItPutsIntoStatements) {
  ASSERT_TRUE(replace({"home_value", "v'1", "o'source", "'; DROP TABLE observations; --"}, {kNewCells[0]}));
  EXPECT_EQ(all(), "home_value|us|2025-03|2025-03-01|-0.01|o'source|'; DROP TABLE observations; --");
}

TEST_F(PostgresProjectionTest, ShowsReadersTheOldRowsOrTheNew) {
  ASSERT_TRUE(replace(kOld, kOldCells));
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::atomic<int> reads = 0;
  std::thread reader([&] {
    while (!done) {
      const auto status = database_->transact(ports::Access::kRead, soon(), [&](ports::Sql& sql) -> base::Status {
        HT_TRY(const ports::Rows rows,
               sql.run("SELECT count(*), count(DISTINCT release) FROM observations WHERE metric = 'home_value'"));
        wrong += rows.integer(0, 0) != 2 || rows.integer(0, 1) != 1;
        return {};
      });
      wrong += !status.has_value();
      ++reads;
    }
  });
  for (int i = 0; i < 20; ++i) {
    ProjectedMetric metric = i % 2 == 0 ? kNew : kOld;
    metric.version = std::to_string(i);
    EXPECT_TRUE(replace(metric, i % 2 == 0 ? kNewCells : kOldCells));
  }
  done = true;
  reader.join();
  EXPECT_GT(reads, 5);
  EXPECT_EQ(wrong, 0);
}

TEST_F(PostgresProjectionTest, WaitsForALongQueryWithoutHoldingOthersUp) {
  ASSERT_TRUE(replace(kOld, kOldCells));
  std::thread replacing;
  base::Status replaced;
  const auto other = open();
  const auto status = other->transact(ports::Access::kRead, soon(), [&](ports::Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run("SELECT count(*) FROM observations"));  // and its lock stays until the end
    replacing = std::thread([&] { replaced = replace(kNew, kNewCells); });
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    for (int i = 0; i < 5; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      psql("SELECT count(*) FROM observations");
      EXPECT_LT(std::chrono::steady_clock::now() - begin, kMaxLockWait + seconds(1));
    }
    return {};
  });
  replacing.join();
  EXPECT_TRUE(status.has_value()) << status.error().message;
  EXPECT_TRUE(replaced.has_value()) << replaced.error().message;
  EXPECT_EQ(projection_->present(soon()).value().at(0).version, "block-2");
}

TEST_F(PostgresProjectionTest, GivesUpAtItsDeadline) {
  ASSERT_TRUE(replace(kOld, kOldCells));
  const auto other = open();
  const auto status = other->transact(ports::Access::kRead, soon(), [&](ports::Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run("SELECT count(*) FROM observations"));
    const auto late = projection_->replace(kNew, 2, source_of(kNewCells), soon(std::chrono::milliseconds(1200)));
    return late;
  });
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kLimitExceeded) << status.error().message;
  EXPECT_EQ(projection_->present(soon()).value().at(0).version, "block-1");
  EXPECT_TRUE(replace(kNew, kNewCells));
}

TEST_F(PostgresProjectionTest, TakesTurnsWithAnotherProcess) {
  const auto second = open();
  PostgresProjection other(*second, clock_);
  const auto many = [&](PostgresProjection& projection, const std::string& prefix, const char* metric) {
    for (int i = 0; i < 5; ++i) {
      const ProjectedMetric one{metric, prefix + std::to_string(i), "zillow", "2025-04-16"};
      const auto status = projection.replace(one, 2, source_of(kNewCells), soon());
      EXPECT_TRUE(status.has_value()) << status.error().message;
    }
  };
  std::thread thread([&] {
    many(other, "b", "home_value");
    many(other, "b", "rent");
  });
  many(*projection_, "a", "rent");
  many(*projection_, "a", "home_value");
  thread.join();
  EXPECT_EQ(psql("SELECT count(*) FROM observations"), "4");
}

TEST_F(PostgresProjectionTest, LeavesNothingWhenTheServerIsKilledHalfWay) {
  ASSERT_TRUE(replace(kOld, kOldCells));
  const auto status = projection_->replace(
      kNew, 2,
      [&](const auto& sink) -> base::Status {
        for (int i = 0; i < 20'000; ++i) {
          if (i == 10'000) server_->kill();
          HT_CHECK_OK(sink({"zip-" + std::to_string(i), "2025-03", model::Date::of(2025, 3, 1), i}));
        }
        return {};
      },
      soon());
  server_->start();
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kUnavailable) << status.error().message;
  EXPECT_EQ(tables(), "observations_home_value");
  EXPECT_TRUE(replace(kNew, kNewCells));
  EXPECT_EQ(psql("SELECT count(*), max(release) FROM observations"), "2|2025-04-16");
}

TEST_F(PostgresProjectionTest, KeepsFifteenDigits) {
  const std::vector<Cell> cells = {{"a", "2025", model::Date::of(2025, 1, 1), 999'999'999'999'999},
                                   {"b", "1900", model::Date::of(1900, 1, 1), -123456789},
                                   {"c", "2199", model::Date::of(2199, 12, 31), 0}};
  ASSERT_TRUE(replace(kOld, cells, 6));
  EXPECT_EQ(
      psql(
          "SELECT round(value::numeric * 1000000), period_begin FROM observations WHERE region <> 'a' ORDER BY region"),
      "-123456789|1900-01-01\n0|2199-12-31");
  EXPECT_EQ(psql("SELECT value FROM observations WHERE region = 'a'"), "999999999.999999");
}

}  // namespace
}  // namespace housing::postgres
