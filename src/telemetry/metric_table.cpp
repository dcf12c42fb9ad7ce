#include "telemetry/metric_table.hpp"

#include <array>

namespace housing::telemetry {
namespace {

constexpr auto kCounter = MetricKind::kCounter;
constexpr auto kGauge = MetricKind::kGauge;
constexpr auto kDistribution = MetricKind::kDistribution;

constexpr std::array<MetricInfo, 17> kTable = {{
    {Metric::kRequests, "Requests", "Count", "StatusClass", kCounter, "answers sent by the API, by 2xx to 5xx"},
    {Metric::kRequestDuration, "RequestDuration", "Milliseconds", "RouteGroup", kDistribution,
     "from the request's last byte read to the answer's first byte written"},
    {Metric::kRequestsInFlight, "RequestsInFlight", "Count", "", kGauge, "requests being answered"},
    {Metric::kRequestsShed, "RequestsShed", "Count", "", kCounter, "requests refused because there was too much to do"},
    {Metric::kAnswerCacheHits, "AnswerCacheHits", "Count", "", kCounter, "answers sent from the rendered-answer cache"},
    {Metric::kAnswerCacheMisses, "AnswerCacheMisses", "Count", "", kCounter, "answers that had to be rendered"},
    {Metric::kDataAge, "DataAge", "Seconds", "Source", kGauge, "since the newest release of a source was published"},
    {Metric::kImportRowsKept, "ImportRowsKept", "Count", "Source", kCounter, "rows an import kept"},
    {Metric::kImportRowsRefused, "ImportRowsRefused", "Count", "Source", kCounter, "rows an import refused"},
    {Metric::kJobsDone, "JobsDone", "Count", "Job", kCounter, "jobs finished"},
    {Metric::kJobsFailed, "JobsFailed", "Count", "Job", kCounter,
     "jobs that failed and will be tried again or are dead"},
    {Metric::kJobDuration, "JobDuration", "Milliseconds", "Job", kDistribution, "time a job's handler took"},
    {Metric::kMailsSent, "MailsSent", "Count", "", kCounter, "mails the mail service accepted"},
    {Metric::kMailsSuppressed, "MailsSuppressed", "Count", "", kCounter,
     "mails not sent because the address bounced, complained or unsubscribed"},
    {Metric::kSignInFailures, "SignInFailures", "Count", "", kCounter, "refused sign-ins"},
    {Metric::kDependencyErrors, "DependencyErrors", "Count", "Dependency", kCounter,
     "failed calls to database, cache, objects, queue, mail"},
    {Metric::kBackupAge, "BackupAge", "Seconds", "Backup", kGauge, "since the newest usable backup, by kind"},
}};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < kTable.size(); ++i)
    if (static_cast<std::size_t>(kTable[i].metric) != i) return false;
  return true;
}
static_assert(is_in_order());

}  // namespace

const MetricInfo& info_of(Metric metric) { return kTable[static_cast<std::size_t>(metric)]; }

std::span<const MetricInfo> all_metrics() { return kTable; }

}  // namespace housing::telemetry
