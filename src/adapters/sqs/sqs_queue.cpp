#include "adapters/sqs/sqs_queue.hpp"

#include <algorithm>
#include <array>
#include <thread>

#include "adapters/sqs/dead_letters.hpp"
#include "adapters/sqs/receipt.hpp"
#include "adapters/sqs/sender.hpp"
#include "adapters/sqs/wire.hpp"

namespace housing::sqs {
namespace {

using base::ErrorCode;
using std::chrono::seconds;

constexpr std::string_view kScheme = "sqs://";
constexpr std::chrono::milliseconds kShortPause{200};  // after a poll that came back at once with nothing

Outgoing as_outgoing(const ports::OutgoingMessage& message) {
  return {.key = message.key, .body = message.body, .trace = message.trace, .reason = {}, .delay = message.delay};
}

base::Status check(std::span<const ports::OutgoingMessage> messages) {
  if (messages.size() > ports::kMaxBatch)
    return base::fail(ErrorCode::kLimitExceeded, "more than " + std::to_string(ports::kMaxBatch) + " messages at once");
  for (const ports::OutgoingMessage& message : messages) {
    if (message.key.empty()) return base::fail(ErrorCode::kInvalidInput, "a message needs a key");
    if (message.body.empty())
      return base::fail(ErrorCode::kInvalidInput, "the message '" + message.key + "' has no body");
    if (size_of(as_outgoing(message)) > kMaxBatchBytes)
      return base::fail(ErrorCode::kLimitExceeded, "the message '" + message.key + "' is larger than " +
                                                       std::to_string(kMaxBatchBytes) + " bytes with its attributes");
    if (message.delay < seconds(0) || message.delay > ports::kMaxDelay)
      return base::fail(ErrorCode::kInvalidInput,
                        "the message '" + message.key + "' is delayed by more than 15 minutes, or less than nothing");
  }
  return {};
}

base::Status check_visibility(seconds visibility) {
  if (visibility >= seconds(0) && visibility <= kMaxVisibility) return {};
  return base::fail(ErrorCode::kInvalidInput,
                    "SQS hides a message for 12 hours at most, and not for less than nothing");
}

ports::Message as_message(Received&& message) {
  std::string receipt = to_receipt({.handle = message.handle,
                                    .attempts = message.attempts,
                                    .key = message.key,
                                    .trace = message.trace,
                                    .body = message.body});
  return {.id = std::move(message.id),
          .key = std::move(message.key),
          .body = std::move(message.body),
          .trace = std::move(message.trace),
          .receipt = std::move(receipt),
          .attempts = message.attempts};
}

// What only says whether it worked.
base::Status status_of(const base::Result<base::Json>& answer) {
  HT_CHECK_OK(answer);
  return {};
}

}  // namespace

base::Result<std::unique_ptr<SqsQueue>> SqsQueue::open(std::string_view url, aws::Session& session) {
  if (!url.starts_with(kScheme) || url.size() == kScheme.size() ||
      url.find_first_of("/?#", kScheme.size()) != std::string_view::npos)
    return base::fail(
        ErrorCode::kInvalidInput,
        "'" + std::string(url) + "': queues of SQS are at sqs://PREFIX, as in sqs://housing-trends-prod-jobs");
  return std::unique_ptr<SqsQueue>(new SqsQueue(session, std::string(url.substr(kScheme.size()))));
}

base::Status SqsQueue::send(std::string_view queue, std::span<const ports::OutgoingMessage> messages) {
  HT_CHECK_OK(check(messages));
  if (messages.empty()) return {};
  HT_TRY(const std::string url, api_.url(queue));
  std::vector<Outgoing> outgoing;
  std::ranges::transform(messages, std::back_inserter(outgoing), as_outgoing);
  return send_all(api_, url, outgoing);
}

base::Result<std::vector<ports::Message>> SqsQueue::receive(std::string_view queue, std::size_t most,
                                                            seconds visibility, seconds wait) {
  HT_CHECK_OK(check_visibility(visibility));
  HT_TRY(const std::string url, api_.url(queue));
  most = std::clamp<std::size_t>(most, 1, ports::kMaxBatch);
  const auto give_up = api_.now() + wait;
  while (true) {
    const auto asked = api_.now();
    const auto left = std::max(give_up - asked, std::chrono::nanoseconds(0));
    const seconds poll = std::min(kMaxPoll, std::chrono::ceil<seconds>(left));
    HT_TRY(auto answer,
           api_.call("ReceiveMessage", receive_body(url, most, visibility, poll), asked + poll + kCallTime, true));
    Delivered delivered = received(std::move(answer));
    if (!delivered.messages.empty()) {
      std::vector<ports::Message> messages;
      messages.reserve(delivered.messages.size());
      for (Received& message : delivered.messages) messages.push_back(as_message(std::move(message)));
      return messages;
    }
    if (delivered.damaged > 0)
      return base::fail(ErrorCode::kUnavailable,
                        "sqs ReceiveMessage: what arrived is not what was sent; it comes again when it is visible");
    if (api_.now() >= give_up) return std::vector<ports::Message>();
    if (api_.now() - asked < kShortPause) std::this_thread::sleep_for(kShortPause);
  }
}

base::Status SqsQueue::done(std::string_view queue, std::string_view receipt) {
  HT_TRY(const std::string url, api_.url(queue));
  return status_of(api_.call("DeleteMessage", delete_body(url, from_receipt(receipt).handle)));
}

base::Status SqsQueue::done_all(std::string_view queue, std::span<const std::string> receipts) {
  HT_TRY(const std::string url, api_.url(queue));
  base::Status first;
  while (!receipts.empty()) {
    const auto batch = receipts.first(std::min(receipts.size(), ports::kMaxBatch));
    receipts = receipts.subspan(batch.size());
    if (base::Status status = delete_batch(queue, url, batch); !status && first) first = std::move(status);
  }
  return first;
}

base::Status SqsQueue::delete_batch(std::string_view queue, const std::string& url,
                                    std::span<const std::string> receipts) {
  std::vector<std::string_view> handles;
  std::ranges::transform(receipts, std::back_inserter(handles),
                         [](const std::string& receipt) { return from_receipt(receipt).handle; });
  HT_TRY(const auto answer, api_.call("DeleteMessageBatch", delete_batch_body(url, handles)));
  base::Status first;
  for (const Refused& one : refused(answer, handles.size())) {
    // By itself it is tried again, and says what is wrong.
    if (base::Status status = done(queue, handles[one.entry]); !status && first) first = std::move(status);
  }
  return first;
}

base::Status SqsQueue::extend(std::string_view queue, std::string_view receipt, seconds visibility) {
  HT_CHECK_OK(check_visibility(visibility));
  HT_TRY(const std::string url, api_.url(queue));
  const auto body = visibility_body(url, from_receipt(receipt).handle, visibility);
  return status_of(api_.call("ChangeMessageVisibility", body));
}

base::Status SqsQueue::release(std::string_view queue, std::string_view receipt, seconds delay,
                               std::string_view reason) {
  if (from_receipt(receipt).attempts >= ports::kMaxReceives) return bury(queue, receipt, reason);
  return extend(queue, receipt, delay);
}

base::Status SqsQueue::bury(std::string_view queue, std::string_view receipt, std::string_view reason) {
  const Delivery delivery = from_receipt(receipt);
  if (delivery.attempts == 0)
    return base::fail(ErrorCode::kInvalidInput,
                      "this receipt is a handle alone: the message to put aside is not known");
  const std::string why = as_reason(reason.empty() ? "no reason was given" : reason);
  Outgoing message{.key = delivery.key,
                   .body = delivery.body,
                   .trace = delivery.trace,
                   .reason = why,
                   .attempts = delivery.attempts};
  // One as large as a message may be has no room for more.
  if (size_of(message) > kMaxBatchBytes) message.trace = {};
  if (size_of(message) > kMaxBatchBytes) {
    message.reason = {};
    message.attempts = 0;
  }
  HT_TRY(const std::string url, api_.dead_url(queue));
  HT_CHECK_OK(send_all(api_, url, {&message, 1}));
  return done(queue, receipt);
}

base::Result<ports::QueueDepth> SqsQueue::depth(std::string_view queue) {
  constexpr std::array<std::string_view, 3> kNames{"ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed",
                                                   "ApproximateNumberOfMessagesNotVisible"};
  HT_TRY(const std::string url, api_.url(queue));
  HT_TRY(const auto numbers, numbers_of(api_, url, kNames));
  HT_TRY(std::string dead_url, api_.dead_url(queue));
  HT_TRY(const auto dead, DeadLetters(api_, std::move(dead_url)).count());
  return ports::QueueDepth{.waiting = numbers[0], .delayed = numbers[1], .in_flight = numbers[2], .dead = dead};
}

base::Result<std::vector<ports::DeadMessage>> SqsQueue::dead(std::string_view queue, std::size_t most) {
  HT_TRY(std::string url, api_.dead_url(queue));
  return DeadLetters(api_, std::move(url)).newest(most);
}

base::Status SqsQueue::retry_dead(std::string_view queue, std::string_view id) {
  HT_TRY(const std::string url, api_.url(queue));
  HT_TRY(std::string dead_url, api_.dead_url(queue));
  return DeadLetters(api_, std::move(dead_url)).remove(id, [&](const Received& message) {
    const Outgoing again{.key = message.key, .body = message.body, .trace = message.trace, .reason = {}};
    return send_all(api_, url, {&again, 1});
  });
}

base::Status SqsQueue::discard_dead(std::string_view queue, std::string_view id) {
  HT_TRY(std::string url, api_.dead_url(queue));
  return DeadLetters(api_, std::move(url)).remove(id, [](const Received&) { return base::Status(); });
}

}  // namespace housing::sqs
