#include "app/transform_rules.hpp"

#include <algorithm>
#include <array>

namespace housing::app {
namespace {

using model::Frequency;

constexpr std::array<std::string_view, 14> kNames = {"level", "mom",  "yoy", "diff",  "log",  "annualised", "cagr",
                                                     "index", "real", "sa",  "trend", "rank", "percentile", "history"};
constexpr Lag kOneWeek{7, 3};
constexpr Lag kFourWeeks{28, 3};
constexpr Lag kFiftyTwoWeeks{364, 3};

std::optional<Lag> month_lag(Frequency frequency) {
  switch (frequency) {
    case Frequency::kWeek: return kFourWeeks;
    case Frequency::kMonth:
    case Frequency::kRolling3Month: return Lag{1, 0};
    default: return std::nullopt;
  }
}

Lag year_lag(Frequency frequency) {
  if (frequency == Frequency::kWeek) return kFiftyTwoWeeks;
  return {model::periods_per_year(frequency), 0};
}

}  // namespace

std::string_view to_string(Transform transform) { return kNames[static_cast<std::size_t>(transform)]; }

std::optional<Transform> parse_transform(std::string_view text) {
  const auto found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Transform>(found - kNames.begin());
}

std::span<const std::string_view> transform_names() { return kNames; }

std::optional<Lag> lag_of(Transform transform, Frequency frequency) {
  switch (transform) {
    case Transform::kMom: return month_lag(frequency);
    case Transform::kYoy: return year_lag(frequency);
    case Transform::kDiff:
    case Transform::kAnnualised: return frequency == Frequency::kWeek ? kOneWeek : Lag{1, 0};
    default: return std::nullopt;
  }
}

Lag cagr_lag(int years, Frequency frequency) {
  if (frequency != Frequency::kWeek) return {years * model::periods_per_year(frequency), 0};
  constexpr int kDaysOfFourYears = 1461;
  return {(years * kDaysOfFourYears + 2) / 4, kOneWeek.slack};
}

bool is_of_one_series(Transform transform) {
  switch (transform) {
    case Transform::kLevel:
    case Transform::kMom:
    case Transform::kYoy:
    case Transform::kDiff:
    case Transform::kLog:
    case Transform::kAnnualised: return true;
    default: return false;
  }
}

}  // namespace housing::app
