// Plain: measures and screens told straight from the rows of a block, cell by cell in plain arithmetic: what the bench
// checks the engine's answers against. Slow on purpose. Knows level, mom and yoy of monthly metrics.
#pragma once

#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include "analyses/columns.hpp"
#include "analyses/condition.hpp"
#include "base/assert.hpp"
#include "series/block.hpp"

namespace housing::analyses::testing {

class Plain {
 public:
  Plain(Columns& columns, model::RegionType type) : world_(columns.world()), axis_(columns.axis(type)) {}

  const Axis& axis() const { return *axis_; }

  // In units of 10^-decimals for a level, of 10^-4 percent for a change.
  std::optional<model::WideCell> cell(const Measure& measure, std::size_t place, std::int32_t ordinal) const {
    const auto now = level(*measure.metric, place, ordinal);
    if (measure.transform == app::Transform::kLevel) return now;
    HT_ASSERT(measure.transform == app::Transform::kYoy || measure.transform == app::Transform::kMom);
    const auto then = level(*measure.metric, place, ordinal - (measure.transform == app::Transform::kYoy ? 12 : 1));
    if (!now || !then || *then == 0) return std::nullopt;
    return std::llrint(100 * (static_cast<double>(*now) / static_cast<double>(*then) - 1) * 10'000);
  }

  // nullopt: neither true nor false.
  std::optional<bool> meets(const Condition& condition, std::size_t place, std::int32_t ordinal) const {
    if (condition.kind == ConditionKind::kAll) {
      bool unknown = false;
      for (const Condition& part : condition.parts) {
        const auto one = meets(part, place, ordinal);
        if (one && !*one) return false;
        unknown = unknown || !one;
      }
      return unknown ? std::nullopt : std::optional(true);
    }
    HT_ASSERT(condition.kind == ConditionKind::kWithin);
    const auto value = cell(condition.measure, place, ordinal);
    if (!value) return std::nullopt;
    const bool is_level = condition.measure.transform == app::Transform::kLevel;
    const double number = static_cast<double>(*value) / std::pow(10.0, is_level ? decimals(condition.measure) : 4);
    constexpr double kSame = 1e-9;  // numbers nearer than this are one number
    return (condition.low_open ? number > condition.low + kSame : number >= condition.low - kSame) &&
           (condition.high_open ? number < condition.high - kSame : number <= condition.high + kSame);
  }

 private:
  int decimals(const Measure& measure) const { return world_.block(*measure.metric)->decimals(); }

  std::optional<model::WideCell> level(const model::MetricInfo& metric, std::size_t place, std::int32_t ordinal) const {
    const series::Block& block = *world_.block(metric);
    auto& rows = rows_[&metric];
    if (rows.empty())
      for (const model::RegionId& region : axis_->regions) rows.push_back(block.find_row(region));
    const auto column = block.find_column(ordinal);
    if (!rows[place] || !column) return std::nullopt;
    const model::WideCell value = block.row(*rows[place])[*column];
    return value == model::kWideGap ? std::nullopt : std::optional(value);
  }

  const app::World& world_;
  std::shared_ptr<const Axis> axis_;
  mutable std::map<const model::MetricInfo*, std::vector<std::optional<std::uint32_t>>> rows_;
};

}  // namespace housing::analyses::testing
