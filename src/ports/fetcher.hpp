// Fetcher: publishers' files from where they are published, over HTTPS or out of a folder that stands in for them.
//
// A call brings one file whole to `destination`, or leaves nothing there. What came before a break stays beside it as
// "<destination>.part"; the next call goes on from there if the publisher's file is still the same one, else anew.
// It is not: a crawler, a cache, or a judge of what is inside the file.
// Thread-safety: one call at a time. Two processes may not fetch to one destination at once (kConflict).
// Errors, whose messages do not repeat the address:
//         kUnavailable  the publisher or the network does not answer as it should: try again later
//         kNotFound     the publisher has no such file: look for its new address
//         kInvalidInput an address nobody may fetch, or an answer that is no file (a web page, a refusal)
//         kLimitExceeded  larger than max_bytes, slower than allowed, or not done by the deadline
//         kIo           the disk
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "model/date.hpp"

namespace housing::ports {

inline constexpr std::uint64_t kMaxFetchedBytes = std::uint64_t{4} << 30;

// What tells one edition of a file from another, as its server wrote it; either may be empty.
struct Validators {
  std::string etag;
  std::string last_modified;

  bool empty() const { return etag.empty() && last_modified.empty(); }
  bool operator==(const Validators&) const = default;
};

// Told while bytes come: how many there are, and how many there will be if that is known.
using FetchProgress = std::function<void(std::uint64_t bytes, std::optional<std::uint64_t> total)>;

struct FetchRequest {
  std::string url;
  Validators have;  // of the copy we have; empty: there is none
  std::filesystem::path destination;
  std::uint64_t max_bytes = kMaxFetchedBytes;
  std::chrono::nanoseconds deadline{};  // by Clock::monotonic(), for all attempts together
  FetchProgress progress;               // may be empty
};

enum class FetchStatus { kFetched, kNotModified };

struct FetchResult {
  FetchStatus status = FetchStatus::kFetched;
  std::string url;                      // where it was found in the end
  Validators validators;                // of what was found
  std::optional<model::Date> modified;  // when its publisher last changed it, if that is said and can be believed
  std::uint64_t bytes = 0;              // of the file at `destination`; 0 when not modified
};

class Fetcher {
 public:
  virtual ~Fetcher() = default;
  virtual base::Result<FetchResult> fetch(const FetchRequest& request) = 0;
};

}  // namespace housing::ports
