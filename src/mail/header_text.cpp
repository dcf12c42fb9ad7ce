#include "mail/header_text.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace housing::mail {
namespace {

constexpr std::string_view kWordBegin = "=?UTF-8?Q?";
constexpr std::string_view kWordEnd = "?=";
constexpr std::string_view kFold = "\r\n ";

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_plain(std::string_view text) {
  return text.find("=?") == std::string_view::npos && !text.starts_with(' ') && !text.ends_with(' ') &&
         std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

// Characters that stand for themselves in an encoded word wherever it is, a mailbox's name included (RFC 2047, 5).
std::string encoded_character(std::string_view character) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : character) {
    if (is_letter_or_digit(c) || c == '-' || c == '!' || c == '*' || c == '+' || c == '/') {
      text += c;
    } else if (c == ' ') {
      text += '_';
    } else {
      const auto byte = static_cast<unsigned char>(c);
      text += {'=', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return text;
}

// Appends to a line of `line`'s last length. No character is split between two words.
void append_encoded_words(std::string& line, std::string_view text) {
  std::size_t column = line.size();
  std::size_t word = 0;
  const auto begin_word = [&] {
    line += kWordBegin;
    column += kWordBegin.size();
    word = kWordBegin.size();
  };
  begin_word();
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(1, base::utf8_sequence_length(text));
    const std::string character = encoded_character(text.substr(0, length));
    text.remove_prefix(length);
    const std::size_t more = character.size() + kWordEnd.size();
    if (word + more > kMaxEncodedWord || column + more > kMaxHeaderLine) {
      line += kWordEnd;
      line += kFold;
      column = 1;
      begin_word();
    }
    line += character;
    column += character.size();
    word += character.size();
  }
  line += kWordEnd;
}

std::size_t last_line_length(std::string_view text) {
  const std::size_t end = text.rfind('\n');
  return end == std::string_view::npos ? text.size() : text.size() - end - 1;
}

// Breaks before a single blank between two words; blanks in a row stay together, so that no line is blank.
void append_folded(std::string& line, std::string_view text) {
  std::size_t column = last_line_length(line);
  while (!text.empty()) {
    std::size_t end = text.find(' ', 1);
    while (end != std::string_view::npos && text[end - 1] == ' ') end = text.find(' ', end + 1);
    const std::string_view piece = text.substr(0, end);
    if (column + piece.size() > kMaxHeaderLine && piece.size() > 1 && piece[0] == ' ' && piece[1] != ' ') {
      line += "\r\n";
      column = 0;
    }
    line += piece;
    column += piece.size();
    text.remove_prefix(piece.size());
  }
}

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

}  // namespace

std::string text_header(std::string_view name, std::string_view text) {
  std::string header = std::string(name) + ": ";
  if (is_plain(text))
    append_folded(header, text);
  else
    append_encoded_words(header, text);
  return header + "\r\n";
}

std::string mailbox_header(std::string_view name, std::string_view display_name, std::string_view address) {
  if (display_name.empty()) return token_header(name, address);
  std::string header = std::string(name) + ": ";
  if (is_plain(display_name))
    header += quoted(display_name);
  else
    append_encoded_words(header, display_name);
  const std::string route = '<' + std::string(address) + '>';
  header += last_line_length(header) + 1 + route.size() > kMaxHeaderLine ? kFold : " ";
  return header + route + "\r\n";
}

std::string token_header(std::string_view name, std::string_view token) {
  return std::string(name) + ": " + std::string(token) + "\r\n";
}

}  // namespace housing::mail
