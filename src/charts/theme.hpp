// Themes: the colours of a chart, light and dark. The colours of lines keep 4.5:1 against the background, so that text
// may have them too, and stay apart for people with protanopia, deuteranopia and tritanopia (theme_test.cpp measures).
// Thread-safety: constants.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace housing::charts {

inline constexpr std::size_t kMaxChartSeries = 5;

enum class ThemeName : std::uint8_t { kLight, kDark };
std::optional<ThemeName> parse_theme(std::string_view text);  // "light", "dark"

struct Theme {
  std::string_view background;
  std::string_view ink;   // titles
  std::string_view soft;  // labels of axes, footers
  std::string_view grid;
  std::string_view baseline;  // the axis, and zero or 100 among the grid
  std::string_view band;      // recessions
  std::array<std::string_view, kMaxChartSeries> lines;
};
const Theme& theme_of(ThemeName name);

}  // namespace housing::charts
