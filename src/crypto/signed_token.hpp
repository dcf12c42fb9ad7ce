// Signed tokens: what a link in a mail carries: a purpose, a subject and when it ends, which nobody without the key can
// make or change. They hold no secret and say nothing about whether they were used: what may happen once is kept in the
// database.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace housing::crypto {

inline constexpr std::size_t kMaxTokenBytes = 1024;

// `purpose`: a word such as "verify"; a token of one purpose is worth nothing for another.
std::string sign_token(std::string_view key, std::string_view purpose, std::string_view subject, base::WallTime ends);
// The subject. Errors: kInvalidInput when it is none of ours, of another purpose or changed; kNotFound when it ended.
base::Result<std::string> read_token(std::string_view key, std::string_view purpose, std::string_view token,
                                     base::WallTime now);

}  // namespace housing::crypto
