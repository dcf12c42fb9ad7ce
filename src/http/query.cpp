#include "http/query.hpp"

namespace housing::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

base::Result<std::string> decode_piece(std::string_view raw, std::size_t limit, std::string_view what) {
  HT_TRY(std::string text, percent_decode(raw, true));
  if (text.size() > limit) {
    return base::fail(base::ErrorCode::kLimitExceeded, "a query parameter's " + std::string(what) + " is longer than " +
                                                           std::to_string(limit) + " bytes");
  }
  return text;
}

}  // namespace

base::Result<std::string> percent_decode(std::string_view raw, bool plus_is_blank) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    char c = raw[i];
    if (c == '%') {
      const int high = i + 2 < raw.size() ? hex_digit(raw[i + 1]) : -1;
      const int low = i + 2 < raw.size() ? hex_digit(raw[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return base::fail(base::ErrorCode::kInvalidInput,
                          "'%' at position " + std::to_string(i) +
                              " is not followed by two hexadecimal digits; write %25 for a percent sign");
      }
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_blank) {
      c = ' ';
    }
    if (c == '\0') return base::fail(base::ErrorCode::kInvalidInput, "a NUL byte is not allowed in an address");
    text.push_back(c);
  }
  return text;
}

std::string percent_encode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out.push_back(c);
    } else {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    }
  }
  return out;
}

base::Result<Query> Query::parse(std::string_view raw) {
  Query query;
  while (!raw.empty()) {
    const std::size_t ampersand = raw.find('&');
    const std::string_view piece = raw.substr(0, ampersand);
    raw = ampersand == std::string_view::npos ? std::string_view() : raw.substr(ampersand + 1);
    if (piece.empty()) continue;
    if (query.parameters_.size() == kMaxQueryParameters) {
      return base::fail(base::ErrorCode::kLimitExceeded,
                        "more than " + std::to_string(kMaxQueryParameters) + " query parameters");
    }
    const std::size_t equals = piece.find('=');
    HT_TRY(std::string name, decode_piece(piece.substr(0, equals), kMaxQueryNameBytes, "name"));
    const std::string_view raw_value = equals == std::string_view::npos ? std::string_view() : piece.substr(equals + 1);
    HT_TRY(std::string value, decode_piece(raw_value, kMaxQueryValueBytes, "value"));
    query.parameters_.push_back({std::move(name), std::move(value)});
  }
  return query;
}

std::optional<std::string_view> Query::get(std::string_view name) const {
  for (const QueryParameter& parameter : parameters_)
    if (parameter.name == name) return parameter.value;
  return std::nullopt;
}

std::vector<std::string_view> Query::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const QueryParameter& parameter : parameters_)
    if (parameter.name == name) values.push_back(parameter.value);
  return values;
}

}  // namespace housing::http
