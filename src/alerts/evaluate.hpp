// Evaluate: what one publication means for rules, and what the last ten years would have meant: the same steps over
// the same numbers. Pure: a world and rules in, firings and states out.
// Thread-safety: one Evaluator, one thread. Ownership: the world must outlive it.
#pragma once

#include <vector>

#include "alerts/rule.hpp"
#include "alerts/series_of_rule.hpp"
#include "app/world.hpp"

namespace housing::alerts {

inline constexpr int kRehearsalYears = 10;

class Evaluator {
 public:
  explicit Evaluator(const app::World& world) : series_(world) {}

  // Steps through the periods after the one last looked at; of several firings the last one is told. A place never
  // looked at before is only taken note of.
  std::optional<Firing> evaluate(const Rule& rule, const model::RegionId& region, State& state);
  // Every firing of the last kRehearsalYears of the series, as if the rule had been there at each publication. Values
  // are those of today: what was revised since is judged as it stands now, so "revised" never fires here.
  std::vector<Firing> rehearse(const Rule& rule, const model::RegionId& region);

 private:
  SeriesOfRule series_;
};

}  // namespace housing::alerts
