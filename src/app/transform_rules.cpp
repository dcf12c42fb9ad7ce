#include "app/transform_rules.hpp"

#include <algorithm>
#include <array>

namespace housing::app {
namespace {

using model::Frequency;

constexpr std::array<std::string_view, 4> kNames = {"level", "mom", "yoy", "index"};
constexpr Lag kFourWeeks{28, 3};
constexpr Lag kFiftyTwoWeeks{364, 3};

}  // namespace

std::string_view to_string(Transform transform) { return kNames[static_cast<std::size_t>(transform)]; }

std::optional<Transform> parse_transform(std::string_view text) {
  const auto found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Transform>(found - kNames.begin());
}

std::optional<Lag> lag_of(Transform transform, Frequency frequency) {
  if (transform != Transform::kMom && transform != Transform::kYoy) return std::nullopt;
  const bool yearly = transform == Transform::kYoy;
  switch (frequency) {
    case Frequency::kWeek: return yearly ? kFiftyTwoWeeks : kFourWeeks;
    case Frequency::kMonth:
    case Frequency::kRolling3Month: return yearly ? Lag{12, 0} : Lag{1, 0};
    case Frequency::kQuarter: return yearly ? std::optional(Lag{4, 0}) : std::nullopt;
    case Frequency::kYear:
    case Frequency::kFiscalYear:
    case Frequency::k5Year: return yearly ? std::optional(Lag{1, 0}) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace housing::app
