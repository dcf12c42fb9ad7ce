#include "stats/owner_budget.hpp"

#include <algorithm>
#include <cmath>

namespace housing::stats {
namespace {

constexpr double kMonthsOfPercent = 12 * 100.0;
constexpr double kFree = 1e-15;  // a cost a month of a dollar of price that is none

struct Slopes {
  double price = 0;  // tax and insurance, a month of a dollar of price
  double loan = 0;   // principal and interest, of a dollar borrowed
  double pmi = 0;    // of a dollar borrowed, where due
};

Slopes slopes_of(const CostTerms& terms, double factor) {
  return {
      .price = (terms.tax + terms.insurance) / kMonthsOfPercent, .loan = factor, .pmi = terms.pmi / kMonthsOfPercent};
}

Solved<double> price_with_cash(double budget, double cash, const Slopes& slopes) {
  const double limit = cash * 100 / (100 - kPmiAbovePercent);  // dearer homes need PMI
  const auto price_at = [&](double loan_slope) { return (budget + loan_slope * cash) / (slopes.price + loan_slope); };
  if (const double price = price_at(slopes.loan + slopes.pmi); price > limit) return price;
  if (const double price = price_at(slopes.loan); price > cash) return std::min(price, limit);
  if (slopes.price < kFree) return cash;
  return std::min(budget / slopes.price, cash);  // without a loan
}

}  // namespace

double monthly_budget(double yearly_income, double rule_percent) {
  return yearly_income * rule_percent / kMonthsOfPercent;
}

double qualifying_income(double monthly_cost, double rule_percent) {
  return monthly_cost * kMonthsOfPercent / rule_percent;
}

Solved<double> max_price(double budget, const DownPayment& down, const CostTerms& terms) {
  return max_price(budget, down, terms, payment_factor(terms.rate, terms.months));
}

Solved<double> max_price(double budget, const DownPayment& down, const CostTerms& terms, double factor) {
  if (!(budget >= 0)) return std::unexpected(Unsolved::kNever);
  const Slopes slopes = slopes_of(terms, factor);
  if (down.is_cash) return price_with_cash(budget, down.cash, slopes);
  const double borrowed = std::max(0.0, 1 - down.percent / 100);
  const double slope = slopes.price + borrowed * (slopes.loan + (needs_pmi(1, borrowed) ? slopes.pmi : 0));
  if (slope < kFree) return std::unexpected(Unsolved::kAlways);
  return budget / slope;
}

Solved<double> rate_within(double price, const DownPayment& down, const CostTerms& terms, double budget) {
  CostTerms free = terms;
  free.rate = 0;
  const OwnerCost cost = owner_cost(price, down, free);
  const double fixed = cost.tax + cost.insurance + cost.pmi;
  if (!(fixed <= budget)) return std::unexpected(Unsolved::kNever);
  return rate_of_payment(cost.loan, budget - fixed, terms.months);
}

Solved<double> down_payment_needed(double price, const CostTerms& terms, double budget) {
  const Slopes slopes = slopes_of(terms, payment_factor(terms.rate, terms.months));
  const double left = budget - price * slopes.price;
  if (!(left >= 0)) return std::unexpected(Unsolved::kNever);
  const double limit = price * kPmiAbovePercent / 100;
  const double with_pmi = left / (slopes.loan + slopes.pmi);
  if (with_pmi > limit) return std::max(0.0, price - with_pmi);
  return price - std::min(left / slopes.loan, limit);
}

}  // namespace housing::stats
