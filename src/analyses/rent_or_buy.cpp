#include "analyses/rent_or_buy.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "analyses/level.hpp"
#include "stats/compound_growth.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;
using app::World;

constexpr double kMostGrowthAsked = 50;
constexpr double kLeastGrowthAsked = -50;
constexpr auto kPastYears = std::to_array<int>({1, 5, 10, 20});

// Of the metric's own values, up to the one the calculation begins with.
std::vector<PastGrowth> past_growth(const World& world, const model::RegionId& region,
                                    const std::optional<InputValue>& now) {
  std::vector<PastGrowth> past;
  if (!now || now->period.frequency == model::Frequency::kWeek) return past;
  const series::Block* block = world.block(*now->metric);
  const auto row = block->find_row(region);
  const int a_year = model::periods_per_year(now->period.frequency);
  for (const int years : kPastYears) {
    const auto column = block->find_column(now->period.ordinal - years * a_year);
    const model::WideCell then = column ? block->row(*row)[*column] : model::kWideGap;
    if (then == model::kWideGap) continue;
    const double percent = stats::compound_growth(static_cast<double>(then), static_cast<double>(now->cell), years);
    if (!std::isnan(percent)) past.push_back({years, percent});
  }
  return past;
}

Answered<RentOrBuyInput> input_of(std::string_view text, std::string_view parameter, double most,
                                  std::optional<InputValue> published, const std::string& whose) {
  HT_TRY(const auto said, parse_decimal(text, parameter, 0, most));
  if (said) return RentOrBuyInput{.value = *said, .from = std::nullopt};
  if (published) return RentOrBuyInput{.value = published->value(), .from = std::move(published)};
  return reject("missing-parameter", std::string(parameter),
                "No " + std::string(parameter) + " of " + whose + " was imported for that time: say " +
                    std::string(parameter) + "= yourself.");
}

Answered<stats::RentOrBuyTerms> terms_of(const RentOrBuyQuestion& question) {
  stats::RentOrBuyTerms terms;
  const auto share = [](std::string_view text, std::string_view parameter, double usual) {
    return parse_decimal_or(text, parameter, 0, kMaxYearlyShare, usual);
  };
  const auto growth = [](std::string_view text, std::string_view parameter, double usual) {
    return parse_decimal_or(text, parameter, kLeastGrowthAsked, kMostGrowthAsked, usual);
  };
  HT_TRY(terms.maintenance, share(question.maintenance, "maintenance", kUsualMaintenance));
  HT_TRY(terms.buying, share(question.buying, "buying", kUsualBuying));
  HT_TRY(terms.selling, share(question.selling, "selling", kUsualSelling));
  HT_TRY(terms.growth, growth(question.appreciation, "appreciation", kUsualAppreciation));
  HT_TRY(terms.rent_growth, growth(question.rent_growth, "rent_growth", kUsualRentGrowth));
  HT_TRY(terms.opportunity, growth(question.opportunity, "return", kUsualReturn));
  return terms;
}

}  // namespace

Answered<RentOrBuyAnswer> answer_rent_or_buy(const World& world, const RentOrBuyQuestion& question) {
  if (question.region.empty()) return reject("missing-parameter", "region", "Say which region: region=metro-41860");
  RentOrBuyAnswer answer;
  HT_TRY(answer.region, app::known_region(world, question.region, "region"));
  HT_TRY(const auto day, parse_day(question.period, "period"));
  HT_TRY(const auto* const metric, price_metric_of(question.price_metric));
  HT_TRY(const auto household, parse_household(question.household));
  HT_TRY(answer.terms, terms_of(question));
  HT_TRY(const auto horizon, parse_count(question.horizon, "horizon", 1, stats::kMaxStayYears, kUsualHorizon));
  answer.horizon = static_cast<int>(horizon);

  const std::string whose = world.label(answer.region);
  const auto price = latest_value(world, *metric, answer.region, day);
  const auto by = price ? std::optional(price->period.end()) : day;
  const auto rent = latest_value(world, kRentMetric, answer.region, by);
  HT_TRY(answer.price, input_of(question.price, "price", kMaxMoney, price, whose));
  HT_TRY(answer.rent, input_of(question.rent, "rent", kMaxMoney, rent, whose));
  HT_TRY(answer.rate, input_of(question.household.rate, "rate", kMaxRate, market_rate(world, day), "the nation"));
  answer.past_price = past_growth(world, answer.region, price);
  answer.past_rent = past_growth(world, answer.region, rent);

  answer.terms.price = answer.price.value;
  answer.terms.rent = answer.rent.value;
  answer.terms.down = household.down;
  answer.terms.cost = household.terms(answer.rate.value);
  answer.first_payment = stats::owner_cost(answer.terms.price, answer.terms.down, answer.terms.cost);
  const int months = 12 * answer.horizon;
  const auto path = stats::rent_or_buy_path(answer.terms, 12 * std::max(answer.horizon, kPathYears));
  for (std::size_t month = 11; month < path.size(); month += 12) answer.path.push_back(path[month]);
  answer.stay = path[static_cast<std::size_t>(months - 1)];
  answer.break_even_growth = stats::break_even_growth(answer.terms, months);
  answer.break_even_months = stats::break_even_months(answer.terms);
  answer.break_even_rent = stats::break_even_rent(answer.terms, months);
  return answer;
}

}  // namespace housing::analyses
