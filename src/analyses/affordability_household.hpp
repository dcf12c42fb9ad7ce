// Household: who wants to buy, and on what terms; read from a question's texts, with what is usual where nothing is
// said.
//
// Zero is a value: a rate of 0, nothing down and no tax are answered as such. Units: money in dollars, yearly income;
// percent a year. Errors: QuestionError bad-number, bad-parameter. Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/question_error.hpp"
#include "stats/owner_cost.hpp"

namespace housing::analyses {

// What is taken where the question says nothing. National magnitudes of recent years, not data of a place.
inline constexpr double kUsualDown = 20;
inline constexpr int kUsualYears = 30;
inline constexpr double kUsualTax = 1.1;
inline constexpr double kUsualInsurance = 0.35;
inline constexpr double kUsualPmi = 0.58;
inline constexpr double kUsualRule = 30;

inline constexpr double kMaxMoney = 1e9;
inline constexpr double kMaxRate = 30;
inline constexpr int kMaxMortgageYears = 50;
inline constexpr double kMaxYearlyShare = 20;  // of tax, insurance and the like, percent of the price

// As asked, still text; empty: not said.
struct HouseholdQuestion {
  std::string income;
  std::string down;
  std::string cash;
  std::string rate;
  std::string years;
  std::string tax;
  std::string insurance;
  std::string pmi;
  std::string rule;
};

struct Household {
  std::optional<double> income;  // a year; nothing: the median of each place
  stats::DownPayment down = stats::DownPayment::share(kUsualDown);
  std::optional<double> rate;  // nothing: the market's
  int years = kUsualYears;
  double tax = kUsualTax;
  double insurance = kUsualInsurance;
  double pmi = kUsualPmi;
  double rule = kUsualRule;  // percent of income that housing may take

  stats::CostTerms terms(double rate_percent) const;
};

app::Answered<Household> parse_household(const HouseholdQuestion& question);

// A decimal number such as "6.5"; nothing for an empty text. Error bad-number outside [least, most].
app::Answered<std::optional<double>> parse_decimal(std::string_view text, std::string_view parameter, double least,
                                                   double most);
// The same with a default.
app::Answered<double> parse_decimal_or(std::string_view text, std::string_view parameter, double least, double most,
                                       double otherwise);

}  // namespace housing::analyses
