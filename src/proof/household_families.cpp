// What a household pays, and what it can: mortgage, index, cost and its inverses, burden, rent or buy.
#include <algorithm>
#include <array>
#include <cmath>

#include "proof/families.hpp"
#include "stats/affordability_index.hpp"
#include "stats/amortisation.hpp"
#include "stats/cost_burden.hpp"
#include "stats/mortgage.hpp"
#include "stats/owner_budget.hpp"
#include "stats/rent_or_buy.hpp"

namespace housing::proof {
namespace {

constexpr double kOfFraction = 100;  // percent
constexpr int kMaxYears = 100;

// A number that a formula can take; else the error is kept and `least` is given.
double within(const Example& example, std::string_view what, double number, double least, double most) {
  if (number >= least && number <= most) return number;
  example.fail(std::string(what) + " is out of bounds");
  return least;
}
int whole(const Example& example, std::string_view what, double number, int least, int most) {
  return static_cast<int>(within(example, what, std::trunc(number) == number ? number : least - 1.0, least, most));
}
double rate_of(const Example& example, std::string_view name) {
  return within(example, name, example.number(name), 0, stats::kMaxSolvedRate);
}
int months_of(const Example& example) { return 12 * whole(example, "years", example.number("years"), 1, kMaxYears); }

// [{"P", "rate": percent, "years", and any of "published", "exact": a month, "balance_after_K", "total_interest",
//   "first_interest", "first_principal"}]
void mortgage(const Example& example, FamilyRun& run) {
  for (const Example& loan : example.all_items()) {
    const double principal = loan.number("P");
    const double rate = rate_of(loan, "rate");
    const int months = months_of(loan);
    const double payment = stats::monthly_payment(principal, rate, months);
    for (const std::string_view name : {"published", "exact"})
      if (loan.has(name)) loan.check(run.checks, name, payment);
    for (const auto& [paid, balance] : loan.numbered("balance_after_", ""))
      balance.check(run.checks,
                    stats::balance_after(principal, rate, months, whole(balance, "the month", paid, 0, months)));
    if (loan.has("total_interest"))
      loan.check(run.checks, "total_interest", stats::total_interest(principal, rate, months));
    const auto schedule = stats::amortisation_schedule(principal, rate, months);
    if (loan.has("first_interest")) loan.check(run.checks, "first_interest", schedule.front().interest);
    if (loan.has("first_principal")) loan.check(run.checks, "first_principal", schedule.front().principal);
    loan.pass_over("source");
  }
}

constexpr auto kIndexColumns = std::to_array<std::string_view>(
    {"period", "price", "rate_pct", "pmt", "share_pct", "income", "qualifying_income", "hai"});

void nar_row(const Example& line, const std::vector<std::string>& columns, Checks& checks) {
  const auto row = line.all_items();
  const auto cell = [&](std::string_view name) -> const Example* {
    const auto column = static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin());
    return column < columns.size() && column < row.size() ? &row[column] : nullptr;
  };
  if (row.size() != columns.size()) line.fail("the row does not have a cell for each column");
  const auto input = [&](std::string_view name, double least) {
    const Example* const found = cell(name);
    if (found != nullptr) return within(*found, name, found->as_number(), least, 1e12);
    line.fail("there is no column " + std::string(name));
    return least;
  };
  const auto made = stats::affordability_index(input("price", 0), input("rate_pct", 0), input("income", 0));
  const auto check = [&](std::string_view name, double got) {
    if (const Example* const found = cell(name)) found->check(checks, got);
  };
  check("pmt", made.payment);
  check("share_pct", made.payment_share);
  check("qualifying_income", made.qualifying_income);
  check("hai", made.index);
}

// {"columns": some of kIndexColumns, "rows": [[...]]}
void nar_hai(const Example& example, FamilyRun& run) {
  const auto columns = example.open("columns").all_texts();
  for (const std::string& column : columns)
    if (std::ranges::find(kIndexColumns, column) == kIndexColumns.end())
      example.fail("nobody knows the column " + column);
  for (const std::string_view note : {"source", "licence_note"}) example.pass_over(note);
  for (const Example& line : example.items("rows")) nar_row(line, columns, run.checks);
}

// {"price", "down", "tax", "ins", "pmi_of_loan": fractions, "rate": percent, and any of "pi", "total",
//  "qualifying_income_Rpct", "inverse_income_I_max_price" (at 30 %)}
void piti_derived(const Example& example, FamilyRun& run) {
  constexpr double kRule = 30;
  const auto down =
      stats::DownPayment::share(within(example, "down", example.number("down") * kOfFraction, 0, kOfFraction));
  const auto percent = [&](std::string_view name) {
    return within(example, name, example.number(name) * kOfFraction, 0, kOfFraction);
  };
  const int months = example.has("years") ? months_of(example) : 360;
  const stats::CostTerms terms = {.rate = rate_of(example, "rate"),
                                  .months = months,
                                  .tax = percent("tax"),
                                  .insurance = percent("ins"),
                                  .pmi = percent("pmi_of_loan")};
  const auto cost = stats::owner_cost(example.number("price"), down, terms);
  if (example.has("pi")) example.check(run.checks, "pi", cost.principal_and_interest);
  if (example.has("total")) example.check(run.checks, "total", cost.total);
  for (const auto& [rule, income] : example.numbered("qualifying_income_", "pct"))
    income.check(run.checks, stats::qualifying_income(cost.total, rule));
  for (const auto& [income, price] : example.numbered("inverse_income_", "_max_price"))
    price.check(run.checks, stats::max_price(stats::monthly_budget(income, kRule), down, terms).value_or(NAN));
  example.pass_over("source");
}

std::string_view name_of(stats::CostBurden burden) {
  switch (burden) {
    case stats::CostBurden::kNone: return "none";
    case stats::CostBurden::kBurdened: return "burdened";
    case stats::CostBurden::kSevere: return "severe";
    case stats::CostBurden::kNotComputed: return "not-computed";
  }
  return "";
}

// [{"monthly_cost", "yearly_income", "share_pct", "burden": "none", "burdened", "severe", "not-computed"}]
// The check of a burden is 1 for agreement.
void cost_burden(const Example& example, FamilyRun& run) {
  for (const Example& household : example.all_items()) {
    const double share = stats::cost_share(household.number("monthly_cost"), household.number("yearly_income"));
    if (household.has("share_pct")) household.check(run.checks, "share_pct", share);
    const bool agrees = household.text("burden") == name_of(stats::cost_burden(share));
    run.checks.push_back({household.path() + ".burden", 1, agrees ? 1.0 : 0.0, 0});
    household.pass_over("source");
  }
}

// {"price", "down_pct", "rate", "years", "tax", "insurance", "pmi", "maintenance", "buying", "selling", "growth",
// "rent",
//  "rent_growth", "opportunity": percent; "months", and any of "cost_of_buying", "cost_of_renting"; with
//  "break_even" true also that the growth, rent and stay at the break-even cost the same both ways}
void rent_or_buy(const Example& example, FamilyRun& run) {
  for (const Example& stay : example.all_items()) {
    const auto percent = [&](std::string_view name) {
      return stay.has(name) ? within(stay, name, stay.number(name), -90, 1000) : 0;
    };
    stats::RentOrBuyTerms terms;
    terms.price = stay.number("price");
    terms.down = stats::DownPayment::share(within(stay, "down_pct", stay.number("down_pct"), 0, kOfFraction));
    terms.cost = {.rate = stay.has("rate") ? rate_of(stay, "rate") : 0,
                  .months = stay.has("years") ? months_of(stay) : 360,
                  .tax = percent("tax"),
                  .insurance = percent("insurance"),
                  .pmi = percent("pmi")};
    terms.maintenance = percent("maintenance");
    terms.buying = percent("buying");
    terms.selling = percent("selling");
    terms.growth = percent("growth");
    terms.rent = stay.number("rent");
    terms.rent_growth = percent("rent_growth");
    terms.opportunity = percent("opportunity");
    const int months = whole(stay, "months", stay.number("months"), 1, 12 * stats::kMaxStayYears);
    const auto result = stats::rent_or_buy(terms, months);
    if (stay.has("cost_of_buying")) stay.check(run.checks, "cost_of_buying", result.buying);
    if (stay.has("cost_of_renting")) stay.check(run.checks, "cost_of_renting", result.renting);
    if (stay.has("break_even_rent")) stay.check(run.checks, "break_even_rent", break_even_rent(terms, months));
    if (stay.has("break_even_growth"))
      stay.check(run.checks, "break_even_growth", break_even_growth(terms, months).value_or(NAN), 1e-6);
    stay.pass_over("source");
  }
}

constexpr auto kFamilies = std::to_array<Family>({
    {"mortgage", mortgage},
    {"nar_hai", nar_hai},
    {"piti_derived", piti_derived},
    {"cost_burden", cost_burden},
    {"rent_or_buy", rent_or_buy},
});

}  // namespace

std::span<const Family> household_families() { return kFamilies; }

}  // namespace housing::proof
