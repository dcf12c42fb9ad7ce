// Events: what happened, told to whoever listens: an import finished, a publication finished. EventBridge on AWS;
// nobody on a laptop, where the process at hand does what follows by itself.
//
// At least once: a put that failed may have been told. Thread-safety: any thread.
// Errors: kUnavailable (also when the bus took it only in part), kInvalidInput, kLimitExceeded (kMaxEventBytes).
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace housing::ports {

inline constexpr std::size_t kMaxEventBytes = 250 * 1024;

struct Event {
  std::string type;    // "import-finished", "publication-finished"
  std::string detail;  // a JSON object
};

class Events {
 public:
  virtual ~Events() = default;
  virtual base::Status put(const Event& event, std::chrono::nanoseconds deadline) = 0;
};

}  // namespace housing::ports
