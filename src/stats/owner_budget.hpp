// Owner budget: the questions of owner_cost.hpp turned round. What price fits a monthly budget, what income a price
// asks for, what rate, how much cash.
//
// The cost is piecewise linear in the price and jumps up where the loan passes 80 % of it (with cash fixed: at five
// times the cash). Around the jump there are budgets that no price costs exactly; the answer then is the price at the
// jump, which costs less than the budget while a cent more costs more than it. Units, gaps: as owner_cost.hpp. Errors:
// Unsolved. Complexity: closed forms; rate_within bisects. Thread-safety: pure functions.
#pragma once

#include "stats/mortgage.hpp"
#include "stats/owner_cost.hpp"

namespace housing::stats {

// What a rule ("at most 30 % of income") leaves a month.
double monthly_budget(double yearly_income, double rule_percent);

// The yearly income of which `monthly_cost` is just rule_percent. Requires: rule_percent > 0.
double qualifying_income(double monthly_cost, double rule_percent);

// The highest price whose cost is at most the budget. kAlways: owning costs nothing (no rate term can do that but a
// price paid in cash with neither tax nor insurance). kNever: the budget is negative or NaN.
Solved<double> max_price(double budget, const DownPayment& down, const CostTerms& terms);
// The same with payment_factor(terms.rate, terms.months) at hand.
Solved<double> max_price(double budget, const DownPayment& down, const CostTerms& terms, double payment_factor);

// The highest rate at which the price costs at most the budget; the terms' own rate is not looked at.
Solved<double> rate_within(double price, const DownPayment& down, const CostTerms& terms, double budget);

// The smallest down payment, in money, with which the price costs at most the budget. kNever: tax and insurance alone
// cost more.
Solved<double> down_payment_needed(double price, const CostTerms& terms, double budget);

}  // namespace housing::stats
