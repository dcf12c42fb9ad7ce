// Anomalies: months of one place that do not fit its own trend and season, and whether the publisher or the market
// moved.
//
// The series is taken apart by STL (stats/season.hpp); a month is listed when the robust z-score of its remainder is
// beyond stats::kOutlierZ. Where releases of one dataset say different things of a period, what moved may be the
// publisher's arithmetic: such a month is never called unusual. It is *restated*, and it is also listed when the
// revision alone is as large as an anomaly. Gaps: periods without a value are never listed. Errors: QuestionError; kIo
// and kCorrupt of releases. Limits: kMaxAnomalies, the largest first to stay. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyses/own_series.hpp"
#include "ports/object_store.hpp"

namespace housing::analyses {

inline constexpr std::size_t kMaxAnomalies = 200;

struct AnomalyQuestion {
  std::string region;
  std::string metric;
  std::string from;  // only those of this time; the whole series is looked at all the same
  std::string to;
};

enum class AnomalyClass : std::uint8_t { kUnusual, kRestated };
std::string_view to_string(AnomalyClass kind);  // "unusual", "restated"

struct Anomaly {
  std::size_t at = 0;  // in the line
  AnomalyClass kind = AnomalyClass::kUnusual;
  double value = 0;
  double expected = 0;  // trend and season
  double z = 0;
  std::optional<double> first_said;  // of a restated one: the oldest release's value
};

struct AnomalyAnswer {
  OwnSeries series;
  double threshold = 0;
  double spread = 0;           // 1.4826 MAD of the remainders: a share in logarithms, else in the metric's unit
  std::size_t of = 0;          // values looked at
  std::size_t revised = 0;     // periods that releases disagree on
  std::vector<Anomaly> found;  // in order of time
  std::vector<std::string> notes;
};

app::Answered<AnomalyAnswer> answer_anomalies(const app::World& world, ports::ObjectStore& store,
                                              const AnomalyQuestion& question);

}  // namespace housing::analyses
