// Queue: work handed on. At least once: a message is delivered until somebody says it is done, perhaps twice, perhaps
// out of order; so handlers are idempotent by the message's key. A table of the database on a laptop, SQS on AWS.
//
// A message received is hidden from others for `visibility`; not done by then, it comes again with `attempts` one
// higher. After kMaxReceives it is dead: kept aside with the last reason, for a person to retry or discard.
// Thread-safety: any thread. Limits: bodies of kMaxMessageBytes, kMaxBatch messages a call, delays up to kMaxDelay.
// Errors: kUnavailable, kLimitExceeded, kInvalidInput (queue or message against the rules), kNotFound (a receipt that
// is no longer ours: the message came again to somebody else, or is done; SQS cannot always tell and says yes).
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace housing::ports {

inline constexpr std::size_t kMaxMessageBytes = 256 * 1024;
inline constexpr std::size_t kMaxBatch = 10;
inline constexpr int kMaxReceives = 5;
inline constexpr std::chrono::seconds kMaxDelay{900};

struct OutgoingMessage {
  std::string key;    // what makes two messages the same work: "mail:alert-7:2025-03"
  std::string body;   // JSON
  std::string trace;  // traceparent of who caused it; may be empty
  std::chrono::seconds delay{0};
};

struct Message {
  std::string id;
  std::string key;
  std::string body;
  std::string trace;
  std::string receipt;  // names this delivery, for done() and its neighbours
  int attempts = 1;     // deliveries so far, this one counted
};

struct DeadMessage {
  std::string id;
  std::string key;
  std::string body;
  std::string reason;  // of the last failure
  int attempts = 0;
  base::WallTime died{};
};

struct QueueDepth {
  std::int64_t waiting = 0;
  std::int64_t delayed = 0;
  std::int64_t in_flight = 0;
  std::int64_t dead = 0;
  std::chrono::seconds oldest{0};  // how long the oldest waiting one has waited
};

class Queue {
 public:
  virtual ~Queue() = default;

  // All; after an error perhaps some, so that all are to be sent again. A message with the key of one that still waits
  // or is delayed may be dropped as the same work.
  virtual base::Status send(std::string_view queue, std::span<const OutgoingMessage> messages) = 0;
  // Up to `most` messages, as soon as there is one, or none after `wait`.
  virtual base::Result<std::vector<Message>> receive(std::string_view queue, std::size_t most,
                                                     std::chrono::seconds visibility, std::chrono::seconds wait) = 0;
  virtual base::Status done(std::string_view queue, std::string_view receipt) = 0;
  // All of them, in as few calls as the queue can. Errors: the first one's; the others are done all the same.
  virtual base::Status done_all(std::string_view queue, std::span<const std::string> receipts) {
    base::Status first;
    for (const std::string& receipt : receipts)
      if (base::Status status = done(queue, receipt); !status && first) first = std::move(status);
    return first;
  }
  // Keeps it hidden for `visibility` from now.
  virtual base::Status extend(std::string_view queue, std::string_view receipt, std::chrono::seconds visibility) = 0;
  // Gives it back, to come again after `delay`, with why; at the last attempt it dies.
  virtual base::Status release(std::string_view queue, std::string_view receipt, std::chrono::seconds delay,
                               std::string_view reason) = 0;
  // It can never succeed: dead at once.
  virtual base::Status bury(std::string_view queue, std::string_view receipt, std::string_view reason) = 0;

  virtual base::Result<QueueDepth> depth(std::string_view queue) = 0;
  // The dead, newest first.
  virtual base::Result<std::vector<DeadMessage>> dead(std::string_view queue, std::size_t most) = 0;
  virtual base::Status retry_dead(std::string_view queue, std::string_view id) = 0;
  virtual base::Status discard_dead(std::string_view queue, std::string_view id) = 0;
};

}  // namespace housing::ports
