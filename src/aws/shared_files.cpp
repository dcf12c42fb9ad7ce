#include "aws/shared_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/text.hpp"

namespace housing::aws {
namespace {

using base::ErrorCode;

// nullopt: there is no such file.
base::Result<std::optional<std::string>> read_file(const std::string& path) {
  std::error_code error;
  if (path.empty() || !std::filesystem::exists(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::string text(kMaxSharedFileBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || !(file || file.eof())) return base::fail(ErrorCode::kInvalidInput, path + ": cannot be read");
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > kMaxSharedFileBytes)
    return base::fail(ErrorCode::kInvalidInput, path + ": larger than 1 MiB (kMaxSharedFileBytes)");
  return text;
}

std::string path_of(const Variables& variables, std::string_view named_by, const char* below_home) {
  if (std::string path = variable(variables, named_by); !path.empty()) return path;
  const std::string home = variable(variables, "HOME");
  return home.empty() ? "" : home + below_home;
}

// The profile that "[profile x]" or "[x]" begins; "" for sections that are no profile (sso-session, services).
std::string profile_of(std::string_view section, bool is_config) {
  section = base::trim(section);
  if (!is_config || section == "default") return std::string(section);
  constexpr std::string_view kPrefix = "profile";
  if (!section.starts_with(kPrefix) || section.size() == kPrefix.size()) return "";
  const char next = section[kPrefix.size()];
  if (next != ' ' && next != '\t') return "";
  std::string_view name = base::trim(section.substr(kPrefix.size()));
  if (name.size() >= 2 && (name.front() == '"' || name.front() == '\'') && name.back() == name.front())
    name = name.substr(1, name.size() - 2);
  return std::string(name);
}

// Without a comment behind it, which has a blank in front.
std::string_view without_comment(std::string_view value) {
  for (const char* mark : {" #", " ;", "\t#", "\t;"}) value = value.substr(0, value.find(mark));
  return base::trim(value);
}

}  // namespace

std::string variable(const Variables& variables, std::string_view name) {
  const auto found = variables.find(name);
  return found == variables.end() ? "" : found->second;
}

std::string setting(const Profile& profile, std::string_view name) {
  const auto found = profile.find(name);
  return found == profile.end() ? "" : found->second;
}

std::string profile_name(const Variables& variables) {
  const std::string name = variable(variables, "AWS_PROFILE");
  return name.empty() ? "default" : name;
}

base::Status parse_profiles(std::string_view text, bool is_config, const std::string& name, Profiles& into) {
  Profile* current = nullptr;
  bool in_section = false;
  int number = 0;
  for (const std::string_view raw : base::split(text, '\n')) {
    ++number;
    const std::string_view line = base::trim(raw);
    if (line.empty() || line.front() == '#' || line.front() == ';') continue;
    const auto wrong = [&](const char* what) {
      return base::fail(ErrorCode::kInvalidInput, name + ", line " + std::to_string(number) + ": " + what);
    };
    if (line.front() == '[') {
      const std::size_t end = line.find(']');
      if (end == std::string_view::npos) return wrong("a section's name without ']'");
      const std::string profile = profile_of(line.substr(1, end - 1), is_config);
      current = profile.empty() ? nullptr : &into[profile];
      in_section = true;
      continue;
    }
    if (!in_section) return wrong("a setting outside of a section");
    if (raw.front() == ' ' || raw.front() == '\t') continue;  // of a nested block, none of which matters here
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) return wrong("neither a section nor a setting");
    if (current != nullptr)
      (*current)[base::lower(base::trim(line.substr(0, equals)))] = without_comment(line.substr(equals + 1));
  }
  return {};
}

base::Result<Profiles> read_profiles(const Variables& variables) {
  Profiles profiles;
  const auto add = [&](const std::string& path, bool is_config) -> base::Status {
    HT_TRY(const auto text, read_file(path));
    return text ? parse_profiles(*text, is_config, path, profiles) : base::Status();
  };
  HT_CHECK_OK(add(path_of(variables, "AWS_CONFIG_FILE", "/.aws/config"), true));
  HT_CHECK_OK(add(path_of(variables, "AWS_SHARED_CREDENTIALS_FILE", "/.aws/credentials"), false));
  return profiles;
}

base::Result<std::string> read_token_file(const std::string& path) {
  HT_TRY(const auto text, read_file(path));
  if (!text) return base::fail(ErrorCode::kInvalidInput, path + ": there is no such file");
  std::string token(base::trim(*text));
  if (token.empty()) return base::fail(ErrorCode::kInvalidInput, path + ": is empty");
  if (token.find_first_of("\r\n") != std::string::npos)
    return base::fail(ErrorCode::kInvalidInput, path + ": is no token, it has several lines");
  return token;
}

}  // namespace housing::aws
