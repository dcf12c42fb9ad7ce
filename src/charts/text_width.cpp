#include "charts/text_width.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace housing::charts {
namespace {

// Of ' ' to '~', in thousandths of the size: Inter Regular and Inter Semi Bold.
using Widths = std::array<std::uint16_t, 95>;
constexpr Widths kRegularWidths = {281, 278, 403, 631, 638, 813, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357,
                                   625, 464, 605, 636, 642, 608, 624, 571, 616, 624, 276, 280, 659, 659, 659, 507,
                                   936, 676, 651, 727, 719, 598, 587, 743, 740, 264, 543, 652, 563, 889, 753, 761,
                                   635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469, 452,
                                   497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597,
                                   609, 609, 372, 523, 364, 581, 557, 813, 540, 557, 541, 362, 327, 362, 659};
constexpr Widths kBoldWidths = {248, 309, 396, 643, 649, 844, 663, 213,  393, 393, 543, 673, 295, 466, 290, 379,
                                667, 481, 621, 652, 666, 632, 648, 587,  646, 648, 290, 295, 673, 673, 673, 544,
                                999, 724, 657, 744, 724, 608, 586, 755,  744, 275, 561, 677, 566, 906, 741, 775,
                                643, 776, 651, 649, 660, 734, 724, 1007, 690, 705, 653, 393, 379, 393, 481, 468,
                                497, 575, 630, 577, 630, 593, 377, 625,  613, 261, 261, 569, 261, 898, 610, 608,
                                625, 625, 397, 549, 380, 608, 576, 837,  563, 576, 562, 393, 358, 393, 673};
constexpr double kOtherLatin = 620;  // é, ñ, – and the like
constexpr double kOtherLetter = 1030;
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

// The letter that `text` begins with: its bytes and its width in thousandths.
struct Letter {
  std::size_t bytes;
  double width;
};

Letter first_letter(std::string_view text, const Widths& widths) {
  const std::size_t bytes = std::max<std::size_t>(base::utf8_sequence_length(text), 1);
  const auto code = static_cast<unsigned char>(text.front());
  if (code >= ' ' && code <= '~') return {1, static_cast<double>(widths[code - ' '])};
  return {bytes, bytes == 2 ? kOtherLatin : kOtherLetter};
}

// The bytes of `text` that fit into `most`; at least one letter.
std::size_t fitting(std::string_view text, double size, Weight weight, double most) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = end + std::max<std::size_t>(base::utf8_sequence_length(text.substr(end)), 1);
    if (end > 0 && text_width(text.substr(0, next), size, weight) > most) break;
    end = next;
  }
  return end;
}

std::string shortened(std::string_view text, double size, Weight weight, double most) {
  if (text_width(text, size, weight) <= most) return std::string(text);
  std::string_view kept = text.substr(0, fitting(text, size, weight, most - text_width(kEllipsis, size, weight)));
  while (!kept.empty() && (kept.back() == ' ' || kept.back() == ',')) kept.remove_suffix(1);
  return std::string(kept).append(kEllipsis);
}

}  // namespace

double text_width(std::string_view text, double size, Weight weight) {
  const Widths& widths = weight == Weight::kBold ? kBoldWidths : kRegularWidths;
  double width = 0;
  while (!text.empty()) {
    const Letter letter = first_letter(text, widths);
    width += letter.width;
    text.remove_prefix(std::min(letter.bytes, text.size()));
  }
  return width * size / 1000;
}

std::vector<std::string> wrapped(std::string_view text, double size, Weight weight, double most, std::size_t lines) {
  std::vector<std::string> done;
  while (!text.empty() && done.size() < lines) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    if (text.empty()) break;
    if (done.size() + 1 == lines) {
      done.push_back(shortened(text, size, weight, most));
      break;
    }
    std::size_t end = fitting(text, size, weight, most);
    if (end < text.size()) {
      // Back to the last blank or behind the last hyphen, unless the word alone is wider than a line.
      const std::size_t blank = text[end] == ' ' ? end : text.substr(0, end).find_last_of(' ');
      const std::size_t hyphen = text.substr(0, end).find_last_of('-');
      std::size_t last = blank == std::string_view::npos ? 0 : blank;
      if (hyphen != std::string_view::npos && hyphen > 0) last = std::max(last, hyphen + 1);
      if (last > 0) end = last;
    }
    done.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return done;
}

}  // namespace housing::charts
