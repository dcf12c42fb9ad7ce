#include "analyses/backtest_m4.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

#include "forecast/scores.hpp"

namespace housing::analyses {
namespace {

using base::ErrorCode;
using forecast::Method;
using forecast::MethodSet;

struct M4Frequency {
  char letter;
  const char* name;
  std::size_t season;
  std::size_t horizon;
};
constexpr std::array<M4Frequency, 6> kFrequencies{{{'Y', "Yearly", 1, 6},
                                                   {'Q', "Quarterly", 4, 8},
                                                   {'M', "Monthly", 12, 18},
                                                   {'W', "Weekly", 1, 13},
                                                   {'D', "Daily", 1, 14},
                                                   {'H', "Hourly", 24, 48}}};

struct M4Series {
  std::string id;
  std::vector<double> values;
  std::size_t line = 0;
};

std::string_view unquoted(std::string_view cell) {
  while (!cell.empty() && (cell.back() == '\r' || cell.back() == ' ')) cell.remove_suffix(1);
  while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
  if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
  return cell;
}

std::unexpected<base::Error> bad(std::string_view file, std::size_t line, const std::string& what) {
  return base::fail(ErrorCode::kInvalidInput, std::string(file) + ", line " + std::to_string(line) + ": " + what);
}

base::Result<M4Series> parse_line(std::string_view text, std::string_view file, std::size_t line) {
  M4Series series{.id = {}, .values = {}, .line = line};
  for (std::size_t column = 0; !text.empty(); ++column) {
    const std::size_t comma = text.find(',');
    const std::string_view cell = unquoted(text.substr(0, comma));
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    if (column == 0) {
      series.id = cell;
      continue;
    }
    if (cell.empty() || cell == "NA") break;  // shorter than the file's longest
    double value = 0;
    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (read.ec != std::errc() || read.ptr != cell.data() + cell.size() || !std::isfinite(value))
      return bad(
          file, line,
          "'" + std::string(cell.substr(0, 40)) + "' in column " + std::to_string(column + 1) + " is no number.");
    if (series.values.size() == kMaxM4Values)
      return bad(file, line, "more than " + std::to_string(kMaxM4Values) + " values.");
    series.values.push_back(value);
  }
  return series;
}

base::Result<std::vector<M4Series>> parse_m4(std::string_view text, std::string_view file) {
  std::vector<M4Series> all;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = text.find('\n');
    const std::string_view row = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line == 1 || unquoted(row).empty()) continue;
    HT_TRY(auto series, parse_line(row, file, line));
    all.push_back(std::move(series));
  }
  if (all.empty())
    return base::fail(ErrorCode::kInvalidInput,
                      std::string(file) + ": no series; a header line and one line a series are expected.");
  return all;
}

struct Sums {
  std::size_t series = 0;
  std::vector<double> smape = std::vector<double>(forecast::kMethods);
  std::vector<double> mase = std::vector<double>(forecast::kMethods);

  void add(const Sums& other) {
    series += other.series;
    for (std::size_t i = 0; i < smape.size(); ++i) smape[i] += other.smape[i], mase[i] += other.mase[i];
  }
};

// Scores one series' methods into `sums`.
void score_series(const M4Series& train, std::span<const double> actual, const M4Frequency& frequency,
                  MethodSet methods, Sums& sums) {
  const auto estimates = forecast::estimate(train.values, frequency.season, methods);
  std::vector<double> forecasts(forecast::kMethods * frequency.horizon);
  forecast::project(train.values, frequency.season, estimates, methods, frequency.horizon, forecasts);
  const double scale = forecast::scale_of(train.values, frequency.season);
  for (const Method method : methods.list()) {
    const auto i = static_cast<std::size_t>(method);
    const auto forecast = std::span(forecasts).subspan(i * frequency.horizon, frequency.horizon);
    sums.smape[i] += forecast::smape(actual, forecast);
    sums.mase[i] += forecast::mase(actual, forecast, scale);
  }
  ++sums.series;
}

M4Scores scores_of(const std::string& name, const Sums& sums, MethodSet methods) {
  M4Scores scores{.frequency = name, .series = sums.series, .methods = {}};
  const auto n = static_cast<double>(sums.series);
  const auto naive2 = static_cast<std::size_t>(Method::kNaive2);
  for (const Method method : methods.list()) {
    const auto i = static_cast<std::size_t>(method);
    scores.methods.push_back({method, sums.smape[i] / n, sums.mase[i] / n,
                              forecast::owa(sums.smape[i], sums.mase[i], sums.smape[naive2], sums.mase[naive2])});
  }
  return scores;
}

}  // namespace

base::Result<std::vector<M4Scores>> score_m4(std::string_view train, std::string_view test, MethodSet methods) {
  methods.add(Method::kNaive2);
  methods.remove(Method::kHwAdditive);  // most of the competition's series are too short for them
  methods.remove(Method::kHwMultiplicative);
  HT_TRY(const auto known, parse_m4(train, "training file"));
  HT_TRY(const auto came, parse_m4(test, "test file"));
  std::map<std::string_view, const M4Series*> outcomes;
  for (const M4Series& series : came) outcomes[series.id] = &series;
  std::array<Sums, kFrequencies.size()> sums;
  for (const M4Series& series : known) {
    const auto frequency =
        std::ranges::find(kFrequencies, series.id.empty() ? ' ' : series.id[0], &M4Frequency::letter);
    if (frequency == kFrequencies.end())
      return bad("training file", series.line,
                 "'" + series.id.substr(0, 40) + "' begins with none of Y, Q, M, W, D, H.");
    const auto outcome = outcomes.find(series.id);
    if (outcome == outcomes.end()) return bad("training file", series.line, series.id + " is not in the test file.");
    if (outcome->second->values.size() < frequency->horizon)
      return bad("test file", outcome->second->line,
                 series.id + " has " + std::to_string(outcome->second->values.size()) + " values; " +
                     std::to_string(frequency->horizon) + " are needed.");
    if (series.values.size() < std::max(forecast::kMinSmoothed, frequency->season + 1))
      return bad("training file", series.line, series.id + " is too short.");
    if (!(forecast::scale_of(series.values, frequency->season) > 0))
      return bad("training file", series.line, series.id + " never changes, so that its errors have no scale.");
    score_series(series, std::span(outcome->second->values).first(frequency->horizon), *frequency, methods,
                 sums[static_cast<std::size_t>(frequency - kFrequencies.begin())]);
  }
  std::vector<M4Scores> all;
  Sums together;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].series == 0) continue;
    all.push_back(scores_of(kFrequencies[i].name, sums[i], methods));
    together.add(sums[i]);
  }
  if (all.size() > 1) all.push_back(scores_of("All", together, methods));
  return all;
}

}  // namespace housing::analyses
