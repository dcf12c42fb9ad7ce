#include "jobs/data_jobs.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "app/pending.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "jobs/import_record.hpp"

namespace housing::jobs {
namespace {

constexpr std::size_t kMaxSourceBytes = 100;  // as contract/messages/import.schema.json
constexpr std::size_t kMaxToldFailures = 20;

std::chrono::nanoseconds soon(const base::Clock& clock, std::chrono::nanoseconds deadline) {
  return std::min<std::chrono::nanoseconds>(deadline, clock.monotonic() + kEventTime);
}

std::uint64_t sum(const app::ImportSummary& summary, std::uint64_t app::ImportedFile::* of) {
  std::uint64_t all = 0;
  for (const app::ImportedFile& file : summary.files)
    if (!file.unchanged) all += file.*of;
  return all;
}

std::string sources_of(const app::ImportSummary& summary) {
  std::set<std::string> sources;
  for (const app::ImportedFile& file : summary.files)
    if (!file.unchanged) sources.insert(file.source);
  return base::join({sources.begin(), sources.end()}, ",");
}

void log_import(const ImportContext& context, const std::string& source, const app::ImportSummary& summary) {
  for (std::size_t i = 0; i < std::min(summary.unrecognised.size(), kMaxToldFailures); ++i)
    context.log.warn(
        "a file was not imported",
        {{"source", source}, {"file", summary.unrecognised[i].path}, {"reason", summary.unrecognised[i].reason}});
  context.log.info("imported", {{"source", source},
                                {"files", static_cast<std::int64_t>(summary.files.size())},
                                {"not_imported", static_cast<std::int64_t>(summary.unrecognised.size())},
                                {"not_begun", static_cast<std::int64_t>(summary.not_begun)},
                                {"kept", static_cast<std::int64_t>(sum(summary, &app::ImportedFile::kept))},
                                {"refused", static_cast<std::int64_t>(sum(summary, &app::ImportedFile::refused))},
                                {"pending", summary.pending}});
}

}  // namespace

base::Status tell_import(ports::Events& events, const app::ImportSummary& summary, std::chrono::nanoseconds deadline) {
  if (summary.pending.empty()) return {};
  const auto changed = std::ranges::count(summary.files, false, &app::ImportedFile::unchanged);
  ports::Event event{.type = std::string(kImportFinished), .detail = {}};
  base::JsonWriter(event.detail)
      .begin_object()
      .member("source", std::string_view(sources_of(summary)))
      .member("pending", std::string_view(summary.pending))
      .member("files", static_cast<std::int64_t>(changed))
      .member("kept", sum(summary, &app::ImportedFile::kept))
      .member("refused", sum(summary, &app::ImportedFile::refused))
      .end_object();
  return events.put(event, deadline);
}

namespace {

base::Result<JobVerdict> finish_import(const std::string& source, const base::Result<app::ImportSummary>& summary,
                                       std::chrono::nanoseconds deadline, const ImportContext& context) {
  if (!summary) return std::unexpected(summary.error().at("import of " + source));
  log_import(context, source, *summary);
  HT_CHECK_OK(tell_import(context.events, *summary, soon(context.clock, deadline)));
  HT_CHECK_OK(judge_import(source, *summary));
  return JobVerdict::kDone;
}

}  // namespace

base::Result<JobVerdict> import_data(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                     const ImportContext& context) {
  const std::string source(arrived.body.text("source"));
  if (arrived.kind != ArrivedKind::kJob || source.empty() || source.size() > kMaxSourceBytes) return JobVerdict::kNever;
  const std::string id(arrived.body.text("import"));
  std::optional<ImportRecord> record;
  if (!id.empty() && context.database != nullptr) {
    const RecordSurroundings around{
        .database = *context.database, .clock = context.clock, .log = context.log, .keep = {}};
    // Not alone: a function's imports have nothing in common but the store, which many may write to.
    HT_TRY(const ImportBegin begin, begin_import(around, id, arrived.attempts > 1, false));
    if (begin.turn != ImportTurn::kOurs) return JobVerdict::kDone;
    record.emplace(around, id, begin.attempt);
  }
  const auto summary = context.import(source, deadline - kImportEndTime, [&](const ImportStep& step) {
    if (record) record->step(step);
  });
  if (!record) return finish_import(source, summary, deadline, context);
  // Told first: what is only noted as done would be published by nobody.
  auto finished = finish_import(source, summary, deadline, context);
  const base::Status noted = record->end(source, finished ? summary : std::unexpected(finished.error()),
                                         arrived.attempts >= ports::kMaxReceives);
  if (finished && !noted) return std::unexpected(noted.error());
  return finished;
}

base::Result<JobVerdict> publish_data(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                      const PublishContext& context) {
  if (arrived.kind == ArrivedKind::kCarrier) return JobVerdict::kNever;
  if (arrived.kind == ArrivedKind::kEvent && arrived.type != kImportFinished) return JobVerdict::kNever;
  HT_TRY(const app::PendingReport report, app::publish_pending(context.objects, context.clock));
  for (const std::string& key : report.unreadable)
    context.log.error("what waits to be published cannot be read; look at it and remove it", {{"object", key}});
  if (report.keys.empty()) return JobVerdict::kDone;  // another delivery did it, and told of it before
  // Told before it is forgotten: killed in between, it is told again.
  ports::Event event{.type = std::string(kPublicationFinished), .detail = {}};
  base::JsonWriter(event.detail)
      .begin_object()
      .member("publication", std::string_view(report.publication))
      .end_object();
  HT_CHECK_OK(context.events.put(event, soon(context.clock, deadline)));
  HT_CHECK_OK(app::forget_pending(context.objects, report.keys));
  context.log.info("published", {{"publication", report.publication},
                                 {"imports", static_cast<std::int64_t>(report.keys.size())},
                                 {"files", static_cast<std::int64_t>(report.entries)}});
  return JobVerdict::kDone;
}

}  // namespace housing::jobs
