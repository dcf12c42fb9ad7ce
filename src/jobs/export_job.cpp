// Writes an export to the object store and says so. The object's key is the export's id, and its row is "queued" until
// then: run twice it writes the same file, and tells once.
#include <cstdio>
#include <memory>

#include "accounts/exports.hpp"
#include "accounts/letters.hpp"
#include "app/bulk_export.hpp"
#include "jobs/job.hpp"
#include "ports/scratch_file.hpp"
#include "records/alerts.hpp"
#include "records/outbox.hpp"
#include "records/users.hpp"

namespace housing::jobs {
namespace {

constexpr std::chrono::seconds kDatabaseTime{10};
constexpr std::chrono::seconds kFinishTime{30};  // kept for storing the file and telling of it

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "; ") + line;
  return text;
}

// The file in the store; gives rows and size.
base::Status write_file(const app::World& world, const app::BulkRequest& request, JobContext& context,
                        records::Export& made) {
  HT_TRY(const auto scratch, ports::ScratchFile::make(context.objects, "export"));
  const File file(std::fopen(scratch.path().c_str(), "wb"), &std::fclose);
  if (!file) return base::fail_errno("cannot write " + scratch.path().string());
  std::int64_t bytes = 0;
  const auto sink = [&](std::string_view text) -> base::Status {
    bytes += static_cast<std::int64_t>(text.size());
    if (context.accounts.clock.monotonic() >= context.deadline - kFinishTime)
      return base::fail(base::ErrorCode::kUnavailable, "the time for this export was over before it was written");
    if (std::fwrite(text.data(), 1, text.size(), file.get()) == text.size()) return {};
    return base::fail_errno("cannot write " + scratch.path().string());
  };
  HT_TRY(const auto report, app::write_bulk_csv(world, request, context.exportable, sink));
  if (std::fflush(file.get()) != 0) return base::fail_errno("cannot write " + scratch.path().string());
  made.object_key = export_key(made.id);
  made.bytes = bytes;
  made.rows = report.rows;
  made.note = joined(report.left_out);
  return context.objects.put_file(made.object_key, scratch.path());
}

base::Status tell(ports::Sql& sql, JobContext& context, const records::Export& made) {
  const accounts::Context& accounts = context.accounts;
  const base::WallTime now = accounts.clock.now();
  accounts::Letter letter;
  letter.subject = made.state == "done" ? "Your export is ready" : "Your export could not be made";
  letter.paragraphs.push_back(made.state == "done" ? std::to_string(made.rows) + " rows. The link is good for a week."
                                                   : "The reason: " + made.note + ".");
  if (made.state == "done" && !made.note.empty()) letter.paragraphs.push_back("Left out: " + made.note + ".");
  if (made.state == "done") {
    letter.link = accounts.settings.public_url + "/api/v1/exports/" + made.id +
                  "/file?token=" + accounts::export_token(accounts, made);
    letter.link_words = "Download it";
  }
  HT_CHECK_OK(records::insert_notification(sql, {.id = crypto::random_id(accounts.random),
                                                 .user_id = made.user_id,
                                                 .key = "export:" + made.id,
                                                 .alert_id = {},
                                                 .kind = "export",
                                                 .title = letter.subject,
                                                 .body = letter.paragraphs.front(),
                                                 .link = "/exports",
                                                 .created = now,
                                                 .read = std::nullopt}));
  HT_TRY(const auto user, records::find_user(sql, made.user_id));
  if (!user) return {};
  return accounts::post_letter(
      sql, context.accounts,
      {.key = "export:" + made.id, .user_id = user->id, .address = user->email, .kind = "export", .ends = {}},
      std::move(letter));
}

}  // namespace

base::Result<JobVerdict> write_export(const Job& job, JobContext& context) {
  const accounts::Context& accounts = context.accounts;
  std::optional<records::Export> made;
  const base::Status found = accounts.database.transact(
      ports::Access::kRead, context.until(kDatabaseTime), [&](ports::Sql& sql) -> base::Status {
        HT_TRY(made, records::find_export(sql, job.body.text("export")));
        return {};
      });
  HT_CHECK_OK(found);
  if (!made || made->state != "queued") return JobVerdict::kDone;
  HT_CHECK_OK(context.worlds.refresh());
  HT_TRY(const app::BulkRequest request, app::bulk_request_of(made->request));
  const base::Status written = write_file(*context.worlds.get(), request, context, *made);
  // Too much, or asked wrongly: that will not change. Anything else is tried again.
  if (!written && written.error().code != base::ErrorCode::kLimitExceeded) return std::unexpected(written.error());
  made->state = written ? "done" : "failed";
  if (!written) made->note = written.error().message;
  made->done = accounts.clock.now();
  made->ends = *made->done + accounts::kExportLifetime;
  const base::Status kept = accounts.database.transact(ports::Access::kWrite, context.until(kDatabaseTime),
                                                       [&](ports::Sql& sql) -> base::Status {
                                                         HT_CHECK_OK(records::finish_export(sql, *made));
                                                         return tell(sql, context, *made);
                                                       });
  HT_CHECK_OK(kept);
  return JobVerdict::kDone;
}

}  // namespace housing::jobs
