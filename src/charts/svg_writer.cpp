#include "charts/svg_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/assert.hpp"
#include "base/utf8.hpp"

namespace housing::charts {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
// U+FFFE and U+FFFF are no characters of XML.
bool is_noncharacter(std::string_view sequence) { return sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF"; }

std::string_view entity_of(char letter) {
  switch (letter) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {};
  }
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = base::utf8_sequence_length(text);
    const std::string_view sequence = text.substr(0, std::max<std::size_t>(length, 1));
    text.remove_prefix(sequence.size());
    const auto code = static_cast<unsigned char>(sequence.front());
    const std::string_view entity = entity_of(sequence.front());
    if (!entity.empty())
      out.append(entity);
    else if (length == 0 || code < ' ' || code == 0x7F || is_noncharacter(sequence))
      out.append(code == '\n' || code == '\t' ? " " : kReplacement);
    else
      out.append(sequence);
  }
}

void append_coordinate(std::string& out, double value) {
  HT_ASSERT(std::isfinite(value));
  const double hundredths = std::round(value * 100);
  std::array<char, 48> buffer;
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<std::int64_t>(hundredths));
  std::string digits(buffer.data(), end);
  const bool negative = digits.starts_with('-');
  if (negative) digits.erase(0, 1);
  while (digits.size() < 3) digits.insert(digits.begin(), '0');
  digits.insert(digits.end() - 2, '.');
  while (digits.ends_with('0')) digits.pop_back();
  if (digits.ends_with('.')) digits.pop_back();
  if (negative) out.push_back('-');
  out.append(digits);
}

SvgWriter& SvgWriter::open(std::string_view element) {
  end_tag();
  if (!out_.empty()) out_.append("\n").append(open_.size(), ' ');
  out_.append("<").append(element);
  open_.emplace_back(element);
  in_tag_ = true;
  has_children_ = false;
  return *this;
}

SvgWriter& SvgWriter::attribute(std::string_view name, std::string_view value) {
  HT_ASSERT(in_tag_);
  out_.append(" ").append(name).append("=\"");
  append_escaped(out_, value);
  out_.push_back('"');
  return *this;
}

SvgWriter& SvgWriter::attribute(std::string_view name, double value) {
  std::string text;
  append_coordinate(text, value);
  return attribute(name, text);
}

SvgWriter& SvgWriter::text(std::string_view content) {
  end_tag();
  append_escaped(out_, content);
  return *this;
}

SvgWriter& SvgWriter::close() {
  HT_ASSERT(!open_.empty());
  const std::string element = std::move(open_.back());
  open_.pop_back();
  if (in_tag_) {
    out_.append("/>");
    in_tag_ = false;
  } else {
    if (has_children_) out_.append("\n").append(open_.size(), ' ');
    out_.append("</").append(element).append(">");
  }
  has_children_ = true;
  return *this;
}

void SvgWriter::end_tag() {
  if (!in_tag_) return;
  out_.push_back('>');
  in_tag_ = false;
}

}  // namespace housing::charts
