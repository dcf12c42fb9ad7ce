#include "jobs/arrival.hpp"

#include "base/json_writer.hpp"
#include "base/text.hpp"

namespace housing::jobs {
namespace {

using base::ErrorCode;
using base::fail;
using base::Json;

constexpr std::string_view kOwnSource = "housing-trends";
constexpr std::string_view kCarrierSource = "aws.ses";
constexpr std::string_view kClockSource = "aws.events";  // a rule with a schedule
constexpr std::string_view kQueueSource = "aws:sqs";

const Json kNothing;

const Json& member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found == nullptr ? kNothing : *found;
}

// The job or event in a body. Errors: why it is poison.
base::Result<Arrived> read_body(const Json& body) {
  Arrived arrived;
  if (!body.is_object()) return fail(ErrorCode::kInvalidInput, "it is no JSON object");
  const Json* const type = body.find("detail-type");
  if (type == nullptr) {
    arrived.body = body;
    return arrived;
  }
  const std::string_view source = body.text("source");
  const Json& detail = member(body, "detail");
  if (!type->is_text() || !detail.is_object())
    return fail(ErrorCode::kInvalidInput, "it looks like an event, but has no type or detail");
  arrived.type = type->text_or("");
  if (source == kClockSource) {
    arrived.body = Json{Json::Object{}};
    return arrived;
  }
  if (source != kOwnSource && source != kCarrierSource)
    return fail(ErrorCode::kInvalidInput, "nobody here listens to events of '" + std::string(source) + "'");
  arrived.kind = source == kOwnSource ? ArrivedKind::kEvent : ArrivedKind::kCarrier;
  arrived.body = source == kOwnSource ? detail : body;
  return arrived;
}

std::string_view attribute_text(const Json& record, std::string_view name) {
  return member(member(record, "messageAttributes"), name).text("stringValue");
}

// Who caused it: what our own queue wrote, else what AWS did.
base::TraceContext trace_of(const Json& record) {
  if (const auto own = base::TraceContext::from_traceparent(attribute_text(record, "traceparent"))) return *own;
  const auto theirs = base::TraceContext::from_xray(member(record, "attributes").text("AWSTraceHeader"));
  return theirs.value_or(base::TraceContext{});
}

int attempts_of(const Json& record) {
  const auto count = base::parse_integer(member(record, "attributes").text("ApproximateReceiveCount"));
  constexpr std::int64_t kMost = 1'000'000;
  return count && *count > 0 && *count <= kMost ? static_cast<int>(*count) : 1;
}

base::Result<Arrived> read_record(const Json& record) {
  if (record.text("eventSource", kQueueSource) != kQueueSource)
    return fail(ErrorCode::kInvalidInput, "it comes from '" + std::string(record.text("eventSource")) + "', not SQS");
  const auto body = Json::parse(record.text("body"));
  if (!body) return fail(ErrorCode::kInvalidInput, "its body is not JSON: " + body.error().message);
  return read_body(*body);
}

}  // namespace

base::Result<Arrival> read_arrival(std::string_view event) {
  auto json = Json::parse(event);
  if (!json) return fail(json.error().code, "the event is not JSON: " + json.error().message);
  Arrival arrival;
  const Json* const records = json->find("Records");
  if (records == nullptr) {
    HT_TRY(Arrived alone, read_body(*json));
    arrival.records.push_back(std::move(alone));
    return arrival;
  }
  if (!records->is_array()) return fail(ErrorCode::kInvalidInput, "the event's Records are no list");
  if (records->items().size() > kMaxRecords)
    return fail(ErrorCode::kLimitExceeded, "more than " + std::to_string(kMaxRecords) + " records in one event");
  arrival.is_batch = true;
  for (const Json& record : records->items()) {
    const std::string id(record.text("messageId"));
    if (id.empty()) return fail(ErrorCode::kInvalidInput, "a record has no messageId, so that nobody can answer it");
    auto arrived = read_record(record);
    if (!arrived) {
      arrival.poison.push_back({.id = id, .reason = arrived.error().message, .attempts = attempts_of(record)});
      continue;
    }
    arrived->id = id;
    arrived->key = attribute_text(record, "key");
    if (arrived->key.empty()) arrived->key = id;
    arrived->trace = trace_of(record);
    arrived->attempts = attempts_of(record);
    arrival.records.push_back(std::move(*arrived));
  }
  return arrival;
}

std::string batch_answer(const std::vector<std::string>& failed) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("batchItemFailures").begin_array();
  for (const std::string& id : failed) json.begin_object().member("itemIdentifier", std::string_view(id)).end_object();
  json.end_array().end_object();
  return out;
}

}  // namespace housing::jobs
