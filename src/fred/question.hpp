// Question: one request in FRED's manner, and what its answer is made from.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/world.hpp"
#include "fred/document.hpp"
#include "fred/refusal.hpp"
#include "fred/series_id.hpp"
#include "http/query.hpp"
#include "model/date.hpp"

namespace housing::fred {

struct Question {
  const app::World& world;    // the present
  ports::ObjectStore& store;  // for looking into single releases
  const http::Query& query;
  FileType file_type = FileType::kXml;
  model::Date today;
  std::span<const std::string> exportable;  // redistribution flags of what may leave in bulk

  std::string text(std::string_view name) const { return std::string(query.get(name).value_or("")); }
};

using Answer = Answered<std::string>;  // the body

// Whether this installation hands the metric out here: everything but what its publisher lets be shown alone, and that
// too where the deployment's list of exportable flags has it. Synthetic numbers always.
bool is_served(const Question& question, const model::MetricInfo& metric);

// The series of `series_id`, which has data and may be handed out.
Answered<SeriesKey> asked_series(const Question& question);

// The addresses. Each checks its own parameters.
Answer answer_series(const Question& question);             // /fred/series
Answer answer_observations(const Question& question);       // /fred/series/observations
Answer answer_vintage_dates(const Question& question);      // /fred/series/vintagedates
Answer answer_series_release(const Question& question);     // /fred/series/release
Answer answer_series_categories(const Question& question);  // /fred/series/categories
Answer answer_search(const Question& question);             // /fred/series/search
Answer answer_releases(const Question& question);           // /fred/releases
Answer answer_release(const Question& question);            // /fred/release
Answer answer_release_series(const Question& question);     // /fred/release/series

}  // namespace housing::fred
