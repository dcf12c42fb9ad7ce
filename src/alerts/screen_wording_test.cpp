// What people read of screens.
#include "alerts/screen_wording.hpp"

#include <gtest/gtest.h>

#include "alerts/wording.hpp"
#include "testing/imported_world.hpp"
#include "testing/made_shard.hpp"

namespace housing::alerts {
namespace {

using testing::region;

ScreenRule rule_of(std::string_view where, std::optional<model::RegionId> within = std::nullopt) {
  return {.type = model::RegionType::kZip,
          .within = within,
          .where = *analyses::parse_condition(where, "where"),
          .cooldown_days = 0};
}

std::string words(std::string_view where) { return screen_text(nullptr, rule_of(where)); }

TEST(ScreenWording, SaysTheConditionInWords) {
  testing::ImportedWorld world;
  EXPECT_EQ(screen_text(world.world().get(), rule_of("yoy(home_value) >= 5 and rent < 2000", region("state-ca"))),
            "ZIP codes in California where home value, change from a year before, is at least 5 % and rent is below "
            "$2,000");
  EXPECT_EQ(words("price_to_rent between 10 and 12.5"), "ZIP codes where price to rent is from 10 to 12.5");
  EXPECT_EQ(words("rent is known or not home_value <= 1500000"),
            "ZIP codes where rent is known or not (home value is at most $1,500,000)");
  EXPECT_EQ(words("rent > 1 and (rent < 2 or rent = 3)"),
            "ZIP codes where rent is above $1 and (rent is below $2 or rent is $3)");
  EXPECT_EQ(words("cagr(home_value,10) > -0.25"),
            "ZIP codes where home value, growth a year over 10 years, is above -0.25 %");
  EXPECT_EQ(words("rent < 1e300"), "ZIP codes where rent is below $1e+300");
}

TEST(ScreenWording, LeadsToTheScreenersPage) {
  EXPECT_EQ(screener_path(rule_of("rent < 2000", region("state-ca"))),
            "/screener?level=zip&where=rent%20%3C%202000&within=state-ca");
}

TEST(ScreenWording, NamesTheFirstPlacesAndCountsTheRest) {
  testing::ImportedWorld world;
  const auto now = world.world();
  ScreenNews news;
  news.measures.push_back({.measure = *analyses::parse_measure("rent", "where"),
                           .unit = model::Unit::kUsd,
                           .decimals = 2,
                           .period = model::Period::month(2025, 3),
                           .source = model::find_source("zillow"),
                           .release = model::Date::of(2025, 4, 16)});
  for (std::size_t i = 0; i < kPlacesOfAScreen; ++i)
    news.places.push_back({.region = region("zip-94110"), .values = {195'049}});
  news.places.back().values = {model::kWideGap};
  news.fresh = 1'234;
  news.matched = 2'000;
  EXPECT_TRUE(news_text(*now, news).starts_with("1,234 places newly meet it: ")) << news_text(*now, news);
  EXPECT_TRUE(news_text(*now, news).ends_with("; and 1,231 more.")) << news_text(*now, news);

  const auto letter = screen_letter(*now, rule_of("rent < 2000"), "", news, "https://housing.example");
  EXPECT_EQ(letter.subject, "Alert: ZIP codes where rent is below $2,000");
  ASSERT_EQ(letter.paragraphs.size(), 1 + kPlacesOfAScreen + 2);
  EXPECT_EQ(letter.paragraphs[0], "1,234 places newly meet this screen: ZIP codes where rent is below $2,000.");
  EXPECT_TRUE(letter.paragraphs[1].ends_with(": rent $1,950 in 2025-03.")) << letter.paragraphs[1];
  EXPECT_TRUE(letter.paragraphs[kPlacesOfAScreen].ends_with(": rent not known."));
  EXPECT_EQ(letter.paragraphs[kPlacesOfAScreen + 1], "And 1,214 more.");
  EXPECT_TRUE(letter.paragraphs.back().starts_with("Rent: Zillow")) << letter.paragraphs.back();
  EXPECT_TRUE(letter.paragraphs.back().ends_with(", released 2025-04-16. Altogether 2,000 places meet it."));
  EXPECT_EQ(letter.link, "https://housing.example/screener?level=zip&where=rent%20%3C%202000");

  news.fresh = news.matched = 1;
  news.places.resize(1);
  EXPECT_TRUE(news_text(*now, news).starts_with("1 place newly meets it: "));
  EXPECT_EQ(screen_letter(*now, rule_of("rent < 2000"), "mine", news, "").subject, "Alert: mine");
}

TEST(Wording, CutsASubjectBetweenLetters) {
  const std::string text = std::string(kMaxSubjectBytes - 1, 'x') + "\xC3\xB1" + "y";
  EXPECT_EQ(subject_text(text), "Alert: " + std::string(kMaxSubjectBytes - 1, 'x'));
}

}  // namespace
}  // namespace housing::alerts
