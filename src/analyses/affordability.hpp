// Affordability: what homes cost a household, of places one by one or of a whole level at once.
//
// A place's price is its newest by the period asked for; income, rent and the market's rate are the newest not later
// than that price's period (the rate, when no period is asked for, the newest there is). The index by NAR's method is
// made of these data and the same rate; it is no number of NAR's.
// Errors: QuestionError naming the parameter. Complexity: O(places of the level). Thread-safety: pure over the columns.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyses/affordability_place.hpp"
#include "analyses/level.hpp"
#include "analyses/valuation_inputs.hpp"

namespace housing::analyses {

inline constexpr std::size_t kMaxAffordabilityRegions = 50;

struct AffordabilityQuestion {
  std::vector<std::string> regions;  // either these …
  LevelQuestion level;               // … or a level; `period` is of both
  HouseholdQuestion household;
  std::string price_metric;
  std::vector<std::string> fields;  // of a level: which columns
};

struct AffordabilityCounts {
  std::size_t places = 0;
  std::size_t with_price = 0;
  std::size_t with_income = 0;  // and a price
  std::size_t with_rent = 0;    // and a price
  std::size_t compared = 0;     // cost and income are both known
  std::size_t affordable = 0;

  void add(const PlaceAffordability& place);
};

// What both kinds of answer say of who asks.
struct AskingHousehold {
  Household household;
  std::optional<InputValue> market_rate;  // where the question says no rate
  double rate = NAN;
  std::optional<double> max_price;  // where the income is the household's own: the same everywhere
};

struct RegionAffordability {
  model::RegionId region;
  std::optional<InputValue> price;
  std::optional<InputValue> median_income;
  std::optional<InputValue> rent;
  PlaceAffordability place;
  double rate_needed = NAN;
  double cash_needed = NAN;
};

struct RegionsAffordability {
  AskingHousehold asking;
  const model::MetricInfo* price_metric = nullptr;
  std::vector<RegionAffordability> regions;  // as asked
  AffordabilityCounts counts;
  std::vector<std::string> notes;
};

// A column of a level's answer.
struct AffordabilityField {
  std::string_view id;
  std::string_view name;
  model::Unit unit;
  int decimals;
  double (*value)(const PlaceAffordability&);  // NaN: not known; of a yes or no, 1 or 0
  bool yes_or_no = false;
};
std::span<const AffordabilityField> all_affordability_fields();

struct LevelAffordability {
  AskingHousehold asking;
  Level level;
  std::shared_ptr<const Column> price;
  std::shared_ptr<const Column> median_income;  // nullptr: nothing by then
  std::shared_ptr<const Column> rent;
  std::vector<const AffordabilityField*> fields;
  std::vector<std::uint32_t> places;       // those with a price
  std::vector<PlaceAffordability> values;  // of each
  AffordabilityCounts counts;
  std::vector<std::string> notes;
};

app::Answered<RegionsAffordability> answer_affordability_of_regions(const app::World& world,
                                                                    const AffordabilityQuestion& question);
app::Answered<LevelAffordability> answer_affordability_of_level(Columns& columns,
                                                                const AffordabilityQuestion& question);

}  // namespace housing::analyses
