// Header values from anybody: which coding is taken, whether a copy is still good, which cookie is meant.
#include <cstdint>

#include "base/assert.hpp"
#include "http/negotiate.hpp"
#include "http/owned_request.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace housing::http;
  const std::string_view value(reinterpret_cast<const char*>(data), size);
  const AcceptedEncodings accepted = parse_accept_encoding(value);
  if (accepted.preferred == Encoding::kGzip) HT_ASSERT(accepted.gzip);
  if (accepted.preferred == Encoding::kBrotli) HT_ASSERT(accepted.brotli);

  // The tag is in the list, wherever it stands, and is not when the list cannot hold it.
  const std::string tag = "\"0123456789abcdef\"";
  const bool holds = value.find(tag) != std::string_view::npos;
  const bool matches = etag_matches(value, tag);
  if (matches) HT_ASSERT(holds || value.find('*') != std::string_view::npos);
  HT_ASSERT(etag_matches(tag + ", " + std::string(value), tag));
  HT_ASSERT(etag_matches("W/" + tag, tag));

  // A cookie's value is a piece of the header without the sign that ends it.
  constexpr std::string_view kName = "__Host-housing";
  const std::string_view found = cookie(value, kName);
  if (!found.empty()) {
    HT_ASSERT(found.data() >= value.data() && found.data() + found.size() <= value.data() + size);
    HT_ASSERT(found.find(';') == std::string_view::npos);
    HT_ASSERT(value.substr(0, static_cast<std::size_t>(found.data() - value.data())).ends_with("__Host-housing="));
  }
  HT_ASSERT(cookie("a=b; __Host-housing=x; " + std::string(value), kName) == "x");
  return 0;
}
