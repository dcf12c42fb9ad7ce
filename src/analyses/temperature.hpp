// Temperature: how hot the markets of a level are: the mean of mid-rank percentiles of a few inputs, each so turned
// that more means hotter. Weights are open and equal unless the asker says otherwise; a missing input is left out and
// told, never replaced; fewer than kMinInputs give no score. Source: ours; docs/methods.md says how it differs from
// others'. Errors: as level.hpp; unknown-input. Thread-safety: pure over the columns.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyses/level.hpp"

namespace housing::analyses {

inline constexpr std::size_t kInputs = 5;
inline constexpr std::size_t kMinInputs = 3;

struct TemperatureInput {
  std::string_view id;
  std::array<std::string_view, 3> metrics;  // the first that the level has; empty names fill up
  bool less_is_hotter;
};
const std::array<TemperatureInput, kInputs>& temperature_inputs();

struct TemperatureQuestion {
  LevelQuestion level;
  std::string limit;
  std::string offset;
  std::string order;
};

struct TemperatureRow {
  std::uint32_t place = 0;
  std::int64_t score = 0;                                        // units of 10^-4, 0 to 100
  std::array<std::optional<std::int64_t>, kInputs> percentiles;  // hotter is more; units of 10^-4
};

struct Temperature {
  Level level;
  std::array<std::shared_ptr<const Column>, kInputs> columns;  // nullptr: nobody publishes it at this level
  std::size_t of = 0;                                          // places with a score
  bool hottest_first = true;
  std::vector<TemperatureRow> rows;
  std::optional<std::size_t> next;
};

app::Answered<Temperature> answer_temperature(Columns& columns, const TemperatureQuestion& question);

}  // namespace housing::analyses
