// Rows of what is to happen after a transaction: jobs to hand to the queue, mails to send; and the diary of who did
// what. A row written here is as certain as the transaction it is part of; src/jobs carries it on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::records {

struct OutboxJob {
  std::string id;     // sorts by time
  std::string queue;  // "mail", "alerts" …
  std::string key;
  std::string body;  // JSON
  std::string trace;
};

base::Status post_job(ports::Sql& sql, const OutboxJob& job, base::WallTime now);
// The oldest, up to `most`, of one queue or of all ("").
base::Result<std::vector<OutboxJob>> waiting_jobs(ports::Sql& sql, std::int64_t most, std::string_view queue = {});
base::Status forget_job(ports::Sql& sql, std::string_view id);

struct MailRow {
  std::string key;
  std::string user_id;
  std::string address;
  std::string kind;  // account | alert | digest | export
  std::string subject;
  std::string text;
  std::string html;
  std::string unsubscribe;
  std::string state = "waiting";
  std::string reason;
};

// The mail and the job that sends it. A key that is there already: nothing happens.
base::Status post_mail(ports::Sql& sql, const MailRow& mail, base::WallTime now);
base::Result<std::optional<MailRow>> find_mail(ports::Sql& sql, std::string_view key);
// Makes the mail this caller's to send, unless it is somebody else's (who has until `lease` is over) or done. Gives
// whether it did.
base::Result<bool> claim_mail(ports::Sql& sql, std::string_view key, base::WallTime now,
                              std::chrono::milliseconds lease);
// It was not sent: whoever comes next may.
base::Status give_back_mail(ports::Sql& sql, std::string_view key);
// How it ended. Its words go: they hold links that let people in.
base::Status set_mail_state(ports::Sql& sql, std::string_view key, std::string_view state, std::string_view carrier_id,
                            std::string_view reason, std::optional<base::WallTime> sent);
// What became of a mail that a carrier took, by the name the carrier gave it. Nothing happens where nobody knows it.
base::Status set_carried_state(ports::Sql& sql, std::string_view carrier_id, std::string_view state,
                               std::string_view reason);

base::Result<bool> is_suppressed(ports::Sql& sql, std::string_view address);
base::Status suppress(ports::Sql& sql, std::string_view address, std::string_view reason, base::WallTime now);
base::Status unsuppress(ports::Sql& sql, std::string_view address);

struct AuditEntry {
  std::string id;
  base::WallTime at{};
  std::string user_id;
  std::string actor;
  std::string action;
  std::string address;
  std::string detail;
};

base::Status insert_audit(ports::Sql& sql, const AuditEntry& entry);
// Newest first; `user_id` "" for everybody's.
base::Result<std::vector<AuditEntry>> list_audit(ports::Sql& sql, std::string_view user_id, std::int64_t most);

// A named value of the program itself. Sets it if it still is `expected` ("" = was not there); gives whether it did.
base::Result<std::string> mark(ports::Sql& sql, std::string_view name);
base::Result<bool> move_mark(ports::Sql& sql, std::string_view name, std::string_view expected, std::string_view value,
                             base::WallTime now);

}  // namespace housing::records
