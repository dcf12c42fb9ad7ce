#include "records/outbox.hpp"

#include "base/json_writer.hpp"
#include "base/trace_context.hpp"
#include "records/time.hpp"

namespace housing::records {
namespace {

using ports::Rows;
using ports::Sql;
using Text = std::string;

}  // namespace

base::Status post_job(Sql& sql, const OutboxJob& job, base::WallTime now) {
  HT_CHECK_OK(
      sql.run("INSERT INTO outbox (id, queue, key, body, trace, created_at) VALUES ($1, $2, $3, $4, $5, $6) "
              "ON CONFLICT (id) DO NOTHING",
              {job.id, job.queue, job.key, job.body, job.trace.empty() ? base::current_traceparent() : job.trace,
               stored(now)}));
  return {};
}

base::Result<std::vector<OutboxJob>> waiting_jobs(Sql& sql, std::int64_t most, std::string_view queue) {
  HT_TRY(const Rows rows, sql.run("SELECT id, queue, key, body, trace FROM outbox WHERE $1 = '' OR queue = $1 "
                                  "ORDER BY created_at, id LIMIT $2",
                                  {Text(queue), most}));
  std::vector<OutboxJob> jobs;
  for (std::size_t row = 0; row < rows.size(); ++row)
    jobs.push_back({.id = rows.text(row, 0),
                    .queue = rows.text(row, 1),
                    .key = rows.text(row, 2),
                    .body = rows.text(row, 3),
                    .trace = rows.text(row, 4)});
  return jobs;
}

base::Status forget_job(Sql& sql, std::string_view id) {
  HT_CHECK_OK(sql.run("DELETE FROM outbox WHERE id = $1", {Text(id)}));
  return {};
}

base::Status post_mail(Sql& sql, const MailRow& mail, base::WallTime now) {
  HT_TRY(const Rows rows,
         sql.run("INSERT INTO mails (key, user_id, address, kind, subject, text, html, unsubscribe, state, created_at, "
                 "sent_at, carrier_id, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, NULL, '', '') "
                 "ON CONFLICT (key) DO NOTHING",
                 {mail.key, mail.user_id, mail.address, mail.kind, mail.subject, mail.text, mail.html, mail.unsubscribe,
                  stored(now)}));
  if (rows.changed() == 0) return {};
  std::string body;
  base::JsonWriter(body).begin_object().member("mail", mail.key).end_object();
  return post_job(sql, {.id = "mail:" + mail.key, .queue = "mail", .key = mail.key, .body = body, .trace = {}}, now);
}

base::Result<std::optional<MailRow>> find_mail(Sql& sql, std::string_view key) {
  HT_TRY(const Rows rows,
         sql.run("SELECT key, user_id, address, kind, subject, text, html, unsubscribe, state, reason FROM mails "
                 "WHERE key = $1",
                 {Text(key)}));
  if (rows.empty()) return std::nullopt;
  return MailRow{.key = rows.text(0, 0),
                 .user_id = rows.text(0, 1),
                 .address = rows.text(0, 2),
                 .kind = rows.text(0, 3),
                 .subject = rows.text(0, 4),
                 .text = rows.text(0, 5),
                 .html = rows.text(0, 6),
                 .unsubscribe = rows.text(0, 7),
                 .state = rows.text(0, 8),
                 .reason = rows.text(0, 9)};
}

base::Result<bool> claim_mail(Sql& sql, std::string_view key, base::WallTime now, std::chrono::milliseconds lease) {
  HT_TRY(const Rows rows, sql.run("UPDATE mails SET state = 'sending', sent_at = $2 WHERE key = $1 AND "
                                  "(state = 'waiting' OR (state = 'sending' AND sent_at <= $3)) RETURNING key",
                                  {Text(key), stored(now), stored(now - lease)}));
  return !rows.empty();
}

base::Status give_back_mail(Sql& sql, std::string_view key) {
  HT_CHECK_OK(
      sql.run("UPDATE mails SET state = 'waiting', sent_at = NULL WHERE key = $1 AND state = 'sending'", {Text(key)}));
  return {};
}

base::Status set_mail_state(Sql& sql, std::string_view key, std::string_view state, std::string_view carrier_id,
                            std::string_view reason, std::optional<base::WallTime> sent) {
  HT_CHECK_OK(sql.run(
      "UPDATE mails SET state = $2, carrier_id = $3, reason = $4, sent_at = $5, text = '', html = '', unsubscribe = '' "
      "WHERE key = $1",
      {Text(key), Text(state), Text(carrier_id), Text(reason), stored(sent)}));
  return {};
}

base::Status set_carried_state(Sql& sql, std::string_view carrier_id, std::string_view state, std::string_view reason) {
  if (carrier_id.empty()) return {};
  HT_CHECK_OK(sql.run("UPDATE mails SET state = $2, reason = $3 WHERE carrier_id = $1",
                      {Text(carrier_id), Text(state), Text(reason)}));
  return {};
}

base::Result<bool> is_suppressed(Sql& sql, std::string_view address) {
  HT_TRY(const Rows rows, sql.run("SELECT 1 FROM suppressions WHERE address = $1", {Text(address)}));
  return !rows.empty();
}

base::Status suppress(Sql& sql, std::string_view address, std::string_view reason, base::WallTime now) {
  HT_CHECK_OK(
      sql.run("INSERT INTO suppressions (address, reason, at) VALUES ($1, $2, $3) ON CONFLICT (address) DO "
              "UPDATE SET reason = excluded.reason, at = excluded.at",
              {Text(address), Text(reason), stored(now)}));
  return {};
}

base::Status unsuppress(Sql& sql, std::string_view address) {
  HT_CHECK_OK(sql.run("DELETE FROM suppressions WHERE address = $1", {Text(address)}));
  return {};
}

base::Status insert_audit(Sql& sql, const AuditEntry& entry) {
  HT_CHECK_OK(
      sql.run("INSERT INTO audit (id, at, user_id, actor, action, address, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)",
              {entry.id, stored(entry.at), entry.user_id, entry.actor, entry.action, entry.address, entry.detail}));
  return {};
}

base::Result<std::vector<AuditEntry>> list_audit(Sql& sql, std::string_view user_id, std::int64_t most) {
  HT_TRY(const Rows rows, sql.run("SELECT id, at, user_id, actor, action, address, detail FROM audit "
                                  "WHERE $1 = '' OR user_id = $1 ORDER BY at DESC, id LIMIT $2",
                                  {Text(user_id), most}));
  std::vector<AuditEntry> entries;
  for (std::size_t row = 0; row < rows.size(); ++row)
    entries.push_back({.id = rows.text(row, 0),
                       .at = time_at(rows, row, 1),
                       .user_id = rows.text(row, 2),
                       .actor = rows.text(row, 3),
                       .action = rows.text(row, 4),
                       .address = rows.text(row, 5),
                       .detail = rows.text(row, 6)});
  return entries;
}

base::Result<std::string> mark(Sql& sql, std::string_view name) {
  HT_TRY(const Rows rows, sql.run("SELECT value FROM marks WHERE name = $1", {Text(name)}));
  return rows.empty() ? std::string() : rows.text(0, 0);
}

base::Result<bool> move_mark(Sql& sql, std::string_view name, std::string_view expected, std::string_view value,
                             base::WallTime now) {
  if (expected.empty()) {
    HT_TRY(const Rows rows,
           sql.run("INSERT INTO marks (name, value, at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
                   {Text(name), Text(value), stored(now)}));
    return rows.changed() == 1;
  }
  HT_TRY(const Rows rows, sql.run("UPDATE marks SET value = $3, at = $4 WHERE name = $1 AND value = $2",
                                  {Text(name), Text(expected), Text(value), stored(now)}));
  return rows.changed() == 1;
}

}  // namespace housing::records
