#include "accounts/checks.hpp"
#include "jobs/people_functions.hpp"
#include "mail/carrier_event.hpp"
#include "records/outbox.hpp"

namespace housing::jobs {
namespace {

constexpr std::chrono::seconds kDatabaseTime{10};

using Kind = mail::CarrierEvent::Kind;

std::string_view state_after(Kind kind) {
  if (kind == Kind::kBounce) return "bounced";
  return kind == Kind::kComplaint ? "complained" : "refused";
}

}  // namespace

base::Result<JobVerdict> take_carrier_event(const Arrived& arrived, JobContext& context) {
  const auto event = mail::carrier_event(arrived.body);
  if (!event) return JobVerdict::kNever;
  const accounts::Context& accounts = context.accounts;
  // Up to the carrier's own words, which may hold the address.
  accounts.log.info("the carrier tells of a mail",
                    {{"carrier_id", event->carrier_id},
                     {"what", std::string_view(event->reason).substr(0, event->reason.find(':'))},
                     {"suppressed", event->suppress}});
  const bool is_over = event->suppress || event->kind == Kind::kReject;
  if (!is_over) return JobVerdict::kDone;
  const base::Status kept = accounts.database.transact(
      ports::Access::kWrite, context.until(kDatabaseTime), [&](ports::Sql& sql) -> base::Status {
        if (event->suppress)
          for (const std::string& address : event->addresses)
            HT_CHECK_OK(records::suppress(sql, accounts::canonical_email(address),
                                          event->kind == Kind::kBounce ? "bounce" : "complaint", accounts.clock.now()));
        return records::set_carried_state(sql, event->carrier_id, state_after(event->kind), event->reason);
      });
  HT_CHECK_OK(kept);
  return JobVerdict::kDone;
}

}  // namespace housing::jobs
