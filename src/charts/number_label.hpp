// Numbers as a chart prints them: $1.2M, 3.5%, 12,400, with a true minus sign.
// Errors: none. Thread-safety: pure functions.
#pragma once

#include <span>
#include <string>

#include "model/catalogue.hpp"

namespace housing::charts {

// One style for all ticks of an axis: the same K, M or B for all, just the digits their step needs.
class TickLabels {
 public:
  TickLabels(model::Unit unit, std::span<const double> ticks);
  std::string of(double value) const;

 private:
  bool even_ = true;  // the ticks are evenly spaced; else each is told in its own unit
  model::Unit unit_;
  double divisor_ = 1;
  const char* suffix_ = "";
  int decimals_ = 0;
};

// A value beside a line or in a sentence: three digits and more, at most `decimals` behind the point.
std::string value_label(model::Unit unit, double value, int decimals);

// `value` with exactly `decimals` digits behind the point and commas between thousands: "−1,234.50".
std::string with_thousands(double value, int decimals);

// What the numbers of an axis are, where its labels do not say: "days", "people"; else "".
std::string unit_words(model::Unit unit);

}  // namespace housing::charts
