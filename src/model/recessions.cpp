#include "model/recessions.hpp"

#include <algorithm>
#include <array>

#include "base/assert.hpp"

namespace housing::model {

std::span<const Recession> recessions() {
  static const std::array<Recession, 12> kRecessions = {{
      {Period::month(1948, 11), Period::month(1949, 10)},
      {Period::month(1953, 7), Period::month(1954, 5)},
      {Period::month(1957, 8), Period::month(1958, 4)},
      {Period::month(1960, 4), Period::month(1961, 2)},
      {Period::month(1969, 12), Period::month(1970, 11)},
      {Period::month(1973, 11), Period::month(1975, 3)},
      {Period::month(1980, 1), Period::month(1980, 7)},
      {Period::month(1981, 7), Period::month(1982, 11)},
      {Period::month(1990, 7), Period::month(1991, 3)},
      {Period::month(2001, 3), Period::month(2001, 11)},
      {Period::month(2007, 12), Period::month(2009, 6)},
      {Period::month(2020, 2), Period::month(2020, 4)},
  }};
  return kRecessions;
}

namespace {
constexpr std::array<std::string_view, 3> kReadings = {"midpoint", "trough", "peak"};
}

std::string_view to_string(RecessionReading reading) { return kReadings[static_cast<std::size_t>(reading)]; }

std::optional<RecessionReading> parse_recession_reading(std::string_view text) {
  const auto found = std::ranges::find(kReadings, text);
  if (found == kReadings.end()) return std::nullopt;
  return static_cast<RecessionReading>(found - kReadings.begin());
}

std::vector<RecessionBand> recession_bands(RecessionReading reading) {
  std::vector<RecessionBand> bands;
  for (const Recession& recession : recessions()) {
    RecessionBand band{.from = recession.peak, .to = recession.trough};
    if (reading == RecessionReading::kTrough) ++band.from.ordinal;
    if (reading == RecessionReading::kPeak) --band.to.ordinal;
    bands.push_back(band);
  }
  return bands;
}

bool in_recession(Period month) {
  HT_ASSERT(month.frequency == Frequency::kMonth);
  return std::ranges::any_of(recessions(), [&](const Recession& r) {
    return month.ordinal > r.peak.ordinal && month.ordinal <= r.trough.ordinal;
  });
}

}  // namespace housing::model
