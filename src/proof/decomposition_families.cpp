// Series taken apart: season and trend, trend alone, and indices from repeat sales.
#include <algorithm>
#include <array>
#include <cmath>

#include "proof/families.hpp"
#include "stats/hodrick_prescott.hpp"
#include "stats/repeat_sales.hpp"
#include "stats/stl.hpp"

namespace housing::proof {
namespace {

constexpr double kLargestWindow = 10'000;

std::size_t window_of(const Example& example, std::string_view name, double least) {
  const double number = example.number(name);
  if (number >= least && number <= kLargestWindow && number == std::trunc(number))
    return static_cast<std::size_t>(number);
  example.fail(std::string(name) + " is out of bounds");
  return static_cast<std::size_t>(least);
}

stats::StlParameters stl_parameters(const Example& params) {
  stats::StlParameters made;
  made.period = window_of(params, "np", 2);
  made.seasonal = window_of(params, "ns", 3);
  made.trend = window_of(params, "nt", 3);
  made.low_pass = window_of(params, "nl", 3);
  made.seasonal_degree = static_cast<int>(window_of(params, "isdeg", 0));
  made.trend_degree = static_cast<int>(window_of(params, "itdeg", 0));
  made.low_pass_degree = static_cast<int>(window_of(params, "ildeg", 0));
  made.seasonal_jump = window_of(params, "nsjump", 1);
  made.trend_jump = window_of(params, "ntjump", 1);
  made.low_pass_jump = window_of(params, "nljump", 1);
  made.inner = static_cast<int>(window_of(params, "ni", 1));
  made.outer = static_cast<int>(window_of(params, "no", 0));
  return made;
}

// {"params", "y", "columns": ["idx", "season", "trend", "weight"], "expected_rows": [[...]]}
void stl(const Example& example, FamilyRun& run) {
  const auto values = example.numbers("y");
  const auto columns = example.open("columns").all_texts();
  if (columns != std::vector<std::string>{"idx", "season", "trend", "weight"})
    example.fail("columns must be idx, season, trend, weight");
  const auto parts = stats::stl(values, stl_parameters(example.object("params")));
  example.pass_over("source");
  if (!parts) {
    example.fail(parts.error().message);
    return;
  }
  for (const Example& line : example.items("expected_rows")) {
    const auto row = line.all_items();
    const double at = row.empty() ? NAN : row[0].as_number();
    if (row.size() != columns.size() || !(at >= 0 && at < static_cast<double>(values.size()))) {
      line.fail("a row is [position, season, trend, weight]");
      continue;
    }
    const auto i = static_cast<std::size_t>(at);
    row[1].check(run.checks, parts->season[i]);
    row[2].check(run.checks, parts->trend[i]);
    row[3].check(run.checks, parts->weights[i]);
  }
}

double lambda_of(const Example& example) {
  const double lambda = example.number("lambda");
  if (lambda >= 0 && lambda < 1e12) return lambda;
  example.fail("lambda is out of bounds");
  return 1;
}

void hp_small(const Example& example, Checks& checks) {
  const auto trend = stats::hodrick_prescott(example.numbers("y"), lambda_of(example));
  const auto expected = example.items("trend");
  if (expected.size() != trend.size()) example.fail("trend is not as long as y");
  for (std::size_t i = 0; i < expected.size() && i < trend.size(); ++i) expected[i].check(checks, trend[i]);
}

// {"lambda", "y", "cycle_trend_expected": [[cycle, trend]], "small…": {"lambda", "y", "trend"}}
void hp_filter(const Example& example, FamilyRun& run) {
  const auto values = example.numbers("y");
  const auto trend = stats::hodrick_prescott(values, lambda_of(example));
  const auto rows = example.items("cycle_trend_expected");
  if (rows.size() != values.size()) example.fail("cycle_trend_expected is not as long as y");
  for (std::size_t i = 0; i < rows.size() && i < values.size(); ++i) {
    const auto row = rows[i].all_items();
    if (row.size() != 2) {
      rows[i].fail("a row is [cycle, trend]");
      continue;
    }
    row[0].check(run.checks, values[i] - trend[i]);
    row[1].check(run.checks, trend[i]);
  }
  for (const std::string_view name : {"small", "small2"})
    if (example.has(name)) hp_small(example.object(name), run.checks);
  example.pass_over("source");
}

// Rows [t0, p0, t1, p1]; the earliest period is the base.
std::vector<stats::SalePair> pairs_of(const Example& example) {
  constexpr double kLatest = stats::kMaxRepeatSalesPeriods;
  std::vector<std::array<double, 4>> rows;
  double base = kLatest;
  for (const Example& line : example.items("pairs_t0_p0_t1_p1")) {
    const auto row = line.all_numbers();
    if (row.size() != 4 || !(row[0] >= 0 && row[0] <= row[2] && row[2] < kLatest)) {
      line.fail("a pair is [period, price, later period, price]");
      return {};
    }
    rows.push_back({row[0], row[1], row[2], row[3]});
    base = std::min(base, row[0]);
  }
  std::vector<stats::SalePair> pairs;
  for (const auto& row : rows)
    pairs.push_back({.first = static_cast<std::size_t>(row[0] - base),
                     .first_price = row[1],
                     .second = static_cast<std::size_t>(row[2] - base),
                     .second_price = row[3]});
  return pairs;
}

void check_index(const Example& example, std::string_view name, const base::Result<std::vector<double>>& index,
                 Checks& checks) {
  if (!example.has(name)) return;
  if (!index) {
    example.fail(index.error().message);
    return;
  }
  const auto expected = example.items(name);
  if (expected.size() + 1 != index->size()) example.fail(std::string(name) + " has one number a period after the base");
  for (std::size_t i = 0; i < expected.size() && i + 1 < index->size(); ++i) expected[i].check(checks, (*index)[i + 1]);
}

// [{"pairs_t0_p0_t1_p1": [[...]], and any of "grs": geometric, "ars": arithmetic}]
void repeat_sales(const Example& example, FamilyRun& run) {
  for (const Example& one : example.all_items()) {
    const auto pairs = pairs_of(one);
    check_index(one, "grs", stats::geometric_repeat_sales(pairs), run.checks);
    check_index(one, "ars", stats::arithmetic_repeat_sales(pairs), run.checks);
    one.pass_over("source");
  }
}

constexpr auto kFamilies = std::to_array<Family>({
    {"stl", stl},
    {"hp_filter", hp_filter},
    {"repeat_sales", repeat_sales},
});

}  // namespace

std::span<const Family> decomposition_families() { return kFamilies; }

}  // namespace housing::proof
