// Series query: one or several regions and metrics over a window of time, transformed, each with where it came from.
// The answer behind `GET /api/v1/series` and `housing query`.
//
// Gaps: std::nullopt never stands for zero; a gap is kGapValue. Periods of the window that the source does not cover
// are not listed; those it covers and leaves empty are listed as gaps. Errors: kNotFound for an unknown region,
// kInvalidInput naming the parameter otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/question_error.hpp"
#include "app/transform_rules.hpp"
#include "app/world.hpp"
#include "model/date.hpp"

namespace housing::app {

inline constexpr std::size_t kMaxSeriesRegions = 50;
inline constexpr std::size_t kMaxSeriesMetrics = 20;
inline constexpr std::int64_t kMaxLast = 10'000;
inline constexpr int kTransformedDecimals = 4;  // of changes in percent and of indices
inline constexpr std::int64_t kGapValue = model::kWideGap;

// As asked, still text: everything about it is checked in one place.
struct SeriesQuestion {
  std::vector<std::string> regions;
  std::vector<std::string> metrics;
  std::string from;
  std::string to;
  std::string last;
  std::string transform = "level";
};

struct SeriesPart {  // from `first` on, values come from this release
  std::size_t first = 0;
  const series::ShardEntry* shard = nullptr;
};

struct Series {
  model::RegionId region;
  const model::MetricInfo* metric = nullptr;
  Transform transform = Transform::kLevel;
  model::Unit unit = model::Unit::kUsd;
  int decimals = 0;
  std::vector<std::int32_t> ordinals;
  std::vector<std::int64_t> values;  // units of 10^-decimals, or kGapValue
  std::vector<SeriesPart> parts;     // in order of time; empty without data

  // The newest release that any listed value comes from; nullptr without data.
  const series::ShardEntry* newest() const;
};

struct SeriesAnswer {
  std::vector<Series> series;  // by region, then metric, as asked; pairs without data are left out
  std::vector<std::string> notes;
};

Answered<SeriesAnswer> answer_series(const World& world, const SeriesQuestion& question);

}  // namespace housing::app
