#include "adapters/database_queue/database_queue.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <random>
#include <thread>

namespace housing::database_queue {
namespace {

using ports::Access;
using ports::Rows;
using ports::Sql;
using Text = std::string;

constexpr std::size_t kMaxReasonBytes = 1000;
constexpr std::string_view kLostReceipt = "this delivery is no longer ours: it came again to somebody else, or is done";

std::int64_t stored(base::WallTime time) { return time.time_since_epoch().count(); }

// Unique among all processes: 128 bits of the system's randomness.
std::string new_id() {
  std::random_device device;
  std::string id;
  for (int i = 0; i < 4; ++i) {
    std::array<char, 8> digits{'0', '0', '0', '0', '0', '0', '0', '0'};
    std::array<char, 8> number{};
    const auto [end, error] = std::to_chars(number.data(), number.data() + number.size(), device(), 16);
    std::copy_backward(number.data(), end, digits.end());
    id.append(digits.data(), digits.size());
  }
  return id;
}

base::Status check(std::string_view queue, std::span<const ports::OutgoingMessage> messages) {
  if (queue.empty()) return base::fail(base::ErrorCode::kInvalidInput, "a queue needs a name");
  if (messages.size() > ports::kMaxBatch)
    return base::fail(base::ErrorCode::kLimitExceeded,
                      "more than " + std::to_string(ports::kMaxBatch) + " messages at once");
  for (const ports::OutgoingMessage& message : messages) {
    if (message.key.empty()) return base::fail(base::ErrorCode::kInvalidInput, "a message needs a key");
    if (message.body.size() > ports::kMaxMessageBytes)
      return base::fail(base::ErrorCode::kLimitExceeded, "the message '" + message.key + "' is larger than " +
                                                             std::to_string(ports::kMaxMessageBytes) + " bytes");
    if (message.delay < std::chrono::seconds(0) || message.delay > ports::kMaxDelay)
      return base::fail(base::ErrorCode::kInvalidInput,
                        "the message '" + message.key + "' is delayed by more than 15 minutes, or less than nothing");
  }
  return {};
}

}  // namespace

base::Status DatabaseQueue::write(const ports::Database::Work& work) {
  return database_.transact(Access::kWrite, clock_.monotonic() + kCallTime, work);
}

base::Status DatabaseQueue::change(std::string_view statement, std::vector<ports::SqlValue> parameters,
                                   std::string_view what) {
  return write([&](Sql& sql) -> base::Status {
    HT_TRY(const Rows rows, sql.run(statement, parameters));
    if (rows.changed() != 1) return base::fail(base::ErrorCode::kNotFound, Text(what));
    return {};
  });
}

base::Status DatabaseQueue::send(std::string_view queue, std::span<const ports::OutgoingMessage> messages) {
  HT_CHECK_OK(check(queue, messages));
  const base::WallTime now = clock_.now();
  return write([&](Sql& sql) -> base::Status {
    for (const ports::OutgoingMessage& message : messages)
      HT_CHECK_OK(sql.run(
          "INSERT INTO queue_messages (id, queue, key, body, trace, visible_at, enqueued_at, attempts) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, 0) ON CONFLICT DO NOTHING",
          {new_id(), Text(queue), message.key, message.body, message.trace, stored(now + message.delay), stored(now)}));
    return {};
  });
}

base::Result<std::vector<ports::Message>> DatabaseQueue::take(std::string_view queue, std::size_t most,
                                                              std::chrono::seconds visibility) {
  const bool postgres = database_.dialect() == ports::Dialect::kPostgres;
  const Text statement =
      "UPDATE queue_messages SET attempts = attempts + 1, visible_at = $3, receipt = id || ':' || (attempts + 1) "
      "WHERE id IN (SELECT id FROM queue_messages WHERE queue = $1 AND dead_at IS NULL AND visible_at <= $2 "
      "AND attempts < $5 ORDER BY visible_at LIMIT $4" +
      Text(postgres ? " FOR UPDATE SKIP LOCKED" : "") + ") RETURNING id, key, body, trace, receipt, attempts";
  const base::WallTime now = clock_.now();
  std::vector<ports::Message> messages;
  const base::Status taken = write([&](Sql& sql) -> base::Status {
    messages.clear();
    HT_TRY(const Rows rows, sql.run(statement, {Text(queue), stored(now), stored(now + visibility),
                                                static_cast<std::int64_t>(most), std::int64_t{ports::kMaxReceives}}));
    for (std::size_t row = 0; row < rows.size(); ++row)
      messages.push_back({.id = rows.text(row, 0),
                          .key = rows.text(row, 1),
                          .body = rows.text(row, 2),
                          .trace = rows.text(row, 3),
                          .receipt = rows.text(row, 4),
                          .attempts = static_cast<int>(rows.integer(row, 5))});
    if (messages.size() == most) return {};
    // Nothing else to do: those that nobody finished in time as often as allowed are dead.
    HT_CHECK_OK(
        sql.run("UPDATE queue_messages SET dead_at = $2, receipt = NULL, reason = CASE WHEN reason = '' THEN "
                "'was delivered as often as allowed and never finished in time' ELSE reason END "
                "WHERE queue = $1 AND dead_at IS NULL AND visible_at <= $2 AND attempts >= $3",
                {Text(queue), stored(now), std::int64_t{ports::kMaxReceives}}));
    return {};
  });
  HT_CHECK_OK(taken);
  return messages;
}

base::Result<std::vector<ports::Message>> DatabaseQueue::receive(std::string_view queue, std::size_t most,
                                                                 std::chrono::seconds visibility,
                                                                 std::chrono::seconds wait) {
  most = std::min(most, ports::kMaxBatch);
  const auto give_up = std::chrono::steady_clock::now() + wait;
  while (true) {
    HT_TRY(auto messages, take(queue, most, visibility));
    if (!messages.empty() || std::chrono::steady_clock::now() >= give_up) return messages;
    std::this_thread::sleep_for(kPollStep);
  }
}

base::Status DatabaseQueue::done(std::string_view queue, std::string_view receipt) {
  return change("DELETE FROM queue_messages WHERE queue = $1 AND receipt = $2 AND dead_at IS NULL",
                {Text(queue), Text(receipt)}, kLostReceipt);
}

base::Status DatabaseQueue::extend(std::string_view queue, std::string_view receipt, std::chrono::seconds visibility) {
  return change("UPDATE queue_messages SET visible_at = $3 WHERE queue = $1 AND receipt = $2 AND dead_at IS NULL",
                {Text(queue), Text(receipt), stored(clock_.now() + visibility)}, kLostReceipt);
}

base::Status DatabaseQueue::release(std::string_view queue, std::string_view receipt, std::chrono::seconds delay,
                                    std::string_view reason) {
  const base::WallTime now = clock_.now();
  return change(
      "UPDATE queue_messages SET visible_at = $3, reason = $4, receipt = NULL, "
      "dead_at = CASE WHEN attempts >= $5 THEN $6 ELSE dead_at END "
      "WHERE queue = $1 AND receipt = $2 AND dead_at IS NULL",
      {Text(queue), Text(receipt), stored(now + delay), Text(reason.substr(0, kMaxReasonBytes)),
       std::int64_t{ports::kMaxReceives}, stored(now)},
      kLostReceipt);
}

base::Status DatabaseQueue::bury(std::string_view queue, std::string_view receipt, std::string_view reason) {
  return change(
      "UPDATE queue_messages SET dead_at = $3, reason = $4, receipt = NULL "
      "WHERE queue = $1 AND receipt = $2 AND dead_at IS NULL",
      {Text(queue), Text(receipt), stored(clock_.now()), Text(reason.substr(0, kMaxReasonBytes))}, kLostReceipt);
}

base::Result<ports::QueueDepth> DatabaseQueue::depth(std::string_view queue) {
  const std::int64_t now = stored(clock_.now());
  ports::QueueDepth depth;
  HT_CHECK_OK(database_.transact(Access::kRead, clock_.monotonic() + kCallTime, [&](Sql& sql) -> base::Status {
    HT_TRY(const Rows rows,
           sql.run("SELECT COALESCE(SUM(CASE WHEN dead_at IS NULL AND visible_at <= $2 THEN 1 ELSE 0 END), 0), "
                   "COALESCE(SUM(CASE WHEN dead_at IS NULL AND visible_at > $2 AND receipt IS NULL THEN 1 ELSE 0 END), "
                   "0), COALESCE(SUM(CASE WHEN dead_at IS NULL AND visible_at > $2 AND receipt IS NOT NULL THEN 1 ELSE "
                   "0 END), 0), COALESCE(SUM(CASE WHEN dead_at IS NOT NULL THEN 1 ELSE 0 END), 0), "
                   "MIN(CASE WHEN dead_at IS NULL AND visible_at <= $2 THEN visible_at END) "
                   "FROM queue_messages WHERE queue = $1",
                   {Text(queue), now}));
    depth = {.waiting = rows.integer(0, 0),
             .delayed = rows.integer(0, 1),
             .in_flight = rows.integer(0, 2),
             .dead = rows.integer(0, 3)};
    if (!rows.is_null(0, 4)) depth.oldest = std::chrono::seconds((now - rows.integer(0, 4)) / 1000);
    return {};
  }));
  return depth;
}

base::Result<std::vector<ports::DeadMessage>> DatabaseQueue::dead(std::string_view queue, std::size_t most) {
  std::vector<ports::DeadMessage> messages;
  HT_CHECK_OK(database_.transact(Access::kRead, clock_.monotonic() + kCallTime, [&](Sql& sql) -> base::Status {
    messages.clear();
    HT_TRY(const Rows rows, sql.run("SELECT id, key, body, reason, attempts, dead_at FROM queue_messages WHERE "
                                    "queue = $1 AND dead_at IS NOT NULL ORDER BY dead_at DESC, id LIMIT $2",
                                    {Text(queue), static_cast<std::int64_t>(most)}));
    for (std::size_t row = 0; row < rows.size(); ++row)
      messages.push_back({.id = rows.text(row, 0),
                          .key = rows.text(row, 1),
                          .body = rows.text(row, 2),
                          .reason = rows.text(row, 3),
                          .attempts = static_cast<int>(rows.integer(row, 4)),
                          .died = base::WallTime(std::chrono::milliseconds(rows.integer(row, 5)))});
    return {};
  }));
  return messages;
}

base::Status DatabaseQueue::retry_dead(std::string_view queue, std::string_view id) {
  return write([&](Sql& sql) -> base::Status {
    // Where the same work waits again already, retrying is that: the dead one goes.
    HT_TRY(const Rows gone,
           sql.run("DELETE FROM queue_messages WHERE queue = $1 AND id = $2 AND dead_at IS NOT NULL AND EXISTS (SELECT "
                   "1 FROM queue_messages AS other WHERE other.queue = queue_messages.queue AND other.key = "
                   "queue_messages.key AND other.dead_at IS NULL AND other.attempts = 0)",
                   {Text(queue), Text(id)}));
    if (gone.changed() == 1) return {};
    HT_TRY(const Rows rows, sql.run("UPDATE queue_messages SET dead_at = NULL, attempts = 0, visible_at = $3 "
                                    "WHERE queue = $1 AND id = $2 AND dead_at IS NOT NULL",
                                    {Text(queue), Text(id), stored(clock_.now())}));
    if (rows.changed() != 1) return base::fail(base::ErrorCode::kNotFound, "there is no such dead message");
    return {};
  });
}

base::Status DatabaseQueue::discard_dead(std::string_view queue, std::string_view id) {
  return change("DELETE FROM queue_messages WHERE queue = $1 AND id = $2 AND dead_at IS NOT NULL",
                {Text(queue), Text(id)}, "there is no such dead message");
}

}  // namespace housing::database_queue
