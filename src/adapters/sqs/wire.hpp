// What SQS is asked and answers, as JSON documents of its protocol (AWS JSON 1.0).
//
// It calls nothing. Thread-safety: functions. Limits: those of SQS, named here.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"

namespace housing::sqs {

inline constexpr std::size_t kMaxBatchBytes = 256 * 1024;  // of all bodies and attributes of one call
inline constexpr std::size_t kMaxReasonBytes = 1000;
inline constexpr std::chrono::seconds kMaxVisibility{43'200};
inline constexpr std::chrono::seconds kMaxPoll{20};

struct Outgoing {
  std::string_view key;
  std::string_view body;
  std::string_view trace;   // traceparent; may be empty
  std::string_view reason;  // of a dead message; may be empty
  int attempts = 0;         // of a dead message; 0: not said
  std::chrono::seconds delay{0};
};

// As SQS counts it: the body, and the names, types and values of the attributes.
std::size_t size_of(const Outgoing& message);
// `text` as an attribute's value may be: without control characters, whole characters, kMaxReasonBytes at most.
std::string as_reason(std::string_view text);

// Entries have their place in `messages` for Id.
std::string send_body(std::string_view url, std::span<const Outgoing> messages);
std::string receive_body(std::string_view url, std::size_t most, std::chrono::seconds visibility,
                         std::chrono::seconds wait);
std::string delete_body(std::string_view url, std::string_view handle);
std::string visibility_body(std::string_view url, std::string_view handle, std::chrono::seconds visibility);
// Of a batch; at most ten handles, their place for Id.
std::string delete_batch_body(std::string_view url, std::span<const std::string_view> handles);
std::string give_back_body(std::string_view url, std::span<const std::string_view> handles);

struct Refused {
  std::size_t entry = 0;
  bool by_sender_fault = false;  // sending it again would not help
  std::string code;
  std::string message;
};
// What a batch of `count` entries was not done for: also those the answer says nothing about. With `bodies`, also those
// whose checksum is not that of the body.
std::vector<Refused> refused(const base::Json& answer, std::size_t count, std::span<const Outgoing> sent = {});

struct Received {
  std::string id;
  std::string handle;
  std::string key;    // the id, where the sender said none
  std::string trace;  // traceparent; empty where there is none
  std::string body;
  std::string reason;  // empty: not said
  int attempts = 1;    // as said by who put it aside, or else deliveries so far
  base::WallTime sent{};
};
struct Delivered {
  std::vector<Received> messages;
  std::size_t damaged = 0;  // left out, because a body is not what was sent
};
Delivered received(base::Json&& answer);

}  // namespace housing::sqs
