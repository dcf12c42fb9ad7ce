#include "fred/observations_of.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "fred/words.hpp"

namespace housing::fred {
namespace {

using model::Frequency;
using stats::Aggregate;
using stats::FredUnits;

constexpr std::size_t kLongestNumber = 400;  // the largest double, in full

std::string as_text(double number, int decimals) {
  if (!std::isfinite(number)) return std::string(kMissing);
  std::array<char, kLongestNumber> buffer;  // NOLINT: filled by to_chars
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed, decimals);
  std::string text(buffer.data(), end);
  const bool is_zero = text.find_first_not_of("-0.") == std::string::npos;
  return is_zero && text.starts_with('-') ? text.substr(1) : text;
}

std::vector<double> as_numbers(const Row& row, int decimals) {
  const double scale = std::pow(10.0, decimals);
  std::vector<double> numbers(row.values.size());
  for (std::size_t i = 0; i < numbers.size(); ++i)
    numbers[i] = row.values[i] == model::kWideGap ? std::numeric_limits<double>::quiet_NaN()
                                                  : static_cast<double>(row.values[i]) / scale;
  return numbers;
}

// A difference or a sum of published numbers has no more digits than they have.
bool keeps_decimals(const Treatment& treatment) {
  if (treatment.frequency && treatment.aggregate == Aggregate::kMean) return false;
  return treatment.units == FredUnits::kLin || treatment.units == FredUnits::kChg || treatment.units == FredUnits::kCh1;
}

Answered<Aggregate> aggregate_of(const http::Query& query) {
  constexpr std::array<std::string_view, 3> kMethods = {"avg", "sum", "eop"};
  HT_TRY(const std::string method, choice(query, "aggregation_method", kMethods));
  return method == "avg" ? Aggregate::kMean : method == "sum" ? Aggregate::kSum : Aggregate::kLast;
}

}  // namespace

Answered<Treatment> treatment_of(const http::Query& query, const model::MetricInfo& metric) {
  constexpr std::array<std::string_view, 9> kUnits = {"lin", "chg", "ch1", "pch", "pc1", "pca", "cch", "cca", "log"};
  constexpr std::array<std::string_view, 15> kCodes = {"",    "w",    "m",   "q",    "a",   "d",    "bw",  "sa",
                                                       "wef", "weth", "wew", "wetu", "wem", "wesu", "wesa"};
  Treatment treatment;
  HT_TRY(const std::string units, choice(query, "units", kUnits));
  treatment.units = stats::parse_fred_units(units).value_or(FredUnits::kLin);
  HT_TRY(treatment.aggregate, aggregate_of(query));
  HT_TRY(const std::string code, choice(query, "frequency", kCodes));
  const Frequency own = plain_frequency(metric.frequency);
  const auto wanted = parse_frequency_code(code);
  if (code.empty() || wanted == own) return treatment;
  if (!wanted) return bad_request("Variable frequency is one that no series here is brought to. Ask for w m q or a.");
  if (model::periods_per_year(*wanted) > model::periods_per_year(own))
    return bad_request("Variable frequency is higher than the frequency of the series which is " +
                       std::string(frequency_word(own).text) + ".");
  if (!stats::can_convert(metric.frequency, *wanted, treatment.aggregate))
    return bad_request("The values of this series each cover three months. Ask with aggregation_method eop.");
  treatment.frequency = wanted;
  return treatment;
}

Observations observations_of(const Row& row, const model::MetricInfo& metric, const Treatment& treatment) {
  Frequency frequency = metric.frequency;
  std::vector<std::int32_t> ordinals = row.ordinals;
  std::vector<double> numbers = as_numbers(row, metric.decimals);
  if (treatment.frequency) {
    auto converted = stats::convert_frequency(numbers, ordinals, frequency, *treatment.frequency, treatment.aggregate);
    frequency = *treatment.frequency;
    ordinals = std::move(converted.ordinals);
    numbers = std::move(converted.values);
  }
  numbers = stats::fred_transform(treatment.units, numbers, ordinals, frequency);
  const int decimals = keeps_decimals(treatment) ? metric.decimals : kDerivedDecimals;
  Observations observations;
  for (std::size_t i = 0; i < ordinals.size(); ++i) {
    observations.dates.push_back(observation_date({frequency, ordinals[i]}));
    observations.values.push_back(as_text(numbers[i], decimals));
  }
  return observations;
}

}  // namespace housing::fred
