// Tracer: starts spans and decides which traces are recorded. A piece of work taken in from outside begins with
// begin() or root(); what happens within it is child().
//
// Whether a trace is recorded is decided once, at its beginning: by whoever called when he says so, else for a share of
// them (`ratio`), and never for more than `max_traces_a_second` of this process, whoever asks. A span of a trace that
// is not recorded costs a look at the thread's context. Trace ids begin with the time, as X-Ray wants them.
// Thread-safety: any thread.
#pragma once

#include <atomic>
#include <optional>
#include <string_view>

#include "base/clock.hpp"
#include "base/trace_context.hpp"
#include "telemetry/span_buffer.hpp"
#include "telemetry/span_exporter.hpp"

namespace housing::telemetry {

inline constexpr double kDefaultTraceRatio = 0.05;
inline constexpr int kMaxTracesASecond = 50;

class Tracer;

// A span from its start to the end of its scope; the thread's context while it lives, so it ends on its thread.
class Span {
 public:
  Span() = default;  // records nothing and changes nothing
  Span(const Span&) = delete;
  Span& operator=(const Span&) = delete;
  ~Span();

  // Look at it first where making a name or value costs something.
  bool recording() const { return tracer_ != nullptr; }
  void set(std::string_view name, std::string_view value);
  void set(std::string_view name, const char* value) { set(name, std::string_view(value)); }
  void set(std::string_view name, std::int64_t value);
  void set(std::string_view name, bool value);
  // It did not succeed; `type` is a word of few ("unavailable"), `message` is for people.
  void fail(std::string_view type, std::string_view message);

 private:
  friend class Tracer;
  // Not recorded, but the thread's context all the same.
  explicit Span(const base::TraceContext& context);
  Span(Tracer& tracer, const base::TraceContext& context, std::array<std::uint8_t, 8> parent, std::string_view name,
       SpanKind kind);

  Tracer* tracer_ = nullptr;
  std::optional<base::TraceScope> scope_;
  std::optional<FinishedSpan> span_;
};

struct TracerOptions {
  double ratio = kDefaultTraceRatio;  // 0 to 1, of the traces that nobody decided on
  int max_traces_a_second = kMaxTracesASecond;
};

class Tracer {
 public:
  // Without a buffer nothing is recorded, but traces keep and get their ids. The buffer must outlive the tracer.
  Tracer(TracerOptions options, const base::Clock& clock, SpanBuffer* buffer);

  // The context of a piece of work whose span the caller will record() himself. `caller`: who asked for it, if he said.
  // `may_choose`: whether a trace that nobody decided on may be recorded.
  base::TraceContext begin(const std::optional<base::TraceContext>& caller, bool may_choose = true);
  // The same as a Span.
  Span root(std::string_view name, SpanKind kind, const std::optional<base::TraceContext>& caller = std::nullopt);
  // Of the thread's context; outside any trace that is recorded it is nothing.
  Span child(std::string_view name, SpanKind kind);

  bool records() const { return buffer_ != nullptr; }
  void record(FinishedSpan span);
  // A moment of Clock::monotonic() as nanoseconds since 1970.
  std::int64_t since_1970(std::chrono::nanoseconds monotonic) const;
  std::int64_t now() const { return since_1970(clock_.monotonic()); }

 private:
  std::uint64_t random();
  std::array<std::uint8_t, 16> new_trace_id();
  std::array<std::uint8_t, 8> new_span_id();
  bool chooses(const base::TraceContext& context) const;
  bool has_room();

  const TracerOptions options_;
  const base::Clock& clock_;
  SpanBuffer* const buffer_;
  const std::int64_t offset_ns_;  // from Clock::monotonic() to 1970
  std::atomic<std::uint64_t> random_state_;
  std::atomic<std::int64_t> second_{-1};
  std::atomic<int> taken_{0};  // traces, in that second
};

}  // namespace housing::telemetry
