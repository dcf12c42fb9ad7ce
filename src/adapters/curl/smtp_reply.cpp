#include "adapters/curl/smtp_reply.hpp"

#include <algorithm>
#include <array>

namespace housing::curl {
namespace {

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t j) -> unsigned {
      return i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0;
    };
    const unsigned group = byte(0) << 16U | byte(1) << 8U | byte(2);
    text += {kDigits[group >> 18U], kDigits[group >> 12U & 63U]};
    text += i + 1 < bytes.size() ? kDigits[group >> 6U & 63U] : '=';
    text += i + 2 < bytes.size() ? kDigits[group & 63U] : '=';
  }
  return text;
}

// Replies about the sign-in, whenever they come (RFC 4954, 6).
constexpr auto kSignInCodes = std::to_array<int>({530, 534, 535, 538});

}  // namespace

std::vector<Secret> secrets_of(const std::string& recipient, const std::string& user, const std::string& password) {
  constexpr std::string_view kSecret = "(secret)";
  const std::string nul(1, '\0');
  std::vector<Secret> secrets{{recipient, "(recipient)"}};
  if (!password.empty()) {
    secrets.push_back({base64(nul + user + nul + password), kSecret});
    secrets.push_back({base64(user + nul + user + nul + password), kSecret});
    secrets.push_back({base64(password), kSecret});
    secrets.push_back({password, kSecret});
  }
  return secrets;
}

std::string scrubbed(std::string_view words, const std::vector<Secret>& secrets) {
  std::string text(words);
  for (const Secret& secret : secrets) {
    if (secret.text.empty()) continue;
    for (std::size_t at = text.find(secret.text); at != std::string::npos;
         at = text.find(secret.text, at + secret.instead.size()))
      text.replace(at, secret.text.size(), secret.instead);
  }
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  std::ranges::replace_if(text, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text.substr(0, kMaxServerWords);
}

base::ErrorCode meaning_of(int code, Stage stage) {
  const bool permanent =
      code >= 500 && stage == Stage::kMail && std::ranges::find(kSignInCodes, code) == kSignInCodes.end();
  return permanent ? base::ErrorCode::kInvalidInput : base::ErrorCode::kUnavailable;
}

}  // namespace housing::curl
