// The program's own metrics by name, as contract/telemetry.json has them: dashboards and alarms are made from that
// file, and a test holds this table and that file together. What a web server or a database counts of itself is not
// here.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace housing::telemetry {

inline constexpr std::string_view kNamespace = "HousingTrends";
inline constexpr std::string_view kEnvironmentDimension = "Environment";

// In the contract's order.
enum class Metric : std::uint8_t {
  kRequests,
  kRequestDuration,
  kRequestsInFlight,
  kRequestsShed,
  kAnswerCacheHits,
  kAnswerCacheMisses,
  kDataAge,
  kImportRowsKept,
  kImportRowsRefused,
  kJobsDone,
  kJobsFailed,
  kJobDuration,
  kMailsSent,
  kMailsSuppressed,
  kSignInFailures,
  kDependencyErrors,
  kBackupAge,
};

enum class MetricKind : std::uint8_t {
  kCounter,       // grows by what happens
  kGauge,         // is what it is now
  kDistribution,  // of times
};

struct MetricInfo {
  Metric metric;
  std::string_view name;
  std::string_view unit;   // as CloudWatch writes it
  std::string_view label;  // what it is counted by; empty: nothing
  MetricKind kind;
  std::string_view means;
};

const MetricInfo& info_of(Metric metric);
std::span<const MetricInfo> all_metrics();

}  // namespace housing::telemetry
