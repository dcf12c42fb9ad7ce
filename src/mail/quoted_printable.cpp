#include "mail/quoted_printable.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace housing::mail {
namespace {

void append_hex(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += {'=', kDigits[byte >> 4U], kDigits[byte & 15U]};
}

std::string encoded(std::string_view character, bool ends_line) {
  const char first = character.front();
  const bool blank = first == ' ' || first == '\t';
  if (character.size() == 1 && ((first > ' ' && first < 0x7f && first != '=') || (blank && !ends_line)))
    return std::string(character);
  std::string text;
  for (const char c : character) append_hex(text, c);
  return text;
}

void append_line(std::string& out, std::string_view line) {
  std::size_t column = 0;
  while (!line.empty()) {
    const std::size_t length = std::max<std::size_t>(1, base::utf8_sequence_length(line));
    const std::string character = encoded(line.substr(0, length), length == line.size());
    line.remove_prefix(length);
    const std::size_t room = line.empty() ? kMaxQuotedLine : kMaxQuotedLine - 1;  // for the '=' of a soft break
    if (column + character.size() > room) {
      out += "=\r\n";
      column = 0;
    }
    out += character;
    column += character.size();
  }
  out += "\r\n";
}

}  // namespace

std::string quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    append_line(out, text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

}  // namespace housing::mail
