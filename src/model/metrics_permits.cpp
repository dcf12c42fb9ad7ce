// The Census Bureau's Building Permits Survey: nine counts and values, each of a month, of the year so far, of a year.
// What is published for a month includes estimates for places that did not report; late reports come in only with the
// year's own figures, so twelve months do not make the year.
#include "model/metrics.hpp"

namespace housing::model {
namespace {

constexpr MetricInfo counted(std::string_view id, std::string_view name, Frequency frequency, Aggregation aggregation,
                             int lag, std::string_view definition) {
  return {id,
          name,
          "census",
          Unit::kCount,
          0,
          frequency,
          SeasonalAdjustment::kNone,
          aggregation,
          lag,
          Redistribution::kOpen,
          "Census Bureau",
          definition};
}

constexpr MetricInfo valued(std::string_view id, std::string_view name, Frequency frequency, Aggregation aggregation,
                            int lag, std::string_view definition) {
  MetricInfo metric = counted(id, name, frequency, aggregation, lag, definition);
  metric.unit = Unit::kUsd;
  metric.wide = true;
  return metric;
}

constexpr int kMonthLag = 25;  // states three weeks after the month, counties about four
constexpr int kYearLag = 125;  // the first days of May

constexpr auto kMetrics = std::to_array<MetricInfo>({
    counted("permits_units", "Building permits, units", Frequency::kMonth, Aggregation::kSum, kMonthLag,
            "New private housing units authorised by building permits in structures of any size, in the month, with "
            "estimates for "
            "places that did not report, not seasonally adjusted."),
    counted("permits_units.single", "Building permits, units, single-family", Frequency::kMonth, Aggregation::kSum,
            kMonthLag,
            "New private housing units authorised by building permits in structures of one unit, in the month, with "
            "estimates for places that did not report, not seasonally adjusted."),
    counted("permits_units.2-4", "Building permits, units, 2 to 4 units", Frequency::kMonth, Aggregation::kSum,
            kMonthLag,
            "New private housing units authorised by building permits in structures of two to four units, in the "
            "month, with estimates for places that did not report, not seasonally adjusted."),
    counted("permits_units.multi", "Building permits, units, 5 or more units", Frequency::kMonth, Aggregation::kSum,
            kMonthLag,
            "New private housing units authorised by building permits in structures of five units or more, in the "
            "month, with estimates for places that did not report, not seasonally adjusted."),
    valued("permits_value", "Building permits, value", Frequency::kMonth, Aggregation::kSum, kMonthLag,
           "Construction cost stated on the building permits of new private housing units in structures of any size, "
           "in the "
           "month, in dollars, with estimates for places that did not report."),
    valued("permits_value.single", "Building permits, value, single-family", Frequency::kMonth, Aggregation::kSum,
           kMonthLag,
           "Construction cost stated on the building permits of new private housing units in structures of one unit, "
           "in the month, in dollars, with estimates for places that did not report."),
    valued("permits_value.2-4", "Building permits, value, 2 to 4 units", Frequency::kMonth, Aggregation::kSum,
           kMonthLag,
           "Construction cost stated on the building permits of new private housing units in structures of two to four "
           "units, in the month, in dollars, with estimates for places that did not report."),
    valued("permits_value.multi", "Building permits, value, 5 or more units", Frequency::kMonth, Aggregation::kSum,
           kMonthLag,
           "Construction cost stated on the building permits of new private housing units in structures of five units "
           "or more, in the month, in dollars, with estimates for places that did not report."),
    counted("permits_buildings", "Building permits, buildings", Frequency::kMonth, Aggregation::kSum, kMonthLag,
            "New private residential buildings authorised by building permits in the month, with estimates for places "
            "that did not report."),
    counted("permits_units.ytd@census", "Building permits, units, year to date", Frequency::kMonth, Aggregation::kNone,
            kMonthLag,
            "New private housing units authorised by building permits in structures of any size, from January through "
            "the month, "
            "with estimates for places that did not report, not seasonally adjusted."),
    counted("permits_units.single-ytd@census", "Building permits, units, single-family, year to date",
            Frequency::kMonth, Aggregation::kNone, kMonthLag,
            "New private housing units authorised by building permits in structures of one unit, from January through "
            "the month, with estimates for places that did not report, not seasonally adjusted."),
    counted("permits_units.2-4-ytd@census", "Building permits, units, 2 to 4 units, year to date", Frequency::kMonth,
            Aggregation::kNone, kMonthLag,
            "New private housing units authorised by building permits in structures of two to four units, from January "
            "through the month, with estimates for places that did not report, not seasonally adjusted."),
    counted("permits_units.multi-ytd@census", "Building permits, units, 5 or more units, year to date",
            Frequency::kMonth, Aggregation::kNone, kMonthLag,
            "New private housing units authorised by building permits in structures of five units or more, from "
            "January through the month, with estimates for places that did not report, not seasonally adjusted."),
    valued("permits_value.ytd@census", "Building permits, value, year to date", Frequency::kMonth, Aggregation::kNone,
           kMonthLag,
           "Construction cost stated on the building permits of new private housing units in structures of any size, "
           "from January "
           "through the month, in dollars, with estimates for places that did not report."),
    valued("permits_value.single-ytd@census", "Building permits, value, single-family, year to date", Frequency::kMonth,
           Aggregation::kNone, kMonthLag,
           "Construction cost stated on the building permits of new private housing units in structures of one unit, "
           "from January through the month, in dollars, with estimates for places that did not report."),
    valued("permits_value.2-4-ytd@census", "Building permits, value, 2 to 4 units, year to date", Frequency::kMonth,
           Aggregation::kNone, kMonthLag,
           "Construction cost stated on the building permits of new private housing units in structures of two to four "
           "units, from January through the month, in dollars, with estimates for places that did not report."),
    valued("permits_value.multi-ytd@census", "Building permits, value, 5 or more units, year to date",
           Frequency::kMonth, Aggregation::kNone, kMonthLag,
           "Construction cost stated on the building permits of new private housing units in structures of five units "
           "or more, from January through the month, in dollars, with estimates for places that did not report."),
    counted("permits_buildings.ytd@census", "Building permits, buildings, year to date", Frequency::kMonth,
            Aggregation::kNone, kMonthLag,
            "New private residential buildings authorised by building permits from January through the month, with "
            "estimates for places that did not report."),
    counted(
        "permits_units.year@census", "Building permits, units, year", Frequency::kYear, Aggregation::kSum, kYearLag,
        "New private housing units authorised by building permits in structures of any size, in the year, late reports "
        "included, with estimates for places that did not report, not seasonally adjusted."),
    counted("permits_units.single-year@census", "Building permits, units, single-family, year", Frequency::kYear,
            Aggregation::kSum, kYearLag,
            "New private housing units authorised by building permits in structures of one unit, in the year, late "
            "reports included, with estimates for places that did not report, not seasonally adjusted."),
    counted("permits_units.2-4-year@census", "Building permits, units, 2 to 4 units, year", Frequency::kYear,
            Aggregation::kSum, kYearLag,
            "New private housing units authorised by building permits in structures of two to four units, in the year, "
            "late reports included, with estimates for places that did not report, not seasonally adjusted."),
    counted("permits_units.multi-year@census", "Building permits, units, 5 or more units, year", Frequency::kYear,
            Aggregation::kSum, kYearLag,
            "New private housing units authorised by building permits in structures of five units or more, in the "
            "year, late reports included, with estimates for places that did not report, not seasonally adjusted."),
    valued("permits_value.year@census", "Building permits, value, year", Frequency::kYear, Aggregation::kSum, kYearLag,
           "Construction cost stated on the building permits of new private housing units in structures of any size, "
           "in the year, "
           "late reports included, in dollars, with estimates for places that did not report."),
    valued("permits_value.single-year@census", "Building permits, value, single-family, year", Frequency::kYear,
           Aggregation::kSum, kYearLag,
           "Construction cost stated on the building permits of new private housing units in structures of one unit, "
           "in the year, late reports included, in dollars, with estimates for places that did not report."),
    valued("permits_value.2-4-year@census", "Building permits, value, 2 to 4 units, year", Frequency::kYear,
           Aggregation::kSum, kYearLag,
           "Construction cost stated on the building permits of new private housing units in structures of two to four "
           "units, in the year, late reports included, in dollars, with estimates for places that did not report."),
    valued("permits_value.multi-year@census", "Building permits, value, 5 or more units, year", Frequency::kYear,
           Aggregation::kSum, kYearLag,
           "Construction cost stated on the building permits of new private housing units in structures of five units "
           "or more, in the year, late reports included, in dollars, with estimates for places that did not report."),
    counted("permits_buildings.year@census", "Building permits, buildings, year", Frequency::kYear, Aggregation::kSum,
            kYearLag,
            "New private residential buildings authorised by building permits in the year, late reports included, with "
            "estimates for places that did not report."),
});

}  // namespace

std::span<const MetricInfo> permit_metrics() { return kMetrics; }

}  // namespace housing::model
