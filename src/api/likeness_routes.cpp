// What compares places: side by side, alike, moving together, how hot; and what a screen's places did next.
#include "api/data_route.hpp"
#include "api/json_likeness.hpp"
#include "api/level_tables.hpp"

namespace housing::api {
namespace {

http::Response compare(const DataCall& call) {
  const auto format = table_format(call);
  if (!format) return problem(call.path, format.error());
  const auto answer = analyses::answer_comparison(
      call.columns,
      {.regions = call.list_of("region"), .metrics = call.list_of("metric"), .period = call.text("period")});
  if (!answer) return problem(call.path, answer.error());
  if (*format != TableFormat::kJson) return table_response(call, comparison_table(call.columns, *answer), *format);
  return ok(comparison_json(call.columns, *answer));
}

http::Response correlated(const DataCall& call) {
  const auto answer = analyses::answer_correlated(call.columns, {.region = call.text("region"),
                                                                 .metric = call.text("metric"),
                                                                 .months = call.text("months"),
                                                                 .within = call.text("within"),
                                                                 .limit = call.text("limit")});
  return answer ? ok(correlated_json(call.columns, *answer)) : problem(call.path, answer.error());
}

http::Response similar(const DataCall& call) {
  const std::string by = call.text("by");
  if (by == "growth") return correlated(call);
  if (!by.empty() && by != "profile")
    return problem(call.path, app::reject("unknown-likeness", "by", "Places are alike by profile or by growth.",
                                          {"profile", "growth"})
                                  .error());
  const auto answer = analyses::answer_similar(call.columns, {.region = call.text("region"),
                                                              .weights = call.text("weights"),
                                                              .within = call.text("within"),
                                                              .limit = call.text("limit")});
  return answer ? ok(similar_json(call.columns, *answer)) : problem(call.path, answer.error());
}

http::Response temperature(const DataCall& call) {
  const auto format = table_format(call);
  if (!format) return problem(call.path, format.error());
  const auto answer = analyses::answer_temperature(
      call.columns, {.level = {.type = call.text("type"), .within = call.text("within"), .period = call.text("period")},
                     .limit = call.text("limit"),
                     .offset = call.text("offset"),
                     .order = call.text("order")});
  if (!answer) return problem(call.path, answer.error());
  if (*format != TableFormat::kJson) return table_response(call, temperature_table(call.columns, *answer), *format);
  return ok(temperature_json(call.columns, *answer));
}

http::Response screen_history(const DataCall& call) {
  analyses::ScreenHistoryQuestion question{
      .level = {.type = call.text("type"), .within = call.text("within"), .period = {}},
      .where = {},
      .outcome = call.text("outcome"),
      .horizon = call.text("horizon"),
      .from = call.text("from"),
      .to = call.text("to")};
  if (const std::string where = call.text("where"); !where.empty()) {
    auto condition = analyses::parse_condition(where, "where");
    if (!condition) return problem(call.path, condition.error());
    question.where = std::move(*condition);
  }
  const auto answer = analyses::answer_screen_history(call.columns, question);
  return answer ? ok(screen_history_json(call.columns, *answer)) : problem(call.path, answer.error());
}

}  // namespace

std::span<const DataRoute> likeness_routes() {
  static const std::vector<DataRoute> routes = {
      {.path = "compare", .answer = compare, .parameters = {"region", "metric", "period", "format"}},
      {.path = "similar",
       .answer = similar,
       .parameters = {"region", "by", "weights", "within", "metric", "months", "limit"},
       .heavy = true},
      {.path = "temperature",
       .answer = temperature,
       .parameters = {"type", "within", "period", "order", "limit", "offset", "format"}},
      {.path = "screener/history",
       .answer = screen_history,
       .parameters = {"type", "within", "where", "outcome", "horizon", "from", "to"},
       .heavy = true},
  };
  return routes;
}

}  // namespace housing::api
