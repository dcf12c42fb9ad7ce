// Rent or buy: what each costs over a stay of some years, in money of the first day, and where they cost the same. No
// verdict: the answer hangs on how prices will grow, which nobody knows, so the growth that makes both equal is given.
//
// Method. Both pay at the end of each month; every payment is discounted by what the money would earn elsewhere, which
// is the same as comparing what each has left at the end. The buyer pays down payment and buying costs on the first
// day; then the mortgage, and property tax, insurance and maintenance of the home's value, which grows month by month;
// PMI until the balance is 80 % of the price paid; at the end of the stay gets the value less selling costs less the
// balance. The renter pays the rent, raised once a year. Not in it: income tax, moving, the tenant's insurance,
// utilities (alike for both), refinancing. Units: money; percent a year, effective. Limits: kMaxStayYears. Errors: none
// (Unsolved where there is no break-even). Complexity: one pass over the months. Thread-safety: pure functions.
#pragma once

#include <vector>

#include "stats/mortgage.hpp"
#include "stats/owner_cost.hpp"

namespace housing::stats {

inline constexpr int kMaxStayYears = 50;
inline constexpr double kLeastGrowth = -20;  // where a break-even growth is looked for
inline constexpr double kMostGrowth = 30;

struct RentOrBuyTerms {
  double price = 0;
  DownPayment down;
  CostTerms cost;
  double maintenance = 0;  // of the value
  double buying = 0;       // of the price, once
  double selling = 0;      // of the value at the end, once
  double growth = 0;       // of the value
  double rent = 0;         // a month, in the first year
  double rent_growth = 0;
  double opportunity = 0;  // what money earns elsewhere
};

struct RentOrBuy {
  double buying = 0;  // cost of the stay, in money of the first day; what the sale brings is taken off
  double renting = 0;
  double home_value = 0;                                 // at the end
  double balance = 0;                                    // of the loan at the end
  double sale_proceeds = 0;                              // at the end, after selling costs and the balance
  double advantage() const { return renting - buying; }  // of buying; negative: renting costs less
};

// Requires: 1 <= months <= 12 kMaxStayYears, price and rent >= 0, growths above -100.
RentOrBuy rent_or_buy(const RentOrBuyTerms& terms, int months);

// The same for stays of 1, 2 … months.
std::vector<RentOrBuy> rent_or_buy_path(const RentOrBuyTerms& terms, int months);

// Growth of the value, percent a year, at which both cost the same over the stay: the lowest above which buying costs
// less. kNever, kAlways: there is none between kLeastGrowth and kMostGrowth.
Solved<double> break_even_growth(const RentOrBuyTerms& terms, int months);

// The shortest stay in months for which buying costs no more than renting. kNever: none within kMaxStayYears.
Solved<int> break_even_months(const RentOrBuyTerms& terms);

// The first year's rent a month at which both cost the same.
double break_even_rent(const RentOrBuyTerms& terms, int months);

}  // namespace housing::stats
