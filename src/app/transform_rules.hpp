// What a transform means at each frequency: over which distance a change is measured, and where none can be.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/period.hpp"

namespace housing::app {

enum class Transform : std::uint8_t { kLevel, kMom, kYoy, kIndex };
std::string_view to_string(Transform transform);  // "level", "mom", "yoy", "index"
std::optional<Transform> parse_transform(std::string_view text);

// The distance between an observation and the one its change is measured from, on the scale of ordinals.
struct Lag {
  std::int32_t step;
  std::int32_t slack;  // weeks are not all seven days apart
};

// Nothing where the frequency knows no such change (month on month of a quarterly series) and for level and index.
std::optional<Lag> lag_of(Transform transform, model::Frequency frequency);

// No lag reaches back over more observations than this.
inline constexpr std::size_t kLagColumns = 60;

}  // namespace housing::app
