#include "analyses/affordability_place.hpp"

#include "stats/owner_budget.hpp"
#include "stats/user_cost.hpp"

namespace housing::analyses {
namespace {

constexpr double kRuleTolerance = 1e-9;  // percent: 30 % to the cent is 30 %

stats::OwnerCost unknown_cost() { return {NAN, NAN, NAN, NAN, NAN, NAN, NAN}; }

double budget_of(const Household& household, const PlaceNumbers& numbers) {
  return stats::monthly_budget(numbers.income, household.rule);
}

}  // namespace

Assessor::Assessor(const Household& household, double rate) : household_(household), rate_(rate) {
  if (std::isnan(rate)) return;
  terms_ = household.terms(rate);
  factor_ = stats::payment_factor(rate, terms_.months);
  index_factor_ = stats::payment_factor(rate, stats::kIndexMonths);
}

PlaceAffordability assess(const Household& household, double rate, const PlaceNumbers& numbers) {
  return Assessor(household, rate)(numbers);
}

PlaceAffordability Assessor::operator()(const PlaceNumbers& numbers) const {
  PlaceAffordability place;
  place.numbers = numbers;
  place.price_to_income = stats::price_to_income(numbers.price, numbers.median_income);
  place.price_to_rent = stats::price_to_rent(numbers.price, numbers.rent);
  place.gross_yield = stats::gross_rental_yield(numbers.price, numbers.rent);
  place.cost = unknown_cost();
  if (std::isnan(rate_)) return place;
  place.max_price = stats::max_price(budget_of(household_, numbers), household_.down, terms_, factor_).value_or(NAN);
  if (std::isnan(numbers.price)) return place;
  place.cost = stats::owner_cost(numbers.price, household_.down, terms_, factor_);
  place.share = stats::cost_share(place.cost.total, numbers.income);
  place.affordable = place.share <= household_.rule + kRuleTolerance;
  place.qualifying_income = stats::qualifying_income(place.cost.total, household_.rule);
  place.index = stats::affordability_index_of(numbers.price, index_factor_, numbers.median_income).index;
  return place;
}

double rate_needed(const Household& household, const PlaceNumbers& numbers) {
  if (std::isnan(numbers.price) || std::isnan(numbers.income)) return NAN;
  const auto rate =
      stats::rate_within(numbers.price, household.down, household.terms(0), budget_of(household, numbers));
  if (rate) return *rate;
  return rate.error() == stats::Unsolved::kAlways ? stats::kMaxSolvedRate : NAN;
}

double cash_needed(const Household& household, double rate, const PlaceNumbers& numbers) {
  if (std::isnan(numbers.price) || std::isnan(numbers.income) || std::isnan(rate)) return NAN;
  return stats::down_payment_needed(numbers.price, household.terms(rate), budget_of(household, numbers)).value_or(NAN);
}

}  // namespace housing::analyses
