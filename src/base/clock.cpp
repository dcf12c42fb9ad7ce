#include "base/clock.hpp"

#include <array>
#include <cstdio>
#include <ctime>

namespace housing::base {
namespace {

std::tm utc_parts(WallTime time) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return parts;
}

std::string formatted(WallTime time, const char* format) {
  const std::tm parts = utc_parts(time);
  std::array<char, 64> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), format, &parts);
  return {text.data(), length};
}

}  // namespace

WallTime SystemClock::now() const {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::chrono::nanoseconds SystemClock::monotonic() const { return std::chrono::steady_clock::now().time_since_epoch(); }

std::string to_iso8601(WallTime time) { return formatted(time, "%Y-%m-%dT%H:%M:%SZ"); }

std::string to_http_date(WallTime time) { return formatted(time, "%a, %d %b %Y %H:%M:%S GMT"); }

}  // namespace housing::base
