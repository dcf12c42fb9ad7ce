// What follows a publication: alerts are evaluated, the SQL projection is brought up to date. Both look at the newest
// publication, whichever one asked for them, so one run makes up for many; running twice changes nothing.
#include "alerts/publication.hpp"
#include "app/project.hpp"
#include "jobs/job.hpp"

namespace housing::jobs {
namespace {

constexpr std::chrono::minutes kProjectionTime{55};

}  // namespace

base::Result<JobVerdict> evaluate_alerts(const Job&, JobContext& context) {
  HT_CHECK_OK(context.worlds.refresh());
  const auto world = context.worlds.get();
  HT_TRY(const auto report, alerts::evaluate_publication(context.accounts, world));
  context.accounts.log.info("alerts evaluated", {{"publication", world->version()},
                                                 {"alerts", static_cast<std::int64_t>(report.alerts)},
                                                 {"places", static_cast<std::int64_t>(report.places)},
                                                 {"fired", static_cast<std::int64_t>(report.fired)},
                                                 {"mails", static_cast<std::int64_t>(report.mails)}});
  return JobVerdict::kDone;
}

base::Result<JobVerdict> project_metrics(const Job&, JobContext& context) {
  if (context.projection == nullptr) return JobVerdict::kDone;
  HT_CHECK_OK(context.worlds.refresh());
  HT_TRY(const auto report, app::project(*context.worlds.get(), *context.projection, context.until(kProjectionTime)));
  context.accounts.log.info("projection brought up to date", {{"metrics", static_cast<std::int64_t>(report.copied)},
                                                              {"rows", static_cast<std::int64_t>(report.rows)}});
  return JobVerdict::kDone;
}

}  // namespace housing::jobs
