#include "charts/number_label.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace housing::charts {
namespace {

using model::Unit;

constexpr double kThousand = 1e3;
constexpr double kMillion = 1e6;
constexpr double kBillion = 1e9;
constexpr double kTrillion = 1e12;
constexpr double kShortFrom = 10'000;  // dollars below are written out
constexpr int kMostDecimals = 6;
constexpr const char* kMinus = "\xE2\x88\x92";  // U+2212

struct Suffix {
  double divisor;
  const char* text;
};

// The largest that leaves a digit before the point.
Suffix suffix_of(Unit unit, double largest) {
  const bool money = unit == Unit::kUsd;
  if (largest >= kTrillion) return {kTrillion, "T"};
  if (largest >= kBillion) return {kBillion, "B"};
  if (largest >= kMillion) return {kMillion, "M"};
  if (money && largest >= kShortFrom) return {kThousand, "K"};
  return {1, ""};
}

std::string dressed(Unit unit, double value, double divisor, int decimals, const char* suffix) {
  std::string text;
  const double shown = std::abs(value) / divisor;
  std::string digits = with_thousands(shown, decimals);
  const bool zero = std::ranges::all_of(digits, [](char c) { return c == '0' || c == '.' || c == ','; });
  if (value < 0 && !zero) text += kMinus;
  if (unit == Unit::kUsd) text += '$';
  text += digits;
  if (!zero) text += suffix;
  if (unit == Unit::kPercent) text += '%';
  return text;
}

// Digits behind the point that `value` needs, the rest being noise of calculation.
int decimals_needed(double value) {
  for (int decimals = 0; decimals < kMostDecimals; ++decimals) {
    const double scaled = value * std::pow(10, decimals);
    if (std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, std::abs(scaled))) return decimals;
  }
  return kMostDecimals;
}

}  // namespace

std::string with_thousands(double value, int decimals) {
  std::array<char, 400> buffer;  // the longest double, written out
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value), std::chars_format::fixed, decimals);
  const std::string_view digits(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  std::string text;
  if (value < 0) text += kMinus;
  for (std::size_t i = 0; i < whole; ++i) {
    if (i > 0 && (whole - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  text += digits.substr(whole);
  return text;
}

TickLabels::TickLabels(Unit unit, std::span<const double> ticks) : unit_(unit) {
  double largest = 0;
  for (const double tick : ticks) largest = std::max(largest, std::abs(tick));
  const Suffix suffix = suffix_of(unit, largest);
  divisor_ = suffix.divisor;
  suffix_ = suffix.text;
  for (std::size_t i = 2; i < ticks.size(); ++i)
    if (std::abs(ticks[i] - 2 * ticks[i - 1] + ticks[i - 2]) > 1e-6 * largest) even_ = false;
  for (const double tick : ticks) decimals_ = std::max(decimals_, decimals_needed(tick / divisor_));
}

std::string TickLabels::of(double value) const {
  if (!even_) {  // a logarithmic axis spans units: $500K stands below $1M
    const Suffix own = suffix_of(unit_, std::abs(value));
    return dressed(unit_, value, own.divisor, decimals_needed(value / own.divisor), own.text);
  }
  const int needed = divisor_ > 1 || unit_ == Unit::kUsd ? decimals_needed(value / divisor_) : decimals_;
  return dressed(unit_, value, divisor_, value == 0 ? 0 : needed, suffix_);
}

std::string value_label(Unit unit, double value, int decimals) {
  const double size = std::abs(value);
  if (unit == Unit::kUsd && size >= kMillion) {
    const Suffix suffix = suffix_of(unit, size);
    return dressed(unit, value, suffix.divisor, 2, suffix.text);
  }
  if (size >= kBillion) {
    const Suffix suffix = suffix_of(unit, size);
    return dressed(unit, value, suffix.divisor, 2, suffix.text);
  }
  const int useful = size >= 100 ? (unit == Unit::kIndex || unit == Unit::kPercent ? 1 : 0) : size >= 10 ? 1 : 2;
  const bool whole = unit == Unit::kUsd && size >= 100;
  return dressed(unit, value, 1, std::min(decimals, whole ? 0 : useful), "");
}

std::string unit_words(Unit unit) {
  switch (unit) {
    case Unit::kDays: return "days";
    case Unit::kPeople: return "people";
    case Unit::kThousands: return "thousands";
    case Unit::kSquareMiles: return "square miles";
    case Unit::kUsd:
    case Unit::kPercent:
    case Unit::kIndex:
    case Unit::kCount:
    case Unit::kRatio: return "";
  }
  return "";
}

}  // namespace housing::charts
