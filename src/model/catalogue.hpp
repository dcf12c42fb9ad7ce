// The catalogue: every metric and every source the program knows, as constants.
//
// A metric has one meaning, one source, one variant and one frequency. Its id is its name where it is the default for
// that name ("home_value") and name.variant@source otherwise ("inventory.week@zillow"). docs/data-model.md has the
// words. Thread-safety: constants.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/period.hpp"

namespace housing::model {

enum class Unit : std::uint8_t { kUsd, kPercent, kIndex, kCount, kDays, kRatio, kPeople, kThousands, kSquareMiles };
// "usd", "percent", "index", "count", "days", "ratio", "people", "thousands", "sq-miles"
std::string_view to_string(Unit unit);

enum class SeasonalAdjustment : std::uint8_t { kNone, kAdjusted, kAdjustedAndSmoothed, kSmoothed };
std::string_view to_string(SeasonalAdjustment adjustment);  // "nsa", "sa", "sa-smoothed", "smoothed"

enum class Aggregation : std::uint8_t { kNone, kSum, kMean };  // how values of parts make the value of the whole
std::string_view to_string(Aggregation aggregation);

enum class Redistribution : std::uint8_t { kOpen, kAttribution, kDisplayOnly };
std::string_view to_string(Redistribution redistribution);  // "open", "attribution", "display-only"

struct SourceInfo {
  std::string_view id;           // "zillow"
  std::string_view name;         // "Zillow Research"
  std::string_view url;          // the page a reader is sent to
  std::string_view licence;      // in a sentence
  std::string_view attribution;  // what to print beside a chart
  std::string_view cadence;      // in words
  Redistribution redistribution;
};

struct MetricInfo {
  std::string_view id;
  std::string_view name;  // for people
  std::string_view source;
  Unit unit;
  int decimals;  // values are stored as integers of 10^-decimals
  Frequency frequency;
  SeasonalAdjustment adjustment;
  Aggregation aggregation;
  int release_lag_days;  // usual days from a period's end to its publication: infers a release date nobody states;
                         // negative where the numbers come ahead of their fiscal year
  Redistribution redistribution;  // may be stricter than its source's (a rate of Freddie Mac's, passed on by FRED)
  std::string_view producer;      // who makes the numbers
  std::string_view definition;
  bool may_be_negative = false;  // prices, rents, counts and index levels are not; changes may be
  bool wide = false;             // stored as 64-bit integers: its range is larger than 32 bits hold
};

std::span<const SourceInfo> all_sources();
std::span<const MetricInfo> all_metrics();

const SourceInfo* find_source(std::string_view id);
// By id, or by the longer spelling of a default ("home_value@zillow"). nullptr when there is none.
const MetricInfo* find_metric(std::string_view id);
// Ids that look like `text`, best first, at most `limit`; for error messages.
std::vector<std::string> similar_metrics(std::string_view text, std::size_t limit);

}  // namespace housing::model
