// Any bytes as a request: no crash, every view inside the head, and a body that does not depend on how it was cut.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.hpp"
#include "http/body_decoder.hpp"
#include "http/request_parser.hpp"

namespace {

using housing::http::BodyDecoder;
using housing::http::Refusal;
using housing::http::RequestParser;

const housing::http::Limits kLimits;

bool lies_in(std::string_view view, std::string_view bytes) {
  return view.empty() || (view.data() >= bytes.data() && view.data() + view.size() <= bytes.data() + bytes.size());
}

struct Outcome {
  Refusal refusal = Refusal::kNone;
  bool complete = false;
  std::size_t consumed = 0;
  std::string body;
};

Outcome read_body(const housing::http::RequestHead& head, std::string_view bytes, std::size_t step) {
  BodyDecoder decoder;
  head.chunked ? decoder.expect_chunks(kLimits.max_body_bytes) : decoder.expect_length(head.content_length);
  Outcome outcome;
  while (!outcome.complete && outcome.consumed < bytes.size() && outcome.refusal == Refusal::kNone) {
    const auto result = decoder.decode(bytes.substr(outcome.consumed, step), outcome.body);
    outcome.consumed += result.consumed;
    outcome.complete = result.complete;
    outcome.refusal = result.refusal;
  }
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes are text here
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return 0;
  const std::string head(bytes.substr(0, end + 4));
  RequestParser parser(kLimits);
  if (parser.parse_head(head) != Refusal::kNone) return 0;
  const auto& request = parser.head();
  HT_ASSERT(!request.target.empty());
  for (const auto& field : request.fields) HT_ASSERT(lies_in(field.name, head) && lies_in(field.value, head));
  for (const std::string_view view : {request.query, request.request_id, request.if_none_match, request.forwarded_for})
    HT_ASSERT(lies_in(view, head));
  if (!request.has_body()) return 0;
  const std::string_view body = bytes.substr(head.size());
  const Outcome whole = read_body(request, body, std::max<std::size_t>(body.size(), 1));
  const Outcome cut = read_body(request, body, 1);
  HT_ASSERT(whole.complete == cut.complete && whole.body.size() <= kLimits.max_body_bytes);
  HT_ASSERT(whole.body == cut.body && whole.consumed == cut.consumed && whole.refusal == cut.refusal);
  return 0;
}
