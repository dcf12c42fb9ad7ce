// The colours of lines: read on their background, and told apart with the three kinds of colour blindness as Machado,
// Oliveira and Fernandes (2009) model them, at full severity.
#include "charts/theme.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace housing::charts {
namespace {

using Colour = std::array<double, 3>;
using Matrix = std::array<Colour, 3>;

constexpr Matrix kNone = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix kProtanopia = {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeuteranopia = {
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritanopia = {
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

Colour linear(std::string_view hex) {
  Colour colour{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double share = std::stoi(std::string(hex.substr(1 + 2 * i, 2)), nullptr, 16) / 255.0;
    colour[i] = share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  }
  return colour;
}

double luminance(const Colour& c) { return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; }

double contrast(std::string_view a, std::string_view b) {
  const double first = luminance(linear(a)) + 0.05;
  const double second = luminance(linear(b)) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

Colour seen(const Colour& colour, const Matrix& by) {
  Colour result{};
  for (std::size_t i = 0; i < 3; ++i)
    result[i] = std::clamp(by[i][0] * colour[0] + by[i][1] * colour[1] + by[i][2] * colour[2], 0.0, 1.0);
  return result;
}

Colour lab(const Colour& c) {
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505);
  const double y = f(luminance(c));
  const double z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(const Colour& a, const Colour& b) { return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]); }

class EachTheme : public testing::TestWithParam<ThemeName> {};
INSTANTIATE_TEST_SUITE_P(Themes, EachTheme, testing::Values(ThemeName::kLight, ThemeName::kDark));

TEST_P(EachTheme, TextAndLinesAreReadOnTheBackground) {
  const Theme& theme = theme_of(GetParam());
  for (const std::string_view colour : theme.lines) EXPECT_GE(contrast(colour, theme.background), 4.5) << colour;
  EXPECT_GE(contrast(theme.soft, theme.background), 4.5);
  EXPECT_GE(contrast(theme.ink, theme.background), 7);
  EXPECT_GE(contrast(theme.baseline, theme.background), 3);
}

TEST_P(EachTheme, LinesStayApartForEverybody) {
  constexpr double kApart = 16;  // CIE 1976
  const Theme& theme = theme_of(GetParam());
  for (const Matrix& by : {kNone, kProtanopia, kDeuteranopia, kTritanopia})
    for (std::size_t i = 0; i < theme.lines.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        EXPECT_GE(distance(lab(seen(linear(theme.lines[i]), by)), lab(seen(linear(theme.lines[k]), by))), kApart)
            << theme.lines[i] << " " << theme.lines[k];
}

}  // namespace
}  // namespace housing::charts
