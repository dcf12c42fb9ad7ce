#include "analyses/affordability_household.hpp"

#include <charconv>

#include "analyses/level.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;

constexpr std::size_t kMaxNumberBytes = 40;

std::string plain(double number) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return std::string(buffer, end);
}

}  // namespace

stats::CostTerms Household::terms(double rate_percent) const {
  return {.rate = rate_percent, .months = 12 * years, .tax = tax, .insurance = insurance, .pmi = pmi};
}

Answered<std::optional<double>> parse_decimal(std::string_view text, std::string_view parameter, double least,
                                              double most) {
  if (text.empty()) return std::optional<double>();
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (whole && text.size() <= kMaxNumberBytes && number >= least && number <= most) return std::optional(number);
  return reject("bad-number", std::string(parameter),
                "'" + std::string(text.substr(0, kMaxNumberBytes)) + "' is no number from " + plain(least) + " to " +
                    plain(most) + ".");
}

Answered<double> parse_decimal_or(std::string_view text, std::string_view parameter, double least, double most,
                                  double otherwise) {
  HT_TRY(const auto number, parse_decimal(text, parameter, least, most));
  return number.value_or(otherwise);
}

Answered<Household> parse_household(const HouseholdQuestion& question) {
  if (!question.down.empty() && !question.cash.empty())
    return reject("bad-parameter", "cash",
                  "A down payment is a share of the price or a sum: say down=20 or cash=80000, not both.",
                  {"down", "cash"});
  Household household;
  HT_TRY(household.income, parse_decimal(question.income, "income", 0, kMaxMoney));
  HT_TRY(const auto cash, parse_decimal(question.cash, "cash", 0, kMaxMoney));
  HT_TRY(const double down, parse_decimal_or(question.down, "down", 0, 100, kUsualDown));
  household.down = cash ? stats::DownPayment::sum(*cash) : stats::DownPayment::share(down);
  HT_TRY(household.rate, parse_decimal(question.rate, "rate", 0, kMaxRate));
  HT_TRY(const auto years, parse_count(question.years, "years", 1, kMaxMortgageYears, kUsualYears));
  household.years = static_cast<int>(years);
  HT_TRY(household.tax, parse_decimal_or(question.tax, "tax", 0, kMaxYearlyShare, kUsualTax));
  HT_TRY(household.insurance, parse_decimal_or(question.insurance, "insurance", 0, kMaxYearlyShare, kUsualInsurance));
  HT_TRY(household.pmi, parse_decimal_or(question.pmi, "pmi", 0, kMaxYearlyShare, kUsualPmi));
  HT_TRY(household.rule, parse_decimal_or(question.rule, "rule", 1, 100, kUsualRule));
  return household;
}

}  // namespace housing::analyses
