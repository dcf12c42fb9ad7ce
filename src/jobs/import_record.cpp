#include "jobs/import_record.hpp"

#include <algorithm>

namespace housing::jobs {
namespace {

using ports::Access;
using ports::Sql;

constexpr std::chrono::seconds kDatabaseTime{10};
constexpr std::size_t kMaxSaidBytes = 500;
constexpr std::string_view kBegun = "Begun.";
constexpr std::string_view kBegunAgain = "Begun again: the process that ran it before ended without a word.";

// The steady clock, not the surroundings': a thread's rhythm, of no meaning to anybody else.
std::chrono::nanoseconds real_time() { return std::chrono::steady_clock::now().time_since_epoch(); }

std::string file_name(const std::string& address) { return address.substr(address.find_last_of('/') + 1); }

std::string shortened(std::string text) {
  if (text.size() <= kMaxSaidBytes) return text;
  std::size_t end = kMaxSaidBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // no half letter
  return text.substr(0, end) + " …";
}

std::string words_of(const ImportStep& step) {
  return (step.reading ? "Reading file " : "Asking for file ") + std::to_string(step.number) + " of " +
         std::to_string(step.count) + ": " + file_name(step.file);
}

records::ImportCounts counts_of(const ImportStep& step) {
  records::ImportCounts counts;
  counts.files_total = static_cast<std::int64_t>(step.count);
  counts.files_fetched = static_cast<std::int64_t>(step.reading ? step.count : step.number - 1);
  counts.files_done = static_cast<std::int64_t>(step.done);
  counts.rows_kept = static_cast<std::int64_t>(step.kept);
  counts.rows_refused = static_cast<std::int64_t>(step.refused);
  return counts;
}

struct Rows {
  std::uint64_t kept = 0;
  std::uint64_t refused = 0;
};
Rows new_rows(const app::ImportSummary& summary) {
  Rows rows;
  for (const app::ImportedFile& file : summary.files) {
    if (file.unchanged) continue;
    rows.kept += file.kept;
    rows.refused += file.refused;
  }
  return rows;
}

}  // namespace

base::Result<ImportBegin> begin_import(const RecordSurroundings& around, const std::string& id, bool again,
                                       bool alone) {
  const base::WallTime now = around.clock.now();
  const auto lives = [&](const records::ImportRun& run) {
    return run.state == "running" && run.beat && *run.beat > now - kBeatLost;
  };
  ImportBegin begin;
  const base::Status done =
      around.database.transact(Access::kWrite, around.clock.monotonic() + kDatabaseTime, [&](Sql& sql) -> base::Status {
        begin = {};
        HT_CHECK_OK(records::lock_import_runs(sql));
        HT_TRY(const auto run, records::find_import_run(sql, id));
        if (!run || run->state == "done" || run->state == "refused") return {};
        if (!again && lives(*run)) {
          begin.turn = ImportTurn::kHeld;
          return {};
        }
        HT_TRY(const auto open, records::open_import_runs(sql));
        const auto other = [&](const records::ImportRun& one) { return one.id != id && lives(one); };
        if (alone && std::ranges::any_of(open, other)) {
          begin.turn = ImportTurn::kWait;
          return {};
        }
        begin = {.turn = ImportTurn::kOurs, .attempt = run->attempts + 1};
        return records::begin_import_run(sql, id, begin.attempt, run->state == "running" ? kBegunAgain : kBegun, now);
      });
  HT_CHECK_OK(done);
  return begin;
}

ImportRecord::ImportRecord(RecordSurroundings around, std::string id, std::int64_t attempt)
    : around_(std::move(around)), id_(std::move(id)), attempt_(attempt), beaten_(real_time()) {
  ticker_.emplace(kNoteEvery, [this] { beat(); });
}

void ImportRecord::step(const ImportStep& step) {
  const std::lock_guard lock(mutex_);
  counts_ = counts_of(step);
  said_ = words_of(step);
  changed_ = true;
}

void ImportRecord::beat() {
  const bool due = real_time() - beaten_ >= kBeatEvery;
  records::ImportCounts counts;
  std::string said;
  {
    const std::lock_guard lock(mutex_);
    // Before the first step there is nothing to say but what was said at its beginning.
    if (said_.empty() || (!changed_ && !due)) {
      if (due && around_.keep && around_.keep()) beaten_ = real_time();
      return;
    }
    counts = counts_;
    said = said_;
    changed_ = false;
  }
  const base::Status noted = around_.database.transact(
      Access::kWrite, around_.clock.monotonic() + kDatabaseTime, [&](Sql& sql) -> base::Status {
        HT_TRY([[maybe_unused]] const bool ours,
               records::note_import_run(sql, id_, attempt_, counts, shortened(said), around_.clock.now()));
        return {};
      });
  if (!noted) around_.log.warn("how far an import is could not be noted", {{"reason", noted.error().message}});
  if (!due) return;
  beaten_ = real_time();
  if (!around_.keep) return;
  if (const auto kept = around_.keep(); !kept)
    around_.log.warn("the message of an import could not be kept", {{"reason", kept.error().message}});
}

base::Status ImportRecord::write_end(std::string_view state, const records::ImportCounts& counts,
                                     const std::string& said) {
  return around_.database.transact(
      Access::kWrite, around_.clock.monotonic() + kDatabaseTime, [&](Sql& sql) -> base::Status {
        HT_TRY([[maybe_unused]] const bool ours,
               records::end_import_run(sql, id_, attempt_, state, counts, shortened(said), around_.clock.now()));
        return {};
      });
}

base::Status ImportRecord::end(const std::string& source, const base::Result<app::ImportSummary>& outcome, bool last) {
  ticker_.reset();  // from here on this thread alone writes
  const auto unfinished = [&](const base::Error& error) -> base::Status {
    HT_CHECK_OK(
        write_end(last ? "failed" : "queued", counts_, error.message + (last ? "" : "; it is tried again by itself")));
    return std::unexpected(error);
  };
  if (!outcome && outcome.error().code == base::ErrorCode::kInvalidInput) return refuse(outcome.error().message);
  if (!outcome) return unfinished(outcome.error());
  const Rows rows = new_rows(*outcome);
  counts_.files_done = static_cast<std::int64_t>(outcome->files.size());
  counts_.files_total = std::max(counts_.files_done, counts_.files_total);
  counts_.rows_kept = static_cast<std::int64_t>(rows.kept);
  counts_.rows_refused = static_cast<std::int64_t>(rows.refused);
  if (const auto good = judge_import(source, *outcome); !good) return unfinished(good.error());
  return write_end("done", counts_, words_of(*outcome));
}

base::Status ImportRecord::refuse(const std::string& reason) {
  ticker_.reset();
  return write_end("refused", counts_, reason);
}

base::Status judge_import(const std::string& source, const app::ImportSummary& summary) {
  if (summary.not_begun > 0)
    return base::fail(base::ErrorCode::kUnavailable, "import of " + source + ": " + std::to_string(summary.not_begun) +
                                                         " files are left for the next try: time was over");
  if (summary.files.empty() && !summary.unrecognised.empty())
    return base::fail(base::ErrorCode::kUnavailable,
                      "import of " + source + ": no file could be had; the first: " + summary.unrecognised[0].path +
                          ": " + summary.unrecognised[0].reason);
  return {};
}

std::string words_of(const app::ImportSummary& summary) {
  if (summary.files.empty()) return "There was nothing to import.";
  const auto fresh = std::ranges::count(summary.files, false, &app::ImportedFile::unchanged);
  const Rows rows = new_rows(summary);
  std::string text = std::to_string(summary.files.size()) + " files read, " + std::to_string(fresh) +
                     " of them new; rows kept: " + std::to_string(rows.kept) +
                     ", refused: " + std::to_string(rows.refused) + ".";
  if (!summary.unrecognised.empty())
    text += " Not imported: " + std::to_string(summary.unrecognised.size()) +
            ", the first: " + summary.unrecognised[0].path + ": " + summary.unrecognised[0].reason;
  return text;
}

}  // namespace housing::jobs
