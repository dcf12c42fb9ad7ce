// What the head of an answer means for a download: a table of rules, without any I/O.
// Thread-safety: functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "adapters/curl/transfer.hpp"
#include "base/result.hpp"
#include "ports/fetcher.hpp"

namespace housing::curl {

// What was asked for.
struct Asked {
  std::uint64_t offset = 0;     // bytes we have already; 0: the whole file
  ports::Validators partial{};  // of the edition those belong to
  bool conditional = false;     // "only if it is not the copy we have"
  std::uint64_t max_bytes = 0;  // of the whole file
};

enum class Meaning {
  kWhole,        // the file follows from its beginning
  kRest,         // the file follows from Asked::offset
  kNotModified,  // our copy is the newest
  kRedirect,     // look at `location`
  kBeginAnew,    // what we have is of no use: ask for the whole
  kLater,        // failed, perhaps not for long
  kRefused,      // failed, and will fail again
};

struct Judgement {
  Meaning meaning = Meaning::kRefused;
  std::optional<std::uint64_t> total;  // bytes of the whole file, if said and not encoded
  base::Error error{};                 // of kLater and kRefused
};

Judgement judge(const ResponseHead& head, const Asked& asked);

// Whether the bytes on the wire are those of the file, so that the rest of them can be asked for.
bool is_plain(const ResponseHead& head);

// "104,857,600 bytes"
std::string bytes_in_words(std::uint64_t bytes);

}  // namespace housing::curl
