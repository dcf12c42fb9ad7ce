#include "crypto/signed_token.hpp"

#include "base/text.hpp"
#include "crypto/encode.hpp"
#include "crypto/mac.hpp"

namespace housing::crypto {
namespace {

std::string mac_of(std::string_view key, std::string_view purpose, std::string_view content) {
  return to_base64url(hmac_sha256(derive_key(key, purpose), content));
}

}  // namespace

// token = base64url(subject) "." end in seconds "." base64url(mac of what stands before)
std::string sign_token(std::string_view key, std::string_view purpose, std::string_view subject, base::WallTime ends) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(ends).time_since_epoch().count();
  std::string content = to_base64url(subject) + "." + std::to_string(seconds);
  const std::string mac = mac_of(key, purpose, content);
  return content + "." + mac;
}

base::Result<std::string> read_token(std::string_view key, std::string_view purpose, std::string_view token,
                                     base::WallTime now) {
  const auto refuse = [] { return base::fail(base::ErrorCode::kInvalidInput, "this link is not one of ours"); };
  if (token.size() > kMaxTokenBytes) return refuse();
  const auto pieces = base::split(token, '.');
  if (pieces.size() != 3) return refuse();
  const std::string_view content = token.substr(0, pieces[0].size() + 1 + pieces[1].size());
  if (!equal_in_constant_time(mac_of(key, purpose, content), pieces[2])) return refuse();
  const auto subject = from_base64url(pieces[0]);
  const auto seconds = base::parse_integer(pieces[1]);
  if (!subject || !seconds) return refuse();
  if (now >= base::WallTime(std::chrono::seconds(*seconds)))
    return base::fail(base::ErrorCode::kNotFound, "this link has ended; ask for a new one");
  return *subject;
}

}  // namespace housing::crypto
