// TOTP: six digits that change every 30 seconds (RFC 6238 with HMAC-SHA-1, what authenticator apps speak).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace housing::crypto {

inline constexpr std::chrono::seconds kTotpStep{30};
inline constexpr int kTotpDigits = 6;
inline constexpr std::size_t kTotpSecretBytes = 20;

std::int64_t totp_step(base::WallTime time);
std::string totp_code(std::string_view secret, std::int64_t step);

// The step whose code this is, one step of clock difference allowed either way, later than `last_used`; nullopt when
// it is none. Keep what it gives as the next `last_used`: a code is good once.
std::optional<std::int64_t> totp_accept(std::string_view secret, std::string_view code, base::WallTime now,
                                        std::int64_t last_used);

// What an authenticator app scans: otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=…
std::string totp_address(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace housing::crypto
