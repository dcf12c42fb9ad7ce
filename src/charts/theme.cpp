#include "charts/theme.hpp"

namespace housing::charts {

std::optional<ThemeName> parse_theme(std::string_view text) {
  if (text == "light") return ThemeName::kLight;
  if (text == "dark") return ThemeName::kDark;
  return std::nullopt;
}

const Theme& theme_of(ThemeName name) {
  static constexpr Theme kLight = {.background = "#FFFFFF",
                                   .ink = "#16191D",
                                   .soft = "#5A626C",
                                   .grid = "#E3E6EA",
                                   .baseline = "#7C848E",
                                   .band = "#EBEDF0",
                                   .lines = {"#0850B8", "#D1480A", "#1E7050", "#BB3D9C", "#241B33"}};
  static constexpr Theme kDark = {.background = "#14181F",
                                  .ink = "#F2F4F7",
                                  .soft = "#A6AFBB",
                                  .grid = "#2B323C",
                                  .baseline = "#7F8895",
                                  .band = "#222933",
                                  .lines = {"#4C9DF5", "#EE7A30", "#52DD9C", "#DC86BE", "#F5E663"}};
  return name == ThemeName::kDark ? kDark : kLight;
}

}  // namespace housing::charts
