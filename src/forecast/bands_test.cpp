// Do the 80 % bands hold 80 % at twelve months, out of sample: on simulated series and on publishers' real ones.
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "forecast/testing_series.hpp"
#include "forecast/track_record.hpp"

namespace housing::forecast {
namespace {

constexpr std::size_t kMonths = 12;
constexpr std::size_t kEighty = 1;  // of the plan's levels
const MethodSet kPromised = {Method::kEnsemble, Method::kTheta, Method::kDamped};

struct Coverage {
  double inside = 0;
  double shown_inside = 0;  // of series whose band is not withheld
  double bands = 0;
  double shown_bands = 0;
  double recent_inside = 0;
  double recent = 0;  // origins of the last five years
};

// Of bands twelve months ahead, at every origin that has one. Each was made from the values up to its origin.
Coverage measure(const std::vector<std::vector<double>>& all, Method method) {
  Coverage coverage;
  for (const auto& values : all) {
    const TrackRecord record(values, {.methods = {method}});
    const bool shown = !record.withheld(method, kEighty, kMonths);
    const auto& row = record.scores(method).by_horizon[kMonths - 1];
    for (std::size_t origin = record.forecasts().first(); origin + kMonths <= values.size(); ++origin) {
      const auto band = record.band(method, origin, kEighty, kMonths);
      if (!band) continue;
      const double actual = values[origin + kMonths - 1];
      const double hit = actual >= band->lower && actual <= band->upper ? 1 : 0;
      coverage.inside += hit;
      coverage.bands += 1;
      if (shown) coverage.shown_inside += hit, coverage.shown_bands += 1;
      if (origin + 60 > values.size()) coverage.recent_inside += hit, coverage.recent += 1;
    }
    EXPECT_LE(row.banded, row.origins);
  }
  return coverage;
}

void report(const char* what, Method method, const Coverage& c) {
  std::printf("[ coverage ] %-22s %-9s %.3f of %.0f bands; shown %.0f %%: %.3f; last five years %.3f\n", what,
              std::string(to_string(method)).c_str(), c.inside / c.bands, c.bands, 100 * c.shown_bands / c.bands,
              c.shown_inside / c.shown_bands, c.recent_inside / c.recent);
}

class SimulatedBands : public testing::TestWithParam<std::tuple<Simulated, const char*>> {};

TEST_P(SimulatedBands, EightyPercentHoldEighty) {
  std::vector<std::vector<double>> all;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) all.push_back(simulate(std::get<0>(GetParam()), seed * 7919, 300));
  for (const Method method : kPromised.list()) {
    const Coverage coverage = measure(all, method);
    report(std::get<1>(GetParam()), method, coverage);
    EXPECT_GE(coverage.inside / coverage.bands, 0.78);
    EXPECT_LE(coverage.inside / coverage.bands, 0.82);
    EXPECT_GT(coverage.shown_bands, 0.8 * coverage.bands) << "most bands are fit to be shown";
  }
}
INSTANTIATE_TEST_SUITE_P(Kinds, SimulatedBands,
                         testing::Values(std::tuple(Simulated::kWalkWithDrift, "walk with drift"),
                                         std::tuple(Simulated::kSeasonalAutoregression, "seasonal"),
                                         std::tuple(Simulated::kStochasticVolatility, "changing volatility")));

struct RealFile {
  const char* path;
  std::size_t every;         // n-th series
  bool new_to_them = false;  // the years to be judged are unlike any before: bands that fail are to be withheld
};

std::filesystem::path real_file(const std::string& path) {
  // tidy: allow no_getenv because this is a part of tests, which are told by it where the files are
  if (const char* folder = std::getenv("HOUSING_TEST_DATA")) return std::filesystem::path(folder) / path;
  return std::filesystem::path(HOUSING_SOURCE_DIR) / ".." / "shared" / "data" / path;
}

// The series of one of Zillow's wide files (plain or gzip): each row's gap-free tail, rows without a value left out.
std::vector<std::vector<double>> real_series(const std::string& path) {
  std::string text;
  gzFile file = gzopen(real_file(path).c_str(), "rb");
  if (file == nullptr) return {};
  std::vector<char> chunk(1 << 16);
  for (int got = 0; (got = gzread(file, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0;)
    text.append(chunk.data(), static_cast<std::size_t>(got));
  gzclose(file);
  std::vector<std::vector<double>> all;
  std::size_t line_begin = text.find('\n') + 1;
  while (line_begin > 0 && line_begin < text.size()) {
    const std::size_t line_end = std::min(text.find('\n', line_begin), text.size());
    std::string_view line(text.data() + line_begin, line_end - line_begin);
    while (!line.empty() && (line.back() == ',' || line.back() == '\r')) line.remove_suffix(1);
    std::vector<double> values;
    while (!line.empty()) {
      const std::size_t comma = line.rfind(',');
      const std::string_view cell = comma == std::string_view::npos ? line : line.substr(comma + 1);
      double value = 0;
      const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
      if (cell.empty() || read.ec != std::errc() || read.ptr != cell.data() + cell.size()) break;
      values.insert(values.begin(), value);
      if (comma == std::string_view::npos) break;
      line = line.substr(0, comma);
    }
    if (!values.empty()) all.push_back(std::move(values));
    line_begin = line_end + 1;
  }
  return all;
}

class RealBands : public testing::TestWithParam<RealFile> {};

TEST_P(RealBands, EightyPercentHoldEighty) {
  const auto found = real_series(GetParam().path);
  if (found.empty())
    GTEST_SKIP() << real_file(GetParam().path) << " is missing; HOUSING_TEST_DATA names the folder it is looked for in";
  std::vector<std::vector<double>> all;
  for (std::size_t i = 0; i < found.size(); i += GetParam().every)
    if (found[i].size() >= 120) all.push_back(found[i]);
  ASSERT_GE(all.size(), 20u);
  for (const Method method : kPromised.list()) {
    const Coverage coverage = measure(all, method);
    report(GetParam().path, method, coverage);
    EXPECT_GE(coverage.shown_inside / coverage.shown_bands, 0.78);
    EXPECT_LE(coverage.shown_inside / coverage.shown_bands, 0.82);
    if (GetParam().new_to_them) {
      EXPECT_LT(coverage.shown_bands, 0.5 * coverage.bands);
    } else {
      EXPECT_GE(coverage.inside / coverage.bands, 0.78);
      EXPECT_LE(coverage.inside / coverage.bands, 0.82);
      EXPECT_GT(coverage.shown_bands, 0.8 * coverage.bands);
    }
  }
}
INSTANTIATE_TEST_SUITE_P(
    Files, RealBands,
    testing::Values(
        RealFile{"zillow/Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz", 15},
        RealFile{"zillow/State_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", 1},
        RealFile{"zillow/Metro_sales_count_now_uc_sfrcondo_month.csv", 6},
        RealFile{"older-vintages/zillow-2018-01/County_Zhvi_AllHomes.csv.gz", 40},
        RealFile{
            "zillow/Metro_new_homeowner_income_needed_downpayment_0.20_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz",
            6, true}));

}  // namespace
}  // namespace housing::forecast
