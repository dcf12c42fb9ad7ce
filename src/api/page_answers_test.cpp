// Pages of places as search engines and previews see them: the exported page with the place's own head, its picture,
// sitemaps that name it; an unknown place is a 404, and no name of a place can write markup.
#include "api/page_answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "api/page_head.hpp"
#include "api/region_words.hpp"
#include "api/sitemap.hpp"
#include "testing/imported_world.hpp"

namespace housing::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kPage =
    "<!DOCTYPE html><html><head><meta charSet=\"utf-8\"/><title>Place \xC2\xB7 Housing Trends</title>"
    "<meta name=\"description\" content=\"Old words.\"/></head><body><h1>Place</h1></body></html>";

class PageAnswersTest : public ::testing::Test {
 protected:
  PageAnswersTest() {
    const std::filesystem::path index = files_.write("site/index.html", "<html><head></head></html>");
    files_.write("site/map.html", "<html></html>");
    files_.write("site/404.html", "<html></html>");
    files_.write("site/account.html", "<html></html>");
    files_.write("site/region.html", kPage);
    auto site = http::StaticSite::load({.directory = index.parent_path(), .rewrites = {"/region/"}});
    HT_ASSERT(site.has_value());
    site_ = std::move(*site);
    world_.import({testing::zillow_file(
        testing::kMetroHomeValue, testing::month_ends(2024, 13),
        {testing::boston({"100000", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "200000", "210000"})})});
  }
  http::Response ask(std::string_view path) {
    return PageAnswers(*site_, "https://housing.example").answer(*world_.world(), path);
  }
  std::string body(std::string_view path) { return std::string(ask(path).body.bytes); }

  testing::TempFolder files_;
  testing::ImportedWorld world_;
  std::unique_ptr<http::StaticSite> site_;
};

TEST_F(PageAnswersTest, TellWhichPathsAreTheirs) {
  for (const char* path : {"/region/metro-14460", "/og/x.png", "/sitemap.xml", "/sitemap-zip-1.xml", "/robots.txt"})
    EXPECT_TRUE(PageAnswers::is_page_path(path)) << path;
  for (const char* path : {"/", "/map", "/region", "/region/", "/region/a/b", "/region.html", "/api/v1/regions/us"})
    EXPECT_FALSE(PageAnswers::is_page_path(path)) << path;
}

TEST_F(PageAnswersTest, CompleteTheHeadOfAPlace) {
  const http::Response response = ask("/region/metro-14460");
  EXPECT_EQ(response.status, 200);
  const std::string page(response.body.bytes);
  EXPECT_THAT(page, HasSubstr("<title>Boston"));
  EXPECT_THAT(page, Not(HasSubstr("Old words")));
  EXPECT_THAT(page, HasSubstr("<link rel=\"canonical\" href=\"https://housing.example/region/metro-14460\"/>"));
  EXPECT_THAT(page, HasSubstr("property=\"og:image\" content=\"https://housing.example/og/region/metro-14460.png\""));
  EXPECT_THAT(page, HasSubstr("$210,000 in January 2025 (Zillow Research), +110.0% from a year before, +5.0% from the "
                              "month before."));
  EXPECT_THAT(page, HasSubstr("name=\"twitter:card\" content=\"summary_large_image\""));
  EXPECT_THAT(page, HasSubstr("<body><h1>Place</h1></body>")) << "the rest stays as it was";
  EXPECT_THAT(page, Not(HasSubstr("noindex")));
  EXPECT_THAT(page, Not(HasSubstr("style=")));
}

TEST_F(PageAnswersTest, SayThatAPlaceIsUnknown) {
  for (const char* path : {"/region/metro-99999", "/region/nothing", "/region/%3Cscript%3E", "/region/METRO-14460"}) {
    const http::Response response = ask(path);
    EXPECT_EQ(response.status, 404) << path;
    const std::string page(response.body.bytes);
    EXPECT_THAT(page, HasSubstr("<h1>Place</h1>"));
    EXPECT_THAT(page, HasSubstr("content=\"noindex\""));
    EXPECT_THAT(page, Not(HasSubstr("canonical")));
    EXPECT_THAT(page, Not(HasSubstr("<script>")));
  }
}

TEST_F(PageAnswersTest, SayWhatThereIsOfAPlaceWithoutNumbers) {
  const std::string page = body("/region/state-ca");
  EXPECT_THAT(page, HasSubstr("California: no numbers are published for this place here yet."));
}

TEST_F(PageAnswersTest, DrawThePicturesOfPlaces) {
  for (const char* path : {"/og/region/metro-14460.png", "/og/region/state-ca.png"}) {
    const http::Response response = ask(path);
    EXPECT_EQ(response.status, 200) << path;
    EXPECT_EQ(response.content_type, "image/png");
    EXPECT_TRUE(response.body.bytes.starts_with("\x89PNG")) << path;
  }
  for (const char* path :
       {"/og/region/metro-99999.png", "/og/region/.png", "/og/region/metro-14460", "/og/", "/og/x.png"})
    EXPECT_EQ(ask(path).status, 404) << path;
}

TEST_F(PageAnswersTest, PutTheNumberAndItsCourseOnTheCard) {
  const auto profile = app::answer_region(*world_.world(), "metro-14460");
  const charts::Card card = region_card(*world_.world(), *profile);
  EXPECT_EQ(card.value, "$210,000");
  EXPECT_EQ(card.measure, "Home value, January 2025");
  EXPECT_EQ(card.values.size(), 13u);
  EXPECT_EQ(card.from, "January 2024");
  EXPECT_THAT(card.footer, HasSubstr("Zillow Research"));
  EXPECT_EQ(card.stamp, "");
}

TEST_F(PageAnswersTest, NameInSitemapsWhatHasNumbersAndNobodysPrivatePages) {
  EXPECT_THAT(body("/sitemap.xml"), HasSubstr("<loc>https://housing.example/sitemap-metro-1.xml</loc>"));
  EXPECT_THAT(body("/sitemap.xml"), Not(HasSubstr("sitemap-zip")));
  EXPECT_THAT(body("/sitemap-metro-1.xml"), HasSubstr("<loc>https://housing.example/region/metro-14460</loc>"));
  const std::string pages = body("/sitemap-pages.xml");
  EXPECT_THAT(pages, HasSubstr("<loc>https://housing.example/</loc>"));
  EXPECT_THAT(pages, HasSubstr("<loc>https://housing.example/map</loc>"));
  for (const char* hidden : {"account", "404", "region"}) EXPECT_THAT(pages, Not(HasSubstr(hidden)));
  for (const char* path : {"/sitemap-metro-2.xml", "/sitemap-metro-0.xml", "/sitemap-x-1.xml", "/sitemap-.xml",
                           "/sitemap-zip-1.xml", "/sitemaps.xml"})
    EXPECT_EQ(ask(path).status, 404) << path;
  EXPECT_THAT(body("/robots.txt"), HasSubstr("Sitemap: https://housing.example/sitemap.xml\n"));
}

TEST(PageHead, EscapesWhatPublishersCallAPlace) {
  const std::string page = with_head(kPage, {.title = "</title><script>alert(1)</script>",
                                             .description = "\"/><script>&",
                                             .address = "https://housing.example/\"x"});
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, HasSubstr("<title>&lt;/title&gt;&lt;script&gt;"));
  EXPECT_THAT(page, HasSubstr("content=\"&quot;/&gt;&lt;script&gt;&amp;\""));
}

TEST(PageHead, LeavesATextWithoutAHeadAsItIs) {
  EXPECT_EQ(with_head("plain", {.title = "x", .address = "https://a.example/"}), "plain");
}

TEST(PeriodWords, AreThoseOfPeople) {
  EXPECT_EQ(period_words(model::Period::month(2025, 3)), "March 2025");
  EXPECT_EQ(period_words(model::Period::month(2025, 12)), "December 2025");
  EXPECT_EQ(period_words(model::Period::quarter(2025, 1)), "Q1 2025");
  EXPECT_EQ(period_words(model::Period::year(2023)), "2023");
}

}  // namespace
}  // namespace housing::api
