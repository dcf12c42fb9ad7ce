#include "adapters/sqs/wire.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "base/md5.hpp"
#include "base/text.hpp"
#include "base/trace_context.hpp"
#include "base/utf8.hpp"

namespace housing::sqs {
namespace {

using base::Json;
using base::JsonWriter;

constexpr std::string_view kKey = "key";
constexpr std::string_view kTrace = "traceparent";
constexpr std::string_view kReason = "reason";
constexpr std::string_view kAttempts = "attempts";
constexpr std::string_view kXray = "AWSTraceHeader";
constexpr std::string_view kString = "String";
constexpr std::string_view kNumber = "Number";

void write_attribute(JsonWriter& writer, std::string_view name, std::string_view type, std::string_view value) {
  if (value.empty()) return;
  writer.key(name).begin_object().member("DataType", type).member("StringValue", value).end_object();
}

std::string attempts_text(const Outgoing& message) {
  return message.attempts == 0 ? std::string() : std::to_string(message.attempts);
}

void write_entry(JsonWriter& writer, std::size_t place, const Outgoing& message) {
  writer.begin_object().member("Id", std::to_string(place)).member("MessageBody", message.body);
  if (message.delay.count() > 0) writer.member("DelaySeconds", std::int64_t{message.delay.count()});
  writer.key("MessageAttributes").begin_object();
  write_attribute(writer, kKey, kString, message.key);
  write_attribute(writer, kTrace, kString, message.trace);
  write_attribute(writer, kReason, kString, message.reason);
  write_attribute(writer, kAttempts, kNumber, attempts_text(message));
  writer.end_object();
  if (const auto context = base::TraceContext::from_traceparent(message.trace)) {
    writer.key("MessageSystemAttributes").begin_object();
    write_attribute(writer, kXray, kString, context->xray());
    writer.end_object();
  }
  writer.end_object();
}

std::string* text_of(Json& json) { return std::get_if<std::string>(&json.value_); }

void take(Json& json, std::string& to) {
  if (std::string* text = text_of(json)) to = std::move(*text);
}

std::int64_t number_of(const Json& json) { return base::parse_integer(json.text_or("")).value_or(0); }

void read_attributes(Json& json, Received& message, std::int64_t& died_after) {
  auto* members = std::get_if<Json::Object>(&json.value_);
  if (members == nullptr) return;
  for (auto& [name, attribute] : *members) {
    auto* fields = std::get_if<Json::Object>(&attribute.value_);
    if (fields == nullptr) continue;
    for (auto& [field, value] : *fields) {
      if (field != "StringValue") continue;
      if (name == kKey) take(value, message.key);
      if (name == kTrace) take(value, message.trace);
      if (name == kReason) take(value, message.reason);
      if (name == kAttempts) died_after = number_of(value);
    }
  }
}

// Whether the body is what was sent.
bool read_message(Json& json, Received& message) {
  auto* members = std::get_if<Json::Object>(&json.value_);
  if (members == nullptr) return false;
  std::string sum;
  std::string xray;
  std::int64_t died_after = 0;
  for (auto& [name, value] : *members) {
    if (name == "MessageId") take(value, message.id);
    if (name == "ReceiptHandle") take(value, message.handle);
    if (name == "Body") take(value, message.body);
    if (name == "MD5OfBody") take(value, sum);
    if (name == "MessageAttributes") read_attributes(value, message, died_after);
    if (name != "Attributes") continue;
    message.attempts = static_cast<int>(
        std::max<std::int64_t>(1, base::parse_integer(value.text("ApproximateReceiveCount")).value_or(1)));
    message.sent =
        base::WallTime(std::chrono::milliseconds(base::parse_integer(value.text("SentTimestamp")).value_or(0)));
    xray = value.text(kXray);
  }
  if (died_after > 0) message.attempts = static_cast<int>(died_after);
  if (message.key.empty()) message.key = message.id;
  if (message.trace.empty())
    if (const auto context = base::TraceContext::from_xray(xray)) message.trace = context->traceparent();
  const std::string own = base::md5_hex(message.body);
  return !message.handle.empty() && (own.empty() || own == sum);
}

std::string handles_body(std::string_view url, std::span<const std::string_view> handles, bool visible) {
  std::string body;
  JsonWriter writer(body);
  writer.begin_object().member("QueueUrl", url).key("Entries").begin_array();
  for (std::size_t i = 0; i < handles.size(); ++i) {
    writer.begin_object().member("Id", std::to_string(i)).member("ReceiptHandle", handles[i]);
    if (visible) writer.member("VisibilityTimeout", 0);
    writer.end_object();
  }
  writer.end_array().end_object();
  return body;
}

}  // namespace

std::size_t size_of(const Outgoing& message) {
  std::size_t size = message.body.size();
  const auto count = [&](std::string_view name, std::string_view type, std::string_view value) {
    if (!value.empty()) size += name.size() + type.size() + value.size();
  };
  count(kKey, kString, message.key);
  count(kTrace, kString, message.trace);
  count(kReason, kString, message.reason);
  count(kAttempts, kNumber, attempts_text(message));
  return size;
}

std::string as_reason(std::string_view text) {
  std::string reason;
  while (!text.empty()) {
    const std::size_t length = base::utf8_sequence_length(text);
    const bool is_text = length > 1 || (length == 1 && text[0] >= ' ' && text[0] != 0x7f);
    if (reason.size() + std::max<std::size_t>(1, length) > kMaxReasonBytes) break;
    if (is_text)
      reason += text.substr(0, length);
    else
      reason += text[0] == '\n' ? ' ' : '?';
    text.remove_prefix(std::max<std::size_t>(1, length));
  }
  return reason;
}

std::string send_body(std::string_view url, std::span<const Outgoing> messages) {
  std::string body;
  JsonWriter writer(body);
  writer.begin_object().member("QueueUrl", url).key("Entries").begin_array();
  for (std::size_t i = 0; i < messages.size(); ++i) write_entry(writer, i, messages[i]);
  writer.end_array().end_object();
  return body;
}

std::string receive_body(std::string_view url, std::size_t most, std::chrono::seconds visibility,
                         std::chrono::seconds wait) {
  std::string body;
  JsonWriter writer(body);
  writer.begin_object().member("QueueUrl", url).member("MaxNumberOfMessages", static_cast<std::int64_t>(most));
  writer.member("VisibilityTimeout", std::int64_t{visibility.count()});
  writer.member("WaitTimeSeconds", std::int64_t{wait.count()});
  writer.key("MessageSystemAttributeNames").begin_array();
  writer.value("ApproximateReceiveCount").value("SentTimestamp").value(kXray).end_array();
  writer.key("MessageAttributeNames").begin_array();
  writer.value(kKey).value(kTrace).value(kReason).value(kAttempts).end_array().end_object();
  return body;
}

std::string delete_body(std::string_view url, std::string_view handle) {
  std::string body;
  JsonWriter(body).begin_object().member("QueueUrl", url).member("ReceiptHandle", handle).end_object();
  return body;
}

std::string visibility_body(std::string_view url, std::string_view handle, std::chrono::seconds visibility) {
  std::string body;
  JsonWriter writer(body);
  writer.begin_object().member("QueueUrl", url).member("ReceiptHandle", handle);
  writer.member("VisibilityTimeout", std::int64_t{visibility.count()}).end_object();
  return body;
}

std::string delete_batch_body(std::string_view url, std::span<const std::string_view> handles) {
  return handles_body(url, handles, false);
}

std::string give_back_body(std::string_view url, std::span<const std::string_view> handles) {
  return handles_body(url, handles, true);
}

std::vector<Refused> refused(const Json& answer, std::size_t count, std::span<const Outgoing> sent) {
  std::vector<Refused> list(count);
  std::vector<bool> done(count, false);
  for (std::size_t i = 0; i < count; ++i)
    list[i] = {.entry = i, .code = "NoAnswer", .message = "the answer says nothing about it"};
  const auto place_of = [&](const Json& entry) {
    const auto place = base::parse_integer(entry.text("Id"));
    return place && *place >= 0 && *place < std::ssize(list) ? static_cast<std::size_t>(*place) : count;
  };
  for (const Json& entry : answer.array("Failed")) {
    const std::size_t place = place_of(entry);
    if (place == count) continue;
    const Json* fault = entry.find("SenderFault");
    list[place] = {.entry = place,
                   .by_sender_fault = fault != nullptr && (fault->bool_or(false) || fault->text_or("") == "true"),
                   .code = std::string(entry.text("Code")),
                   .message = std::string(entry.text("Message"))};
  }
  for (const Json& entry : answer.array("Successful")) {
    const std::size_t place = place_of(entry);
    if (place == count) continue;
    const std::string own = sent.empty() ? std::string() : base::md5_hex(sent[place].body);
    done[place] = own.empty() || own == entry.text("MD5OfMessageBody");
    if (!done[place]) list[place].message = "it arrived damaged";
  }
  std::erase_if(list, [&](const Refused& one) { return done[one.entry]; });
  return list;
}

Delivered received(Json&& answer) {
  Delivered delivered;
  auto* members = std::get_if<Json::Object>(&answer.value_);
  if (members == nullptr) return delivered;
  for (auto& [name, value] : *members) {
    auto* items = std::get_if<Json::Array>(&value.value_);
    if (name != "Messages" || items == nullptr) continue;
    for (Json& item : *items) {
      Received message;
      if (read_message(item, message))
        delivered.messages.push_back(std::move(message));
      else
        ++delivered.damaged;
    }
  }
  return delivered;
}

}  // namespace housing::sqs
