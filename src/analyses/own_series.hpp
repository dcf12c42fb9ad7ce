// One place's published series, ready to be taken apart: what anomalies and turning points begin with.
// Errors: QuestionError of region and metric; transform-does-not-apply's kin where a metric has no season.
// Thread-safety: values. Ownership: the world must outlive it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/question_error.hpp"
#include "app/series_line.hpp"
#include "stats/season.hpp"

namespace housing::analyses {

struct OwnSeries {
  model::RegionId region;
  const model::MetricInfo* metric = nullptr;
  app::Line line;
  stats::Season season;
  std::string method;  // stats::season_parameters()

  model::Period period(std::size_t at) const { return {line.frequency, line.ordinals[at]}; }
  // The newest release any value comes from.
  const series::ShardEntry* newest() const;
  // Decimals to print what is calculated from it with: those of the metric, at least two.
  int decimals() const;
};

app::Answered<OwnSeries> own_series(const app::World& world, const std::string& region, const std::string& metric,
                                    stats::Fit fit);

// The same series taken apart again without the values at those places. Nothing where that leaves gaps too long.
std::optional<stats::Season> taken_apart_without(const OwnSeries& series, const std::vector<std::size_t>& places,
                                                 stats::Fit fit);

}  // namespace housing::analyses
