// TrackRecord: a series' forecasts at every origin of its past and now, with bands, and how they did.
//
// Scores are means over every pair of an origin and a horizon whose outcome is in the series; errors are divided by the
// scale of the origin's own past (MASE), so that nothing later enters. Coverage and MSIS are over the origins that had
// a band. `owa` compares with Naive2 on the same origins.
//
// A band is withheld, with the reason, where fewer than kMinScored bands of the past could be judged or where their
// coverage was further from the level than a quarter of what the level leaves outside (at least 3, at most 7.5 points).
// Gaps: the values have none. Units: values and bands as given; sMAPE in percent; coverage as a share.
// Ownership: copies the values. Thread-safety: immutable when made.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "forecast/conformal.hpp"
#include "forecast/rolling.hpp"

namespace housing::forecast {

inline constexpr std::size_t kMinScored = 24;
inline constexpr std::size_t kMinYears = 4;           // of data for the first forecast
inline constexpr std::size_t kMinYearlyValues = 12;   // where a value is a year
inline constexpr std::size_t kMaxObservations = 600;  // older ones are left out
inline constexpr std::size_t kMaxLevels = 5;

struct TrackPlan {
  std::size_t period = 12;  // 1 without a season within the year
  std::size_t horizon = 12;
  std::vector<double> levels{0.5, 0.8, 0.95};  // ascending, in (0, 1), at most kMaxLevels
  MethodSet methods{Method::kEnsemble};        // Naive2 is added
  std::size_t refit_every = 0;                 // 0: once a season
};

// How many values a forecast needs.
std::size_t least_observations(std::size_t period);
// How far from `level` the measured coverage may be.
double coverage_tolerance(double level);

struct Band {
  double lower = 0;
  double upper = 0;
};

struct HorizonScore {
  std::size_t origins = 0;  // with an outcome
  double smape = 0;
  double mase = 0;
  std::size_t banded = 0;        // of these, with a band
  std::vector<double> coverage;  // by level; NaN without bands
};

struct LevelScore {
  double coverage = 0;  // over all horizons
  double acd = 0;
  double msis = 0;
  std::size_t bands = 0;
};

struct Scores {
  double smape = 0;
  double mase = 0;
  double owa = 0;
  std::vector<HorizonScore> by_horizon;
  std::vector<LevelScore> by_level;
};

class TrackRecord {
 public:
  // Shapes: at least least_observations(plan.period) values.
  TrackRecord(std::span<const double> values, const TrackPlan& plan);

  const TrackPlan& plan() const { return plan_; }
  MethodSet methods() const { return forecasts_.methods(); }
  std::span<const double> values() const { return values_; }
  const RollingForecasts& forecasts() const { return forecasts_; }
  // Origins of the past: those with at least one outcome.
  std::size_t past_origins() const { return forecasts_.origins() - 1; }

  // As made at that origin; none where there were too few scores. `level` is an index into plan().levels.
  std::optional<Band> band(Method method, std::size_t origin, std::size_t level, std::size_t h) const;
  // Mean absolute change over a season before the origin; NaN where nothing changed.
  double scale(std::size_t origin) const { return scales_[origin - forecasts_.first()]; }
  const Scores& scores(Method method) const { return scores_[static_cast<std::size_t>(method)]; }
  // Why the band of the last origin is not to be shown; nullopt when it is.
  std::optional<std::string> withheld(Method method, std::size_t level, std::size_t h) const;

 private:
  Scores score(Method method) const;

  TrackPlan plan_;
  std::vector<double> values_;
  bool never_negative_;
  RollingForecasts forecasts_;
  std::vector<double> scales_;  // of MASE, by origin
  std::vector<std::optional<HalfWidths>> widths_;
  std::vector<Scores> scores_;
};

}  // namespace housing::forecast
