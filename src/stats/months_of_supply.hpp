// Months of supply: how long the homes for sale would last at the pace of sales.
//
// Two definitions are in use, and numbers by one are not to be compared with numbers by the other: over a month's own
// sales (Redfin, Realtor.com), and over a seasonally adjusted annual rate / 12 (Census Bureau, of new houses). A result
// therefore carries its definition. Units: months. Gaps: NaN in, NaN out; NaN where nothing is sold. Errors: none.
// Thread-safety: pure functions.
#pragma once

namespace housing::stats {

enum class SupplyDefinition { kMonthlySales, kAnnualRate };

struct MonthsOfSupply {
  double months = 0;
  SupplyDefinition definition = SupplyDefinition::kMonthlySales;
};

MonthsOfSupply supply_at_monthly_sales(double for_sale, double sold_in_month);
MonthsOfSupply supply_at_annual_rate(double for_sale, double sold_a_year);

inline bool comparable(const MonthsOfSupply& a, const MonthsOfSupply& b) { return a.definition == b.definition; }

}  // namespace housing::stats
