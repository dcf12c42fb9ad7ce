#include <algorithm>
#include <array>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "mail/header_text.hpp"
#include "mail/mail.hpp"
#include "mail/quoted_printable.hpp"

namespace housing::mail {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kDigestDigits = 32;

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// What stands before <address>, without the quotes somebody may have put around it.
std::string_view display_name(std::string_view mailbox) {
  if (!mailbox.ends_with('>')) return {};
  std::string_view name = base::trim(mailbox.substr(0, mailbox.rfind('<')));
  if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"')) name = name.substr(1, name.size() - 2);
  return name;
}

base::Status check_header_text(std::string_view what, std::string_view text) {
  if (has_control(text))
    return fail(ErrorCode::kInvalidInput, "the mail's " + std::string(what) + " has a line break or control character");
  if (!base::is_valid_utf8(text))
    return fail(ErrorCode::kInvalidInput, "the mail's " + std::string(what) + " is not UTF-8");
  return {};
}

// https, or http of this machine itself, where somebody tries it out.
bool is_unsubscribe_address(std::string_view url) {
  constexpr auto kBeginnings = std::to_array<std::string_view>({"https://", "http://localhost:", "http://127.0.0.1:"});
  const auto beginning = std::ranges::find_if(kBeginnings, [&](auto prefix) { return url.starts_with(prefix); });
  return beginning != kBeginnings.end() && url.size() > beginning->size() &&
         std::ranges::all_of(url, [](char c) { return c > ' ' && c < 0x7f && c != '<' && c != '>'; });
}

base::Status check(const Mail& mail) {
  if (mail.key.empty()) return fail(ErrorCode::kInvalidInput, "a mail needs a key, which makes its Message-ID");
  HT_CHECK_OK(check_header_text("sender", mail.from));
  HT_CHECK_OK(check_header_text("subject", mail.subject));
  if (address_of(mail.from).empty())
    return fail(ErrorCode::kInvalidInput, "the mail's sender is not of the form 'Name <local@domain>'");
  if (display_name(mail.from).size() > kMaxSubjectBytes)
    return fail(ErrorCode::kLimitExceeded,
                "the mail's sender has a name of more than " + std::to_string(kMaxSubjectBytes) + " bytes");
  if (!is_address(mail.to)) return fail(ErrorCode::kInvalidInput, "the mail's recipient is not an address");
  if (mail.subject.empty()) return fail(ErrorCode::kInvalidInput, "the mail has no subject");
  if (mail.subject.size() > kMaxSubjectBytes)
    return fail(ErrorCode::kLimitExceeded,
                "the mail's subject has more than " + std::to_string(kMaxSubjectBytes) + " bytes");
  if (mail.unsubscribe.size() > kMaxUnsubscribeBytes)
    return fail(ErrorCode::kLimitExceeded,
                "the mail's unsubscribe address has more than " + std::to_string(kMaxUnsubscribeBytes) + " bytes");
  if (!mail.unsubscribe.empty() && !is_unsubscribe_address(mail.unsubscribe))
    return fail(ErrorCode::kInvalidInput, "the mail's unsubscribe address does not begin with https://");
  if (mail.text.size() + mail.html.size() > kMaxMailBytes)
    return fail(ErrorCode::kLimitExceeded, "the mail has more than " + std::to_string(kMaxMailBytes) + " bytes");
  if (!base::is_valid_utf8(mail.text) || !base::is_valid_utf8(mail.html))
    return fail(ErrorCode::kInvalidInput, "the mail's text is not UTF-8");
  return {};
}

// RFC 5322 wants an offset where HTTP says GMT.
std::string date_text(base::WallTime date) {
  std::string text = base::to_http_date(date);
  return text.replace(text.size() - 3, 3, "+0000");
}

void append_part(std::string& message, std::string_view type, std::string_view body) {
  message += "Content-Type: ";
  message += type;
  message += "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
  message += quoted_printable(body);
}

void append_body(std::string& message, const Mail& mail) {
  if (mail.html.empty()) return append_part(message, "text/plain", mail.text);
  // "=_" never stands in quoted-printable, so that no text can hold it.
  const std::string boundary = "=_" + base::sha256_hex(mail.key).substr(0, kDigestDigits);
  message += "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n";
  message += "--" + boundary + "\r\n";
  append_part(message, "text/plain", mail.text);
  message += "\r\n--" + boundary + "\r\n";
  append_part(message, "text/html", mail.html);
  message += "\r\n--" + boundary + "--\r\n";
}

}  // namespace

std::string message_id(const Mail& mail) {
  const std::string_view sender = address_of(mail.from);
  const std::size_t at = sender.find('@');
  const std::string_view domain = at == std::string_view::npos ? "invalid" : sender.substr(at + 1);
  return '<' + base::sha256_hex(mail.key).substr(0, kDigestDigits) + '@' + std::string(domain) + '>';
}

base::Result<std::string> to_message(const Mail& mail, base::WallTime date) {
  HT_CHECK_OK(check(mail));
  std::string message = "Date: " + date_text(date) + "\r\n";
  message += mailbox_header("From", display_name(mail.from), address_of(mail.from));
  message += token_header("To", mail.to);
  message += text_header("Subject", mail.subject);
  message += token_header("Message-ID", message_id(mail));
  message += "Auto-Submitted: auto-generated\r\n";
  if (!mail.unsubscribe.empty()) {
    message += token_header("List-Unsubscribe", '<' + mail.unsubscribe + '>');
    message += "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
  }
  message += "MIME-Version: 1.0\r\n";
  append_body(message, mail);
  if (message.size() > kMaxMailBytes)
    return fail(ErrorCode::kLimitExceeded,
                "the mail has more than " + std::to_string(kMaxMailBytes) + " bytes once it is encoded");
  return message;
}

}  // namespace housing::mail
