// Bytes of any server: reading replies never crashes, keeps to its limits, and does not depend on how they were cut.
#include <algorithm>
#include <cstdint>

#include "adapters/redis/reply.hpp"
#include "adapters/redis/slots.hpp"
#include "base/assert.hpp"

namespace {

using namespace housing;

std::size_t elements_in(const redis::Reply& reply) {
  std::size_t sum = reply.elements.size();
  for (const redis::Reply& element : reply.elements) sum += elements_in(element);
  return sum;
}

// The replies' shapes as text; ends with "!" where reading gave up.
std::string read_all(std::string_view bytes, std::size_t step) {
  redis::ReplyReader reader;
  std::string shapes;
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, step);
    bytes.remove_prefix(piece.size());
    if (!reader.feed(piece)) return shapes + "!";
    while (true) {
      const auto reply = reader.next();
      if (!reply) return shapes + "!";
      if (!*reply) break;
      HT_ASSERT(elements_in(**reply) <= redis::kMaxReplyElements);
      redis::parse_redirect(**reply, "host");
      redis::parse_slots(**reply, {.host = "host", .port = 1});
      shapes += std::to_string(static_cast<int>((*reply)->kind)) + (*reply)->text + ';';
    }
  }
  return shapes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  HT_ASSERT(read_all(bytes, size) == read_all(bytes, 1 + bytes.size() / 3));
  return 0;
}
