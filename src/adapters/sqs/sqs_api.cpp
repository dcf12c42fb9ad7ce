#include "adapters/sqs/sqs_api.hpp"

#include <algorithm>

#include "base/json_writer.hpp"

namespace housing::sqs {
namespace {

using base::ErrorCode;

// "AWS.SimpleQueueService.NonExistentQueue" is how the older protocol spells "QueueDoesNotExist".
bool is_code(const aws::Failure& failure, std::string_view code, std::string_view older) {
  return failure.code == code || failure.code.ends_with(older);
}

bool is_receipt_over(const aws::Failure& failure) {
  if (is_code(failure, "ReceiptHandleIsInvalid", ".ReceiptHandleIsInvalid")) return true;
  if (is_code(failure, "MessageNotInflight", ".MessageNotInflight")) return true;
  return failure.code.starts_with("InvalidParameterValue") && failure.message.contains("ReceiptHandle");
}

base::Error meaning_of(const aws::Failure& failure, std::string_view operation) {
  if (is_receipt_over(failure))
    return {ErrorCode::kNotFound, "this delivery is no longer ours: it came again to somebody else, or is done"};
  if (failure.code == "OverLimit")
    return {ErrorCode::kUnavailable, "sqs: more messages are in flight than SQS allows; finish some first"};
  base::Error error = aws::error_of(failure, "sqs " + std::string(operation));
  if (error.code == ErrorCode::kNotFound) error.code = ErrorCode::kInvalidInput;  // of an encryption key, not a receipt
  return error;
}

bool is_missing_queue(const aws::Failure& failure) {
  return is_code(failure, "QueueDoesNotExist", ".NonExistentQueue");
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kMaxQueueName && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

}  // namespace

base::Result<std::string> SqsApi::url(std::string_view queue) { return find_url(queue, "-queue"); }

base::Result<std::string> SqsApi::dead_url(std::string_view queue) { return find_url(queue, "-queue-dlq"); }

base::Result<std::string> SqsApi::find_url(std::string_view queue, std::string_view rest) {
  if (queue.empty()) return base::fail(ErrorCode::kInvalidInput, "a queue needs a name");
  const std::string name = prefix_ + "-" + std::string(queue) + std::string(rest);
  if (!is_name(name))
    return base::fail(ErrorCode::kInvalidInput,
                      "'" + name + "' is no name of a queue: up to 80 letters, digits, '-' and '_'");
  {
    const std::scoped_lock lock(mutex_);
    if (const auto known = urls_.find(name); known != urls_.end()) return known->second;
  }
  std::string body;
  base::JsonWriter(body).begin_object().member("QueueName", name).end_object();
  auto answer = call("GetQueueUrl", body);
  if (!answer) return std::unexpected(answer.error().at("the queue " + name));
  std::string url(answer->text("QueueUrl"));
  if (url.empty()) return base::fail(ErrorCode::kUnavailable, "sqs GetQueueUrl: the answer has no address of " + name);
  const std::scoped_lock lock(mutex_);
  urls_.insert_or_assign(name, url);
  return url;
}

base::Result<base::Json> SqsApi::call(std::string_view operation, std::string_view body,
                                      std::chrono::nanoseconds deadline, bool patient) {
  HT_TRY(auto answer, session_.call_json("sqs", "AmazonSQS." + std::string(operation), "1.0", body, deadline, patient));
  if (answer) return std::move(*answer);
  if (!is_missing_queue(answer.error())) return std::unexpected(meaning_of(answer.error(), operation));
  const std::scoped_lock lock(mutex_);
  urls_.clear();  // perhaps it was made anew elsewhere
  return base::fail(ErrorCode::kInvalidInput,
                    "sqs " + std::string(operation) + ": there is no such queue; make it, or correct sqs://PREFIX");
}

}  // namespace housing::sqs
