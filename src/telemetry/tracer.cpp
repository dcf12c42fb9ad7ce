#include "telemetry/tracer.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace housing::telemetry {
namespace {

constexpr int kChosenBits = 56;  // of the trace id's end, as OpenTelemetry's ratio sampler takes them

template <std::size_t N>
void put_big_endian(std::array<std::uint8_t, N>& bytes, std::size_t at, std::uint64_t value, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * (count - 1 - i)));
}

}  // namespace

Span::Span(const base::TraceContext& context) { scope_.emplace(context); }

Span::Span(Tracer& tracer, const base::TraceContext& context, std::array<std::uint8_t, 8> parent, std::string_view name,
           SpanKind kind)
    : tracer_(&tracer) {
  scope_.emplace(context);
  FinishedSpan& span = span_.emplace();
  span.context = context;
  span.parent = parent;
  span.kind = kind;
  span.name = name;
  span.start_ns = tracer.now();
}

Span::~Span() {
  if (tracer_ == nullptr) return;
  span_->end_ns = std::max(tracer_->now(), span_->start_ns);
  tracer_->record(std::move(*span_));
}

void Span::set(std::string_view name, std::string_view value) {
  if (recording()) span_->set(name, std::string(value));
}

void Span::set(std::string_view name, std::int64_t value) {
  if (recording()) span_->set(name, value);
}

void Span::set(std::string_view name, bool value) {
  if (recording()) span_->set(name, value);
}

void Span::fail(std::string_view type, std::string_view message) {
  if (!recording()) return;
  span_->failed = true;
  span_->failure = message.substr(0, kMaxAttributeBytes);
  span_->set("error.type", std::string(type));
}

Tracer::Tracer(TracerOptions options, const base::Clock& clock, SpanBuffer* buffer)
    : options_(options),
      clock_(clock),
      buffer_(buffer),
      offset_ns_(std::chrono::nanoseconds(clock.now().time_since_epoch()).count() - clock.monotonic().count()) {
  std::random_device entropy;
  random_state_ = (std::uint64_t{entropy()} << 32) | entropy();
}

// SplitMix64: unique, not secret.
std::uint64_t Tracer::random() {
  constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = random_state_.fetch_add(kStep, std::memory_order_relaxed) + kStep;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

std::array<std::uint8_t, 16> Tracer::new_trace_id() {
  std::array<std::uint8_t, 16> id{};
  put_big_endian(id, 0, static_cast<std::uint64_t>(now() / 1'000'000'000), 4);
  put_big_endian(id, 4, random() | 1, 4);
  put_big_endian(id, 8, random(), 8);
  return id;
}

std::array<std::uint8_t, 8> Tracer::new_span_id() {
  std::array<std::uint8_t, 8> id{};
  put_big_endian(id, 0, random() | 1, 8);
  return id;
}

// By the trace's id, so that all processes that are left to decide decide the same.
bool Tracer::chooses(const base::TraceContext& context) const {
  std::uint64_t end = 0;
  for (std::size_t i = 16 - kChosenBits / 8; i < 16; ++i) end = (end << 8) | context.trace[i];
  return static_cast<double>(end) < options_.ratio * static_cast<double>(std::uint64_t{1} << kChosenBits);
}

// Two threads at the turn of a second may let one more through.
bool Tracer::has_room() {
  const std::int64_t second = clock_.monotonic().count() / 1'000'000'000;
  if (second_.exchange(second, std::memory_order_relaxed) != second) taken_.store(0, std::memory_order_relaxed);
  return taken_.fetch_add(1, std::memory_order_relaxed) < options_.max_traces_a_second;
}

base::TraceContext Tracer::begin(const std::optional<base::TraceContext>& caller, bool may_choose) {
  base::TraceContext context = caller.value_or(base::TraceContext{.undecided = true});
  if (!context.has_trace()) context.trace = new_trace_id();
  if (buffer_ == nullptr) {
    // Nobody would know a span of ours: what we call is our caller's.
    if (!context.valid()) context.span = new_span_id();
    context.sampled = context.sampled && caller.has_value();
    return context;
  }
  context.span = new_span_id();
  if (std::exchange(context.undecided, false)) context.sampled = may_choose && chooses(context);
  context.sampled = context.sampled && has_room();
  return context;
}

Span Tracer::root(std::string_view name, SpanKind kind, const std::optional<base::TraceContext>& caller) {
  const base::TraceContext context = begin(caller);
  if (!context.sampled || buffer_ == nullptr) return Span(context);
  return {*this, context, caller ? caller->span : decltype(context.span){}, name, kind};
}

Span Tracer::child(std::string_view name, SpanKind kind) {
  const base::TraceContext& parent = base::current_trace();
  if (!parent.sampled || buffer_ == nullptr) return {};
  base::TraceContext context = parent;
  context.span = new_span_id();
  return {*this, context, parent.span, name, kind};
}

void Tracer::record(FinishedSpan span) {
  if (buffer_ != nullptr) buffer_->add(std::move(span));
}

std::int64_t Tracer::since_1970(std::chrono::nanoseconds monotonic) const { return monotonic.count() + offset_ns_; }

}  // namespace housing::telemetry
