// The card of a place: what is on it, that nothing of it leaves the picture, and that strange text does no harm.
#include "charts/card.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "charts/png.hpp"

namespace housing::charts {
namespace {

Card boston() {
  return {.site = "Housing Trends",
          .title = "Boston-Cambridge-Newton, MA-NH",
          .measure = "Home value, March 2025",
          .value = "$702,345",
          .changes = {"+2.1% from a year before"},
          .values = {1, 2, std::nan(""), 4, 3},
          .from = "April 2015",
          .to = "March 2025",
          .footer = "Zillow Research",
          .stamp = {}};
}

bool has(const std::string& svg, std::string_view text) { return svg.find(text) != std::string::npos; }

TEST(Card, ShowsThePlaceItsNumberAndWhoPublishedIt) {
  const std::string svg = card_svg(boston());
  for (const char* text : {"Housing Trends", "Boston-Cambridge-Newton, MA-NH", "Home value, March 2025", "$702,345",
                           "+2.1% from a year before", "April 2015", "Zillow Research"})
    EXPECT_TRUE(has(svg, text)) << text;
  EXPECT_FALSE(has(svg, "SYNTHETIC"));
  EXPECT_EQ(svg, card_svg(boston()));
}

TEST(Card, BreaksItsLineAtAGap) {
  const std::string svg = card_svg(boston());
  const std::size_t at = svg.rfind("<path d=\"M");
  const std::string path = svg.substr(at, svg.find("\" fill", at) - at);
  EXPECT_EQ(std::ranges::count(path, 'M'), 2);
  EXPECT_EQ(std::ranges::count(path, 'L'), 2);
}

TEST(Card, LeavesOutALineOfOneValueAndDrawsALevelOne) {
  Card card = boston();
  card.values = {std::nan(""), 5, std::nan("")};
  EXPECT_FALSE(has(card_svg(card), "<circle"));
  card.values = {5, 5, 5};
  EXPECT_TRUE(has(card_svg(card), "<circle"));
  EXPECT_FALSE(has(card_svg(card), "nan"));
}

TEST(Card, SaysThatDataIsSynthetic) {
  Card card = boston();
  card.stamp = "SYNTHETIC DATA";
  EXPECT_TRUE(has(card_svg(card), "SYNTHETIC DATA"));
}

TEST(Card, EscapesAndCutsText) {
  Card card = boston();
  card.title = "<script>&\"" + std::string(500, 'W');
  const std::string svg = card_svg(card);
  EXPECT_FALSE(has(svg, "<script>"));
  EXPECT_TRUE(has(svg, "\xE2\x80\xA6")) << "ends in …";
  EXPECT_LT(svg.size(), 10'000u);
}

TEST(Card, BecomesAPicture) {
  for (const Card& card : {boston(), Card{.site = "Housing Trends", .title = "Housing Trends", .measure = "Words"}}) {
    const auto png = png_of_svg(card_svg(card), kCardWidth, kCardHeight);
    ASSERT_TRUE(png.has_value()) << png.error().message;
    EXPECT_TRUE(png->starts_with("\x89PNG"));
  }
}

}  // namespace
}  // namespace housing::charts
