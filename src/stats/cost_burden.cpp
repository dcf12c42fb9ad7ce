#include "stats/cost_burden.hpp"

#include <cmath>
#include <limits>

namespace housing::stats {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

CostBurden cost_burden(double share_percent) {
  if (!std::isfinite(share_percent)) return CostBurden::kNotComputed;
  if (share_percent > kSevereBurdenPercent) return CostBurden::kSevere;
  return share_percent > kBurdenPercent ? CostBurden::kBurdened : CostBurden::kNone;
}

double cost_share(double monthly_cost, double yearly_income) {
  return yearly_income > 0 ? 100 * 12 * monthly_cost / yearly_income : kNaN;
}

BurdenShares burden_shares(std::span<const BurdenedHouseholds> classes) {
  double burdened = 0;
  double severe = 0;
  double computed = 0;
  for (const BurdenedHouseholds& of : classes) {
    if (of.burden == CostBurden::kNotComputed || std::isnan(of.households)) continue;
    computed += of.households;
    if (of.burden != CostBurden::kNone) burdened += of.households;
    if (of.burden == CostBurden::kSevere) severe += of.households;
  }
  if (!(computed > 0)) return {kNaN, kNaN, 0};
  return {100 * burdened / computed, 100 * severe / computed, computed};
}

}  // namespace housing::stats
