// What an SMTP server's refusal means for a mail, and its words made fit for a log. Rules without any I/O.
// Thread-safety: functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace housing::curl {

inline constexpr std::size_t kMaxServerWords = 300;

// What must not be shown, and what to show instead.
struct Secret {
  std::string text;
  std::string_view instead;
};

// The recipient, and the credentials as they are and as SMTP sends them (base64, alone or with the user's name).
std::vector<Secret> secrets_of(const std::string& recipient, const std::string& user, const std::string& password);

// One line of printable ASCII without the secrets, cut at kMaxServerWords.
std::string scrubbed(std::string_view words, const std::vector<Secret>& secrets);

enum class Stage {
  kGreeting,  // greeting, EHLO, STARTTLS, sign-in: it is not about this mail
  kMail,      // from MAIL FROM on
};

// `code`: of the reply, 400 or more. kInvalidInput only where this mail will never be accepted.
base::ErrorCode meaning_of(int code, Stage stage);

}  // namespace housing::curl
