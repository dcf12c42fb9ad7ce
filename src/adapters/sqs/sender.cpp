#include "adapters/sqs/sender.hpp"

#include <thread>

#include "ports/queue.hpp"

namespace housing::sqs {
namespace {

base::Error error_of(const Refused& refused) {
  const auto code = refused.by_sender_fault ? base::ErrorCode::kInvalidInput : base::ErrorCode::kUnavailable;
  return {code, "sqs SendMessageBatch: a message was refused: " + refused.code + ": " + refused.message};
}

// What is to be sent again; what never can be sets `error`.
base::Result<std::vector<Outgoing>> send_once(SqsApi& api, std::string_view url, std::span<const Outgoing> messages,
                                              std::chrono::nanoseconds deadline, base::Status& error) {
  std::vector<Outgoing> again;
  while (!messages.empty()) {
    const auto batch = messages.first(batch_size(messages));
    messages = messages.subspan(batch.size());
    HT_TRY(const auto answer, api.call("SendMessageBatch", send_body(url, batch), deadline));
    for (const Refused& one : refused(answer, batch.size(), batch)) {
      if (error || one.by_sender_fault) error = std::unexpected(error_of(one));
      if (!one.by_sender_fault) again.push_back(batch[one.entry]);
    }
  }
  return again;
}

}  // namespace

std::size_t batch_size(std::span<const Outgoing> messages) {
  std::size_t bytes = 0;
  std::size_t count = 0;
  while (count < messages.size() && count < ports::kMaxBatch) {
    bytes += size_of(messages[count]);
    if (bytes > kMaxBatchBytes && count > 0) break;
    ++count;
  }
  return count;
}

base::Status send_all(SqsApi& api, std::string_view url, std::span<const Outgoing> messages) {
  const auto deadline = api.soon();
  auto pause = kFirstSendPause;
  std::vector<Outgoing> left(messages.begin(), messages.end());
  base::Status never;  // the error of one that SQS will never take
  for (int round = 1; !left.empty(); ++round) {
    base::Status error;
    HT_TRY(left, send_once(api, url, left, deadline, error));
    if (!error && error.error().code == base::ErrorCode::kInvalidInput) never = error;
    if (left.empty()) break;
    if (round == kMaxSendRounds || api.now() + pause >= deadline) return error;
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
  return never;
}

}  // namespace housing::sqs
