// The token bucket of ports/token_bucket.hpp as a program that Redis runs as one step, in Lua, by the server's clock.
//
// KEYS[1]: the bucket. ARGV: capacity, period in ms, cost. Gives {granted, remaining, full_in, retry_in}. The state is
// "level at_ms" and is forgotten when the bucket is full. Lua's numbers are doubles; check_take keeps all below 2^53.
#pragma once

#include <string>
#include <string_view>

namespace housing::redis {

inline constexpr std::string_view kBucketScript = R"lua(
local capacity, period, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local brim = capacity * period
local level, at = brim, now
local state = redis.call('GET', KEYS[1])
if state then
  local kept_level, kept_at = string.match(state, '^(%d+) (%d+)$')
  if kept_level then
    at = tonumber(kept_at)
    local passed = math.max(0, math.min(period, now - at))
    level = math.min(brim, tonumber(kept_level) + passed * capacity)
  end
end
local price = cost * period
local granted = level >= price
if granted then level = level - price end
local full_in = math.ceil((brim - level) / capacity)
if full_in > 0 and ((granted and cost > 0) or now < at) then
  redis.call('SET', KEYS[1], string.format('%.0f %.0f', level, now), 'PX', full_in)
end
local retry_in = 0
if not granted then retry_in = math.ceil((price - level) / capacity) end
return {granted and 1 or 0, math.floor(level / period), full_in, retry_in}
)lua";

// Its name for EVALSHA: SHA-1 in hexadecimal digits.
const std::string& bucket_script_digest();

}  // namespace housing::redis
