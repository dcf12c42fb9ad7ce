#include "adapters/curl/backoff.hpp"

#include <algorithm>

#include "adapters/curl/http_time.hpp"
#include "base/assert.hpp"
#include "base/text.hpp"

namespace housing::curl {
namespace {

constexpr int kMaxDoublings = 20;
constexpr std::int64_t kMaxRetryAfterSeconds = 30LL * 24 * 60 * 60;  // beyond that any wait is too long

}  // namespace

std::chrono::nanoseconds wait_after(const RetryPolicy& policy, int failures, double uniform) {
  HT_ASSERT(failures >= 1 && uniform >= 0 && uniform < 1);
  const auto doubled = policy.first_wait * (std::int64_t{1} << std::min(failures - 1, kMaxDoublings));
  const std::chrono::duration<double, std::nano> most =
      std::min<std::chrono::milliseconds>(doubled, policy.longest_wait);
  return std::chrono::duration_cast<std::chrono::nanoseconds>(most * uniform);
}

std::optional<std::chrono::seconds> parse_retry_after(std::string_view text, base::WallTime now) {
  text = base::trim(text);
  if (const auto seconds = base::parse_integer(text)) {
    if (*seconds < 0) return std::nullopt;
    return std::chrono::seconds(std::min(*seconds, kMaxRetryAfterSeconds));
  }
  const auto time = parse_http_date(text);
  if (!time) return std::nullopt;
  const auto wait = std::chrono::ceil<std::chrono::seconds>(*time - now);
  return std::clamp(wait, std::chrono::seconds(0), std::chrono::seconds(kMaxRetryAfterSeconds));
}

}  // namespace housing::curl
