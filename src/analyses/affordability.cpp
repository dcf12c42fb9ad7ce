#include "analyses/affordability.hpp"

#include <algorithm>

#include "stats/owner_budget.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;
using app::World;

constexpr std::size_t kUsualFields = 4;  // the first ones

std::string when(std::optional<model::Date> day) { return day ? " by " + day->to_string() : std::string(); }

Answered<AskingHousehold> asking_of(const World& world, const HouseholdQuestion& question,
                                    std::optional<model::Date> day, std::vector<std::string>& notes) {
  AskingHousehold asking;
  HT_TRY(asking.household, parse_household(question));
  if (!asking.household.rate) asking.market_rate = market_rate(world, day);
  if (asking.household.rate)
    asking.rate = *asking.household.rate;
  else if (asking.market_rate)
    asking.rate = asking.market_rate->value();
  else
    notes.push_back("No mortgage_rate" + when(day) + " was imported: costs are not known. Say one, as in rate=6.5.");
  if (asking.household.income && !std::isnan(asking.rate)) {
    const double budget = stats::monthly_budget(*asking.household.income, asking.household.rule);
    if (const auto price = stats::max_price(budget, asking.household.down, asking.household.terms(asking.rate)))
      asking.max_price = *price;
  }
  return asking;
}

double value_or_nan(const std::optional<InputValue>& input) { return input ? input->value() : NAN; }

RegionAffordability region_answer(const World& world, const model::RegionId& id, const model::MetricInfo& metric,
                                  const AskingHousehold& asking, std::optional<model::Date> day) {
  RegionAffordability region;
  region.region = id;
  region.price = latest_value(world, metric, id, day);
  const auto by = region.price ? std::optional(region.price->period.end()) : day;
  region.median_income = latest_value(world, kIncomeMetric, id, by);
  region.rent = latest_value(world, kRentMetric, id, by);
  PlaceNumbers numbers;
  numbers.price = value_or_nan(region.price);
  numbers.median_income = value_or_nan(region.median_income);
  numbers.income = asking.household.income.value_or(numbers.median_income);
  numbers.rent = value_or_nan(region.rent);
  region.place = assess(asking.household, asking.rate, numbers);
  region.rate_needed = rate_needed(asking.household, numbers);
  region.cash_needed = cash_needed(asking.household, asking.rate, numbers);
  return region;
}

// The column's numbers; NaN where there is a gap or no column.
class ColumnNumbers {
 public:
  explicit ColumnNumbers(const Column* column)
      : cells_(column != nullptr ? column->cells() : series::Cells()),
        scale_(column != nullptr ? std::pow(10.0, column->decimals) : 1) {}

  double operator[](std::size_t place) const {
    if (cells_.empty()) return NAN;
    const model::WideCell cell = cells_[place];
    return cell == model::kWideGap ? NAN : static_cast<double>(cell) / scale_;
  }

 private:
  series::Cells cells_;
  double scale_;
};

std::shared_ptr<const Column> column_by(Columns& columns, std::string_view metric, model::RegionType type,
                                        model::Date day, std::vector<std::string>& notes) {
  Measure measure;
  measure.metric = model::find_metric(metric);
  const auto ordinal = columns.ordinal_by(*measure.metric, day);
  auto column = ordinal ? columns.column({.measure = measure, .type = type, .ordinal = *ordinal}) : nullptr;
  if (column == nullptr)
    notes.push_back("No " + std::string(metric) + " of this type of region by " + day.to_string() +
                    " was imported: what hangs on it is not known.");
  return column;
}

Answered<std::vector<const AffordabilityField*>> fields_of(const std::vector<std::string>& asked) {
  const auto all = all_affordability_fields();
  std::vector<const AffordabilityField*> fields;
  const bool everything = asked.size() == 1 && asked.front() == "all";
  for (std::size_t i = 0; i < all.size() && (everything || (asked.empty() && i < kUsualFields)); ++i)
    fields.push_back(&all[i]);
  if (!fields.empty()) return fields;
  for (const std::string& id : asked) {
    const auto found = std::ranges::find(all, id, &AffordabilityField::id);
    if (found == all.end()) {
      std::vector<std::string> known = {"all"};
      for (const AffordabilityField& field : all) known.emplace_back(field.id);
      return reject("bad-parameter", "fields", "There is no field '" + id.substr(0, 40) + "'.", std::move(known));
    }
    if (std::ranges::find(fields, &*found) == fields.end()) fields.push_back(&*found);
  }
  return fields;
}

}  // namespace

void AffordabilityCounts::add(const PlaceAffordability& place) {
  const auto known = [](double number) { return std::isnan(number) ? 0u : 1u; };
  const unsigned priced = known(place.numbers.price);
  with_price += priced;
  with_income += priced & known(place.numbers.income);
  with_rent += priced & known(place.numbers.rent);
  compared += known(place.share);
  affordable += place.affordable ? 1 : 0;
}

Answered<RegionsAffordability> answer_affordability_of_regions(const World& world,
                                                               const AffordabilityQuestion& question) {
  if (question.regions.size() > kMaxAffordabilityRegions)
    return reject("limit-exceeded", "region",
                  "At most " + std::to_string(kMaxAffordabilityRegions) + " regions at once.");
  if (!question.fields.empty())
    return reject("bad-parameter", "fields", "Regions are answered in full; fields are of a whole type.", {"type"});
  RegionsAffordability answer;
  HT_TRY(answer.price_metric, price_metric_of(question.price_metric));
  HT_TRY(const auto day, parse_day(question.level.period, "period"));
  HT_TRY(answer.asking, asking_of(world, question.household, day, answer.notes));
  for (const std::string& text : question.regions) {
    HT_TRY(const auto id, app::known_region(world, text, "region"));
    auto region = region_answer(world, id, *answer.price_metric, answer.asking, day);
    const auto say = [&](std::string_view metric) {
      answer.notes.push_back("No " + std::string(metric) + " is known for " + std::string(id.text()) + " (" +
                             world.label(id) + ")" + when(day) + ".");
    };
    if (!region.price) say(answer.price_metric->id);
    if (!region.median_income) say(kIncomeMetric);
    ++answer.counts.places;
    answer.counts.add(region.place);
    answer.regions.push_back(std::move(region));
  }
  return answer;
}

Answered<LevelAffordability> answer_affordability_of_level(Columns& columns, const AffordabilityQuestion& question) {
  LevelAffordability answer;
  HT_TRY(answer.fields, fields_of(question.fields));
  Measure measure;
  HT_TRY(measure.metric, price_metric_of(question.price_metric));
  HT_TRY(answer.level, parse_level(columns, question.level));
  HT_TRY(answer.asking, asking_of(columns.world(), question.household, answer.level.day, answer.notes));
  HT_TRY(answer.price, column_of(columns, answer.level, measure, "price_metric"));
  const model::Date by = answer.price->key.period().end();
  answer.median_income = column_by(columns, kIncomeMetric, answer.level.type, by, answer.notes);
  answer.rent = column_by(columns, kRentMetric, answer.level.type, by, answer.notes);

  const ColumnNumbers prices(answer.price.get());
  const ColumnNumbers incomes(answer.median_income.get());
  const ColumnNumbers rents(answer.rent.get());
  const Assessor assessed(answer.asking.household, answer.asking.rate);
  answer.counts.places = answer.level.places;
  for (std::size_t i = 0; i < answer.level.axis->size(); ++i) {
    if (!answer.level.holds(i) || std::isnan(prices[i])) continue;
    PlaceNumbers numbers{.price = prices[i], .income = incomes[i], .median_income = incomes[i], .rent = rents[i]};
    if (answer.asking.household.income) numbers.income = *answer.asking.household.income;
    answer.places.push_back(static_cast<std::uint32_t>(i));
    answer.values.push_back(assessed(numbers));
    answer.counts.add(answer.values.back());
  }
  return answer;
}

}  // namespace housing::analyses
