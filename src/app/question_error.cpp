#include "app/question_error.hpp"

namespace housing::app {
namespace {

constexpr std::size_t kMaxSuggestions = 5;
constexpr std::size_t kMaxEcho = 60;  // of what was asked, in a message

std::string echo(std::string_view text) {
  return text.size() <= kMaxEcho ? "'" + std::string(text) + "'" : "'" + std::string(text.substr(0, kMaxEcho)) + "…'";
}

}  // namespace

Answered<model::RegionId> known_region(const World& world, std::string_view text, std::string_view parameter) {
  const auto id = model::RegionId::parse(text);
  if (id && world.knows(*id)) return *id;
  QuestionError error;
  error.code = base::ErrorCode::kNotFound;
  error.kind = "unknown-region";
  error.parameter = parameter;
  error.suggestions = world.suggest(text, kMaxSuggestions);
  error.detail =
      "There is no region " + echo(text) + ". " +
      (id ? "No such place is known." : "Ids look like us, state-ca, metro-41860, county-06075, zip-94110.") +
      " Find a place by name at /api/v1/regions?q=";
  return std::unexpected(std::move(error));
}

Answered<const model::MetricInfo*> known_metric(std::string_view text, std::string_view parameter) {
  if (const model::MetricInfo* metric = model::find_metric(text)) return metric;
  return reject("unknown-metric", std::string(parameter),
                "There is no metric " + echo(text) + ". /api/v1/metrics lists all there are.",
                model::similar_metrics(text, kMaxSuggestions));
}

}  // namespace housing::app
