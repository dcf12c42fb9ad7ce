// Series, what changed in them between releases, and where one number comes from.
#include "api/data_route.hpp"
#include "api/json_catalogue.hpp"
#include "api/json_revisions.hpp"
#include "api/series_question.hpp"
#include "api/series_table.hpp"
#include "api/series_text.hpp"
#include "app/series_query.hpp"

namespace housing::api {
namespace {

http::Response series(const DataCall& call) {
  const auto format = table_format(call);
  if (!format) return problem(call.path, format.error());
  app::SeriesQuestion question = series_question(call);
  question.recessions = call.text("recessions");
  const auto answer = app::answer_series(call.world, question);
  if (!answer) return problem(call.path, answer.error());
  if (*format == TableFormat::kJson) return ok(series_json(call.world, *answer));
  if (*format == TableFormat::kXlsx) return table_response(call, series_table(call.world, *answer), *format);
  http::Response response = ok(series_csv(call.world, *answer), kCsvType);
  response.headers.push_back({"Content-Disposition", "inline; filename=\"series.csv\""});
  return response;
}

http::Response revisions(const DataCall& call) {
  const auto answer = app::answer_revisions(
      call.world, call.worlds.store(),
      {.metric = call.text("metric"), .region = call.text("region"), .from = call.text("from"), .to = call.text("to")});
  return answer ? ok(revisions_json(call.world, *answer)) : problem(call.path, answer.error());
}

// An import by its id; with a region, metric and period the number it has there.
http::Response provenance(const DataCall& call) {
  const series::ShardEntry* entry = call.world.manifest().find(call.rest);
  if (entry == nullptr)
    return problem(call.path, {.code = base::ErrorCode::kNotFound,
                               .kind = "unknown-import",
                               .detail = "There is no import '" + std::string(call.rest.substr(0, 80)) +
                                         "'. /api/v1/imports lists them; `prov.id` of each number is one.",
                               .parameter = "id",
                               .suggestions = {}});
  const app::PassportQuestion question{
      .region = call.text("region"), .metric = call.text("metric"), .period = call.text("period"), .shard = entry->id};
  if (question.region.empty() && question.metric.empty() && question.period.empty())
    return ok(import_json(call.world, *entry));
  const auto passport = app::answer_passport(call.world, call.worlds.store(), question);
  return passport ? ok(passport_json(call.world, *passport)) : problem(call.path, passport.error());
}

}  // namespace

std::span<const DataRoute> series_routes() {
  static const std::vector<DataRoute> routes = {
      {.path = "series", .answer = series, .parameters = series_parameters({"format", "recessions"})},
      {.path = "revisions", .answer = revisions, .parameters = {"metric", "region", "from", "to"}, .heavy = true},
      {.path = "provenance/", .answer = provenance, .parameters = {"region", "metric", "period"}, .heavy = true},
  };
  return routes;
}

}  // namespace housing::api
