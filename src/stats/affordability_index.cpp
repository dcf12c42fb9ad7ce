#include "stats/affordability_index.hpp"

#include <cmath>

#include "stats/mortgage.hpp"

namespace housing::stats {
namespace {

constexpr double kBorrowed = 0.8;
constexpr double kPaymentsOfIncome = 4;  // a quarter of income goes into the payment

}  // namespace

AffordabilityIndex affordability_index(double median_price, double rate_percent, double median_income) {
  return affordability_index_of(median_price, payment_factor(rate_percent, kIndexMonths), median_income);
}

AffordabilityIndex affordability_index_of(double median_price, double factor, double median_income) {
  AffordabilityIndex result;
  result.payment = std::round(kBorrowed * median_price * factor);
  result.payment_share = 100 * result.payment * 12 / median_income;
  result.qualifying_income = result.payment * kPaymentsOfIncome * 12;
  result.index = 100 * median_income / result.qualifying_income;
  return result;
}

}  // namespace housing::stats
