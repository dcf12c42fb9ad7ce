#include "stats/months_of_supply.hpp"

#include <limits>

namespace housing::stats {
namespace {

double ratio(double above, double below) {
  return below > 0 ? above / below : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

MonthsOfSupply supply_at_monthly_sales(double for_sale, double sold_in_month) {
  return {ratio(for_sale, sold_in_month), SupplyDefinition::kMonthlySales};
}

MonthsOfSupply supply_at_annual_rate(double for_sale, double sold_a_year) {
  return {ratio(12 * for_sale, sold_a_year), SupplyDefinition::kAnnualRate};
}

}  // namespace housing::stats
