// Cost burden: whether housing takes too much of a household's income.
//
// Source: US Department of Housing and Urban Development: burdened above 30 % of gross income, severely above 50 %.
// Strictly above: 30 % itself is no burden. Costs of tenants are rent and the utilities they pay; of owners mortgage,
// tax, insurance and utilities. Units: percent. Gaps: a share that cannot be computed is kNotComputed, and such
// households count in no denominator. Errors: none. Thread-safety: pure functions.
#pragma once

#include <span>

namespace housing::stats {

inline constexpr double kBurdenPercent = 30;
inline constexpr double kSevereBurdenPercent = 50;

enum class CostBurden { kNone, kBurdened, kSevere, kNotComputed };

// Of NaN or an infinity: kNotComputed.
CostBurden cost_burden(double share_percent);

// 100 x a year's cost / a year's income; NaN unless the income is positive.
double cost_share(double monthly_cost, double yearly_income);

struct BurdenShares {
  double burdened = 0;  // percent of those computed, the severely burdened among them; NaN when there is none
  double severe = 0;
  double computed = 0;  // how many households
};
struct BurdenedHouseholds {
  double households = 0;
  CostBurden burden = CostBurden::kNone;
};
// Of classes of households, as a survey's table counts them. Classes with a NaN count are left out.
BurdenShares burden_shares(std::span<const BurdenedHouseholds> classes);

}  // namespace housing::stats
