#include "stats/mortgage.hpp"

#include <cmath>

#include "base/assert.hpp"

namespace housing::stats {
namespace {

constexpr double kMonths = 12;
constexpr double kRateTolerance = 1e-9;

}  // namespace

// expm1 and log1p keep the digits of rates near zero.
double payment_factor(double rate_percent, int months) {
  HT_ASSERT(!(rate_percent < 0) && months > 0);
  const double r = rate_percent / 100 / kMonths;
  if (r == 0) return 1.0 / months;
  return r / -std::expm1(-months * std::log1p(r));
}

double monthly_payment(double principal, double rate_percent, int months) {
  return principal * payment_factor(rate_percent, months);
}

double principal_of_payment(double payment, double rate_percent, int months) {
  return payment / payment_factor(rate_percent, months);
}

double balance_after(double principal, double rate_percent, int months, int paid) {
  HT_ASSERT(paid >= 0 && paid <= months);
  if (paid == months) return principal - principal;  // nothing, and NaN of NaN
  // What the payments still to come repay.
  return principal_of_payment(monthly_payment(principal, rate_percent, months), rate_percent, months - paid);
}

double total_interest(double principal, double rate_percent, int months) {
  return monthly_payment(principal, rate_percent, months) * months - principal;
}

Solved<double> rate_of_payment(double principal, double payment, int months) {
  if (principal <= 0) return std::unexpected(Unsolved::kAlways);
  if (!(monthly_payment(principal, 0, months) <= payment)) return std::unexpected(Unsolved::kNever);
  if (monthly_payment(principal, kMaxSolvedRate, months) <= payment) return std::unexpected(Unsolved::kAlways);
  double low = 0;
  double high = kMaxSolvedRate;
  while (high - low > kRateTolerance) {
    const double middle = (low + high) / 2;
    (monthly_payment(principal, middle, months) <= payment ? low : high) = middle;
  }
  return low;
}

}  // namespace housing::stats
