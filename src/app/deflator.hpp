// Deflator: a monthly price index of the nation, looked up for periods of any frequency: what a dollar of one period is
// in the prices of another.
//
// A period's level is the mean of its months; a week's is that of the month it ends in; five years' that of the last of
// them, whose dollars such a survey prints. A period of which a month is missing has none: a deflator's newest value
// may lag behind. Thread-safety: reading is safe. Ownership: the world must outlive it.
#pragma once

#include <optional>
#include <vector>

#include "app/world.hpp"

namespace housing::app {

class Deflator {
 public:
  // Nothing when the world has none of the metric's values for the nation.
  static std::optional<Deflator> of(const World& world, const model::MetricInfo& metric);

  std::optional<double> level(const model::Period& period) const;
  // The newest month that has a value.
  model::Period newest() const { return newest_; }
  const model::MetricInfo& metric() const { return *metric_; }
  const series::ShardEntry* shard() const { return shard_; }  // the newest release its values come from

 private:
  const model::MetricInfo* metric_ = nullptr;
  const series::ShardEntry* shard_ = nullptr;
  model::Period newest_;
  std::vector<std::int32_t> months_;
  std::vector<double> levels_;
};

}  // namespace housing::app
