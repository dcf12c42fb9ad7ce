#include "jobs/people_functions.hpp"

#include "jobs/data_jobs.hpp"
#include "jobs/schedule.hpp"

namespace housing::jobs {
namespace {

constexpr std::string_view kMailQueue = "mail";

Job job_of(const Arrived& arrived, std::string_view queue) {
  return {.queue = std::string(queue), .key = arrived.key, .body = arrived.body, .attempts = arrived.attempts};
}

base::Result<JobVerdict> hand_on_mails(JobContext& context) {
  HT_TRY([[maybe_unused]] const std::size_t handed_on, relay_outbox(context, kMailQueue));
  return JobVerdict::kDone;
}

}  // namespace

base::Result<JobVerdict> alerts_function(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                         JobContext& context) {
  if (arrived.kind == ArrivedKind::kCarrier) return JobVerdict::kNever;
  if (arrived.kind == ArrivedKind::kEvent && arrived.type != kPublicationFinished) return JobVerdict::kNever;
  context.deadline = deadline;
  const Job job = job_of(arrived, "alerts");
  HT_TRY([[maybe_unused]] const JobVerdict evaluated, evaluate_alerts(job, context));
  HT_TRY([[maybe_unused]] const JobVerdict told, hand_on_mails(context));
  return project_metrics(job, context);
}

base::Result<JobVerdict> mail_function(const Arrived& arrived, std::chrono::nanoseconds deadline, JobContext& context) {
  context.deadline = deadline;
  if (arrived.kind == ArrivedKind::kCarrier) return take_carrier_event(arrived, context);
  if (arrived.kind != ArrivedKind::kJob || arrived.body.text("mail").empty()) return JobVerdict::kNever;
  return send_mail(job_of(arrived, kMailQueue), context);
}

base::Result<JobVerdict> export_function(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                         JobContext& context) {
  if (arrived.kind != ArrivedKind::kJob || arrived.body.text("export").empty()) return JobVerdict::kNever;
  context.deadline = deadline;
  HT_TRY(const JobVerdict verdict, write_export(job_of(arrived, "export"), context));
  if (verdict != JobVerdict::kDone) return verdict;
  return hand_on_mails(context);
}

base::Result<JobVerdict> digest_function(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                         JobContext& context) {
  if (arrived.kind != ArrivedKind::kJob) return JobVerdict::kNever;
  context.deadline = deadline;
  HT_TRY([[maybe_unused]] const JobVerdict written, write_digests(job_of(arrived, "digest"), context));
  HT_TRY([[maybe_unused]] const JobVerdict told, hand_on_mails(context));
  HT_TRY([[maybe_unused]] const auto live, tidy_rows(context));
  return JobVerdict::kDone;
}

}  // namespace housing::jobs
