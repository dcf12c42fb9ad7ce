#include "stats/turning_points.hpp"

#include <algorithm>
#include <cmath>

namespace housing::stats {
namespace {

using Points = std::vector<TurningPoint>;

class Search {
 public:
  Search(std::span<const double> values, const TurningRules& rules) : values_(values), rules_(rules) {}

  Points run() {
    find_candidates();
    // Each step may undo the one before it; every round takes points away, so it ends.
    std::size_t before = points_.size() + 1;
    while (points_.size() < before) {
      before = points_.size();
      alternate();
      if (drop_at_the_ends() || drop_short_cycle() || drop_short_phase()) continue;
    }
    return std::move(points_);
  }

 private:
  // Whether the first is the better of two points of one kind.
  bool beats(const TurningPoint& a, const TurningPoint& b) const {
    return a.peak ? values_[a.at] >= values_[b.at] : values_[a.at] <= values_[b.at];
  }

  void find_candidates() {
    const std::size_t reach = rules_.reach;
    for (std::size_t i = reach; i + reach < values_.size(); ++i) {
      bool highest = true;
      bool lowest = true;
      for (std::size_t j = i - reach; j <= i + reach; ++j) {
        if (j == i) continue;
        highest = highest && (j < i ? values_[i] > values_[j] : values_[i] >= values_[j]);
        lowest = lowest && (j < i ? values_[i] < values_[j] : values_[i] <= values_[j]);
      }
      if (highest || lowest) points_.push_back({i, highest});
    }
  }

  void alternate() {
    Points kept;
    for (const TurningPoint& point : points_) {
      if (kept.empty() || kept.back().peak != point.peak)
        kept.push_back(point);
      else if (!beats(kept.back(), point))
        kept.back() = point;
    }
    points_ = std::move(kept);
  }

  bool drop_at_the_ends() {
    const std::size_t before = points_.size();
    const auto outdone = [this](const TurningPoint& point, std::size_t first, std::size_t end) {
      for (std::size_t i = first; i < end; ++i)
        if (point.peak ? values_[i] > values_[point.at] : values_[i] < values_[point.at]) return true;
      return false;
    };
    if (!points_.empty() && outdone(points_.front(), 0, points_.front().at)) points_.erase(points_.begin());
    if (!points_.empty() && outdone(points_.back(), points_.back().at + 1, values_.size())) points_.pop_back();
    return points_.size() < before;
  }

  bool drop_short_cycle() {
    for (std::size_t i = 0; i + 2 < points_.size(); ++i) {
      if (points_[i + 2].at - points_[i].at >= rules_.cycle) continue;
      const std::size_t loser = beats(points_[i], points_[i + 2]) ? i + 2 : i;
      points_.erase(points_.begin() + static_cast<std::ptrdiff_t>(loser));
      return true;
    }
    return false;
  }

  bool drop_short_phase() {
    for (std::size_t i = 0; i + 1 < points_.size(); ++i) {
      const bool goes_its_way = points_[i].peak == (values_[points_[i].at] > values_[points_[i + 1].at]) &&
                                values_[points_[i].at] != values_[points_[i + 1].at];
      if (goes_its_way && points_[i + 1].at - points_[i].at >= rules_.phase) continue;
      const auto first = points_.begin() + static_cast<std::ptrdiff_t>(i);
      points_.erase(first, first + 2);
      return true;
    }
    return false;
  }

  std::span<const double> values_;
  TurningRules rules_;
  Points points_;
};

}  // namespace

std::optional<TurningRules> turning_rules(int periods_per_year) {
  switch (periods_per_year) {
    case 12: return TurningRules{.reach = 5, .phase = 5, .cycle = 15};
    case 4: return TurningRules{.reach = 2, .phase = 2, .cycle = 5};
    default: return std::nullopt;
  }
}

std::vector<TurningPoint> turning_points(std::span<const double> values, const TurningRules& rules) {
  return Search(values, rules).run();
}

}  // namespace housing::stats
