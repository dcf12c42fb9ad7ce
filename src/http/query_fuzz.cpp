// Query strings from anybody: parsing never crashes, and what it accepts survives being written and read again.
#include <cstdint>

#include "base/assert.hpp"
#include "http/query.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace housing;
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const auto query = http::Query::parse(raw);
  if (!query) return 0;
  HT_ASSERT(query->parameters().size() <= http::kMaxQueryParameters);
  std::string written;
  for (const http::QueryParameter& parameter : query->parameters())
    written += http::percent_encode(parameter.name) + "=" + http::percent_encode(parameter.value) + "&";
  const auto again = http::Query::parse(written);
  HT_ASSERT(again.has_value() && again->parameters().size() == query->parameters().size());
  for (std::size_t i = 0; i < query->parameters().size(); ++i) {
    HT_ASSERT(again->parameters()[i].name == query->parameters()[i].name);
    HT_ASSERT(again->parameters()[i].value == query->parameters()[i].value);
  }
  return 0;
}
