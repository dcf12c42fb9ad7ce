// Whatever arrives is read or refused; what a batch holds is either a record or poison, each with an id.
#include <cstdint>
#include <string_view>

#include "base/assert.hpp"
#include "jobs/arrival.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto arrival = housing::jobs::read_arrival({reinterpret_cast<const char*>(data), size});
  if (!arrival) return 0;
  HT_ASSERT(arrival->is_batch || (arrival->records.size() == 1 && arrival->poison.empty()));
  if (arrival->is_batch)
    for (const auto& record : arrival->records) HT_ASSERT(!record.id.empty() && !record.key.empty());
  for (const auto& poison : arrival->poison) HT_ASSERT(!poison.id.empty() && !poison.reason.empty());
  return 0;
}
