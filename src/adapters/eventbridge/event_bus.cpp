#include "adapters/eventbridge/event_bus.hpp"

#include <thread>

#include "base/json_writer.hpp"
#include "base/trace_context.hpp"

namespace housing::eventbridge {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::string_view kScheme = "eventbridge://";

base::Status check(const ports::Event& event) {
  if (event.type.empty()) return fail(ErrorCode::kInvalidInput, "an event needs a type");
  if (event.detail.size() + event.type.size() > ports::kMaxEventBytes)
    return fail(ErrorCode::kLimitExceeded,
                "the event '" + event.type + "' is larger than " + std::to_string(ports::kMaxEventBytes) + " bytes");
  const auto detail = base::Json::parse(event.detail);
  if (!detail || !detail->is_object())
    return fail(ErrorCode::kInvalidInput, "the detail of the event '" + event.type + "' is no JSON object");
  return {};
}

std::string body_of(const ports::Event& event, const std::string& bus) {
  std::string body;
  base::JsonWriter writer(body);
  writer.begin_object().key("Entries").begin_array().begin_object();
  writer.member("Source", kSource).member("DetailType", event.type).member("Detail", event.detail);
  writer.member("EventBusName", bus);
  if (const base::TraceContext& trace = base::current_trace(); trace.valid())
    writer.member("TraceHeader", trace.xray());
  writer.end_object().end_array().end_object();
  return body;
}

// Whether the bus took the one event; kUnavailable: it may take it later.
base::Status judge(const base::Json& answer) {
  const auto& entries = answer.array("Entries");
  if (entries.empty()) return fail(ErrorCode::kUnavailable, "PutEvents: the answer says nothing about the event");
  const std::string_view code = entries[0].text("ErrorCode");
  if (code.empty() && !entries[0].text("EventId").empty()) return {};
  const bool is_ours = code == "InvalidArgument" || code == "MalformedDetail" || code == "NotAuthorizedForSource" ||
                       code == "NotAuthorizedForDetailType";
  return fail(
      is_ours ? ErrorCode::kInvalidInput : ErrorCode::kUnavailable,
      "PutEvents: the event was refused: " + std::string(code) + ": " + std::string(entries[0].text("ErrorMessage")));
}

base::Error error_of(const aws::Failure& failure, const std::string& bus) {
  base::Error error = aws::error_of(failure, "eventbridge://" + bus + " PutEvents");
  if (error.code == ErrorCode::kNotFound) error.code = ErrorCode::kInvalidInput;  // there is no such bus
  return error;
}

}  // namespace

base::Result<std::unique_ptr<EventBus>> EventBus::open(std::string_view url, aws::Session& session) {
  if (!url.starts_with(kScheme) || url.size() == kScheme.size() || url.find_first_of("?#") != std::string_view::npos)
    return fail(ErrorCode::kInvalidInput, "'" + std::string(url) + "': a bus of EventBridge is at eventbridge://BUS");
  return std::unique_ptr<EventBus>(new EventBus(session, std::string(url.substr(kScheme.size()))));
}

base::Status EventBus::put(const ports::Event& event, std::chrono::nanoseconds deadline) {
  HT_CHECK_OK(check(event));
  const std::string body = body_of(event, bus_);
  auto pause = kFirstPutPause;
  for (int put = 1;; ++put) {
    HT_TRY(const auto answer, session_.call_json("events", "AWSEvents.PutEvents", "1.1", body, deadline));
    if (!answer) return std::unexpected(error_of(answer.error(), bus_));
    const base::Status taken = judge(*answer);
    const bool again = !taken && taken.error().code == ErrorCode::kUnavailable && put < kMaxPuts;
    if (!again || session_.clock().monotonic() + pause >= deadline) return taken;
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
}

}  // namespace housing::eventbridge
