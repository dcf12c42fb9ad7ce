// The Census Bureau's metrics: population estimates, the American Community Survey, the gazetteer files. Its building
// permits are in metrics_permits.cpp.
#include "model/metrics.hpp"

namespace housing::model {
namespace {

constexpr std::string_view kCensusBureau = "Census Bureau";
constexpr int kPopulationLag = 72;  // counties appear in mid-March
constexpr int kSurveyLag = 347;     // the survey's five years appear in December of the next year
constexpr int kCountedLag = 80;     // of the 2010 census, states and counties: by the end of March 2011
constexpr int kAreaLag = 0;         // within the year of the boundaries

constexpr MetricInfo yearly(std::string_view id, std::string_view name, Unit unit, int lag,
                            std::string_view definition) {
  return {id,
          name,
          "census",
          unit,
          0,
          Frequency::kYear,
          SeasonalAdjustment::kNone,
          Aggregation::kSum,
          lag,
          Redistribution::kOpen,
          kCensusBureau,
          definition};
}

constexpr MetricInfo migration(std::string_view id, std::string_view name, std::string_view definition) {
  MetricInfo metric = yearly(id, name, Unit::kPeople, kPopulationLag, definition);
  metric.may_be_negative = true;
  return metric;
}

constexpr MetricInfo area(std::string_view id, std::string_view name, std::string_view definition) {
  MetricInfo metric = yearly(id, name, Unit::kSquareMiles, kAreaLag, definition);
  metric.decimals = 3;
  return metric;
}

// Of the survey's five years together.
constexpr MetricInfo surveyed(std::string_view id, std::string_view name, Unit unit, int decimals,
                              Aggregation aggregation, std::string_view definition) {
  return {id,
          name,
          "census",
          unit,
          decimals,
          Frequency::k5Year,
          SeasonalAdjustment::kNone,
          aggregation,
          kSurveyLag,
          Redistribution::kOpen,
          kCensusBureau,
          definition};
}

constexpr auto kMetrics = std::to_array<MetricInfo>({
    yearly(
        "population", "Population", Unit::kPeople, kPopulationLag,
        "Resident population on 1 July, Census Bureau's yearly estimate; each vintage revises the years since the last "
        "census."),
    migration("domestic_migration", "Net domestic migration",
              "Movers from other places in the nation less movers to them, in the twelve months before 1 July; Census "
              "Bureau's estimate."),
    migration("international_migration", "Net international migration",
              "Movers from abroad less movers to it, in the twelve months before 1 July; Census Bureau's estimate."),
    yearly("population.census2010@census", "Population, 2010 census", Unit::kPeople, kCountedLag,
           "Population counted on 1 April 2010, from the 2010 gazetteer files."),
    yearly("housing_units.census2010@census", "Housing units, 2010 census", Unit::kCount, kCountedLag,
           "Housing units counted on 1 April 2010, from the 2010 gazetteer files."),
    area("land_area", "Land area",
         "Area of the land in square miles, boundaries of the year, from the gazetteer files."),
    area("water_area", "Water area",
         "Area of the water in square miles, boundaries of the year, from the gazetteer files."),

    surveyed(
        "median_income", "Median household income", Unit::kUsd, 0, Aggregation::kNone,
        "Median income of households in the twelve months before they were asked, in dollars of the last of the five "
        "years; American Community Survey (table S1901 or B19013)."),
    surveyed("median_income.moe@census", "Median household income, margin of error", Unit::kUsd, 0, Aggregation::kNone,
             "Half the width of the 90 percent interval around median_income, American Community Survey."),
    surveyed(
        "mean_income", "Mean household income", Unit::kUsd, 0, Aggregation::kNone,
        "Mean income of households in the twelve months before they were asked, in dollars of the last of the five "
        "years; American Community Survey (table S1901)."),
    surveyed(
        "median_gross_rent", "Median gross rent", Unit::kUsd, 0, Aggregation::kNone,
        "Median monthly rent with utilities of rented homes whose tenants pay rent; American Community Survey (table "
        "DP04 or B25064)."),
    surveyed("median_gross_rent.moe@census", "Median gross rent, margin of error", Unit::kUsd, 0, Aggregation::kNone,
             "Half the width of the 90 percent interval around median_gross_rent, American Community Survey."),
    surveyed(
        "median_home_value", "Median home value, survey", Unit::kUsd, 0, Aggregation::kNone,
        "Median of what owners say that their home would sell for; American Community Survey (table DP04 or B25077)."),
    surveyed("median_home_value.moe@census", "Median home value, survey, margin of error", Unit::kUsd, 0,
             Aggregation::kNone,
             "Half the width of the 90 percent interval around median_home_value, American Community Survey."),
    surveyed("median_owner_cost", "Median owner cost with a mortgage", Unit::kUsd, 0, Aggregation::kNone,
             "Median monthly cost (mortgage, taxes, insurance, utilities, fees) of homes whose owners have a mortgage; "
             "American Community Survey (table DP04)."),
    surveyed("households", "Households", Unit::kCount, 0, Aggregation::kSum,
             "Households, which is occupied housing units; American Community Survey."),
    surveyed("housing_units", "Housing units", Unit::kCount, 0, Aggregation::kSum,
             "Housing units, occupied or not; American Community Survey (table DP04, B25001 or B25002)."),
    surveyed(
        "vacant_units", "Vacant housing units", Unit::kCount, 0, Aggregation::kSum,
        "Housing units that nobody lived in, those for seasonal use included; American Community Survey (table DP04 "
        "or B25002)."),
    surveyed("owner_households", "Households that own", Unit::kCount, 0, Aggregation::kSum,
             "Households in a home that one of them owns; American Community Survey (table DP04 or B25003)."),
    surveyed("renter_households", "Households that rent", Unit::kCount, 0, Aggregation::kSum,
             "Households in a home that they rent; American Community Survey (table DP04 or B25003)."),
    surveyed("homeownership_rate", "Homeownership rate", Unit::kPercent, 1, Aggregation::kNone,
             "Households that own their home in percent of all; American Community Survey (table DP04)."),
    surveyed(
        "vacancy_rate", "Vacancy rate, all homes", Unit::kPercent, 1, Aggregation::kNone,
        "Vacant housing units in percent of all, those for seasonal use included; American Community Survey (table "
        "DP04)."),
    surveyed("vacancy_rate.owner@census", "Vacancy rate, homeowner", Unit::kPercent, 1, Aggregation::kNone,
             "Homes for sale and vacant in percent of those owned, sold or for sale; American Community Survey (table "
             "DP04)."),
    surveyed(
        "vacancy_rate.rental@census", "Vacancy rate, rental", Unit::kPercent, 1, Aggregation::kNone,
        "Homes for rent and vacant in percent of those rented or for rent; American Community Survey (table DP04)."),
    surveyed(
        "population.acs@census", "Population, survey", Unit::kPeople, 0, Aggregation::kSum,
        "Population as the American Community Survey has it for its five years (table B01003); the yearly estimates "
        "are population."),
});

}  // namespace

std::span<const MetricInfo> census_metrics() { return kMetrics; }

}  // namespace housing::model
