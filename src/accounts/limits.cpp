#include "accounts/limits.hpp"

namespace housing::accounts {

Done take_one(const Context& context, const Limit& limit, std::string_view of) {
  const std::string key = "limit:" + std::string(limit.name) + ":" + token_hash(of).substr(0, 32);
  const auto tokens = context.cache.take(key, limit.bucket, 1);
  if (!tokens || tokens->granted) return {};
  Refusal refusal(RefusalKind::kTooMany, "That was tried too often. Wait a little, then try again.");
  refusal.retry_in = std::chrono::ceil<std::chrono::seconds>(tokens->retry_in);
  return std::unexpected(std::move(refusal));
}

}  // namespace housing::accounts
