// What homes cost a household, and beside renting.
#include "api/data_route.hpp"
#include "api/json_affordability.hpp"

namespace housing::api {
namespace {

analyses::HouseholdQuestion household_question(const DataCall& call) {
  return {.income = call.text("income"),
          .down = call.text("down"),
          .cash = call.text("cash"),
          .rate = call.text("rate"),
          .years = call.text("years"),
          .tax = call.text("tax"),
          .insurance = call.text("insurance"),
          .pmi = call.text("pmi"),
          .rule = call.text("rule")};
}

http::Response affordability(const DataCall& call) {
  const analyses::AffordabilityQuestion question{
      .regions = call.list_of("region"),
      .level = {.type = call.text("type"), .within = call.text("within"), .period = call.text("period")},
      .household = household_question(call),
      .price_metric = call.text("price_metric"),
      .fields = call.list_of("fields")};
  if (!question.regions.empty()) {
    for (const std::string_view level : {"type", "within"})
      if (!call.text(level).empty())
        return problem(call.path, app::reject("bad-parameter", std::string(level),
                                              "Say either regions or a type of region, not both.", {"region", "type"})
                                      .error());
    const auto answer = analyses::answer_affordability_of_regions(call.world, question);
    return answer ? ok(affordability_json(call.world, *answer)) : problem(call.path, answer.error());
  }
  const auto answer = analyses::answer_affordability_of_level(call.columns, question);
  return answer ? ok(affordability_json(call.columns, *answer)) : problem(call.path, answer.error());
}

http::Response rent_or_buy(const DataCall& call) {
  const auto answer = analyses::answer_rent_or_buy(call.world, {.region = call.text("region"),
                                                                .period = call.text("period"),
                                                                .price_metric = call.text("price_metric"),
                                                                .household = household_question(call),
                                                                .price = call.text("price"),
                                                                .rent = call.text("rent"),
                                                                .maintenance = call.text("maintenance"),
                                                                .buying = call.text("buying"),
                                                                .selling = call.text("selling"),
                                                                .appreciation = call.text("appreciation"),
                                                                .rent_growth = call.text("rent_growth"),
                                                                .opportunity = call.text("return"),
                                                                .horizon = call.text("horizon")});
  return answer ? ok(rent_or_buy_json(call.world, *answer)) : problem(call.path, answer.error());
}

}  // namespace

std::span<const DataRoute> affordability_routes() {
  static const std::vector<DataRoute> routes = {
      {.path = "affordability",
       .answer = affordability,
       .parameters = {"region", "type", "within", "period", "income", "down", "cash", "rate", "years", "tax",
                      "insurance", "pmi", "rule", "price_metric", "fields"}},
      {.path = "rent-or-buy",
       .answer = rent_or_buy,
       .parameters = {"region", "period", "price_metric", "down", "cash", "rate", "years", "tax", "insurance", "pmi",
                      "price", "rent", "maintenance", "buying", "selling", "appreciation", "rent_growth", "return",
                      "horizon"}},
  };
  return routes;
}

}  // namespace housing::api
