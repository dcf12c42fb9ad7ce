// Card: the picture that other sites show beside a link to a place: its name, one number, how it changed, its course,
// and who published it. 1200 x 630 pixels, as those sites want it; an SVG document like line_chart.hpp's.
// Gaps: NaN breaks the line; fewer than two values leave it out. Errors: none; text too long for its place is cut.
// Thread-safety: a pure function. The same card gives the same bytes.
#pragma once

#include <string>
#include <vector>

namespace housing::charts {

inline constexpr int kCardWidth = 1200;
inline constexpr int kCardHeight = 630;

struct Card {
  std::string site = {};                  // "Housing Trends"
  std::string title = {};                 // the place
  std::string measure = {};               // "Home value, March 2025"
  std::string value = {};                 // "$1,170,000"; empty: none, and `measure` is a sentence
  std::vector<std::string> changes = {};  // at most two lines
  std::vector<double> values = {};        // the course, evenly spaced
  std::string from = {};                  // its first and last period
  std::string to = {};
  std::string footer = {};
  std::string stamp = {};  // "SYNTHETIC DATA"; empty: none
};

std::string card_svg(const Card& card);

}  // namespace housing::charts
