// The shared configuration and credentials files of the AWS tools, read for one profile: AWS_CONFIG_FILE and
// AWS_SHARED_CREDENTIALS_FILE, or config and credentials in ~/.aws; AWS_PROFILE, or "default".
//
// They are read anew each time, for whoever rotates them. Thread-safety: functions. Errors: kInvalidInput naming file
// and line, never a value; a file that is not there is an empty one. Limits: kMaxSharedFileBytes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "aws/credentials.hpp"
#include "base/result.hpp"

namespace housing::aws {

inline constexpr std::size_t kMaxSharedFileBytes = 1024 * 1024;

using Profile = std::map<std::string, std::string, std::less<>>;
using Profiles = std::map<std::string, Profile, std::less<>>;

// Of both files; what the credentials file says wins.
base::Result<Profiles> read_profiles(const Variables& variables);

// Adds the profiles of one file's text. `is_config`: profiles are headed [profile x], as they are there.
// `name` is for messages.
base::Status parse_profiles(std::string_view text, bool is_config, const std::string& name, Profiles& into);

std::string profile_name(const Variables& variables);
// "" for what is not set.
std::string variable(const Variables& variables, std::string_view name);
std::string setting(const Profile& profile, std::string_view name);

// A small file of one line: a token.
base::Result<std::string> read_token_file(const std::string& path);

}  // namespace housing::aws
