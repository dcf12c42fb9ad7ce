// Mortgage: a fixed-rate loan repaid in equal monthly payments, and the questions turned round.
//
// Source: the annuity formula, M = P r / (1 - (1+r)^-N) with r the yearly rate / 12 and N months; P/N where r is zero.
// Units: money in any currency; rates in percent a year, compounded monthly; terms in months.
// Gaps: NaN in, NaN out. Errors: none; what has no answer says why (Unsolved). Thread-safety: pure functions.
#pragma once

#include <expected>

namespace housing::stats {

inline constexpr double kMaxSolvedRate = 100;  // percent a year: no rate above is looked for

// Why an equation has no single answer.
enum class Unsolved {
  kNever,   // no value of what is looked for meets the condition
  kAlways,  // every value does
};
template <class T>
using Solved = std::expected<T, Unsolved>;

// The payment a month for a loan of one: to be computed once where many loans have the same terms.
// Requires: rate_percent >= 0, months > 0.
double payment_factor(double rate_percent, int months);

double monthly_payment(double principal, double rate_percent, int months);

// The loan that this payment repays: the inverse of monthly_payment.
double principal_of_payment(double payment, double rate_percent, int months);

// Still owed after `paid` payments, 0 <= paid <= months.
double balance_after(double principal, double rate_percent, int months, int paid);

// All payments less the loan.
double total_interest(double principal, double rate_percent, int months);

// The rate at which the loan costs `payment` a month, to a billionth of a percent. kNever: dearer even without
// interest, or no payment; kAlways: nothing is borrowed, or cheaper even at kMaxSolvedRate.
Solved<double> rate_of_payment(double principal, double payment, int months);

}  // namespace housing::stats
