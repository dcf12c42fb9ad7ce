// The columns a level's answer can have.
#include "analyses/affordability.hpp"

namespace housing::analyses {
namespace {

using Place = PlaceAffordability;
using model::Unit;

constexpr auto kFields = std::to_array<AffordabilityField>({
    {"price", "Price", Unit::kUsd, 2, [](const Place& place) { return place.numbers.price; }},
    {"payment", "Cost of owning a month", Unit::kUsd, 2, [](const Place& place) { return place.cost.total; }},
    {"share", "Share of income", Unit::kPercent, 2, [](const Place& place) { return place.share; }},
    {"affordable", "Within the rule", Unit::kCount, 0,
     [](const Place& place) { return place.compared() ? (place.affordable ? 1.0 : 0.0) : NAN; }, true},
    {"down", "Down payment", Unit::kUsd, 2, [](const Place& place) { return place.cost.down; }},
    {"loan", "Loan", Unit::kUsd, 2, [](const Place& place) { return place.cost.loan; }},
    {"principal_interest", "Principal and interest a month", Unit::kUsd, 2,
     [](const Place& place) { return place.cost.principal_and_interest; }},
    {"tax", "Property tax a month", Unit::kUsd, 2, [](const Place& place) { return place.cost.tax; }},
    {"insurance", "Insurance a month", Unit::kUsd, 2, [](const Place& place) { return place.cost.insurance; }},
    {"pmi", "Mortgage insurance a month", Unit::kUsd, 2, [](const Place& place) { return place.cost.pmi; }},
    {"income", "Income", Unit::kUsd, 0, [](const Place& place) { return place.numbers.income; }},
    {"qualifying_income", "Qualifying income", Unit::kUsd, 2,
     [](const Place& place) { return place.qualifying_income; }},
    {"max_price", "Highest price within the rule", Unit::kUsd, 2, [](const Place& place) { return place.max_price; }},
    {"index", "Affordability index by NAR's method", Unit::kIndex, 1, [](const Place& place) { return place.index; }},
    {"price_to_income", "Price to median income", Unit::kRatio, 2,
     [](const Place& place) { return place.price_to_income; }},
    {"price_to_rent", "Price to yearly rent", Unit::kRatio, 2, [](const Place& place) { return place.price_to_rent; }},
    {"gross_yield", "Gross rental yield", Unit::kPercent, 2, [](const Place& place) { return place.gross_yield; }},
});

}  // namespace

std::span<const AffordabilityField> all_affordability_fields() { return kFields; }

}  // namespace housing::analyses
