#include "api/series_question.hpp"

#include "api/table_text.hpp"

namespace housing::api {

app::SeriesQuestion series_question(const DataCall& call) {
  app::SeriesQuestion question;
  question.regions = call.list_of("region");
  question.metrics = call.list_of("metric");
  question.from = call.text("from");
  question.to = call.text("to");
  question.last = call.text("last");
  if (const auto transform = call.query.get("transform")) question.transform = *transform;
  question.years = call.text("years");
  question.base = call.text("base");
  question.deflator = call.text("deflator");
  question.method = call.text("method");
  question.lambda = call.text("lambda");
  question.frequency = call.text("frequency");
  question.aggregation = call.text("aggregation");
  return question;
}

std::vector<std::string_view> series_parameters(std::initializer_list<std::string_view> more) {
  std::vector<std::string_view> all = {"region", "metric",   "from",   "to",     "last",      "transform",  "years",
                                       "base",   "deflator", "method", "lambda", "frequency", "aggregation"};
  all.insert(all.end(), more);
  return all;
}

std::string series_address_of(const DataCall& call) {
  const std::vector<std::string_view> only = series_parameters({kAsOf});
  return address_of("/api/v1/series", call.query, only);
}

}  // namespace housing::api
