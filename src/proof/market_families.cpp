// Ratios of a market: prices to incomes and rents, user cost, supply, fair rents, heat.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "proof/families.hpp"
#include "stats/fair_market_rent.hpp"
#include "stats/heat_bands.hpp"
#include "stats/months_of_supply.hpp"
#include "stats/user_cost.hpp"

namespace housing::proof {
namespace {

// [{"price", and "income" with "price_to_income", or "rent" with "price_to_rent" and "yield_pct"}]
void price_ratios(const Example& example, FamilyRun& run) {
  for (const Example& place : example.all_items()) {
    const double price = place.number("price");
    if (place.has("income"))
      place.check(run.checks, "price_to_income", stats::price_to_income(price, place.number("income")));
    if (place.has("rent")) {
      const double rent = place.number("rent");
      place.check(run.checks, "price_to_rent", stats::price_to_rent(price, rent));
      if (place.has("yield_pct")) place.check(run.checks, "yield_pct", stats::gross_rental_yield(price, rent));
    }
    place.pass_over("source");
  }
}

// {"rf", "rm", "w", "dep", "risk", "g": percent, "tax": a fraction, "u": percent, "break_even_price_to_rent"}
void user_cost_hms(const Example& example, FamilyRun& run) {
  const double cost = stats::user_cost({.risk_free_rate = example.number("rf"),
                                        .mortgage_rate = example.number("rm"),
                                        .property_tax = example.number("w"),
                                        .income_tax = 100 * example.number("tax"),
                                        .depreciation = example.number("dep"),
                                        .risk_premium = example.number("risk"),
                                        .expected_growth = example.number("g")});
  example.check(run.checks, "u", cost);
  if (example.has("break_even_price_to_rent"))
    example.check(run.checks, "break_even_price_to_rent", stats::break_even_price_to_rent(cost));
  for (const std::string_view note : {"note", "source"}) example.pass_over(note);
}

// {"inventory", "saar" or "sold_in_month", and any of "value": exact, "published": rounded}
void months_supply(const Example& example, FamilyRun& run) {
  const double inventory = example.number("inventory");
  const auto supply = example.has("sold_in_month")
                          ? stats::supply_at_monthly_sales(inventory, example.number("sold_in_month"))
                          : stats::supply_at_annual_rate(inventory, example.number("saar"));
  for (const std::string_view name : {"value", "published"})
    if (example.has(name)) example.check(run.checks, name, supply.months);
  example.pass_over("source");
}

// {"base", "recent_mover", "inflation", "trend", "fmr", and any of "rounded", "floor_if_last_year_L"}
void hud_fmr(const Example& example, FamilyRun& run) {
  stats::FairMarketRentSteps steps{.base = example.number("base"),
                                   .recent_mover = example.number("recent_mover"),
                                   .inflation = example.number("inflation"),
                                   .trend = example.number("trend")};
  example.check(run.checks, "fmr", stats::fair_market_rent(steps).rent);
  if (example.has("rounded")) example.check(run.checks, "rounded", stats::fair_market_rent(steps).rounded);
  for (const auto& [last_year, rent] : example.numbered("floor_if_last_year_", "")) {
    steps.last_year = last_year;
    rent.check(run.checks, stats::fair_market_rent(steps).rent);
  }
  for (const std::string_view note : {"note", "source"}) example.pass_over(note);
}

struct PublishedBand {
  std::optional<double> from;
  std::optional<double> to;  // included, as it is printed
};

// ">=70", "<=27", "55-69"
std::optional<PublishedBand> parse_band(std::string_view text) {
  const auto number = [](std::string_view digits) -> std::optional<double> {
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return value;
  };
  PublishedBand band;
  const std::size_t dash = text.find('-');
  if (text.starts_with(">=")) {
    band.from = number(text.substr(2));
  } else if (text.starts_with("<=")) {
    band.to = number(text.substr(2));
  } else if (dash != std::string_view::npos) {
    band = {number(text.substr(0, dash)), number(text.substr(dash + 1))};
    if (!band.from || !band.to) return std::nullopt;
  }
  return band.from || band.to ? std::optional(band) : std::nullopt;
}

// {"strong_sellers": ">=70", "sellers": "55-69" …}. A band's lower bound is met; its upper bound, printed as the last
// whole number or as the first of the next band, within one.
void heat_bands(const Example& example, FamilyRun& run) {
  for (const stats::HeatRange& range : stats::heat_ranges()) {
    std::string name(range.name);
    std::ranges::replace(name, '-', '_');
    const auto band = parse_band(example.text(name));
    if (!band) {
      example.fail(name + ": a band such as 55-69, >=70 or <=27 is needed");
      continue;
    }
    if (band->from) run.checks.push_back({name + ".from", *band->from, range.from, 0});
    if (band->to) run.checks.push_back({name + ".to", *band->to, range.below, 1});
  }
  for (Check& check : run.checks) check.name = example.path() + "." + check.name;
  for (const std::string_view note : {"note", "source"}) example.pass_over(note);
}

// [{"value", "band"}]; the check is 1 for agreement.
void heat_points(const Example& example, FamilyRun& run) {
  for (const Example& point : example.all_items()) {
    const auto band = stats::heat_band(point.number("value"));
    const bool agrees = band && to_string(*band) == point.text("band");
    run.checks.push_back({point.path() + ".band", 1, agrees ? 1.0 : 0.0, 0});
    point.pass_over("source");
  }
}

constexpr auto kFamilies = std::to_array<Family>({
    {"price_ratios", price_ratios},
    {"user_cost_hms", user_cost_hms},
    {"months_supply", months_supply},
    {"hud_fmr_synthetic", hud_fmr},
    {"zillow_heat_bands", heat_bands},
    {"heat_points", heat_points},
});

}  // namespace

std::span<const Family> market_families() { return kFamilies; }

}  // namespace housing::proof
