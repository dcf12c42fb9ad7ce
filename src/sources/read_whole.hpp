// All bytes of a source in memory, for formats that cannot be read a piece at a time (archives, JSON).
// Thread-safety: a function.
#pragma once

#include <string>
#include <string_view>

#include "base/byte_source.hpp"

namespace housing::sources {

// `what`: "the workbook", for the message. Errors: kLimitExceeded above `most_bytes`; the source's.
inline base::Result<std::string> read_whole(base::ByteSource& bytes, std::size_t most_bytes, std::string_view what) {
  std::string all;
  while (true) {
    HT_TRY(const auto chunk, bytes.next());
    if (chunk.empty()) return all;
    if (all.size() + chunk.size() > most_bytes)
      return base::fail(base::ErrorCode::kLimitExceeded,
                        std::string(what) + " has more than " + std::to_string(most_bytes) + " bytes");
    all.append(chunk.data(), chunk.size());
  }
}

}  // namespace housing::sources
