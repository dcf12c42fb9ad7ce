#include "places/search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "places/embedded.hpp"
#include "places/fold.hpp"
#include "places/typo.hpp"

namespace housing::places {
namespace {

using model::RegionId;
using model::RegionType;
using Ids = std::vector<std::string>;

RegionId id(std::string_view text) { return RegionId::parse(text).value(); }

TypeFilter only(RegionType type) { return TypeFilter().set(static_cast<std::size_t>(type)); }

class SearchTest : public testing::Test {
 protected:
  // One index for all tests: it is immutable.
  static const SearchIndex& index() {
    static const SearchIndex built(embedded_gazetteer());
    return built;
  }

  static Ids find(const Question& question) {
    Ids ids;
    for (const Hit& hit : index().search(question)) ids.emplace_back(hit.id.text());
    return ids;
  }
  static Ids find(std::string_view text, std::size_t limit = 3) { return find({.text = text, .limit = limit}); }
};

TEST_F(SearchTest, NamesExactly) {
  EXPECT_EQ(find("San Francisco"), (Ids{"metro-41860", "county-06075", "metrodiv-41884"}));
  EXPECT_EQ(find("San Francisco", 4).back(), "zip-94102");
  EXPECT_EQ(find("94110"), (Ids{"zip-94110"}));
  EXPECT_EQ(find("new york"), (Ids{"state-ny", "metro-35620", "county-36061"}));
  EXPECT_EQ(find("ny", 2), (Ids{"state-ny", "metro-35620"}));
  EXPECT_EQ(find("California", 1), (Ids{"state-ca"}));
  EXPECT_EQ(find("usa", 1), (Ids{"us"}));
  EXPECT_EQ(find("West", 1), (Ids{"region-4"}));
  EXPECT_EQ(find("orange county", 2), (Ids{"county-06059", "county-12095"}));
  EXPECT_EQ(find("metro-41860", 1), (Ids{"metro-41860"}));
  EXPECT_EQ(find("06075", 2), (Ids{"zip-06075", "county-06075"}));
}

TEST_F(SearchTest, SaintsAndDiacriticsAndSigns) {
  const Ids wanted{"metro-41180", "county-29189", "county-29510"};
  for (const char* text : {"St. Louis", "saint louis", "st louis", "  ST.  LOUIS ", "st-louis"})
    EXPECT_EQ(find(text), wanted) << text;
  EXPECT_EQ(find("Cañon City"), (Ids{"metro-15860", "zip-81212", "zip-81215"}));
  EXPECT_EQ(find("canon city"), find("Cañon City"));
  EXPECT_EQ(find("mayaguez", 1), (Ids{"metro-32420"}));
  for (const char* text : {"Coeur d'Alene", "coeur dalene", "coeur d alene"})
    EXPECT_EQ(find(text, 1), (Ids{"metro-17660"})) << text;
  EXPECT_EQ(find("st", 2), (Ids{"metro-41180", "metro-44700"}));  // saints and Stockton
}

TEST_F(SearchTest, StatesBehindNames) {
  EXPECT_EQ(find("Cook County, IL"), (Ids{"county-17031"}));
  EXPECT_EQ(find("cook county illinois"), (Ids{"county-17031"}));
  EXPECT_EQ(find("cook il", 1), (Ids{"county-17031"}));
  for (const char* text : {"portland or", "portland oregon", "portland, ore"})
    EXPECT_EQ(find(text, 2), (Ids{"metro-38900", "zip-97201"})) << text;
  EXPECT_EQ(find("portland me", 1), (Ids{"metro-38860"}));
  EXPECT_EQ(find("springfield ma", 1), (Ids{"metro-44140"}));
  EXPECT_EQ(find("kansas city missouri", 1), (Ids{"metro-28140"}));
  EXPECT_EQ(find("rochester new york", 1), (Ids{"metro-40380"}));
  EXPECT_EQ(find("washington dc", 1), (Ids{"metro-47900"}));
  EXPECT_EQ(find("san juan puerto rico", 1), (Ids{"metro-41980"}));
  EXPECT_EQ(find("portland tx", 1), (Ids{"zip-78374"}));
  EXPECT_EQ(find("cook county hawaii"), Ids{});
  EXPECT_EQ(find("Kansas City, MO-KS"), (Ids{"metro-28140"}));
  EXPECT_EQ(find("washington dc va"), (Ids{"metro-47900", "metrodiv-47894"}));
}

// A title of several states is found at every letter of it that somebody may have come to.
TEST_F(SearchTest, TitlesWhileTheyAreTyped) {
  for (const char* text : {"Memphis", "Memphis,", "Memphis, T", "Memphis, TN", "Memphis, TN-", "Memphis, TN-M",
                           "Memphis, TN-MS", "Memphis, TN-MS-", "Memphis, TN-MS-A", "Memphis, TN-MS-AR"})
    EXPECT_EQ(find(text, 1), (Ids{"metro-32820"})) << text;
  EXPECT_EQ(find("Memphis, TN-K"), Ids{});
  std::size_t typed = 0;
  for (const Place metro : embedded_gazetteer().of_type(RegionType::kMetro)) {
    const std::string title(metro.name());
    const std::size_t comma = title.rfind(", ");
    if (metro.is_former() || title.size() < comma + 5) continue;
    for (std::size_t size = comma + 3; size <= title.size(); ++size, ++typed) {
      const Ids found = find(std::string_view(title).substr(0, size), 1);
      EXPECT_EQ(found, Ids{std::string(metro.id().text())}) << title.substr(0, size);
    }
  }
  EXPECT_GT(typed, 300u);
}

TEST_F(SearchTest, Beginnings) {
  EXPECT_EQ(find("9411"), (Ids{"zip-94110", "zip-94111", "zip-94112"}));
  EXPECT_EQ(find("949 mill valley", 1), (Ids{"zip-94941"}));
  EXPECT_EQ(find("philad", 1), (Ids{"metro-37980"}));
  EXPECT_EQ(find("san fran", 1), (Ids{"metro-41860"}));
  EXPECT_EQ(find("fremont oakl", 1), (Ids{"metro-41860"}));        // any order, any word
  EXPECT_EQ(find("houston sugar land", 1), (Ids{"metro-26420"}));  // a title of 2020
}

TEST_F(SearchTest, Mistakes) {
  EXPECT_EQ(find("san fransisco", 2), (Ids{"metro-41860", "county-06075"}));
  EXPECT_EQ(find("los angelos", 2), (Ids{"metro-31080", "county-06037"}));
  EXPECT_EQ(find("filadelfia", 1), (Ids{"metro-37980"}));
  EXPECT_EQ(find("Pittsburhg pa", 1), (Ids{"metro-38300"}));
  EXPECT_EQ(find("dalas", 1), (Ids{"metro-19100"}));
  EXPECT_EQ(find("chicgo il", 1), (Ids{"metro-16980"}));
  EXPECT_EQ(find("minnesotta", 1), (Ids{"state-mn"}));
  EXPECT_EQ(find("qqq"), Ids{});
  EXPECT_EQ(find("xyzzyxyzzy"), Ids{});
  const auto hits = index().search({.text = "dalas"});
  EXPECT_EQ(hits.front().score, 97);
  EXPECT_EQ(index().search({.text = "dallas"}).front().score, 100);
}

TEST_F(SearchTest, Filters) {
  EXPECT_EQ(find({.text = "san francisco", .types = only(RegionType::kZip), .limit = 1}), (Ids{"zip-94102"}));
  EXPECT_EQ(find({.text = "springfield", .within = id("state-ma"), .limit = 1}), (Ids{"metro-44140"}));
  EXPECT_EQ(find({.types = only(RegionType::kCounty), .within = id("metro-41860"), .limit = 9}),
            (Ids{"county-06001", "county-06013", "county-06075", "county-06081", "county-06041"}));
  EXPECT_EQ(find({.types = only(RegionType::kCounty), .within = id("metrodiv-41884"), .limit = 9}),
            (Ids{"county-06075", "county-06081"}));
  EXPECT_EQ(find({.types = only(RegionType::kCounty), .within = id("metro-17460"), .limit = 9}).size(),
            5u);  // a dissolved one
  EXPECT_EQ(find({.types = only(RegionType::kMetro), .within = id("division-9"), .limit = 1}), (Ids{"metro-31080"}));
  EXPECT_EQ(find({.types = only(RegionType::kState), .within = id("region-4"), .limit = 99}).size(), 13u);
  EXPECT_EQ(find({.types = only(RegionType::kCounty), .within = id("nonmetro-de"), .limit = 9}), (Ids{"county-10005"}));
  EXPECT_EQ(find({.text = "94110", .within = id("county-06075")}), (Ids{"zip-94110"}));
  EXPECT_EQ(find({.text = "94110", .within = id("state-ny")}), Ids{});
  EXPECT_EQ(find({.text = "94110", .within = id("metro-99999")}), Ids{});
}

TEST_F(SearchTest, ListsWithoutAQuestion) {
  EXPECT_EQ(find({.limit = 2}), (Ids{"us", "region-3"}));
  EXPECT_EQ(find({.types = only(RegionType::kState), .limit = 3}), (Ids{"state-ca", "state-tx", "state-fl"}));
  EXPECT_EQ(find({.types = only(RegionType::kMetro), .limit = 3}), (Ids{"metro-35620", "metro-31080", "metro-16980"}));
  EXPECT_EQ(find({.text = " ,.-! ", .limit = 1}), (Ids{"us"}));
  EXPECT_EQ(find({.limit = index().size() + 1}).size(), index().size());
  EXPECT_EQ(find({.limit = 0}), Ids{});
  EXPECT_EQ(find({.offset = index().size()}), Ids{});
}

TEST_F(SearchTest, PagesFollowOneAnother) {
  for (const char* text : {"", "san", "springfield", "sprngfield", "9"}) {
    const Ids whole = find({.text = text, .limit = 60});
    Ids pieces;
    for (std::size_t offset = 0; offset < 60; offset += 7)
      for (std::string& each : find({.text = text, .limit = std::min<std::size_t>(7, 60 - offset), .offset = offset}))
        pieces.push_back(std::move(each));
    EXPECT_EQ(pieces, whole) << text;
    EXPECT_EQ(std::set<std::string>(whole.begin(), whole.end()).size(), whole.size()) << text;
  }
}

TEST_F(SearchTest, LongAndHostileQuestions) {
  EXPECT_EQ(find(std::string(100'000, 'a')), Ids{});
  std::string words;
  for (int i = 0; i < 1000; ++i) words += "a ";
  find(words);
  find(std::string("\0\xFF\xC3\xED\xA0\x80", 6));
  EXPECT_EQ(find("-"), find(""));
}

// Every place that is not a ZIP code is found by its own label, and first among its type in its state or near it.
TEST_F(SearchTest, EveryPlaceIsFoundByItsLabel) {
  const Gazetteer gazetteer = embedded_gazetteer();
  std::size_t missing = 0;
  for (const Place place : gazetteer.all()) {
    if (place.type() == RegionType::kMetroDivision || place.type() == RegionType::kRegion ||
        place.type() == RegionType::kDivision)
      continue;
    if (place.type() == RegionType::kZip && place.number() % 50 != 0) continue;
    const std::string label = place.label();
    const auto hits = index().search({.text = label, .limit = 6});
    const bool found = std::ranges::any_of(hits, [&](const Hit& hit) { return hit.id == place.id(); });
    if (!found) ++missing, std::cerr << "not found by its label: " << place.id().text() << ' ' << label << '\n';
  }
  EXPECT_EQ(missing, 0u);
}

TEST(SearchExtras, AddPlacesAliasesAndOrder) {
  const std::array<std::string_view, 2> aliases = {"The City by the Bay", "Frisco"};
  const std::array<ExtraPlace, 3> extras = {
      ExtraPlace{.id = id("x-zillow-999"), .name = "Oz, KS", .state = id("state-ks"), .size_rank = 5, .metrics = 1},
      ExtraPlace{.id = id("metro-41860"), .aliases = aliases, .metrics = 4},
      ExtraPlace{.id = id("metro-44220"), .metrics = 2},  // Springfield, OH
  };
  const SearchIndex index(embedded_gazetteer(), extras);
  const auto first = [&](const Question& question) {
    const auto hits = index.search(question);
    return hits.empty() ? std::string("none") : std::string(hits.front().id.text());
  };
  EXPECT_EQ(first({.text = "oz"}), "x-zillow-999");
  EXPECT_EQ(first({.text = "oz kansas"}), "x-zillow-999");
  EXPECT_EQ(first({.text = "x-zillow-999"}), "x-zillow-999");
  EXPECT_EQ(first({.text = "oz", .within = id("state-ks")}), "x-zillow-999");
  EXPECT_EQ(first({.text = "oz", .within = id("division-4")}), "x-zillow-999");
  EXPECT_EQ(first({.types = only(RegionType::kUnresolved), .within = id("state-mo")}), "none");
  EXPECT_EQ(first({.text = "city by the bay"}), "metro-41860");
  EXPECT_EQ(first({.text = "springfield"}), "metro-44220");  // the one with data
  EXPECT_EQ(index.size(), embedded_gazetteer().size() + 1);
}

// What files bring beyond the gazetteer's places: cities with and without data, old areas, Census tabulation areas.
class SearchBroughtPlaces : public testing::Test {
 protected:
  static Ids find(std::string_view text, std::size_t limit = 4) {
    static const std::array<ExtraPlace, 20> extras = {
        ExtraPlace{.id = id("place-0639892"), .name = "Lakewood city"},
        ExtraPlace{.id = id("place-0843000"), .name = "Lakewood city", .metrics = 3},
        ExtraPlace{.id = id("town-3402938550"), .name = "Lakewood township"},
        ExtraPlace{.id = id("place-1245025"), .name = "Miami Beach city"},
        ExtraPlace{.id = id("place-2713006"), .name = "Cook city"},
        ExtraPlace{.id = id("place-1716210"), .name = "Cooksville village", .metrics = 9},
        ExtraPlace{.id = id("place-0667000"), .name = "San Francisco city", .metrics = 2},
        ExtraPlace{.id = id("place-0673262"), .name = "South San Francisco city", .metrics = 2},
        ExtraPlace{.id = id("x-redfin-17151"), .name = "San Francisco, CA", .metrics = 8},
        ExtraPlace{.id = id("x-census-7362"), .name = "San Francisco-Oakland-San Jose CA CMSA", .metrics = 9},
        ExtraPlace{.id = id("town-2301973250"), .name = "Springfield town", .metrics = 5},
        ExtraPlace{.id = id("town-2501367000"), .name = "Springfield city", .metrics = 5},
        ExtraPlace{.id = id("x-census-4920"), .name = "MEMPHIS TN-AR-MS MSA", .metrics = 9},
        ExtraPlace{.id = id("x-census-zcta-94110"), .name = "ZCTA 94110", .metrics = 2},
        ExtraPlace{.id = id("metro-41860"), .metrics = 50},
        ExtraPlace{.id = id("county-06075"), .metrics = 60},
        ExtraPlace{.id = id("zip-94110"), .metrics = 2},
        ExtraPlace{.id = id("zip-08701"), .metrics = 1},
        ExtraPlace{.id = id("zip-33139"), .metrics = 1},
        ExtraPlace{.id = id("zip-55723"), .metrics = 1},
    };
    static const SearchIndex index(embedded_gazetteer(), extras);
    Ids ids;
    for (const Hit& hit : index.search({.text = text, .limit = limit})) ids.emplace_back(hit.id.text());
    return ids;
  }
};

TEST_F(SearchBroughtPlaces, StandWhereAPersonExpectsThem) {
  EXPECT_EQ(find("San Francisco"), (Ids{"metro-41860", "county-06075", "place-0667000", "x-redfin-17151"}));
  EXPECT_EQ(find("san francisco", 5).back(), "zip-94110") << "of the ZIP codes the one with data first";
  EXPECT_EQ(find("Springfield", 6),
            (Ids{"metro-44180", "metro-44140", "metro-44100", "metro-44220", "town-2501367000", "town-2301973250"}))
      << "of the towns the one in the larger county first";
  EXPECT_EQ(find("Lakewood"), (Ids{"place-0843000", "zip-08701", "place-0639892", "town-3402938550"}));
  EXPECT_EQ(find("Miami Beach", 2), (Ids{"zip-33139", "place-1245025"}));
  EXPECT_EQ(find("Cook", 5), (Ids{"county-17031", "county-13075", "county-27031", "zip-55723", "place-2713006"}));
  EXPECT_EQ(find("94110", 2), (Ids{"zip-94110", "x-census-zcta-94110"}));
  EXPECT_EQ(find("Memphis, TN-M"), (Ids{"metro-32820", "x-census-4920"}));
}

TEST_F(SearchBroughtPlaces, AreFoundByTheirWholeNameAndTheirState) {
  EXPECT_EQ(find("San Francisco city", 1), (Ids{"place-0667000"}));
  EXPECT_EQ(find("lakewood co", 1), (Ids{"place-0843000"}));
  EXPECT_EQ(find("Lakewood, California", 1), (Ids{"place-0639892"}));
  EXPECT_EQ(find("lakewood township nj", 1), (Ids{"town-3402938550"}));
  EXPECT_EQ(find("San Francisco, CA", 4).back(), "x-redfin-17151");
}

TEST(SearchIndexCost, IsSmall) {
  using Clock = std::chrono::steady_clock;
  const auto ms = [](Clock::time_point since) {
    return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
  };
  const Gazetteer gazetteer = embedded_gazetteer();
  auto begin = Clock::now();
  const SearchIndex index(gazetteer);
  const double build = ms(begin);
  const auto median = [&](std::initializer_list<const char*> texts) {
    std::vector<double> times;
    for (int round = 0; round < 9; ++round)
      for (const char* text : texts) {
        begin = Clock::now();
        index.search({.text = text});
        times.push_back(ms(begin) * 1000);
      }
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
    return times[times.size() / 2];
  };
  const double prefix =
      median({"s", "sa", "san", "san f", "new york", "94", "941", "cook county, il", "portland or", "st louis"});
  const double typo = median({"san fransisco", "los angelos", "filadelfia", "minneapolsi minesota", "chicgo il"});
  std::cout << "search index: built in " << build << " ms, " << index.memory_bytes() << " bytes for " << index.size()
            << " places; median question " << prefix << " us, with mistakes " << typo << " us\n";
  EXPECT_LT(index.memory_bytes(), 4u << 20);
}

TEST(Typo, Distances) {
  EXPECT_EQ(word_distance("dallas", "dallas", 2), 0);
  EXPECT_EQ(word_distance("dalas", "dallas", 2), 1);
  EXPECT_EQ(word_distance("dlalas", "dallas", 2), 1);  // neighbours swapped
  EXPECT_EQ(word_distance("dxlxas", "dallas", 2), 2);
  EXPECT_EQ(word_distance("boston", "dallas", 2), 3);
  EXPECT_EQ(word_distance("filadelfia", "philadelphia", 2), 1);
  EXPECT_EQ(word_distance("", "ab", 2), 2);
  EXPECT_EQ(word_distance(std::string(50, 'a'), std::string(51, 'a'), 2), 3);  // too long to compare
  EXPECT_EQ(allowed_mistakes("ohi"), 0);
  EXPECT_EQ(allowed_mistakes("ohio"), 1);
  EXPECT_EQ(allowed_mistakes("illinois"), 2);
}

// The distance agrees with the plain one on words without "ph".
TEST(Typo, AgreesWithThePlainDistance) {
  std::vector<std::string> words;
  for (const char* letters : {"abcd", "bacd", "abbd", "acbde", "dcba", "abc", "aabbc", "cabbage", "bagecab"})
    words.emplace_back(letters);
  for (const auto& a : words)
    for (const auto& b : words)
      for (int limit = 1; limit <= 3; ++limit)
        EXPECT_EQ(word_distance(a, b, limit), base::edit_distance(a, b, limit)) << a << ' ' << b;
}

}  // namespace
}  // namespace housing::places
