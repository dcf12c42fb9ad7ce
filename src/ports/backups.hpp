// Backups: what could be restored from if everything were lost now, and the settings that nobody else backs up.
// It makes and restores none. Thread-safety: one thread. `deadline` is by Clock::monotonic().
// Errors: kUnavailable, kInvalidInput (names or rights are wrong), kLimitExceeded.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace housing::ports {

inline constexpr std::size_t kMaxParameters = 10'000;

struct Parameter {
  std::string name;
  std::string type;   // "String", "StringList", "SecureString"
  std::string value;  // empty for a SecureString: its secret is not ours to read
  std::int64_t version = 0;
};

class Backups {
 public:
  virtual ~Backups() = default;
  // To which moment the database could be brought back; nullopt: to none.
  virtual base::Result<std::optional<base::WallTime>> newest_of_database(std::chrono::nanoseconds deadline) = 0;
  // Whether copies are kept far away, and when the newest was made.
  virtual bool keeps_copies() const = 0;
  virtual base::Result<std::optional<base::WallTime>> newest_copy(std::chrono::nanoseconds deadline) = 0;
  // By name.
  virtual base::Result<std::vector<Parameter>> parameters(std::chrono::nanoseconds deadline) = 0;
};

}  // namespace housing::ports
