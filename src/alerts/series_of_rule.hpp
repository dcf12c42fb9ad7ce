// SeriesOfRule: the numbers a rule is stepped over: the metric's transformed series of a place, or, for "percentile",
// the place's standing among the places of its type, period by period.
// Keeps what rules share (sorted columns), so that a hundred thousand of them are cheap. Gaps: NaN.
// Thread-safety: one object, one thread. Ownership: the world must outlive it.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "alerts/rule.hpp"
#include "app/world.hpp"

namespace housing::alerts {

class SeriesOfRule {
 public:
  explicit SeriesOfRule(const app::World& world) : world_(world) {}

  struct View {
    std::span<const std::int32_t> ordinals;
    std::vector<double> values;  // as long; for "percentile" NaN before `from`
  };
  // `from`: periods before it are not needed. Empty where the place has no such series.
  View of(const Rule& rule, const model::RegionId& region, std::optional<std::int32_t> from);

 private:
  struct Key {
    const series::Block* block;
    app::Transform transform;
    model::RegionType type;
    auto operator<=>(const Key&) const = default;
  };
  // The values of all places of a type, period by period, ascending.
  struct Peers {
    std::size_t first = 0;  // columns before it are not held
    std::vector<std::vector<double>> columns;
  };
  const Peers& peers(const Key& key, std::size_t first);
  void to_percentiles(const series::Block& block, const Rule& rule, model::RegionType type, std::size_t first,
                      std::vector<double>& values);

  const app::World& world_;
  std::map<Key, Peers> peers_;
};

}  // namespace housing::alerts
