#include "crypto/encode.hpp"

#include <cstdint>

namespace housing::crypto {
namespace {

constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kHex = "0123456789abcdef";

// `width` bits a letter, most significant first; the last letter is filled up with zeros.
std::string encode(std::string_view bytes, std::string_view letters, int width) {
  std::string text;
  std::uint32_t held = 0;
  int bits = 0;
  const std::uint32_t mask = (1u << width) - 1;
  for (const char byte : bytes) {
    held = (held << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= width; bits -= width) text += letters[(held >> (bits - width)) & mask];
  }
  if (bits > 0) text += letters[(held << (width - bits)) & mask];
  return text;
}

std::optional<std::string> decode(std::string_view text, std::string_view letters, int width) {
  std::string bytes;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char letter : text) {
    const std::size_t value = letters.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << width) | static_cast<std::uint32_t>(value);
    bits += width;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> bits) & 0xff);
  }
  if (bits >= width || (held & ((1u << bits) - 1)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace

std::string to_base64url(std::string_view bytes) { return encode(bytes, kBase64Url, 6); }
std::optional<std::string> from_base64url(std::string_view text) { return decode(text, kBase64Url, 6); }

std::string to_base32(std::string_view bytes) { return encode(bytes, kBase32, 5); }
std::optional<std::string> from_base32(std::string_view text) {
  std::string upper(text);
  for (char& letter : upper)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return decode(upper, kBase32, 5);
}

std::string to_hex(std::string_view bytes) { return encode(bytes, kHex, 4); }

}  // namespace housing::crypto
