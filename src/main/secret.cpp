#include "main/secret.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "crypto/random.hpp"

namespace housing::main {
namespace {

constexpr std::string_view kFile = "file://";
constexpr std::size_t kLocalSecretBytes = 32;

base::Result<std::string> read_secret(const std::filesystem::path& path, std::string_view what) {
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file.good() && !file.eof())
    return base::fail(base::ErrorCode::kIo, std::string(what) + ": cannot read " + path.string());
  if (text.size() > kMaxSecretBytes)
    return base::fail(base::ErrorCode::kLimitExceeded, std::string(what) + ": " + path.string() +
                                                           " is no secret: larger than " +
                                                           std::to_string(kMaxSecretBytes) + " bytes");
  std::string secret(base::trim(text));
  if (secret.empty())
    return base::fail(base::ErrorCode::kInvalidInput,
                      std::string(what) + ": " + path.string() + " is missing or empty");
  return secret;
}

}  // namespace

base::Result<std::string> resolve_secret(std::string_view variable, const std::string& value) {
  if (value.starts_with(kFile)) return read_secret(value.substr(kFile.size()), variable);
  return value;
}

base::Result<std::string> resolve_secret(std::string_view variable, const std::optional<std::string>& value) {
  if (!value) return std::string();
  return resolve_secret(variable, *value);
}

base::Result<std::string> local_secret(const std::string& data_dir, std::string_view file_name) {
  const std::filesystem::path path = std::filesystem::path(data_dir) / file_name;
  std::error_code ignored;
  std::filesystem::create_directories(data_dir, ignored);
  crypto::SystemRandom random;
  const std::string made = crypto::random_token(random, kLocalSecretBytes) + "\n";
  // Written beside it and linked: of two processes at once one wins, and both read the same whole secret.
  const std::string scratch = path.string() + "." + std::to_string(::getpid());
  const int file = ::open(scratch.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return base::fail_errno("cannot make " + scratch);
  const bool written =
      ::write(file, made.data(), made.size()) == static_cast<ssize_t>(made.size()) && ::fsync(file) == 0;
  ::close(file);
  if (written) (void)!::link(scratch.c_str(), path.c_str());
  ::unlink(scratch.c_str());
  return read_secret(path, "the installation's own key");
}

}  // namespace housing::main
