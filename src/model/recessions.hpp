// Recessions of the United States since 1948 as the National Bureau of Economic Research dates them: the month of the
// peak, the last of the growth, and the month of the trough, the last of the decline. Facts, not a forecast: the NBER
// names them a year and more afterwards.
// https://www.nber.org/research/data/us-business-cycle-expansions-and-contractions Thread-safety: constants.
#pragma once

#include <span>

#include "model/period.hpp"

namespace housing::model {

struct Recession {
  Period peak;    // a month
  Period trough;  // a month
};

std::span<const Recession> recessions();  // the oldest first

// Whether the month lies in one: after the peak, up to and with the trough, as FRED's series USREC has it.
bool in_recession(Period month);

}  // namespace housing::model
