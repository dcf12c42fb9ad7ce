// DependencyWatch: what is noted of every call to something outside: a client span, and whether it failed. One for each
// thing called; the decorators of ports (traced_*.hpp) are made of it.
//
// An error counts when the dependency fails (away, out of time, disk, broken bytes), not when it says no to what was
// asked. Thread-safety: any thread. Ownership: what Telemetry refers to must outlive it.
#pragma once

#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "telemetry/metrics.hpp"
#include "telemetry/tracer.hpp"

namespace housing::telemetry {

struct Telemetry {
  Tracer& tracer;
  Metrics& metrics;
};

bool is_failure_of_dependency(base::ErrorCode code);

class DependencyWatch {
 public:
  // `dependency`: "database", "cache", "objects", "queue" or "mail".
  DependencyWatch(const Telemetry& telemetry, std::string_view dependency)
      : tracer_(telemetry.tracer), errors_(telemetry.metrics.counter(Metric::kDependencyErrors, dependency)) {}

  Span start(std::string_view name, SpanKind kind = SpanKind::kClient) { return tracer_.child(name, kind); }
  // Counts it where it counts; the message goes no further than the span.
  void note(Span& span, const base::Error& error);

  // Gives what `call(span)` gives, a Result.
  template <class Call>
  auto observed(std::string_view name, SpanKind kind, const Call& call) {
    Span span = start(name, kind);
    auto result = call(span);
    if (!result) note(span, result.error());
    return result;
  }
  template <class Call>
  auto observed(std::string_view name, const Call& call) {
    return observed(name, SpanKind::kClient, call);
  }

 private:
  Tracer& tracer_;
  Counter& errors_;
};

}  // namespace housing::telemetry
