#include "base/trace_context.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "base/text.hpp"

namespace housing::base {
namespace {

constexpr std::size_t kTraceparentBytes = 55;  // "00-" 32 "-" 16 "-" 2
constexpr std::size_t kXrayRootBytes = 35;     // "1-" 8 "-" 24
constexpr std::size_t kXrayTimeBytes = 4;
constexpr std::uint8_t kSampledFlag = 1;

thread_local TraceContext current;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// Lower-case hexadecimal digits alone, two a byte and no more.
bool read_hex(std::string_view text, std::span<std::uint8_t> bytes) {
  if (text.size() != bytes.size() * 2) return false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int high = digit_of(text[2 * i]);
    const int low = digit_of(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

void append_hex(std::string& out, std::span<const std::uint8_t> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const std::uint8_t byte : bytes) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
}

bool any(std::span<const std::uint8_t> bytes) {
  return std::ranges::any_of(bytes, [](std::uint8_t byte) { return byte != 0; });
}

// "1-5759e988-bd862e3fe1be46a994272793"
bool read_root(std::string_view text, TraceContext& context) {
  if (text.size() != kXrayRootBytes || !text.starts_with("1-") || text[10] != '-') return false;
  const std::span<std::uint8_t> bytes(context.trace);
  return read_hex(text.substr(2, 8), bytes.first(kXrayTimeBytes)) &&
         read_hex(text.substr(11), bytes.subspan(kXrayTimeBytes)) && any(bytes);
}

bool read_decision(std::string_view text, TraceContext& context) {
  if (text != "0" && text != "1" && text != "?") return false;
  context.sampled = text == "1";
  context.undecided = text == "?";
  return true;
}

}  // namespace

bool TraceContext::valid() const { return any(trace) && any(span); }

bool TraceContext::has_trace() const { return any(trace); }

std::string TraceContext::trace_id() const {
  std::string text;
  append_trace_id(text);
  return text;
}

void TraceContext::append_trace_id(std::string& out) const { append_hex(out, trace); }

std::string TraceContext::span_id() const {
  std::string text;
  append_hex(text, span);
  return text;
}

std::string TraceContext::traceparent() const {
  std::string text = "00-";
  append_hex(text, trace);
  text.push_back('-');
  append_hex(text, span);
  text.append(sampled ? "-01" : "-00");
  return text;
}

std::string TraceContext::xray() const {
  const std::span<const std::uint8_t> bytes(trace);
  std::string text = "Root=1-";
  append_hex(text, bytes.first(kXrayTimeBytes));
  text.push_back('-');
  append_hex(text, bytes.subspan(kXrayTimeBytes));
  if (any(span)) {
    text.append(";Parent=");
    append_hex(text, span);
  }
  if (!undecided) text.append(sampled ? ";Sampled=1" : ";Sampled=0");
  return text;
}

std::optional<TraceContext> TraceContext::from_traceparent(std::string_view text) {
  if (text.size() < kTraceparentBytes || text.size() > kMaxTraceHeaderBytes) return std::nullopt;
  std::array<std::uint8_t, 1> version{};
  std::array<std::uint8_t, 1> flags{};
  TraceContext context;
  if (!read_hex(text.substr(0, 2), version) || version[0] == 0xff) return std::nullopt;
  if (text[2] != '-' || text[35] != '-' || text[52] != '-') return std::nullopt;
  // Later versions may have more behind a further dash.
  if (text.size() > kTraceparentBytes && (version[0] == 0 || text[kTraceparentBytes] != '-')) return std::nullopt;
  if (!read_hex(text.substr(3, 32), context.trace) || !read_hex(text.substr(36, 16), context.span) ||
      !read_hex(text.substr(53, 2), flags))
    return std::nullopt;
  context.sampled = (flags[0] & kSampledFlag) != 0;
  return context.valid() ? std::optional(context) : std::nullopt;
}

std::optional<TraceContext> TraceContext::from_xray(std::string_view text) {
  if (text.size() > kMaxTraceHeaderBytes) return std::nullopt;
  TraceContext context;
  context.undecided = true;
  bool root = false;
  bool parent = false;
  bool decision = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string_view field = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = field.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view name = field.substr(0, equals);
    const std::string_view value = field.substr(equals + 1);
    if (name == "Root") {
      if (std::exchange(root, true) || !read_root(value, context)) return std::nullopt;
    } else if (name == "Parent") {
      if (std::exchange(parent, true) || !read_hex(value, context.span) || !any(context.span)) return std::nullopt;
    } else if (name == "Sampled") {
      if (std::exchange(decision, true) || !read_decision(value, context)) return std::nullopt;
    }
  }
  return root ? std::optional(context) : std::nullopt;
}

const TraceContext& current_trace() { return current; }

std::string current_traceparent() { return current.valid() ? current.traceparent() : std::string(); }

TraceScope::TraceScope(const TraceContext& context) : before_(current) { current = context; }

TraceScope::~TraceScope() { current = before_; }

}  // namespace housing::base
