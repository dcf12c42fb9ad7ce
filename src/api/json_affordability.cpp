#include "api/json_affordability.hpp"

#include <cmath>

#include "api/json_analyses.hpp"
#include "api/json_provenance.hpp"
#include "app/catalogue_view.hpp"

namespace housing::api {
namespace {

using analyses::InputValue;
using app::World;
using base::JsonWriter;

constexpr int kMoneyDecimals = 2;
constexpr int kPercentDecimals = 2;
constexpr int kRateDecimals = 4;      // of a solved rate or growth
constexpr double kMaxPrinted = 9e14;  // 64 bits hold it with the decimals used here

// Rounded to the nearest; null where it is not known.
void write_number(JsonWriter& json, double number, int decimals) {
  if (std::isfinite(number) && std::abs(number) < kMaxPrinted)
    json.fixed(std::llrint(number * std::pow(10.0, decimals)), decimals);
  else
    json.null();
}
void write_number(JsonWriter& json, std::string_view name, double number, int decimals) {
  write_number(json.key(name), number, decimals);
}
void write_money(JsonWriter& json, std::string_view name, double number) {
  write_number(json, name, number, kMoneyDecimals);
}
// As asked: no rounding.
void write_as_said(JsonWriter& json, std::string_view name, const std::optional<double>& number) {
  json.key(name);
  number ? json.value(*number) : json.null();
}

void write_input(JsonWriter& json, const World& world, std::string_view role, const InputValue& input) {
  const model::MetricInfo& metric = *input.metric;
  json.begin_object().member("role", role).member("metric", metric.id).member("name", metric.name);
  json.member("unit", to_string(metric.unit)).member("decimals", input.decimals);
  json.member("period", std::string_view(input.period.to_string())).key("value").fixed(input.cell, input.decimals);
  json.member("source", app::source_of(world, metric).id).key("prov");
  if (input.shard != nullptr)
    write_provenance(json, world, metric, *input.shard, "as published");
  else
    json.null();
  json.end_object();
}

void write_inputs(JsonWriter& json, const World& world,
                  std::initializer_list<std::pair<std::string_view, const std::optional<InputValue>*>> inputs) {
  json.key("inputs").begin_array();
  for (const auto& [role, input] : inputs)
    if (*input) write_input(json, world, role, **input);
  json.end_array();
}

void write_terms(JsonWriter& json, const analyses::Household& household) {
  write_as_said(json, "down", household.down.is_cash ? std::nullopt : std::optional(household.down.percent));
  write_as_said(json, "cash", household.down.is_cash ? std::optional(household.down.cash) : std::nullopt);
  json.member("years", household.years).member("tax", household.tax).member("insurance", household.insurance);
  json.member("pmi", household.pmi);
}

void write_household(JsonWriter& json, const World& world, const analyses::AskingHousehold& asking) {
  const analyses::Household& household = asking.household;
  json.key("household").begin_object();
  write_as_said(json, "income", household.income);
  json.member("income_from", household.income ? std::string_view("question") : analyses::kIncomeMetric);
  json.key("rate");
  std::isnan(asking.rate) ? json.null() : json.value(asking.rate);
  json.member("rate_from", household.rate ? std::string_view("question") : analyses::kRateMetric);
  write_terms(json, household);
  json.member("rule", household.rule);
  write_money(json, "max_price", asking.max_price.value_or(NAN));
  json.key("market_rate");
  if (asking.market_rate)
    write_input(json, world, "rate", *asking.market_rate);
  else
    json.null();
  json.end_object();
}

void write_counts(JsonWriter& json, const analyses::AffordabilityCounts& counts) {
  const auto count = [&](std::string_view name, std::size_t number) { json.member(name, std::uint64_t{number}); };
  json.key("counts").begin_object();
  count("places", counts.places), count("with_price", counts.with_price), count("with_income", counts.with_income);
  count("with_rent", counts.with_rent), count("compared", counts.compared), count("affordable", counts.affordable);
  json.end_object();
}

void write_notes(JsonWriter& json, const std::vector<std::string>& notes) {
  json.key("notes").begin_array();
  for (const std::string& note : notes) json.value(std::string_view(note));
  json.end_array();
}

void write_region(JsonWriter& json, const World& world, const model::RegionId& region) {
  json.key("region").begin_object().member("id", region.text()).member("name", std::string_view(world.name(region)));
  json.member("label", std::string_view(world.label(region))).member("type", to_string(region.type())).end_object();
}

void write_payment(JsonWriter& json, const stats::OwnerCost& cost) {
  write_money(json, "down", cost.down), write_money(json, "loan", cost.loan);
  json.key("payment").begin_object();
  write_money(json, "total", cost.total), write_money(json, "principal_interest", cost.principal_and_interest);
  write_money(json, "tax", cost.tax), write_money(json, "insurance", cost.insurance);
  write_money(json, "pmi", cost.pmi);
  json.end_object();
}

std::string_view burden_of(double share) {
  switch (stats::cost_burden(share)) {
    case stats::CostBurden::kNone: return "none";
    case stats::CostBurden::kBurdened: return "burdened";
    case stats::CostBurden::kSevere: return "severe";
    case stats::CostBurden::kNotComputed: break;
  }
  return "not-computed";
}

void write_index(JsonWriter& json, const analyses::AskingHousehold& asking, const analyses::PlaceNumbers& numbers) {
  json.key("index");
  if (std::isnan(numbers.price) || std::isnan(numbers.median_income) || std::isnan(asking.rate)) {
    json.null();
    return;
  }
  const auto index = stats::affordability_index(numbers.price, asking.rate, numbers.median_income);
  json.begin_object().member("method", "NAR's method over the data named here; not NAR's index");
  write_number(json, "value", index.index, 1);
  write_number(json, "payment", index.payment, 0);
  write_number(json, "payment_share", index.payment_share, 1);
  write_number(json, "qualifying_income", index.qualifying_income, 0);
  json.end_object();
}

void write_place(JsonWriter& json, const World& world, const analyses::AskingHousehold& asking,
                 const analyses::RegionAffordability& region) {
  const analyses::PlaceAffordability& place = region.place;
  json.begin_object();
  write_region(json, world, region.region);
  write_inputs(json, world,
               {{"price", &region.price}, {"median_income", &region.median_income}, {"rent", &region.rent}});
  write_money(json, "price", place.numbers.price), write_money(json, "income", place.numbers.income);
  write_payment(json, place.cost);
  write_number(json, "share", place.share, kPercentDecimals);
  json.member("burden", burden_of(place.share)).key("affordable");
  place.compared() ? json.value(place.affordable) : json.null();
  write_money(json, "qualifying_income", place.qualifying_income);
  write_money(json, "max_price", place.max_price);
  write_number(json, "rate_needed", region.rate_needed, kRateDecimals);
  write_money(json, "cash_needed", region.cash_needed);
  write_index(json, asking, place.numbers);
  write_number(json, "price_to_income", place.price_to_income, 2);
  write_number(json, "price_to_rent", place.price_to_rent, 2);
  write_number(json, "gross_yield", place.gross_yield, kPercentDecimals);
  json.end_object();
}

void write_world(JsonWriter& json, const World& world) {
  if (world.as_of()) json.member("as_of", std::string_view(world.as_of()->to_string()));
  if (world.synthetic()) json.member("synthetic", true);
}

void write_field(JsonWriter& json, const analyses::AffordabilityField& field,
                 const std::vector<analyses::PlaceAffordability>& values) {
  json.begin_object().member("id", field.id).member("name", field.name).member("unit", to_string(field.unit));
  json.member("decimals", field.decimals).key("values").begin_array();
  const double scale = std::pow(10.0, field.decimals);
  for (const analyses::PlaceAffordability& place : values) {
    const double number = field.value(place);
    if (!std::isfinite(number) || std::abs(number) >= kMaxPrinted)
      json.null();
    else if (field.yes_or_no)
      json.value(number != 0);
    else
      json.fixed(std::llrint(number * scale), field.decimals);
  }
  json.end_array().end_object();
}

void write_column_input(JsonWriter& json, analyses::Columns& columns, std::string_view role,
                        const std::shared_ptr<const analyses::Column>& column) {
  if (column == nullptr) return;
  json.begin_object().member("role", role).key("measure");
  write_measure(json, columns, *column);
  json.end_object();
}

void write_said_or_input(JsonWriter& json, const World& world, std::string_view role,
                         const analyses::RentOrBuyInput& input) {
  json.key(role).begin_object().member("value", input.value);
  json.member("from", input.from ? input.from->metric->id : std::string_view("question")).key("input");
  if (input.from)
    write_input(json, world, role, *input.from);
  else
    json.null();
  json.end_object();
}

std::string_view text_of(stats::Unsolved unsolved) { return unsolved == stats::Unsolved::kAlways ? "always" : "never"; }

void write_break_even(JsonWriter& json, const analyses::RentOrBuyAnswer& answer) {
  json.key("break_even").begin_object().key("appreciation").begin_object();
  write_number(json, "percent", answer.break_even_growth.value_or(NAN), kRateDecimals);
  json.member("buying_costs_less",
              answer.break_even_growth ? std::string_view("above") : text_of(answer.break_even_growth.error()));
  json.end_object().key("stay").begin_object().key("months");
  answer.break_even_months ? json.value(*answer.break_even_months) : json.null();
  json.member("buying_costs_less",
              answer.break_even_months ? std::string_view("from-then") : text_of(answer.break_even_months.error()));
  json.end_object();
  write_money(json, "rent", answer.break_even_rent);
  json.end_object();
}

void write_past(JsonWriter& json, std::string_view name, const std::vector<analyses::PastGrowth>& past) {
  json.key(name).begin_array();
  for (const analyses::PastGrowth& growth : past) {
    json.begin_object().member("years", growth.years);
    write_number(json, "percent", growth.percent, kPercentDecimals);
    json.end_object();
  }
  json.end_array();
}

void write_path(JsonWriter& json, const std::vector<stats::RentOrBuy>& path) {
  json.key("path").begin_object().key("years").begin_array();
  for (std::size_t i = 0; i < path.size(); ++i) json.value(std::uint64_t{i + 1});
  const auto column = [&](std::string_view name, auto&& number) {
    json.end_array().key(name).begin_array();
    for (const stats::RentOrBuy& stay : path) write_number(json, number(stay), kMoneyDecimals);
  };
  column("buying", [](const stats::RentOrBuy& stay) { return stay.buying; });
  column("renting", [](const stats::RentOrBuy& stay) { return stay.renting; });
  column("advantage", [](const stats::RentOrBuy& stay) { return stay.advantage(); });
  json.end_array().end_object();
}

}  // namespace

std::string affordability_json(const World& world, const analyses::RegionsAffordability& answer) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_household(json, world, answer.asking);
  json.member("price_metric", answer.price_metric->id);
  write_counts(json, answer.counts);
  json.key("regions").begin_array();
  for (const analyses::RegionAffordability& region : answer.regions) write_place(json, world, answer.asking, region);
  json.end_array();
  write_notes(json, answer.notes);
  write_world(json, world);
  json.end_object();
  return out;
}

std::string affordability_json(analyses::Columns& columns, const analyses::LevelAffordability& answer) {
  const World& world = columns.world();
  constexpr std::size_t kRegionBytes = 14;
  constexpr std::size_t kValueBytes = 11;
  std::string out;
  out.reserve(answer.places.size() * (kRegionBytes + kValueBytes * answer.fields.size()) + 8192);
  JsonWriter json(out);
  json.begin_object();
  write_level(json, world, answer.level);
  write_household(json, world, answer.asking);
  write_counts(json, answer.counts);
  json.key("inputs").begin_array();
  write_column_input(json, columns, "price", answer.price);
  write_column_input(json, columns, "median_income", answer.median_income);
  write_column_input(json, columns, "rent", answer.rent);
  json.end_array().key("regions").begin_array();
  for (const std::uint32_t place : answer.places) json.value(answer.level.axis->regions[place].text());
  json.end_array().key("columns").begin_array();
  for (const analyses::AffordabilityField* field : answer.fields) write_field(json, *field, answer.values);
  json.end_array();
  write_notes(json, answer.notes);
  json.end_object();
  return out;
}

std::string rent_or_buy_json(const World& world, const analyses::RentOrBuyAnswer& answer) {
  const stats::RentOrBuyTerms& terms = answer.terms;
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_region(json, world, answer.region);
  write_said_or_input(json, world, "price", answer.price);
  write_said_or_input(json, world, "rent", answer.rent);
  write_said_or_input(json, world, "rate", answer.rate);
  json.key("terms").begin_object();
  write_as_said(json, "down", terms.down.is_cash ? std::nullopt : std::optional(terms.down.percent));
  write_as_said(json, "cash", terms.down.is_cash ? std::optional(terms.down.cash) : std::nullopt);
  json.member("years", terms.cost.months / 12).member("tax", terms.cost.tax);
  json.member("insurance", terms.cost.insurance).member("pmi", terms.cost.pmi);
  json.member("maintenance", terms.maintenance).member("buying", terms.buying).member("selling", terms.selling);
  json.member("appreciation", terms.growth).member("rent_growth", terms.rent_growth);
  json.member("return", terms.opportunity).member("horizon", answer.horizon).end_object();
  json.key("buying").begin_object();
  write_money(json, "cost", answer.stay.buying);
  write_payment(json, answer.first_payment);
  write_money(json, "home_value", answer.stay.home_value), write_money(json, "balance", answer.stay.balance);
  write_money(json, "sale_proceeds", answer.stay.sale_proceeds);
  json.end_object().key("renting").begin_object();
  write_money(json, "cost", answer.stay.renting);
  json.end_object();
  write_money(json, "advantage", answer.stay.advantage());
  write_break_even(json, answer);
  write_path(json, answer.path);
  json.key("past_growth").begin_object();
  write_past(json, "price", answer.past_price);
  write_past(json, "rent", answer.past_rent);
  json.end_object();
  write_world(json, world);
  json.end_object();
  return out;
}

}  // namespace housing::api
