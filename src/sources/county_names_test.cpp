#include "sources/county_names.hpp"

#include <gtest/gtest.h>

#include "sources/testing_resolver.hpp"

namespace housing::sources {
namespace {

std::string find(std::string_view name, std::string_view state) {
  static const CountyNames names(test_resolver().gazetteer());
  const auto id = names.find(name, state);
  return id ? std::string(id->text()) : "none";
}

TEST(CountyNames, AsTheyAreCalled) {
  EXPECT_EQ(find("Alameda County", "CA"), "county-06001");
  EXPECT_EQ(find("alameda county", "ca"), "county-06001");
  EXPECT_EQ(find("Orleans Parish", "LA"), "county-22071");
  EXPECT_EQ(find("Denali Borough", "AK"), "county-02068");
  EXPECT_EQ(find("Montgomery County", "VA"), "county-51121");
  EXPECT_EQ(find("Montgomery County", "MD"), "county-24031");
  EXPECT_EQ(find("Alameda County", "NV"), "none");
  EXPECT_EQ(find("", "CA"), "none");
}

TEST(CountyNames, CitiesThatAreCounties) {
  EXPECT_EQ(find("Baltimore County", "MD"), "county-24005");
  EXPECT_EQ(find("Baltimore City County", "MD"), "county-24510");
  EXPECT_EQ(find("St. Louis City County", "MO"), "county-29510");
  EXPECT_EQ(find("Alexandria", "VA"), "county-51510");
  EXPECT_EQ(find("Richmond City County", "VA"), "county-51760");
  EXPECT_EQ(find("Richmond County", "VA"), "county-51159");
  EXPECT_EQ(find("Fairfax City County", "VA"), "county-51600");
  EXPECT_EQ(find("Charles City County", "VA"), "county-51036");
  EXPECT_EQ(find("James City County", "VA"), "county-51095");
}

TEST(CountyNames, SpellingsThatDiffer) {
  EXPECT_EQ(find("La Salle County", "IL"), "county-17099");
  EXPECT_EQ(find("De Kalb County", "IN"), "county-18033");
  EXPECT_EQ(find("Lewis & Clark County", "MT"), "county-30049");
  EXPECT_EQ(find("O'Brien County", "IA"), "county-19141");
  EXPECT_EQ(find("Saint Mary's County", "MD"), "county-24037");
  EXPECT_EQ(find("Dona Ana County", "NM"), "county-35013");
  EXPECT_EQ(find("Skagway Borough", "AK"), "county-02230");
  EXPECT_EQ(find("Wrangell Borough", "AK"), "county-02275");
}

TEST(CountyNames, FormerOnesToo) { EXPECT_EQ(find("Fairfield County", "CT"), "county-09001"); }

// Two counties of one bare name are not told apart by guessing.
TEST(CountyNames, WhatFitsTwoIsNotFound) { EXPECT_EQ(find("Baltimore Parish", "MD"), "none"); }

}  // namespace
}  // namespace housing::sources
