#include "api/region_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/catalogue_view.hpp"
#include "app/series_query.hpp"
#include "charts/number_label.hpp"

namespace housing::api {
namespace {

using app::LatestValue;

constexpr std::string_view kFavourite = "home_value";
constexpr std::string_view kStamp = "SYNTHETIC DATA";

const LatestValue* favourite(const app::RegionProfile& profile) {
  const auto found =
      std::ranges::find_if(profile.latest, [](const LatestValue& latest) { return latest.metric->id == kFavourite; });
  if (found != profile.latest.end()) return &*found;
  return profile.latest.empty() ? nullptr : &profile.latest.front();
}

double number_of(std::int64_t value, int decimals) { return static_cast<double>(value) / std::pow(10, decimals); }

std::string value_words(const LatestValue& latest) {
  const model::Unit unit = latest.metric->unit;
  const double value = number_of(latest.value, latest.decimals);
  const std::string words = charts::unit_words(unit);
  // Whole dollars are written out: $1,170,000 says more than $1.17M where there is room.
  if (unit == model::Unit::kUsd && std::abs(value) >= 100 && std::abs(value) < 1e9) {
    const std::string digits = charts::with_thousands(std::abs(value), 0);
    return (value < 0 ? "\xE2\x88\x92$" : "$") + digits;
  }
  return charts::value_label(unit, value, latest.decimals) + (words.empty() ? "" : " " + words);
}

std::string change_words(double change, bool in_points, std::string_view since) {
  const std::string sign = change > 0 ? "+" : "";
  return sign + charts::with_thousands(change, 1) + (in_points ? " points" : "%") + " from " + std::string(since);
}

std::vector<std::string> changes_of(const LatestValue& latest) {
  std::vector<std::string> changes;
  if (latest.yoy) changes.push_back(change_words(*latest.yoy, latest.in_points, "a year before"));
  if (latest.mom) changes.push_back(change_words(*latest.mom, latest.in_points, "the month before"));
  return changes;
}

struct Course {
  std::vector<double> values;
  std::string from;
  std::string to;
};
Course course_of(const app::World& world, const app::RegionProfile& profile, const LatestValue& latest) {
  Course course;
  app::SeriesQuestion question;
  question.regions = {std::string(profile.region.id.text())};
  question.metrics = {std::string(latest.metric->id)};
  question.last = std::to_string(kCardPeriods);
  const auto answer = app::answer_series(world, question);
  if (!answer || answer->series.empty() || answer->series.front().ordinals.empty()) return course;
  const app::Series& series = answer->series.front();
  for (const std::int64_t value : series.values)
    course.values.push_back(value == app::kGapValue ? std::nan("") : number_of(value, series.decimals));
  course.from = period_words({series.frequency, series.ordinals.front()});
  course.to = period_words({series.frequency, series.ordinals.back()});
  return course;
}

}  // namespace

std::string period_words(model::Period period) {
  constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
  constexpr int kQuarters = 4;
  const auto months = static_cast<std::int32_t>(kMonths.size());
  if (period.frequency == model::Frequency::kMonth && period.ordinal >= 0)
    return std::string(kMonths[static_cast<std::size_t>(period.ordinal % months)]) + " " +
           std::to_string(period.ordinal / months);
  if (period.frequency == model::Frequency::kQuarter && period.ordinal >= 0)
    return "Q" + std::to_string(period.ordinal % kQuarters + 1) + " " + std::to_string(period.ordinal / kQuarters);
  return period.to_string();
}

PageHead region_head(const app::World& world, const app::RegionProfile& profile, const std::string& site) {
  const std::string id(profile.region.id.text());
  PageHead head;
  head.title = profile.region.label + " \xC2\xB7 " + std::string(kSiteName);
  head.address = site + "/region/" + id;
  head.image = site + "/og/region/" + id + ".png";
  head.description = world.synthetic() ? "Synthetic demo data. " : "";
  const LatestValue* const latest = favourite(profile);
  if (latest == nullptr) {
    head.description += profile.region.label + ": no numbers are published for this place here yet.";
  } else {
    const model::SourceInfo& source = app::source_of(world, *latest->metric);
    head.description += std::string(latest->metric->name) + " in " + profile.region.label + ": " +
                        value_words(*latest) + " in " + period_words(latest->period) + " (" + std::string(source.name) +
                        ")";
    for (const std::string& change : changes_of(*latest)) head.description += ", " + change;
    head.description += ".";
    if (profile.latest.size() > 1)
      head.description += " And " + std::to_string(profile.latest.size() - 1) +
                          (profile.latest.size() > 2 ? " more measures" : " more measure") +
                          ", each with its source and release.";
  }
  head.image_words = head.description;
  return head;
}

charts::Card region_card(const app::World& world, const app::RegionProfile& profile) {
  charts::Card card{.site = std::string(kSiteName), .title = profile.region.label};
  if (world.synthetic()) card.stamp = kStamp;
  const LatestValue* const latest = favourite(profile);
  if (latest == nullptr) {
    card.measure = "No numbers are published for this place here yet.";
    return card;
  }
  card.measure = std::string(latest->metric->name) + ", " + period_words(latest->period);
  card.value = value_words(*latest);
  card.changes = changes_of(*latest);
  const model::SourceInfo& source = app::source_of(world, *latest->metric);
  card.footer = "Source: " + std::string(source.name);
  if (latest->shard != nullptr) card.footer += ", release of " + latest->shard->release.date.to_string();
  Course course = course_of(world, profile, *latest);
  card.values = std::move(course.values);
  card.from = std::move(course.from);
  card.to = std::move(course.to);
  return card;
}

}  // namespace housing::api
