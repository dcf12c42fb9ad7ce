#include "stats/amortisation.hpp"

#include "stats/mortgage.hpp"

namespace housing::stats {
namespace {

constexpr double kMonthsOfPercent = 12 * 100.0;

}  // namespace

std::vector<Instalment> amortisation_schedule(double principal, double rate_percent, int months) {
  const double payment = monthly_payment(principal, rate_percent, months);
  std::vector<Instalment> schedule;
  schedule.reserve(static_cast<std::size_t>(months));
  double balance = principal;
  for (int month = 1; month <= months; ++month) {
    const double interest = balance * rate_percent / kMonthsOfPercent;
    balance -= payment - interest;
    schedule.push_back({interest, payment - interest, balance});
  }
  return schedule;
}

int payments_until(double principal, double rate_percent, int months, double balance) {
  if (principal <= balance) return 0;
  int enough = months;  // the balance falls with every payment
  int too_few = 0;
  while (enough - too_few > 1) {
    const int middle = (enough + too_few) / 2;
    (balance_after(principal, rate_percent, months, middle) <= balance ? enough : too_few) = middle;
  }
  return enough;
}

}  // namespace housing::stats
