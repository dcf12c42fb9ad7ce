// DeadLetters: looks through a queue's dead letters. SQS can only deliver them, so looking is receiving: all are taken
// for kLookVisibility, looked at, and given back at once. Two who look at the same moment see a part each.
//
// A message that SQS moved there by itself (delivered too often) keeps the time it was sent for `died`; it has no
// reason of its own. Thread-safety: any thread. Limits: kMaxDeadLooked messages, kLookTime.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/sqs/sqs_api.hpp"
#include "adapters/sqs/wire.hpp"
#include "ports/queue.hpp"

namespace housing::sqs {

inline constexpr std::size_t kMaxDeadLooked = 500;
inline constexpr std::chrono::seconds kLookTime{30};
inline constexpr std::chrono::seconds kLookVisibility{60};  // longer than a look takes, with its last call
inline constexpr std::chrono::seconds kLookPoll{1};  // so that all of SQS's servers are asked: none found, none there

class DeadLetters {
 public:
  DeadLetters(SqsApi& api, std::string url) : api_(api), url_(std::move(url)) {}

  base::Result<std::vector<ports::DeadMessage>> newest(std::size_t most);
  // Gives it to `take`, and removes it where that went well. Errors: kNotFound; kUnavailable while somebody else looks.
  base::Status remove(std::string_view id, const std::function<base::Status(const Received& message)>& take);
  // In there, whether somebody looks at them or not.
  base::Result<std::int64_t> count();

 private:
  // Until the one with `id` is found, or all were seen.
  base::Result<std::vector<Received>> look(std::optional<std::string_view> id);
  void give_back(const std::vector<Received>& messages);

  SqsApi& api_;
  std::string url_;
};

// The named numbers among a queue's attributes.
base::Result<std::vector<std::int64_t>> numbers_of(SqsApi& api, std::string_view url,
                                                   std::span<const std::string_view> names);

}  // namespace housing::sqs
