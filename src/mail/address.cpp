#include <algorithm>

#include "base/text.hpp"
#include "mail/mail.hpp"

namespace housing::mail {
namespace {

constexpr std::size_t kMaxLocalBytes = 64;                       // RFC 5321, 4.5.3.1.1
constexpr std::size_t kMaxLabelBytes = 63;                       // RFC 1035, 2.3.4
constexpr std::string_view kLocalMarks = "!#$%&'*+-/=?^_`{|}~";  // RFC 5322, atext

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_local_part(std::string_view local) {
  if (local.empty() || local.size() > kMaxLocalBytes) return false;
  return std::ranges::all_of(base::split(local, '.'), [](std::string_view atom) {
    return !atom.empty() && std::ranges::all_of(atom, [](char c) {
      return is_letter_or_digit(c) || kLocalMarks.find(c) != std::string_view::npos;
    });
  });
}

bool is_label(std::string_view label) {
  if (label.empty() || label.size() > kMaxLabelBytes || label.front() == '-' || label.back() == '-') return false;
  return std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

// A host's name; no address in numbers.
bool is_domain(std::string_view domain) {
  const auto labels = base::split(domain, '.');
  return std::ranges::all_of(labels, is_label) &&
         !std::ranges::all_of(labels.back(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_address(std::string_view address) {
  const std::size_t at = address.find('@');
  return address.size() <= kMaxAddressBytes && at != std::string_view::npos && is_local_part(address.substr(0, at)) &&
         is_domain(address.substr(at + 1));
}

std::string_view address_of(std::string_view mailbox) {
  if (mailbox.ends_with('>')) {
    const std::size_t begin = mailbox.rfind('<');
    if (begin == std::string_view::npos) return {};
    mailbox = mailbox.substr(begin + 1, mailbox.size() - begin - 2);
  }
  return is_address(mailbox) ? mailbox : std::string_view();
}

}  // namespace housing::mail
