#include "accounts/checks.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "crypto/password.hpp"
#include "mail/mail.hpp"
#include "zones/time_zones.hpp"

namespace housing::accounts {
namespace {

// Those that every list of leaked passwords begins with and that are long enough to pass otherwise.
constexpr std::array<std::string_view, 24> kEverybodys = {
    "1234567890",  "0123456789",  "password12",    "password123",  "password1234", "qwertyuiop",
    "qwerty12345", "1q2w3e4r5t",  "iloveyou12",    "princess123",  "football123",  "baseball123",
    "welcome123",  "letmein123",  "administrator", "changeme123",  "passw0rd123",  "housingtrends",
    "sunshine123", "superman123", "1qaz2wsx3edc",  "qazwsxedcrfv", "abcdefghij",   "abc1234567"};

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }));
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

std::string canonical_email(std::string_view email) { return base::lower(base::trim(email)); }

Complaint check_email(std::string_view email) {
  if (email.empty()) return "give a mail address";
  if (!mail::is_address(email)) return "this is no mail address we can write to";
  return std::nullopt;
}

Complaint check_password(std::string_view password, std::string_view email) {
  if (characters(password) < kMinPasswordCharacters)
    return "a password needs at least " + std::to_string(kMinPasswordCharacters) + " characters";
  if (password.size() > crypto::kMaxPasswordBytes)
    return "a password may have at most " + std::to_string(crypto::kMaxPasswordBytes) + " bytes";
  const std::string lowered = base::lower(password);
  if (lowered == email || std::ranges::find(kEverybodys, lowered) != kEverybodys.end() ||
      std::ranges::all_of(password, [&](char c) { return c == password.front(); }))
    return "this password is too easy to guess";
  return std::nullopt;
}

Complaint check_name(std::string_view name) {
  if (name.size() > kMaxNameBytes) return "a name may have at most " + std::to_string(kMaxNameBytes) + " bytes";
  if (has_control(name)) return "a name is one line of text";
  return std::nullopt;
}

Complaint check_time_zone(std::string_view zone) {
  if (!zones::is_known(zone)) return "this is no time zone; write one like America/Chicago";
  return std::nullopt;
}

Complaint check_digest(std::string_view digest) {
  if (digest == "off" || digest == "daily" || digest == "weekly" || digest == "monthly") return std::nullopt;
  return "a digest is off, daily, weekly or monthly";
}

}  // namespace housing::accounts
