// KeptSpans: a SpanExporter that keeps what it is given, and a tracer that records everything into it. Tests only.
// Thread-safety: any thread.
#pragma once

#include <mutex>
#include <string_view>
#include <vector>

#include "telemetry/tracer.hpp"

namespace housing::telemetry {

class KeptSpans final : public SpanExporter {
 public:
  base::Result<std::size_t> export_spans(std::span<const FinishedSpan> spans, std::chrono::nanoseconds) override {
    const std::scoped_lock lock(mutex_);
    batches_.push_back(spans.size());
    if (failing_) return base::fail(base::ErrorCode::kUnavailable, "the collector is away");
    kept_.insert(kept_.end(), spans.begin(), spans.end());
    return spans.size();
  }
  void fail(bool failing) {
    const std::scoped_lock lock(mutex_);
    failing_ = failing;
  }
  std::vector<FinishedSpan> kept() const {
    const std::scoped_lock lock(mutex_);
    return kept_;
  }
  std::vector<std::size_t> batches() const {
    const std::scoped_lock lock(mutex_);
    return batches_;
  }

 private:
  mutable std::mutex mutex_;
  bool failing_ = false;
  std::vector<FinishedSpan> kept_;
  std::vector<std::size_t> batches_;
};

// What a span says of that attribute, as text; empty where it has none.
inline std::string attribute(const FinishedSpan& span, std::string_view name) {
  for (const Attribute& attribute : span.attributes) {
    if (attribute.name != name) continue;
    if (const auto* text = std::get_if<std::string>(&attribute.value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&attribute.value)) return std::to_string(*number);
    return std::get<bool>(attribute.value) ? "true" : "false";
  }
  return {};
}

// A tracer whose spans are at hand.
struct RecordingTracer {
  explicit RecordingTracer(const base::Clock& clock, double ratio = 1)
      : log(clock, -1, base::LogLevel::kError),
        buffer(exporter, clock, log, std::chrono::hours(1)),
        tracer({.ratio = ratio, .max_traces_a_second = 1'000'000}, clock, &buffer) {}

  std::vector<FinishedSpan> spans() {
    buffer.flush(std::chrono::seconds(5));
    return exporter.kept();
  }

  base::Log log;
  KeptSpans exporter;
  SpanBuffer buffer;
  Tracer tracer;
};

}  // namespace housing::telemetry
