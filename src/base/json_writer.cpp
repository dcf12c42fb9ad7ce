#include "base/json_writer.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "base/assert.hpp"
#include "base/utf8.hpp"

namespace housing::base {
namespace {

constexpr std::array<std::uint64_t, 10> kPowersOfTen = {1,       10,        100,        1'000,       10'000,
                                                        100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

void append_number(std::string& out, auto number) {
  std::array<char, 24> text;  // NOLINT: filled by to_chars
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  HT_ASSERT(error == std::errc());
  out.append(text.data(), end);
}

// Whether the byte stands for itself: printable ASCII but for the quote and the backslash.
constexpr bool is_plain(char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

void append_escaped(std::string& out, std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  for (std::size_t i = 0; i < text.size();) {
    std::size_t plain = i;
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    out.append(text.substr(i, plain - i));
    if (plain == text.size()) return;
    i = plain;
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '"' || byte == '\\') {
      out.push_back('\\');
      out.push_back(text[i++]);
    } else if (byte < 0x20 || byte == 0x7f) {
      switch (byte) {
        case '\n': out.append("\\n"); break;
        case '\r': out.append("\\r"); break;
        case '\t': out.append("\\t"); break;
        default:
          out.append("\\u00");
          out.push_back(kHex[byte >> 4]);
          out.push_back(kHex[byte & 15]);
      }
      ++i;
    } else {
      const std::size_t length = utf8_sequence_length(text.substr(i));
      if (length == 0) {
        out.append("\xEF\xBF\xBD");
        ++i;
      } else {
        out.append(text.substr(i, length));
        i += length;
      }
    }
  }
}

}  // namespace

void JsonWriter::comma() {
  if (levels_.back().has_items) out_.push_back(',');
  levels_.back().has_items = true;
}

// Before every value.
void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  HT_ASSERT(!levels_.back().is_object);
  comma();
}

void JsonWriter::open(char bracket, bool is_object) {
  separate();
  out_.push_back(bracket);
  levels_.push_back({is_object, false});
}

void JsonWriter::close(char bracket, bool is_object) {
  HT_ASSERT(!levels_.empty() && levels_.back().is_object == is_object && !after_key_);
  levels_.pop_back();
  out_.push_back(bracket);
}

JsonWriter& JsonWriter::begin_object() { return open('{', true), *this; }
JsonWriter& JsonWriter::end_object() { return close('}', true), *this; }
JsonWriter& JsonWriter::begin_array() { return open('[', false), *this; }
JsonWriter& JsonWriter::end_array() { return close(']', false), *this; }

JsonWriter& JsonWriter::key(std::string_view name) {
  HT_ASSERT(!after_key_ && !levels_.empty() && levels_.back().is_object);
  comma();
  out_.push_back('"');
  append_escaped(out_, name);
  out_.append("\":");
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  out_.push_back('"');
  append_escaped(out_, text);
  out_.push_back('"');
  return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
  separate();
  out_.append(truth ? "true" : "false");
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  separate();
  append_number(out_, number);
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  if (number == 0) number = 0;  // there is no zero below zero: "-0" would read as another number than it was
  std::array<char, 32> digits;  // NOLINT: filled by to_chars
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return raw(std::string_view(digits.data(), end));
}

JsonWriter& JsonWriter::value(std::uint64_t number) {
  separate();
  append_number(out_, number);
  return *this;
}

JsonWriter& JsonWriter::fixed(std::int64_t scaled, int decimals) {
  separate();
  append_fixed(out_, scaled, decimals);
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  out_.append("null");
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_.append(json);
  return *this;
}

namespace {

struct Split {
  bool negative;
  std::uint64_t whole;
  std::uint64_t fraction;
};

Split split(std::int64_t scaled, int decimals) {
  HT_ASSERT(decimals >= 0 && decimals < static_cast<int>(kPowersOfTen.size()));
  const bool negative = scaled < 0;
  const std::uint64_t magnitude =
      negative ? std::uint64_t{0} - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled);
  const std::uint64_t power = kPowersOfTen[static_cast<std::size_t>(decimals)];
  return {negative, magnitude / power, magnitude % power};
}

}  // namespace

void append_fixed(std::string& out, std::int64_t scaled, int decimals) {
  auto [negative, whole, fraction] = split(scaled, decimals);
  if (negative) out.push_back('-');
  append_number(out, whole);
  if (fraction == 0) return;
  int digits = decimals;
  while (fraction % 10 == 0) {
    fraction /= 10;
    --digits;
  }
  out.push_back('.');
  const std::size_t start = out.size();
  out.resize(start + static_cast<std::size_t>(digits));
  for (int i = digits - 1; i >= 0; --i) {
    out[start + static_cast<std::size_t>(i)] = static_cast<char>('0' + fraction % 10);
    fraction /= 10;
  }
}

void append_fixed_padded(std::string& out, std::int64_t scaled, int decimals) {
  auto [negative, whole, fraction] = split(scaled, decimals);
  if (negative) out.push_back('-');
  append_number(out, whole);
  if (decimals == 0) return;
  out.push_back('.');
  const std::size_t start = out.size();
  out.resize(start + static_cast<std::size_t>(decimals));
  for (int i = decimals - 1; i >= 0; --i) {
    out[start + static_cast<std::size_t>(i)] = static_cast<char>('0' + fraction % 10);
    fraction /= 10;
  }
}

}  // namespace housing::base
