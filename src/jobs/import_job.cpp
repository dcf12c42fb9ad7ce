// Does an import that an admin asked for, and publishes it. Its row says whether it is done: run twice it brings the
// same files in, which changes nothing, and a run that was killed is done again from its beginning.
#include "app/publish.hpp"
#include "jobs/import_record.hpp"
#include "jobs/job.hpp"

namespace housing::jobs {
namespace {

constexpr std::chrono::seconds kLookAgain{15};  // while another import runs

// Not a failure: the same work, later.
base::Result<JobVerdict> wait_for_turn(const Job& job, JobContext& context) {
  const ports::OutgoingMessage later{.key = job.key, .body = base::to_text(job.body), .trace = {}, .delay = kLookAgain};
  HT_CHECK_OK(context.queue.send(job.queue, {&later, 1}));
  return JobVerdict::kDone;
}

}  // namespace

base::Result<JobVerdict> import_source(const Job& job, JobContext& context) {
  const std::string id(job.body.text("import"));
  const std::string source(job.body.text("source"));
  const RecordSurroundings around{.database = context.accounts.database,
                                  .clock = context.accounts.clock,
                                  .log = context.accounts.log,
                                  .keep = context.keep};
  HT_TRY(const ImportBegin begin, begin_import(around, id, job.attempts > 1, true));
  if (begin.turn == ImportTurn::kWait) return wait_for_turn(job, context);
  if (begin.turn != ImportTurn::kOurs) return JobVerdict::kDone;
  ImportRecord record(around, id, begin.attempt);
  const bool last = job.attempts >= ports::kMaxReceives;
  if (!context.import) {
    HT_CHECK_OK(record.refuse("This process imports nothing."));
    return JobVerdict::kDone;
  }
  const auto present = app::current_manifest(context.objects);
  if (present && present->synthetic()) {
    HT_CHECK_OK(record.refuse("This installation shows demo data; real data needs a data folder of its own."));
    return JobVerdict::kDone;
  }
  auto outcome = present ? context.import(source, context.deadline, [&](const ImportStep& step) { record.step(step); })
                         : base::Result<app::ImportSummary>(std::unexpected(present.error()));
  if (!outcome) outcome = std::unexpected(outcome.error().at("import of " + source));
  HT_CHECK_OK(record.end(source, outcome, last));
  context.accounts.log.info("imported", {{"source", source}, {"import", id}});
  return JobVerdict::kDone;
}

}  // namespace housing::jobs
