#include <gtest/gtest.h>

#include <string>

#include "sources/census_place.hpp"
#include "sources/formats.hpp"
#include "sources/latin1.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

base::Status parse_as(const std::string& text, const std::string& name, RecordingSink& sink) {
  const auto format = recognise(text);
  if (!format) return std::unexpected(format.error());
  ChunkedSource pieces(text, 5);
  return (*format)->parse(pieces, {test_resolver(), name}, sink);
}

RecordingSink parse(const std::string& text, const std::string& name) {
  RecordingSink sink;
  const auto status = parse_as(text, name, sink);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return sink;
}

const std::string kZctas = "GEOID|GEOIDFQ|ALAND|AWATER|ALAND_SQMI|AWATER_SQMI|INTPTLAT|INTPTLONG\n";

TEST(GazetteerFile, AZctaIsNoZipCode) {
  const auto sink = parse(kZctas + "00601|860Z200US00601|166836450|798613|64.416|0.308|18.180555|-66.749961\n",
                          "2025_Gaz_zcta_national.txt");
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_EQ(sink.cell_of("land_area", "x-census-zcta-00601", "2025"), 64416);
  EXPECT_EQ(sink.cell_of("water_area", "x-census-zcta-00601", "2025"), 308);
  EXPECT_EQ(sink.places.at("x-census-zcta-00601").name, "ZCTA 00601");
  EXPECT_EQ(sink.places_of(model::RegionType::kZip), 0U);
}

const std::string kCounties2010 =
    "USPS\tGEOID\tANSICODE\tNAME\tPOP10\tHU10\tALAND\tAWATER\tALAND_SQMI\tAWATER_SQMI\tINTPTLAT\tINTPTLONG      \n";

TEST(GazetteerFile, CountiesOf2010WithPaddedNumbersInLatin1) {
  const auto sink = parse(kCounties2010 +
                              "NM\t35013\t00929108\tDo\xF1"
                              "a Ana County\t209233\t81492\t9861\t12\t    3807.511\t       6.722\t 32.35\t-106.83    \n"
                              "AL\t01001\t00161526\tBaldwin County\t1\t1\t1\t1\t1\t1\t1\t1\n"
                              "MD\t24005\t1\tBaltimore city\t1\t1\t1\t1\t1\t1\t1\t1\n",
                          "Gaz_counties_national.txt");
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_EQ(sink.places.at("county-35013").name, "Doña Ana County");
  EXPECT_EQ(sink.cell_of("land_area", "county-35013", "2010"), 3807511);
  EXPECT_EQ(sink.cell_of("population.census2010@census", "county-35013", "2010"), 209233);
  EXPECT_EQ(sink.cell_of("housing_units.census2010@census", "county-35013", "2010"), 81492);
  ASSERT_EQ(sink.rows_refused.size(), 2U);
  EXPECT_EQ(sink.rows_refused[1].reason,
            "code 24005 is 'Baltimore city' in the file and 'Baltimore County' in the list of places of this program");
  EXPECT_EQ(sink.rows_refused[0].line, 3U);
  EXPECT_EQ(sink.rows_refused[0].reason,
            "code 01001 is 'Baldwin County' in the file and 'Autauga County' in the list of places of this program");
}

TEST(GazetteerFile, OtherKindsByTheirColumns) {
  const std::string rest = "\tALAND_SQMI\tAWATER_SQMI\n";
  const auto places =
      parse("USPS\tGEOID\tANSICODE\tNAME\tLSAD\tFUNCSTAT" + rest + "AL\t0100124\t1\tAbbeville city\t25\tA\t15.5\t0.1\n",
            "2023_Gaz_place_national.txt");
  EXPECT_EQ(places.cell_of("land_area", "place-0100124", "2023"), 15500);
  const auto metros = parse("CSAFP\tGEOID\tNAME\tCBSA_TYPE" + rest + "\t10180\tAbilene, TX Metro Area\t1\t2\t3\n",
                            "2023_Gaz_cbsa_national.txt");
  EXPECT_TRUE(metros.rows_refused.empty());
  EXPECT_EQ(metros.cell_of("land_area", "metro-10180", "2023"), 2000);
  const auto schools =
      parse("USPS\tGEOID\tNAME\tLOGRADE" + rest + "AL\t0100124\tSchools\tKG\t2\t3\n", "2023_Gaz_unsd_national.txt");
  EXPECT_EQ(schools.kept, 0U);
  EXPECT_EQ(schools.rows_refused.at(0).reason, "1 row of areas of a kind that has no id here is not imported");
}

TEST(GazetteerFile, WithoutAYearOrAColumnItIsRefusedWhole) {
  RecordingSink sink;
  const auto no_year = parse_as(kZctas + "00601|860Z200US00601|1|1|1|1|1|1\n", "zip_centroids.txt", sink);
  ASSERT_FALSE(no_year.has_value());
  EXPECT_NE(no_year.error().message.find("'zip_centroids.txt' does not either"), std::string::npos);
  const auto no_water = parse_as("GEOID|ALAND_SQMI|WATER\n00601|1|1\n", "2025_Gaz_zcta_national.txt", sink);
  ASSERT_FALSE(no_water.has_value());
  EXPECT_NE(no_water.error().message.find("no column 'AWATER_SQMI'"), std::string::npos);
}

TEST(CensusPlace, OfGeoIds) {
  const auto id = [](std::string_view geo_id) {
    const auto place = census_geography(geo_id, "x", test_resolver());
    return place ? std::string(place->id.text()) : std::string();
  };
  EXPECT_EQ(id("0100000US"), "us");
  EXPECT_EQ(id("0200000US1"), "region-1");
  EXPECT_EQ(id("0300000US9"), "division-9");
  EXPECT_EQ(id("0400000US72"), "state-pr");
  EXPECT_EQ(id("0500000US09110"), "county-09110");
  EXPECT_EQ(id("0500000US99999"), "x-census-county-99999");
  EXPECT_EQ(id("0600000US2502507000"), "town-2502507000");
  EXPECT_EQ(id("1600000US0667000"), "place-0667000");
  EXPECT_EQ(id("310M700US41860"), "metro-41860");
  EXPECT_EQ(id("3140000US4186041884"), "metrodiv-41884");
  EXPECT_EQ(id("310M700US99998"), "x-census-99998");
  EXPECT_EQ(id("860Z200US94110"), "x-census-zcta-94110");
  for (const char* none :
       {"", "0500000US", "0500043US06075", "1400000US06075010101", "0400000US99", "06075", "0500000USabcde"})
    EXPECT_EQ(id(none), "") << none;
}

TEST(Latin1, BecomesUtf8OnlyWhereItIsNot) {
  EXPECT_EQ(from_latin1("Do\xF1"
                        "a Ana"),
            "Doña Ana");
  EXPECT_EQ(from_latin1("Doña Ana"), "Doña Ana");
  EXPECT_EQ(from_latin1("a\x96\xF1"), std::nullopt);
}

}  // namespace
}  // namespace housing::sources
