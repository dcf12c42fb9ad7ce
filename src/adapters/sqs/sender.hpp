// Sending to SQS in batches that it takes; what a batch was refused for reasons of the service is sent again, alone.
//
// Thread-safety: functions. Errors: kUnavailable (some may have been sent all the same: sending all again is right),
// kInvalidInput (a message SQS will never take; the others were sent).
#pragma once

#include <span>

#include "adapters/sqs/sqs_api.hpp"
#include "adapters/sqs/wire.hpp"

namespace housing::sqs {

inline constexpr int kMaxSendRounds = 5;
inline constexpr std::chrono::milliseconds kFirstSendPause{50};  // doubled at each round

base::Status send_all(SqsApi& api, std::string_view url, std::span<const Outgoing> messages);

// How many of the first messages fit into one call: at least one.
std::size_t batch_size(std::span<const Outgoing> messages);

}  // namespace housing::sqs
