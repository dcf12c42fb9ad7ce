// Secrets of this machine: a value is the secret itself, or file:///path (its content, without the line's end). What
// lies in AWS's stores is Outside's. Messages name the variable and the place, never the secret.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace housing::main {

inline constexpr std::size_t kMaxSecretBytes = 16 * 1024;

// Errors: kInvalidInput for a reference nobody serves; kIo; kLimitExceeded.
base::Result<std::string> resolve_secret(std::string_view variable, const std::string& value);
// "" where nothing is given.
base::Result<std::string> resolve_secret(std::string_view variable, const std::optional<std::string>& value);

// The secret in a file of the data folder, made of random bytes at first use, for its owner alone.
base::Result<std::string> local_secret(const std::string& data_dir, std::string_view file_name);

}  // namespace housing::main
