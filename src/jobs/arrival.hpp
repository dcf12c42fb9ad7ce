// Arrival: what reaches a function on AWS, read: a batch of SQS messages, each with one of our jobs or an event that
// EventBridge put there; or one of these by itself, from a schedule or by hand.
//
//   {"Records":[{"messageId":…,"body":"{\"mail\":KEY}",…}]}     batch; its body also
//   {"source":…,"detail-type":…,"detail":…}
//   {"source":"aws.ses",…} {"mail":KEY} {}                      by itself
//
// It is foreign text: whatever is no such thing is poison, which no number of tries mends.
// Thread-safety: values. Errors: kInvalidInput when nothing of it can be answered for: not JSON, a message without id.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/trace_context.hpp"

namespace housing::jobs {

inline constexpr std::size_t kMaxRecords = 10'000;  // SQS hands on no more at once

enum class ArrivedKind {
  kJob,      // a body of contract/messages
  kEvent,    // of our own bus: `type` says which
  kCarrier,  // of the mail carrier, whole: see mail/carrier_event.hpp
};

struct Arrived {
  ArrivedKind kind = ArrivedKind::kJob;
  std::string id;    // of the message; empty: it came by itself
  std::string key;   // what makes two messages the same work
  std::string type;  // "import-finished"
  base::Json body;   // the job's, our event's detail, or the carrier's event
  base::TraceContext trace;
  int attempts = 1;
};

struct Poison {
  std::string id;
  std::string reason;
  int attempts = 1;
};

struct Arrival {
  bool is_batch = false;
  std::vector<Arrived> records;
  std::vector<Poison> poison;
};

base::Result<Arrival> read_arrival(std::string_view event);
// What SQS is told: which messages are to come again.
std::string batch_answer(const std::vector<std::string>& failed);

}  // namespace housing::jobs
