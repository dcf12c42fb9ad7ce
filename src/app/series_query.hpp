// Series query: one or several regions and metrics over a window of time, transformed, each with where it came from.
// The answer behind `GET /api/v1/series` and `housing query`.
//
// Order: the frequency is converted first, then the transform is made over the whole series, then the window is cut.
// A series that a transform cannot be made of (too short for a season) is left out, and a note says why.
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
#include "app/series_parameters.hpp"
#include "app/series_transform.hpp"
#include "app/world.hpp"
#include "model/date.hpp"
#include "model/recessions.hpp"

namespace housing::app {

inline constexpr std::size_t kMaxSeriesRegions = 50;
inline constexpr std::size_t kMaxSeriesMetrics = 20;
inline constexpr std::int64_t kMaxLast = 10'000;
inline constexpr std::size_t kMaxRankedValues = 200'000'000;  // looked at for one question
inline constexpr std::size_t kMaxDecomposed = 200;            // series for sa and trend
inline constexpr std::int64_t kGapValue = model::kWideGap;

// As asked, still text: everything about it is checked in one place.
struct SeriesQuestion {
  std::vector<std::string> regions = {};
  std::vector<std::string> metrics = {};
  std::string from = {};
  std::string to = {};
  std::string last = {};
  std::string transform = "level";
  std::string years = {};        // of cagr
  std::string base = {};         // of index and real: a period
  std::string deflator = {};     // of real: a metric
  std::string method = {};       // of trend: stl, hp
  std::string lambda = {};       // of trend by hp
  std::string frequency = {};    // month, quarter, year: converted to before the transform
  std::string aggregation = {};  // mean, sum, last
  std::string recessions = {};   // midpoint, trough, peak: tell the recessions of the window
};

struct SeriesPart {  // from `first` on, values come from this release
  std::size_t first = 0;
  const series::ShardEntry* shard = nullptr;
};

struct Series {
  model::RegionId region;
  const model::MetricInfo* metric = nullptr;
  model::Frequency frequency = model::Frequency::kMonth;  // the metric's own unless it was converted
  Transform transform = Transform::kLevel;
  model::Unit unit = model::Unit::kUsd;
  bool in_points = false;  // percentage points: a difference of percentages
  int decimals = 0;
  std::vector<std::int32_t> ordinals;
  std::vector<std::int64_t> values;  // units of 10^-decimals, or kGapValue
  std::vector<std::uint32_t> of;     // of rank, percentile, history: among how many, 0 at a gap; else empty
  std::vector<SeriesPart> parts;     // in order of time; empty without data
  std::string formula;               // how the values come from the published ones

  // The newest release that any listed value comes from; nullptr without data.
  const series::ShardEntry* newest() const;
  std::string_view unit_text() const { return in_points ? "points" : to_string(unit); }
};

struct SeriesAnswer {
  std::vector<Series> series;  // by region, then metric, as asked; pairs without data are left out
  std::vector<std::string> notes;
  std::optional<Deflator> deflator;                             // of real
  std::optional<std::vector<model::RecessionBand>> recessions;  // those that reach into the window, when asked for
};

Answered<SeriesAnswer> answer_series(const World& world, const SeriesQuestion& question);

}  // namespace housing::app
