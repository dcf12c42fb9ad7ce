// Map: a measure over every region of a level at one period, with the breaks of its classes; and many periods at once,
// in a compact form, for going through them without asking again.
//
// Breaks: as stats/breaks.hpp, over the values of the period; over those of all periods in the compact form, so that a
// colour means the same in each. Errors: as level.hpp and measure.hpp. Thread-safety: pure over the columns.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analyses/level.hpp"

namespace housing::analyses {

inline constexpr std::int64_t kDefaultClasses = 7;
inline constexpr std::int64_t kMinClasses = 2;
inline constexpr std::int64_t kMaxClasses = 12;
inline constexpr std::size_t kMaxMapPeriods = 1200;
inline constexpr std::size_t kMaxMapCells = 16'000'000;

enum class BreakMethod : std::uint8_t { kQuantile, kEqual, kJenks, kDiverging };
std::string_view to_string(BreakMethod method);

struct MapQuestion {
  LevelQuestion level;
  std::string metric;
  std::string transform;
  std::string breaks;   // "quantile" (default; "diverging" for changes), "equal", "jenks", "diverging"
  std::string classes;  // how many
};

struct Classes {
  BreakMethod method = BreakMethod::kQuantile;
  std::vector<double> breaks;         // in units of 10^-decimals
  std::vector<std::uint32_t> counts;  // regions in each class
};

struct MapAnswer {
  Level level;
  Measure measure;
  std::shared_ptr<const Column> column;
  std::size_t present = 0;
  Classes classes;
};

app::Answered<MapAnswer> answer_map(Columns& columns, const MapQuestion& question);

struct MapsQuestion {
  MapQuestion map;  // its level's period is not asked
  std::string from;
  std::string to;
};

// Codes are of 16 bits: 0 is a gap, code c stands for least + (c - 1) * step, off by at most half a step.
struct MapsAnswer {
  Level level;
  Measure measure;
  model::Unit unit = model::Unit::kUsd;
  int decimals = 0;
  std::vector<std::uint32_t> places;   // those with any value, on the level's axis
  std::vector<std::int32_t> ordinals;  // periods, ascending
  std::vector<std::uint16_t> codes;    // period after period, each with one code a place
  double least = 0;                    // in units of 10^-decimals
  double step = 0;
  Classes classes;
};

app::Answered<MapsAnswer> answer_maps(Columns& columns, const MapsQuestion& question);

}  // namespace housing::analyses
