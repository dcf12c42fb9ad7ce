// TraceContext: which trace and which span the work at hand belongs to, as W3C Trace Context (traceparent) and X-Ray
// (X-Amzn-Trace-Id) write it. The context at hand is the thread's: whoever hands work to another thread hands it on.
//
// It records nothing; src/telemetry does. Thread-safety: values; current() is per thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace housing::base {

inline constexpr std::size_t kMaxTraceHeaderBytes = 512;  // longer ones are not looked at

struct TraceContext {
  std::array<std::uint8_t, 16> trace{};  // X-Ray's root is its first 4 bytes (seconds since 1970) and the other 12
  std::array<std::uint8_t, 8> span{};    // of who caused this
  bool sampled = false;
  bool undecided = false;  // nobody has said yet whether it is sampled: what a balancer's X-Ray header says

  bool valid() const;            // neither id is all zero
  bool has_trace() const;        // there may be a trace and no span: a balancer's X-Ray header again
  std::string trace_id() const;  // 32 hexadecimal digits, as logs have it
  void append_trace_id(std::string& out) const;
  std::string span_id() const;      // 16
  std::string traceparent() const;  // "00-…-…-01"
  std::string xray() const;         // "Root=1-…-…;Parent=…;Sampled=1", without what is not known
  bool operator==(const TraceContext&) const = default;

  // nullopt for anything that is not well-formed. A version after 00 is read as far as 00 goes, as its specification
  // says; of X-Ray's fields those unknown are skipped, and the span may be missing.
  static std::optional<TraceContext> from_traceparent(std::string_view text);
  static std::optional<TraceContext> from_xray(std::string_view text);
};

// The thread's; not valid() where there is none.
const TraceContext& current_trace();
// The same as a traceparent, for a message that goes out; empty where there is none.
std::string current_traceparent();

// Makes a context the thread's until it goes, then the one before it again.
class TraceScope {
 public:
  explicit TraceScope(const TraceContext& context);
  TraceScope(const TraceScope&) = delete;
  TraceScope& operator=(const TraceScope&) = delete;
  ~TraceScope();

 private:
  TraceContext before_;
};

}  // namespace housing::base
