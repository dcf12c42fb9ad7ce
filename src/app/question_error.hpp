// QuestionError: why a question cannot be answered, in a form that tells the asker which parameter and what would do.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "app/world.hpp"
#include "base/result.hpp"

namespace housing::app {

struct QuestionError {
  base::ErrorCode code = base::ErrorCode::kInvalidInput;
  std::string kind;       // stable, for machines: "unknown-metric", "bad-date" …
  std::string detail;     // for people
  std::string parameter;  // the one that is wrong
  std::vector<std::string> suggestions;
};

template <class T>
using Answered = std::expected<T, QuestionError>;

inline std::unexpected<QuestionError> reject(std::string kind, std::string parameter, std::string detail,
                                             std::vector<std::string> suggestions = {}) {
  return std::unexpected(QuestionError{base::ErrorCode::kInvalidInput, std::move(kind), std::move(detail),
                                       std::move(parameter), std::move(suggestions)});
}

// The region of that id, known to this world. Else kNotFound with ids that look like it.
Answered<model::RegionId> known_region(const World& world, std::string_view text, std::string_view parameter);

// The metric of that id. Else unknown-metric with ids that look like it.
Answered<const model::MetricInfo*> known_metric(std::string_view text, std::string_view parameter);

}  // namespace housing::app
