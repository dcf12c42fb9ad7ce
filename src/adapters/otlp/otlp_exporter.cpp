#include "adapters/otlp/otlp_exporter.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/text.hpp"

namespace housing::otlp {
namespace {

constexpr std::size_t kMaxAnswerBytes = 64 * 1024;
constexpr std::size_t kMaxQuotedBytes = 200;

// What the protocol says may be tried again.
bool is_passing(int status) { return status == 429 || status == 502 || status == 503 || status == 504; }

// How many of `sent` were taken, as a 2xx answer says; an answer that says nothing means all.
std::size_t taken(std::size_t sent, const client::Answer& answer) {
  const auto body = base::Json::parse(answer.body);
  const base::Json* partial = body ? body->find("partialSuccess") : nullptr;
  const base::Json* rejected = partial == nullptr ? nullptr : partial->find("rejectedSpans");
  if (rejected == nullptr) return sent;
  const std::int64_t count =
      rejected->is_text() ? base::parse_integer(rejected->text_or("")).value_or(0) : rejected->integer_or(0);
  return sent - std::min(sent, static_cast<std::size_t>(std::max<std::int64_t>(count, 0)));
}

}  // namespace

base::Result<std::unique_ptr<OtlpExporter>> OtlpExporter::open(OtlpOptions options, const base::Clock& clock) {
  if (!options.url.starts_with("http://") && !options.url.starts_with("https://"))
    return base::fail(base::ErrorCode::kInvalidInput,
                      "'" + options.url + "' is no collector's URL like http://127.0.0.1:4318/v1/traces");
  return std::unique_ptr<OtlpExporter>(new OtlpExporter(std::move(options), clock));
}

base::Result<std::size_t> OtlpExporter::export_spans(std::span<const telemetry::FinishedSpan> spans,
                                                     std::chrono::nanoseconds time_left) {
  const auto deadline = clock_.monotonic() + time_left;
  const std::string body = spans_json(options_.resource, spans);
  base::Error why{base::ErrorCode::kLimitExceeded, options_.url + ": there was no time left to send traces"};
  for (int tried = 0; tried < kMaxTries; ++tried) {
    const auto left = deadline - clock_.monotonic();
    if (left.count() <= 0) break;
    client::Request request;
    request.method = "POST";
    request.url = options_.url;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = body;
    request.time_left = std::min<std::chrono::nanoseconds>(left, kMaxTryTime);
    request.max_answer_bytes = kMaxAnswerBytes;
    const auto answer = client_.send(request);
    if (!answer) {
      why = answer.error().at(options_.url);
      why.code = base::ErrorCode::kUnavailable;
      continue;
    }
    if (answer->status >= 200 && answer->status < 300) return taken(spans.size(), *answer);
    why = {
        is_passing(answer->status) ? base::ErrorCode::kUnavailable : base::ErrorCode::kInvalidInput,
        options_.url + " answered " + std::to_string(answer->status) + ": " + answer->body.substr(0, kMaxQuotedBytes)};
    if (!is_passing(answer->status)) break;
  }
  return std::unexpected(std::move(why));
}

}  // namespace housing::otlp
