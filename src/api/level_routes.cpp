// Questions over all regions of a type: rankings, maps, screens.
#include "api/data_route.hpp"
#include "api/json_analyses.hpp"
#include "api/level_tables.hpp"
#include "base/json.hpp"

namespace housing::api {
namespace {

constexpr std::string_view kBinary = "application/octet-stream";

analyses::LevelQuestion level_question(const DataCall& call) {
  return {.type = call.text("type"), .within = call.text("within"), .period = call.text("period")};
}

http::Response rankings(const DataCall& call) {
  const auto format = table_format(call);
  if (!format) return problem(call.path, format.error());
  const auto ranking = analyses::answer_ranking(call.columns, {.level = level_question(call),
                                                               .metric = call.text("metric"),
                                                               .transform = call.text("transform"),
                                                               .order = call.text("order"),
                                                               .limit = call.text("limit"),
                                                               .offset = call.text("offset")});
  if (!ranking) return problem(call.path, ranking.error());
  if (*format != TableFormat::kJson) return table_response(call, ranking_table(call.columns, *ranking), *format);
  return ok(ranking_json(call.columns, *ranking));
}

analyses::MapQuestion map_question(const DataCall& call) {
  return {.level = level_question(call),
          .metric = call.text("metric"),
          .transform = call.text("transform"),
          .breaks = call.text("breaks"),
          .classes = call.text("classes")};
}

http::Response map(const DataCall& call) {
  const auto answer = analyses::answer_map(call.columns, map_question(call));
  return answer ? ok(map_json(call.columns, *answer)) : problem(call.path, answer.error());
}

http::Response maps(const DataCall& call) {
  const auto answer = analyses::answer_maps(
      call.columns, {.map = map_question(call), .from = call.text("from"), .to = call.text("to")});
  return answer ? ok(maps_binary(call.columns, *answer), kBinary) : problem(call.path, answer.error());
}

using Question = app::Answered<analyses::ScreenQuestion>;

Question question_of_query(const DataCall& call) {
  analyses::ScreenQuestion question{.level = level_question(call),
                                    .where = {},
                                    .columns = call.list_of("columns"),
                                    .sort = call.text("sort"),
                                    .order = call.text("order"),
                                    .limit = call.text("limit"),
                                    .offset = call.text("offset"),
                                    .histograms = call.text("histograms") == "1",
                                    .ids = call.text("ids") == "1"};
  if (const std::string where = call.text("where"); !where.empty()) {
    auto condition = analyses::parse_condition(where, "where");
    if (!condition) return std::unexpected(condition.error());
    question.where = std::move(*condition);
  }
  return question;
}

// A number or a text of a JSON member, as text.
std::string member_text(const base::Json& json, std::string_view name) {
  const base::Json* member = json.find(name);
  if (member == nullptr || member->is_null()) return {};
  return member->is_text() ? std::string(member->text_or("")) : to_text(*member);
}

Question question_of_body(std::string_view body) {
  const auto json = base::Json::parse(body);
  if (!json || !json->is_object())
    return app::reject("bad-body", "", "The body is no JSON object: " + (json ? "" : json.error().message));
  analyses::ScreenQuestion question{
      .level = {.type = member_text(*json, "type"),
                .within = member_text(*json, "within"),
                .period = member_text(*json, "period")},
      .where = {},
      .columns = {},
      .sort = member_text(*json, "sort"),
      .order = member_text(*json, "order"),
      .limit = member_text(*json, "limit"),
      .offset = member_text(*json, "offset"),
      .histograms = json->find("histograms") != nullptr && json->find("histograms")->bool_or(false),
      .ids = json->find("ids") != nullptr && json->find("ids")->bool_or(false)};
  for (const base::Json& column : json->array("columns")) question.columns.emplace_back(column.text_or(""));
  if (const base::Json* where = json->find("where"); where != nullptr && !where->is_null()) {
    auto condition = analyses::read_condition(*where, "where");
    if (!condition) return std::unexpected(condition.error());
    question.where = std::move(*condition);
  }
  return question;
}

http::Response screener(const DataCall& call) {
  const auto format = table_format(call);
  if (!format) return problem(call.path, format.error());
  const auto question = call.body.empty() ? question_of_query(call) : question_of_body(call.body);
  if (!question) return problem(call.path, question.error());
  const auto screen = analyses::answer_screen(call.columns, *question);
  if (!screen) return problem(call.path, screen.error());
  if (*format != TableFormat::kJson) return table_response(call, screen_table(call.columns, *screen), *format);
  return ok(screen_json(call.columns, *screen));
}

}  // namespace

std::span<const DataRoute> level_routes() {
  static const std::vector<DataRoute> routes = {
      {.path = "rankings",
       .answer = rankings,
       .parameters = {"type", "within", "period", "metric", "transform", "order", "limit", "offset", "format"}},
      {.path = "map",
       .answer = map,
       .parameters = {"type", "within", "period", "metric", "transform", "breaks", "classes"}},
      {.path = "maps",
       .answer = maps,
       .parameters = {"type", "within", "from", "to", "metric", "transform", "breaks", "classes"},
       .heavy = true},
      {.path = "screener",
       .answer = screener,
       .parameters = {"type", "within", "period", "where", "columns", "sort", "order", "limit", "offset", "histograms",
                      "ids", "format"},
       .takes_body = true},
  };
  return routes;
}

}  // namespace housing::api
