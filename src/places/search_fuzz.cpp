// Any bytes are a question; answering must end, stay inside its tables and give every place at most once.
#include <cstdint>
#include <set>
#include <string_view>

#include "base/assert.hpp"
#include "places/embedded.hpp"
#include "places/nearest.hpp"
#include "places/resolver.hpp"
#include "places/search.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace housing::places;
  static const Gazetteer gazetteer = embedded_gazetteer();
  static const SearchIndex index(gazetteer);
  static const Resolver resolver(gazetteer);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::set<std::string_view> seen;
  const auto hits = index.search({.text = text, .limit = 50});
  for (const Hit& hit : hits) HT_ASSERT(seen.insert(hit.id.text()).second);
  nearest_ids(gazetteer, text);
  resolver.zillow_metro(text);
  return 0;
}
