#include "adapters/sqs/dead_letters.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/json_writer.hpp"
#include "base/text.hpp"

namespace housing::sqs {
namespace {

using base::ErrorCode;

constexpr std::string_view kNoReason = "was delivered as often as allowed and never finished in time";

ports::DeadMessage as_dead(Received&& message) {
  const bool moved_by_sqs = message.reason.empty();
  return {.id = std::move(message.id),
          .key = std::move(message.key),
          .body = std::move(message.body),
          .reason = moved_by_sqs ? std::string(kNoReason) : std::move(message.reason),
          .attempts = moved_by_sqs ? ports::kMaxReceives : message.attempts,
          .died = message.sent};
}

}  // namespace

base::Result<std::vector<std::int64_t>> numbers_of(SqsApi& api, std::string_view url,
                                                   std::span<const std::string_view> names) {
  std::string body;
  base::JsonWriter writer(body);
  writer.begin_object().member("QueueUrl", url).key("AttributeNames").begin_array();
  for (const std::string_view name : names) writer.value(name);
  writer.end_array().end_object();
  HT_TRY(const base::Json answer, api.call("GetQueueAttributes", body));
  const base::Json* attributes = answer.find("Attributes");
  std::vector<std::int64_t> numbers;
  for (const std::string_view name : names) {
    const auto number = attributes == nullptr ? std::nullopt : base::parse_integer(attributes->text(name));
    if (!number)
      return base::fail(ErrorCode::kUnavailable, "sqs GetQueueAttributes: no number for " + std::string(name));
    numbers.push_back(*number);
  }
  return numbers;
}

base::Result<std::vector<Received>> DeadLetters::look(std::optional<std::string_view> id) {
  const auto give_up = api_.now() + kLookTime;
  std::vector<Received> seen;
  std::set<std::string> ids;
  while (seen.size() < kMaxDeadLooked && api_.now() < give_up) {
    auto answer = api_.call("ReceiveMessage", receive_body(url_, ports::kMaxBatch, kLookVisibility, kLookPoll),
                            std::min(give_up, api_.soon()));
    if (!answer) {
      give_back(seen);
      return std::unexpected(std::move(answer.error()));
    }
    Delivered delivered = received(std::move(*answer));
    if (delivered.messages.empty()) break;
    bool found = false;
    for (Received& message : delivered.messages) {
      found = found || message.id == id;
      if (ids.insert(message.id).second) seen.push_back(std::move(message));
    }
    if (found) break;
  }
  return seen;
}

void DeadLetters::give_back(const std::vector<Received>& messages) {
  std::vector<std::string_view> handles;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    handles.emplace_back(messages[i].handle);
    if (handles.size() < ports::kMaxBatch && i + 1 < messages.size()) continue;
    // Those that are not given back now come back by themselves.
    (void)api_.call("ChangeMessageVisibilityBatch", give_back_body(url_, handles));
    handles.clear();
  }
}

base::Result<std::vector<ports::DeadMessage>> DeadLetters::newest(std::size_t most) {
  HT_TRY(auto seen, look(std::nullopt));
  give_back(seen);
  std::ranges::stable_sort(seen, std::ranges::greater{}, &Received::sent);
  seen.resize(std::min(seen.size(), most));
  std::vector<ports::DeadMessage> messages;
  for (Received& message : seen) messages.push_back(as_dead(std::move(message)));
  return messages;
}

base::Status DeadLetters::remove(std::string_view id,
                                 const std::function<base::Status(const Received& message)>& take) {
  HT_TRY(auto seen, look(id));
  const auto found = std::ranges::find(seen, id, &Received::id);
  base::Status taken;
  if (found == seen.end()) {
    give_back(seen);
    HT_TRY(const auto all, count());
    if (all > std::ssize(seen))
      return base::fail(ErrorCode::kUnavailable,
                        "not all dead letters could be looked through, perhaps because somebody else does; try again");
    return base::fail(ErrorCode::kNotFound, "there is no such dead message");
  }
  taken = take(*found);
  if (taken) {
    const auto deleted = api_.call("DeleteMessage", delete_body(url_, found->handle));
    if (!deleted) taken = std::unexpected(deleted.error());
    seen.erase(found);
  }
  give_back(seen);
  return taken;
}

base::Result<std::int64_t> DeadLetters::count() {
  constexpr std::array<std::string_view, 2> kNames{"ApproximateNumberOfMessages",
                                                   "ApproximateNumberOfMessagesNotVisible"};
  HT_TRY(const auto numbers, numbers_of(api_, url_, kNames));
  return numbers[0] + numbers[1];
}

}  // namespace housing::sqs
