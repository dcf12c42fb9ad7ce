#include "fred/question.hpp"

#include <algorithm>

#include "fred/vintages.hpp"

namespace housing::fred {

bool is_served(const Question& question, const model::MetricInfo& metric) {
  if (metric.redistribution != model::Redistribution::kDisplayOnly || question.world.synthetic()) return true;
  return std::ranges::find(question.exportable, to_string(metric.redistribution)) != question.exportable.end();
}

Answered<SeriesKey> asked_series(const Question& question) {
  const std::string id = question.text("series_id");
  if (id.empty()) return bad_request("Variable series_id is not set.");
  const auto key = parse_series_id(id);
  if (!key) return bad_request("The series does not exist. series_search finds the ids there are.");
  if (!is_served(question, *key->metric))
    return forbidden(
        "The publisher of this series lets it be shown here and not passed on. Its redistribution is display only. "
        "An operator with the right to pass it on adds display only to HOUSING_EXPORTABLE.");
  const series::Block* block = question.world.block(*key->metric);
  if (block == nullptr || !block->find_row(key->region))
    return bad_request("The series does not exist. Nothing of this metric was imported for this place.");
  return *key;
}

}  // namespace housing::fred
