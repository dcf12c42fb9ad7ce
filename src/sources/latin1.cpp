#include "sources/latin1.hpp"

#include "base/utf8.hpp"

namespace housing::sources {

std::optional<std::string> from_latin1(std::string_view name) {
  if (base::is_valid_utf8(name)) return std::string(name);
  std::string text;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xA0) return std::nullopt;
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0 | (byte >> 6));
      text += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return text;
}

}  // namespace housing::sources
