// Changes, growth, indices, real terms, percentiles.
#include <array>

#include "proof/families.hpp"
#include "stats/column_kernels.hpp"
#include "stats/compound_growth.hpp"
#include "stats/fred_transforms.hpp"
#include "stats/growth.hpp"

namespace housing::proof {
namespace {

constexpr std::array kMonthlyFrequencies = {model::Frequency::kWeek, model::Frequency::kMonth,
                                            model::Frequency::kQuarter, model::Frequency::kYear};

// {"prev", "cur", "n": observations a year, and any of "chg", "pch", "pca", "cch", "cca", "log" of cur}
void fred_transforms(const Example& example, FamilyRun& run) {
  const std::array values = {example.number("prev"), example.number("cur")};
  const double a_year = example.number("n");
  const model::Frequency* frequency = nullptr;
  for (const model::Frequency& one : kMonthlyFrequencies)
    if (model::periods_per_year(one) == a_year) frequency = &one;
  if (frequency == nullptr) {
    example.fail("n is none of 52, 12, 4, 1 observations a year");
    return;
  }
  const std::int32_t step = *frequency == model::Frequency::kWeek ? 7 : 1;
  const std::array<std::int32_t, 2> ordinals = {0, step};
  for (const std::string_view name : {"chg", "pch", "pca", "cch", "cca", "log"}) {
    if (!example.has(name)) continue;
    const auto result = stats::fred_transform(*stats::parse_fred_units(name), values, ordinals, *frequency);
    example.check(run.checks, name, result[1]);
  }
}

// {"x0", "x1", "years", "cagr": a fraction}
void cagr(const Example& example, FamilyRun& run) {
  const double percent = stats::compound_growth(example.number("x0"), example.number("x1"), example.number("years"));
  example.check(run.checks, "cagr", percent / 100);
}

// {"x": [...], "index": [...]}: the first value is the base.
void index(const Example& example, FamilyRun& run) {
  const auto values = example.numbers("x");
  const auto expected = example.items("index");
  const auto result = stats::index_to_first(values, 0);
  if (expected.size() != result.size()) example.fail("index is not as long as x");
  for (std::size_t i = 0; i < expected.size() && i < result.size(); ++i) expected[i].check(run.checks, result[i]);
}

// {"x": [...], "p": [...]}
void midrank_percentile(const Example& example, FamilyRun& run) {
  constexpr double kUnits = 1e4;  // of the cells and of the percentiles
  std::vector<model::WideCell> cells;
  for (const double value : example.numbers("x")) cells.push_back(std::llround(value * kUnits));
  std::vector<model::Cell> ranks(cells.size());
  stats::percentile_cells(std::span<const model::WideCell>(cells), ranks);
  const auto expected = example.items("p");
  if (expected.size() != ranks.size()) example.fail("p is not as long as x");
  for (std::size_t i = 0; i < expected.size() && i < ranks.size(); ++i)
    expected[i].check(run.checks, ranks[i] / kUnits);
}

// {"nominal_pct", "real_pct", "implied_deflator_pct"}: growth in money of the day and in money of the first day.
void real_terms(const Example& example, FamilyRun& run) {
  const double nominal = 1 + example.number("nominal_pct") / 100;
  const double deflator = 1 + example.number("implied_deflator_pct") / 100;
  example.pass_over("source");
  example.check(run.checks, "real_pct", 100 * (nominal / deflator - 1));
}

constexpr auto kFamilies = std::to_array<Family>({
    {"fred_transforms", fred_transforms},
    {"cagr", cagr},
    {"index", index},
    {"real_terms", real_terms},
    {"midrank_percentile", midrank_percentile},
});

}  // namespace

std::span<const Family> growth_families() { return kFamilies; }

}  // namespace housing::proof
