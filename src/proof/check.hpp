// Check: one number a formula should give, and the one it gave.
// Units: those of the formula. Thread-safety: a value.
#pragma once

#include <cmath>
#include <string>
#include <vector>

namespace housing::proof {

struct Check {
  std::string name;  // where the expected value stands: "mortgage[0].published"
  double expected = 0;
  double got = 0;
  double tolerance = 0;

  bool ok() const { return std::abs(got - expected) <= tolerance; }  // false when either is NaN
};

// What a number printed with all its digits may be off by: whoever computed it had doubles too.
inline constexpr double kLastBits = 1e-9;  // of the value
inline constexpr double kLeastTolerance = 1e-8;

// Half a unit of the last digit that `printed` has in its shortest spelling: what rounding took away. Not less than the
// last bits allow.
double rounding_of(double printed);

// What the examples of one method gave.
using Checks = std::vector<Check>;

}  // namespace housing::proof
