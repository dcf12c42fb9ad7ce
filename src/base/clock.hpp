// Clock: the only way the program learns the time, so that tests can say what time it is.
// Thread-safety: implementations are safe to call from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace housing::base {

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual WallTime now() const = 0;                        // UTC
  virtual std::chrono::nanoseconds monotonic() const = 0;  // never goes back; for measuring and deadlines
};

class SystemClock final : public Clock {
 public:
  WallTime now() const override;
  std::chrono::nanoseconds monotonic() const override;
};

// "2025-03-31T16:20:05Z", seconds precision.
std::string to_iso8601(WallTime time);
// "Mon, 31 Mar 2025 16:20:05 GMT", as HTTP writes dates.
std::string to_http_date(WallTime time);

}  // namespace housing::base
