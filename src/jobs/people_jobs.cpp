// What is due for people by the clock: digests, and forgetting what is to be forgotten. Both look at what is due now,
// so a run that was missed is made up for by the next and one too many finds nothing to do.
#include "accounts/profile.hpp"
#include "alerts/digest.hpp"
#include "jobs/job.hpp"

namespace housing::jobs {

base::Result<JobVerdict> write_digests(const Job&, JobContext& context) {
  HT_TRY(const std::size_t mails, alerts::write_digests(context.accounts));
  if (mails > 0) context.accounts.log.info("digests written", {{"mails", static_cast<std::int64_t>(mails)}});
  return JobVerdict::kDone;
}

base::Result<JobVerdict> tidy_up(const Job&, JobContext& context) {
  const auto deleted = accounts::delete_due(context.accounts);
  if (!deleted)
    return std::unexpected(deleted.error().cause.value_or(
        base::Error{base::ErrorCode::kUnavailable, "cannot delete what is due: " + deleted.error().detail}));
  if (*deleted > 0)
    context.accounts.log.info("accounts deleted as asked", {{"accounts", static_cast<std::int64_t>(*deleted)}});
  return JobVerdict::kDone;
}

}  // namespace housing::jobs
