#include "stats/rent_or_buy.hpp"

#include <cmath>

#include "base/assert.hpp"
#include "stats/amortisation.hpp"

namespace housing::stats {
namespace {

constexpr int kMonths = 12;
constexpr double kMonthsOfPercent = 12 * 100.0;
constexpr double kGrowthStep = 0.25;
constexpr double kGrowthTolerance = 1e-9;

double monthly_factor(double yearly_percent) { return std::pow(1 + yearly_percent / 100, 1.0 / kMonths); }

// Month after month of a stay.
class Stay {
 public:
  explicit Stay(const RentOrBuyTerms& terms)
      : terms_(terms),
        cost_(owner_cost(terms.price, terms.down, terms.cost)),
        growth_(monthly_factor(terms.growth)),
        discount_(1 / monthly_factor(terms.opportunity)),
        pmi_months_(cost_.pmi > 0 ? payments_until(cost_.loan, terms.cost.rate, terms.cost.months,
                                                   terms.price * kPmiAbovePercent / 100)
                                  : 0),
        value_(terms.price),
        rent_(terms.rent),
        balance_(cost_.loan),
        spent_(cost_.down + terms.price * terms.buying / 100) {}

  void pass_month() {
    ++month_;
    if (month_ > 1 && month_ % kMonths == 1) rent_ *= 1 + terms_.rent_growth / 100;
    worth_ *= discount_;
    value_ *= growth_;
    double paid = value_ * (terms_.cost.tax + terms_.cost.insurance + terms_.maintenance) / kMonthsOfPercent;
    if (month_ <= terms_.cost.months) {
      paid += cost_.principal_and_interest;
      balance_ -= cost_.principal_and_interest - balance_ * terms_.cost.rate / kMonthsOfPercent;
    }
    if (month_ >= terms_.cost.months) balance_ = 0;
    if (month_ <= pmi_months_) paid += cost_.pmi;
    spent_ += paid * worth_;
    rented_ += rent_ * worth_;
  }

  RentOrBuy leave() const {
    const double proceeds = value_ * (1 - terms_.selling / 100) - balance_;
    return {.buying = spent_ - proceeds * worth_,
            .renting = rented_,
            .home_value = value_,
            .balance = balance_,
            .sale_proceeds = proceeds};
  }

 private:
  const RentOrBuyTerms& terms_;
  OwnerCost cost_;
  double growth_;
  double discount_;
  int pmi_months_;
  int month_ = 0;
  double value_;
  double rent_;
  double balance_;
  double worth_ = 1;  // of a dollar of this month on the first day
  double spent_;
  double rented_ = 0;
};

}  // namespace

RentOrBuy rent_or_buy(const RentOrBuyTerms& terms, int months) {
  HT_ASSERT(months > 0 && months <= kMaxStayYears * kMonths);
  Stay stay(terms);
  for (int month = 0; month < months; ++month) stay.pass_month();
  return stay.leave();
}

std::vector<RentOrBuy> rent_or_buy_path(const RentOrBuyTerms& terms, int months) {
  HT_ASSERT(months > 0 && months <= kMaxStayYears * kMonths);
  std::vector<RentOrBuy> path;
  path.reserve(static_cast<std::size_t>(months));
  Stay stay(terms);
  for (int month = 0; month < months; ++month) {
    stay.pass_month();
    path.push_back(stay.leave());
  }
  return path;
}

// Growth also raises what is paid in proportion to the value, so that with long stays and dear money more growth can
// make buying worse; the first crossing is found by steps, then halved.
Solved<double> break_even_growth(const RentOrBuyTerms& terms, int months) {
  const auto advantage = [&](double growth) {
    RentOrBuyTerms changed = terms;
    changed.growth = growth;
    return rent_or_buy(changed, months).advantage();
  };
  if (advantage(kLeastGrowth) >= 0) return std::unexpected(Unsolved::kAlways);
  double low = kLeastGrowth;
  double high = low;
  do {
    low = high;
    high += kGrowthStep;
    if (high > kMostGrowth) return std::unexpected(Unsolved::kNever);
  } while (!(advantage(high) >= 0));
  while (high - low > kGrowthTolerance) {
    const double middle = (low + high) / 2;
    (advantage(middle) >= 0 ? high : low) = middle;
  }
  return high;
}

Solved<int> break_even_months(const RentOrBuyTerms& terms) {
  Stay stay(terms);
  for (int month = 1; month <= kMaxStayYears * kMonths; ++month) {
    stay.pass_month();
    if (stay.leave().advantage() >= 0) return month;
  }
  return std::unexpected(Unsolved::kNever);
}

double break_even_rent(const RentOrBuyTerms& terms, int months) {
  RentOrBuyTerms one = terms;
  one.rent = 1;
  const RentOrBuy costs = rent_or_buy(one, months);
  return costs.buying / costs.renting;
}

}  // namespace housing::stats
