// What is due for people by the clock: digests, and forgetting what is to be forgotten. Both look at what is due now,
// so a run that was missed is made up for by the next and one too many finds nothing to do.
#include <algorithm>

#include "accounts/profile.hpp"
#include "alerts/digest.hpp"
#include "jobs/job.hpp"
#include "records/housekeeping.hpp"

namespace housing::jobs {
namespace {

constexpr std::chrono::seconds kDatabaseTime{30};

// Files of exports that ended or whose person is gone: all but the live ones.
base::Result<std::size_t> forget_files(ports::ObjectStore& objects, const std::vector<std::string>& live) {
  HT_TRY(const auto files, objects.list(kExportsFolder));
  std::size_t gone = 0;
  for (const ports::ObjectInfo& file : files) {
    const bool owed = std::ranges::any_of(live, [&](const std::string& id) { return file.key == export_key(id); });
    if (owed) continue;
    HT_CHECK_OK(objects.remove(file.key));
    ++gone;
  }
  return gone;
}

}  // namespace

base::Result<JobVerdict> write_digests(const Job&, JobContext& context) {
  HT_TRY(const std::size_t mails, alerts::write_digests(context.accounts));
  if (mails > 0) context.accounts.log.info("digests written", {{"mails", static_cast<std::int64_t>(mails)}});
  return JobVerdict::kDone;
}

base::Result<std::vector<std::string>> tidy_rows(JobContext& context) {
  const accounts::Context& accounts = context.accounts;
  const auto deleted = accounts::delete_due(accounts);
  if (!deleted)
    return std::unexpected(deleted.error().cause.value_or(
        base::Error{base::ErrorCode::kUnavailable, "cannot delete what is due: " + deleted.error().detail}));
  std::int64_t rows = 0;
  std::vector<std::string> live;
  const base::Status forgotten = accounts.database.transact(
      ports::Access::kWrite, context.until(kDatabaseTime), [&](ports::Sql& sql) -> base::Status {
        HT_TRY(rows, records::forget_old(sql, accounts.clock.now()));
        HT_TRY(live, records::live_exports(sql, accounts.clock.now()));
        return {};
      });
  HT_CHECK_OK(forgotten);
  accounts.log.info("tidied up", {{"accounts", static_cast<std::int64_t>(*deleted)}, {"rows", rows}});
  return live;
}

base::Result<JobVerdict> tidy_up(const Job&, JobContext& context) {
  HT_TRY(const auto live, tidy_rows(context));
  HT_TRY(const std::size_t files, forget_files(context.objects, live));
  if (files > 0)
    context.accounts.log.info("export files forgotten", {{"export_files", static_cast<std::int64_t>(files)}});
  return JobVerdict::kDone;
}

}  // namespace housing::jobs
