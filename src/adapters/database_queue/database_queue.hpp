// DatabaseQueue: the Queue as a table (queue_messages), for one machine or a few: workers on PostgreSQL take different
// messages at once (SKIP LOCKED), on SQLite one after the other.
//
// The receipt of a delivery is the message's id and its number, so a receipt that is out of date names no row.
// A message whose key waits already is dropped as the same work. receive() looks again every kPollStep while it waits.
// Thread-safety: any thread, any number of processes. Time: Clock::now(), since the table is shared by processes.
#pragma once

#include <string>

#include "base/clock.hpp"
#include "ports/database.hpp"
#include "ports/queue.hpp"

namespace housing::database_queue {

inline constexpr std::chrono::milliseconds kPollStep{200};
inline constexpr std::chrono::seconds kCallTime{5};  // for one call's transaction

class DatabaseQueue final : public ports::Queue {
 public:
  // Both must outlive it.
  DatabaseQueue(ports::Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}

  base::Status send(std::string_view queue, std::span<const ports::OutgoingMessage> messages) override;
  base::Result<std::vector<ports::Message>> receive(std::string_view queue, std::size_t most,
                                                    std::chrono::seconds visibility,
                                                    std::chrono::seconds wait) override;
  base::Status done(std::string_view queue, std::string_view receipt) override;
  base::Status extend(std::string_view queue, std::string_view receipt, std::chrono::seconds visibility) override;
  base::Status release(std::string_view queue, std::string_view receipt, std::chrono::seconds delay,
                       std::string_view reason) override;
  base::Status bury(std::string_view queue, std::string_view receipt, std::string_view reason) override;

  base::Result<ports::QueueDepth> depth(std::string_view queue) override;
  base::Result<std::vector<ports::DeadMessage>> dead(std::string_view queue, std::size_t most) override;
  base::Status retry_dead(std::string_view queue, std::string_view id) override;
  base::Status discard_dead(std::string_view queue, std::string_view id) override;

 private:
  base::Result<std::vector<ports::Message>> take(std::string_view queue, std::size_t most,
                                                 std::chrono::seconds visibility);
  base::Status write(const ports::Database::Work& work);
  // A change of exactly one row; kNotFound with `what` when there is none.
  base::Status change(std::string_view statement, std::vector<ports::SqlValue> parameters, std::string_view what);

  ports::Database& database_;
  const base::Clock& clock_;
};

}  // namespace housing::database_queue
