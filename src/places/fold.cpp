#include "places/fold.hpp"

#include <array>
#include <cstdint>
#include <utility>

#include "base/utf8.hpp"

namespace housing::places {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kAbbreviations = {
    {{"st", "saint"}, {"ste", "sainte"}, {"ft", "fort"}, {"mt", "mount"}}};

// U+00C0 to U+00FF without their diacritics; ' ' for the two signs among them.
constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// The folded letter at the front of `text`, ' ' for a sign that parts words, '\0' for one that joins them.
char fold_front(std::string_view text, std::size_t length) {
  const char c = text[0];
  if (length == 1) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    if (is_word(c)) return c;
    return c == '\'' || c == '.' ? '\0' : ' ';
  }
  if (text.substr(0, length) == "\u2019" || text.substr(0, length) == "\u02bb") return '\0';
  const auto point = static_cast<std::uint32_t>((c & 0x1F) << 6 | (text[1] & 0x3F));
  if (length == 2 && point >= 0xC0 && point <= 0xFF) return kLatin1[point - 0xC0];
  return length == 3 ? ' ' : '\0';  // dashes and quotes part words; other letters are left out
}

}  // namespace

std::string_view expand_word(std::string_view abbreviation) {
  for (const auto& [from, to] : kAbbreviations)
    if (abbreviation == from) return to;
  return abbreviation;
}

void fold_append(std::string_view text, std::string& out, bool expand) {
  const std::size_t begin = out.size();
  std::size_t word = begin;
  const auto end_word = [&] {
    if (!expand) return;
    const std::string_view written(out.data() + word, out.size() - word);
    const std::string_view meant = expand_word(written);
    if (meant.data() != written.data()) out.replace(word, std::string::npos, meant);
  };
  while (!text.empty()) {
    const std::size_t length = base::utf8_sequence_length(text);
    const char c = length == 0 ? '\0' : fold_front(text, length);
    text.remove_prefix(length == 0 ? 1 : length);
    if (c == ' ') {
      if (out.size() == word) continue;
      end_word();
      out.push_back(' ');
      word = out.size();
    } else if (c != '\0') {
      out.push_back(c);
    }
  }
  if (out.size() > word)
    end_word();
  else if (out.size() > begin)
    out.pop_back();
}

std::string fold(std::string_view text, bool expand) {
  std::string folded;
  folded.reserve(text.size());
  fold_append(text, folded, expand);
  return folded;
}

}  // namespace housing::places
