// What replacing a metric costs beside the least it could: PostgresProjection::replace() and a bare COPY of the same
// rows into a table without index, taking turns on one server. Prints rows a second of each and the ratio.
//   projection_bench 'postgresql://user:password@host/database' [rows]
// The database has the tables of db/ and is one to play with: table bench_bare and metric bench are made anew.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "adapters/postgres/copy_rows.hpp"
#include "adapters/postgres/postgres_projection.hpp"
#include "base/assert.hpp"

namespace {

using namespace housing;
using std::chrono::steady_clock;

constexpr int kRounds = 3;
constexpr std::int64_t kMonths = 300;

// Regions by months, as a metric of ZIPs has them, region by region.
base::Status each_cell(std::int64_t rows, const std::function<base::Status(const ports::ProjectedCell&)>& sink) {
  std::vector<std::pair<std::string, model::Date>> months;
  for (int month = 0; month < kMonths; ++month) {
    const model::Date day = model::Date::of(2000 + month / 12, 1 + month % 12, 1);
    months.emplace_back(day.to_string().substr(0, 7), day);
  }
  std::string region;
  for (std::int64_t row = 0; row < rows; ++row) {
    const auto& [period, begin] = months[static_cast<std::size_t>(row % kMonths)];
    if (row % kMonths == 0) region = "zip-" + std::to_string(10000 + row / kMonths);
    HT_CHECK_OK(sink({region, period, begin, 10'000'000 + row * 7919 % 90'000'000}));
  }
  return {};
}

double seconds_of(const std::function<base::Status()>& work) {
  const auto begin = steady_clock::now();
  const auto status = work();
  if (!status) std::fprintf(stderr, "%s\n", status.error().message.c_str());
  HT_ASSERT(status.has_value());
  return std::chrono::duration<double>(steady_clock::now() - begin).count();
}

base::Status bare_copy(postgres::Connection& connection, std::int64_t rows) {
  HT_CHECK_OK(connection.begin(ports::Access::kWrite, steady_clock::now() + std::chrono::minutes(10)));
  HT_CHECK_OK(connection.run_script("DROP TABLE IF EXISTS bench_bare; CREATE TABLE bench_bare (LIKE observations)"));
  HT_CHECK_OK(connection.begin_copy("COPY bench_bare FROM STDIN (FORMAT binary, FREEZE true)"));
  postgres::CopyRows copy(7);
  const auto sink = [&](const ports::ProjectedCell& cell) -> base::Status {
    copy.begin_row();
    copy.text("bench");
    copy.text(cell.region);
    copy.text(cell.period);
    copy.date(cell.period_begin.days);
    copy.number(static_cast<double>(cell.scaled) / 100.0);
    copy.text("bench");
    copy.text("2025-04-16");
    if (!copy.is_full()) return {};
    HT_CHECK_OK(connection.send(copy.bytes()));
    copy.clear();
    return {};
  };
  HT_CHECK_OK(each_cell(rows, sink));
  copy.end();
  HT_CHECK_OK(connection.send(copy.bytes()));
  HT_CHECK_OK(connection.end_copy());
  return connection.commit();
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "projection_bench 'postgresql://user:password@host/database' [rows]\n");
    return 2;
  }
  const std::int64_t rows = count > 2 ? std::atoll(arguments[2]) : 1'000'000;
  const base::SystemClock clock;
  const auto database = postgres::PostgresDatabase::open(arguments[1], nullptr, clock).value();
  postgres::PostgresProjection projection(*database, clock);
  const auto later = [&] { return clock.monotonic() + std::chrono::minutes(10); };
  double bare = 1e9;
  double whole = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    bare = std::min(bare, seconds_of([&]() -> base::Status {
                      postgres::Remedy remedy{};
                      HT_TRY(const auto lease,
                             database->pool().take(steady_clock::now() + std::chrono::minutes(10), remedy));
                      return bare_copy(*lease, rows);
                    }));
    const ports::ProjectedMetric metric{"bench", std::to_string(clock.now().time_since_epoch().count()), "bench",
                                        "2025-04-16"};
    whole = std::min(whole, seconds_of([&] {
                       return projection.replace(
                           metric, 2, [&](const auto& sink) { return each_cell(rows, sink); }, later());
                     }));
  }
  std::int64_t stored = -1;
  const auto counted = database->transact(ports::Access::kRead, later(), [&](ports::Sql& sql) -> base::Status {
    HT_TRY(const ports::Rows found, sql.run("SELECT count(*) FROM observations WHERE metric = 'bench'"));
    stored = found.integer(0, 0);
    return {};
  });
  HT_ASSERT(counted.has_value() && stored == rows);
  std::printf("{\"rows\":%lld,\"bare_copy_rows_per_s\":%.0f,\"replace_rows_per_s\":%.0f,\"ratio\":%.2f}\n",
              static_cast<long long>(rows), static_cast<double>(rows) / bare, static_cast<double>(rows) / whole,
              whole / bare);
  return 0;
}
