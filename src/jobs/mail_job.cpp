// Sends a mail that a transaction decided on. Its row says whether that happened: "waiting" until somebody claims it,
// "sending" until a carrier took it.
// Killed between the carrier's yes and the row's "sent", the mail goes out again with the same Message-ID; into a
// folder that is the same file. A mail is never lost and never sent twice for any other reason.
#include "jobs/job.hpp"
#include "records/outbox.hpp"

namespace housing::jobs {
namespace {

constexpr std::chrono::seconds kDatabaseTime{10};
constexpr std::chrono::seconds kMailTime{60};
// Longer than a sending may take, shorter than a message is hidden: after it, whoever had the mail was killed.
constexpr std::chrono::seconds kMailLease{90};

base::Status set_state(JobContext& context, const std::string& key, std::string_view state, std::string_view carrier_id,
                       std::string_view reason) {
  const accounts::Context& accounts = context.accounts;
  return accounts.database.transact(ports::Access::kWrite, context.until(kDatabaseTime), [&](ports::Sql& sql) {
    const auto sent = state == "sent" ? std::optional(accounts.clock.now()) : std::nullopt;
    return records::set_mail_state(sql, key, state, carrier_id, reason, sent);
  });
}

base::Status give_back(JobContext& context, const std::string& key) {
  return context.accounts.database.transact(ports::Access::kWrite, context.until(kDatabaseTime),
                                            [&](ports::Sql& sql) { return records::give_back_mail(sql, key); });
}

}  // namespace

base::Result<JobVerdict> send_mail(const Job& job, JobContext& context) {
  const accounts::Context& accounts = context.accounts;
  std::optional<records::MailRow> row;
  bool suppressed = false;
  bool ours = false;
  const base::Status found = accounts.database.transact(
      ports::Access::kWrite, context.until(kDatabaseTime), [&](ports::Sql& sql) -> base::Status {
        HT_TRY(row, records::find_mail(sql, job.body.text("mail")));
        if (!row) return {};
        HT_TRY(suppressed, records::is_suppressed(sql, row->address));
        HT_TRY(ours, records::claim_mail(sql, row->key, accounts.clock.now(), kMailLease));
        return {};
      });
  HT_CHECK_OK(found);
  // Gone with its person, or done by the delivery before this one.
  if (!row || (row->state != "waiting" && row->state != "sending")) return JobVerdict::kDone;
  // A message that comes again although the claim is not over: whoever has the mail may have been killed, and this
  // message is the only one that will tell.
  if (!ours && job.attempts > 1)
    return base::fail(base::ErrorCode::kUnavailable, "it is being sent, or whoever began to was killed");
  // A second message for it, handed over twice: the first comes again if whoever has it was killed.
  if (!ours) return JobVerdict::kDone;
  if (suppressed) {
    if (context.mails_suppressed != nullptr) context.mails_suppressed->add();
    HT_CHECK_OK(set_state(context, row->key, "suppressed", "", "the address bounced, complained or was closed"));
    return JobVerdict::kDone;
  }
  const auto sent = context.mailer.send({.key = row->key,
                                         .from = accounts.settings.mail_from,
                                         .to = row->address,
                                         .subject = row->subject,
                                         .text = row->text,
                                         .html = row->html,
                                         .unsubscribe = row->unsubscribe},
                                        std::min(context.until(kMailTime), context.deadline - kDatabaseTime));
  if (sent) {
    HT_CHECK_OK(set_state(context, row->key, "sent", *sent, ""));
    return JobVerdict::kDone;
  }
  if (sent.error().code != base::ErrorCode::kInvalidInput) {
    HT_CHECK_OK(give_back(context, row->key));
    return std::unexpected(sent.error());
  }
  HT_CHECK_OK(set_state(context, row->key, "refused", "", sent.error().message));
  accounts.log.warn("a mail was refused for good", {{"kind", row->kind}, {"reason", sent.error().message}});
  return JobVerdict::kDone;
}

}  // namespace housing::jobs
