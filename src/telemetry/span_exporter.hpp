// FinishedSpan and SpanExporter: a piece of work that was timed, and who is told of it. The words are OpenTelemetry's.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/trace_context.hpp"

namespace housing::telemetry {

inline constexpr std::size_t kMaxAttributes = 32;  // of a span; more are left out
inline constexpr std::size_t kMaxAttributeBytes = 1024;

// With OpenTelemetry's numbers.
enum class SpanKind : std::uint8_t { kInternal = 1, kServer = 2, kClient = 3, kProducer = 4, kConsumer = 5 };

struct Attribute {
  std::string_view name;  // a literal
  std::variant<std::string, std::int64_t, bool> value;
};

struct FinishedSpan {
  base::TraceContext context;            // its own
  std::array<std::uint8_t, 8> parent{};  // all zero: none
  SpanKind kind = SpanKind::kInternal;
  std::string name;
  std::int64_t start_ns = 0;  // since 1970
  std::int64_t end_ns = 0;
  std::vector<Attribute> attributes;
  bool failed = false;
  std::string failure;  // for people; may be empty

  // Texts are cut to kMaxAttributeBytes.
  void set(std::string_view name, std::variant<std::string, std::int64_t, bool> value);
};

// Thread-safety: one call at a time. Errors: kUnavailable (nobody took them; they are not kept), kInvalidInput (they
// were refused), kLimitExceeded (no time left).
class SpanExporter {
 public:
  virtual ~SpanExporter() = default;
  // Gives how many were taken. `time_left` is for everything, tries included.
  virtual base::Result<std::size_t> export_spans(std::span<const FinishedSpan> spans,
                                                 std::chrono::nanoseconds time_left) = 0;
};

}  // namespace housing::telemetry
