// Trace headers from anybody: reading never crashes, and what is accepted survives being written and read again.
#include <cstdint>

#include "base/assert.hpp"
#include "base/trace_context.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using housing::base::TraceContext;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto context = TraceContext::from_traceparent(text)) {
    HT_ASSERT(context->valid());
    HT_ASSERT(TraceContext::from_traceparent(context->traceparent()) == context);
    HT_ASSERT(TraceContext::from_xray(context->xray()) == context);
  }
  if (const auto context = TraceContext::from_xray(text)) {
    HT_ASSERT(context->has_trace());
    HT_ASSERT(TraceContext::from_xray(context->xray()) == context);
  }
  return 0;
}
