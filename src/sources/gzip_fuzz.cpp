// Any bytes as a gzip file: whole or in small chunks they give the same bytes, or the same error.
#include <cstdint>
#include <string>

#include "base/assert.hpp"
#include "sources/gzip.hpp"
#include "sources/testing_sink.hpp"

namespace {

constexpr std::uint64_t kMost = 1024 * 1024;

std::string inflate(std::string_view packed, std::size_t chunk) {
  housing::sources::ChunkedSource source(packed, chunk);
  const auto inflated = housing::sources::inflating_gzip(source, kMost);
  std::string all;
  while (true) {
    const auto bytes = inflated->next();
    if (!bytes) return "error: " + bytes.error().message;
    if (bytes->empty()) return all;
    all.append(bytes->data(), bytes->size());
    HT_ASSERT(all.size() <= kMost);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view packed(reinterpret_cast<const char*>(data), size);
  HT_ASSERT(inflate(packed, size + 1) == inflate(packed, 5));
  return 0;
}
