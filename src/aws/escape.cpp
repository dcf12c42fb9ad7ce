#include "aws/escape.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace housing::aws {
namespace {

constexpr std::array<bool, 256> kUnreserved = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

template <bool kLeaveSlash>
void append(std::string& out, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (kUnreserved[byte] || (kLeaveSlash && c == '/')) {
      out.push_back(c);
    } else {
      const char triple[] = {'%', kDigits[byte >> 4], kDigits[byte & 15]};
      out.append(triple, sizeof triple);
    }
  }
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = static_cast<char>(c | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) { append<false>(out, text); }
void append_escaped_path(std::string& out, std::string_view path) { append<true>(out, path); }

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

std::string escaped_path(std::string_view path) {
  std::string out;
  append_escaped_path(out, path);
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool triple = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    out.push_back(triple ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])) : text[i]);
    if (triple) i += 2;
  }
  return out;
}

std::string canonical_query(const Query& query) {
  Query sorted;
  sorted.reserve(query.size());
  for (const auto& [name, value] : query) sorted.emplace_back(escaped(name), escaped(value));
  std::ranges::sort(sorted);
  std::string out;
  for (const auto& [name, value] : sorted) {
    if (!out.empty()) out.push_back('&');
    out.append(name).append("=").append(value);
  }
  return out;
}

Query parse_query(std::string_view text) {
  Query query;
  for (const std::string_view piece : base::split(text, '&')) {
    if (piece.empty()) continue;
    const std::size_t equals = std::min(piece.find('='), piece.size());
    query.emplace_back(unescaped(piece.substr(0, equals)), unescaped(piece.substr(std::min(equals + 1, piece.size()))));
  }
  return query;
}

std::string normalised_path(std::string_view path) {
  std::vector<std::string_view> kept;
  for (const std::string_view segment : base::split(path, '/')) {
    if (segment.empty() || segment == ".") continue;
    if (segment != "..")
      kept.push_back(segment);
    else if (!kept.empty())
      kept.pop_back();
  }
  std::string out;
  for (const std::string_view segment : kept) out.append("/").append(segment);
  if (out.empty() || path.ends_with('/')) out.push_back('/');
  return out;
}

}  // namespace housing::aws
