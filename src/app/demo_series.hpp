// The made-up numbers themselves: pure functions of a region's id and the date. See demo.hpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/value.hpp"

namespace housing::app {

// A stream of pseudo-random numbers fixed by its name (splitmix64); the same on every machine.
class NamedRandom {
 public:
  explicit NamedRandom(std::string_view name);
  double uniform();  // [0, 1)
  double bell();     // mean 0, standard deviation 1, at most 3.5 away: a sum of twelve uniforms
 private:
  std::uint64_t next();
  std::uint64_t state_;
};

// Who a region inherits its market from: its state and its metro or county ("" when it has none).
struct DemoKinship {
  std::string_view region;
  std::string_view county;
  std::string_view state;
};

struct DemoMarket {
  std::vector<model::Cell> home_value;       // cents, a month each
  std::vector<model::Cell> rent;             // cents
  std::vector<model::Cell> days_to_pending;  // hundredths of a day
  std::vector<model::Cell> market_heat;      // whole numbers
};

// `months` months of one region. `late_start`: how many months at the beginning are gaps.
DemoMarket demo_market(const DemoKinship& kin, std::size_t months, std::size_t late_start);

// Quarterly index in hundredths, 100 in the first quarter, from monthly values without gaps.
std::vector<model::Cell> demo_hpi(const std::vector<model::Cell>& home_value);

// Weekly rate in hundredths of a percent.
std::vector<model::Cell> demo_mortgage_rate(std::size_t weeks);

}  // namespace housing::app
