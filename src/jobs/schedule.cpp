#include "jobs/schedule.hpp"

#include "records/outbox.hpp"

namespace housing::jobs {
namespace {

using ports::Access;
using ports::Sql;

constexpr std::chrono::seconds kDatabaseTime{10};
constexpr std::int64_t kRelayPage = 100;

base::Status post(Sql& sql, const JobContext& context, std::string_view queue, const std::string& slot) {
  const std::string key = std::string(queue) + ":" + slot;
  return records::post_job(sql, {.id = key, .queue = std::string(queue), .key = key, .body = "{}", .trace = {}},
                           context.accounts.clock.now());
}

// Whether this call took the slot: the mark stood lower, and stands there now.
base::Result<bool> take_slot(Sql& sql, const JobContext& context, const std::string& mark, const std::string& slot,
                             bool only_forward) {
  HT_TRY(const std::string before, records::mark(sql, mark));
  if (before == slot) return false;
  if (only_forward && !before.empty() && std::stoll(before) >= std::stoll(slot)) return false;
  return records::move_mark(sql, mark, before, slot, context.accounts.clock.now());
}

}  // namespace

const std::vector<ScheduleEntry>& schedule() {
  using std::chrono::minutes;
  static const std::vector<ScheduleEntry> entries = {
      {"digest", minutes(10), "digests of people whose morning it is"},
      {"tidy", minutes(60), "accounts to delete, sessions and links that ended"},
  };
  return entries;
}

base::Result<std::size_t> post_due(JobContext& context) {
  HT_CHECK_OK(context.worlds.refresh());
  const std::string version = context.worlds.get()->version();
  const accounts::Context& accounts = context.accounts;
  std::size_t posted = 0;
  const base::Status done = accounts.database.transact(
      Access::kWrite, accounts.clock.monotonic() + kDatabaseTime, [&](Sql& sql) -> base::Status {
        posted = 0;
        if (!version.empty()) {
          HT_TRY(const bool is_new, take_slot(sql, context, "publication", version, false));
          if (is_new) {
            HT_CHECK_OK(post(sql, context, "alerts", version));
            HT_CHECK_OK(post(sql, context, "project", version));
            posted += 2;
          }
        }
        const auto minutes = std::chrono::floor<std::chrono::minutes>(accounts.clock.now()).time_since_epoch();
        for (const ScheduleEntry& entry : schedule()) {
          const std::string slot = std::to_string(minutes / entry.every);
          HT_TRY(const bool due, take_slot(sql, context, "schedule:" + std::string(entry.queue), slot, true));
          if (!due) continue;
          HT_CHECK_OK(post(sql, context, entry.queue, slot));
          ++posted;
        }
        return {};
      });
  HT_CHECK_OK(done);
  return posted;
}

base::Result<std::size_t> relay_outbox(JobContext& context, std::string_view only) {
  const accounts::Context& accounts = context.accounts;
  std::size_t relayed = 0;
  while (true) {
    std::vector<records::OutboxJob> waiting;
    const base::Status found =
        accounts.database.transact(Access::kRead, context.until(kDatabaseTime), [&](Sql& sql) -> base::Status {
          HT_TRY(waiting, records::waiting_jobs(sql, kRelayPage, only));
          return {};
        });
    HT_CHECK_OK(found);
    if (waiting.empty()) return relayed;
    for (const records::OutboxJob& job : waiting) {
      const ports::OutgoingMessage message{.key = job.key, .body = job.body, .trace = job.trace};
      HT_CHECK_OK(context.queue.send(job.queue, {&message, 1}));
    }
    const base::Status forgotten =
        accounts.database.transact(Access::kWrite, context.until(kDatabaseTime), [&](Sql& sql) -> base::Status {
          for (const records::OutboxJob& job : waiting) HT_CHECK_OK(records::forget_job(sql, job.id));
          return {};
        });
    HT_CHECK_OK(forgotten);
    relayed += waiting.size();
  }
}

}  // namespace housing::jobs
