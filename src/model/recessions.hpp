// Recessions of the United States since 1948 as the National Bureau of Economic Research dates them: the month of the
// peak, the last of the growth, and the month of the trough, the last of the decline. Facts, not a forecast: the NBER
// names them a year and more afterwards.
// https://www.nber.org/research/data/us-business-cycle-expansions-and-contractions Thread-safety: constants.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/period.hpp"

namespace housing::model {

struct Recession {
  Period peak;    // a month
  Period trough;  // a month
};

std::span<const Recession> recessions();  // the oldest first

// Whether the month lies in one: after the peak, up to and with the trough, as FRED's series USREC has it.
bool in_recession(Period month);

// Which months a recession's band covers; FRED publishes all three.
enum class RecessionReading : std::uint8_t {
  kMidpoint,  // from the peak through the trough (USRECM)
  kTrough,    // from the month after the peak through the trough (USREC)
  kPeak,      // from the peak through the month before the trough (USRECP)
};
std::string_view to_string(RecessionReading reading);  // "midpoint", "trough", "peak"
std::optional<RecessionReading> parse_recession_reading(std::string_view text);

struct RecessionBand {
  Period from;  // months; both belong to it
  Period to;
};
std::vector<RecessionBand> recession_bands(RecessionReading reading);  // the oldest first

}  // namespace housing::model
