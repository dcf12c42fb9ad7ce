// Any bytes as JSON: read within its depth or refused; what is read says the same when it is written and read again.
// The other readers of short texts from outside too: base64, UTF-8, addresses of services.
#include <algorithm>
#include <cstdint>

#include "base/assert.hpp"
#include "base/base64.hpp"
#include "base/json.hpp"
#include "base/service_url.hpp"
#include "base/utf8.hpp"

namespace {

using namespace housing::base;

int depth_of(const Json& json) {
  int deepest = 0;
  for (const Json& item : json.items()) deepest = std::max(deepest, depth_of(item));
  for (const auto& [name, member] : json.members()) deepest = std::max(deepest, depth_of(member));
  return 1 + deepest;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto json = Json::parse(bytes)) {
    HT_ASSERT(depth_of(*json) <= Json::kMaxDepth + 1);
    const std::string written = to_text(*json);
    HT_ASSERT(is_valid_utf8(written));
    const auto again = Json::parse(written);
    HT_ASSERT(again.has_value() && to_text(*again) == written);
  }
  if (const auto decoded = from_base64(bytes)) HT_ASSERT(to_base64(*decoded) == bytes);
  HT_ASSERT(from_base64(to_base64(bytes)) == bytes);
  if (const auto url = ServiceUrl::parse(bytes)) HT_ASSERT(!url->scheme.empty() && bytes.size() <= kMaxServiceUrlBytes);
  return 0;
}
