// Mail: one message to one person, and its text as RFC 5322 wants it. It sends nothing (ports::Mailer does) and knows
// no occasion (the use cases write the words).
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace housing::mail {

inline constexpr std::size_t kMaxSubjectBytes = 200;
inline constexpr std::size_t kMaxAddressBytes = 254;
inline constexpr std::size_t kMaxUnsubscribeBytes = 900;  // a header's line ends at 998
inline constexpr std::size_t kMaxMailBytes = 512 * 1024;  // of the whole message

struct Mail {
  std::string key;   // what makes two sendings the same mail; its Message-ID comes from it
  std::string from;  // "Housing Trends <no-reply@example.org>" or an address alone
  std::string to;    // an address
  std::string subject;
  std::string text;         // plain text, UTF-8, lines ended by \n
  std::string html;         // the same as HTML; may be empty
  std::string unsubscribe;  // an https address that ends such mails by one POST (RFC 8058); may be empty. http of this
                            // machine itself will do as well
};

// A mail address we are willing to write to: local@domain, ASCII, no blanks, no control characters, no quoting.
bool is_address(std::string_view address);
// The address out of "Name <address>" or an address alone; empty when it is neither.
std::string_view address_of(std::string_view mailbox);

// "<digest of the key@domain of from>": the same for the same key.
std::string message_id(const Mail& mail);

// The whole message with CRLF lines: multipart/alternative of text and HTML, headers encoded (RFC 2047), bodies
// quoted-printable, List-Unsubscribe and List-Unsubscribe-Post where it can be ended.
// Errors: kInvalidInput for a bad address or a control character in a header; kLimitExceeded.
base::Result<std::string> to_message(const Mail& mail, base::WallTime date);

}  // namespace housing::mail
