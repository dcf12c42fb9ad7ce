#include "stats/user_cost.hpp"

#include <limits>

namespace housing::stats {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double ratio(double above, double below) { return below > 0 ? above / below : kNaN; }

}  // namespace

double user_cost(const UserCostTerms& terms) {
  const double deducted = terms.income_tax / 100 * (terms.mortgage_rate + terms.property_tax);
  return terms.risk_free_rate + terms.property_tax - deducted + terms.depreciation + terms.risk_premium -
         terms.expected_growth;
}

double break_even_price_to_rent(double user_cost_percent) { return ratio(100, user_cost_percent); }

double overvaluation(double user_cost_percent, double price, double monthly_rent) {
  return ratio(user_cost_percent, gross_rental_yield(price, monthly_rent));
}

double price_to_income(double price, double yearly_income) { return ratio(price, yearly_income); }
double price_to_rent(double price, double monthly_rent) { return ratio(price, 12 * monthly_rent); }
double gross_rental_yield(double price, double monthly_rent) { return 100 * ratio(12 * monthly_rent, price); }

}  // namespace housing::stats
