// How wide text is, by the advance widths of the font that PNGs are drawn with (Inter). A browser that has another font
// draws the SVG a little narrower or wider; layouts leave room for that.
// Units: those of `size`. Errors: none; broken UTF-8 counts as one letter a byte. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace housing::charts {

enum class Weight : std::uint8_t { kRegular, kBold };

double text_width(std::string_view text, double size, Weight weight = Weight::kRegular);

// Lines no wider than `most`, broken at blanks, or inside a word where it alone is wider; at most `lines`, the last one
// ending in "…" when something was left out. No text gives no lines.
std::vector<std::string> wrapped(std::string_view text, double size, Weight weight, double most, std::size_t lines);

}  // namespace housing::charts
