#include "alerts/screen_wording.hpp"

#include <array>
#include <cmath>

#include "alerts/wording.hpp"
#include "base/json_writer.hpp"

namespace housing::alerts {
namespace {

using analyses::Condition;
using analyses::ConditionKind;
using analyses::Measure;
using app::Transform;
using model::Unit;

constexpr std::array<std::string_view, model::kRegionTypes> kTypes = {"the nation",
                                                                      "census regions",
                                                                      "census divisions",
                                                                      "states",
                                                                      "metro areas",
                                                                      "metro divisions",
                                                                      "nonmetropolitan areas",
                                                                      "counties",
                                                                      "cities and places",
                                                                      "towns",
                                                                      "ZIP codes",
                                                                      "other places"};

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

// "Home value" within a sentence; "ZHVI" and "S&P" stay.
std::string uncapitalised(std::string_view name) {
  std::string text(name);
  const auto is = [&](std::size_t at, char first, char last) { return text[at] >= first && text[at] <= last; };
  if (text.size() > 1 && is(0, 'A', 'Z') && is(1, 'a', 'z')) text.front() = static_cast<char>(text.front() + 32);
  return text;
}

// What stands between the name and the verb.
std::string transform_words(const Measure& measure) {
  switch (measure.transform) {
    case Transform::kCagr: return ", growth a year over " + std::to_string(measure.years) + " years,";
    case Transform::kIndex:
      return ", index of " + model::Period{measure.metric->frequency, measure.base.value_or(0)}.to_string() + " = 100,";
    case Transform::kReal: return ", without inflation,";
    case Transform::kLog: return ", logarithm,";
    case Transform::kRank: return ", rank,";
    case Transform::kPercentile: return ", percentile,";
    case Transform::kHistory: return ", percentile in its own history,";
    default: return std::string(transform_text(measure.transform));
  }
}

std::string words_of(const Measure& measure) { return uncapitalised(measure.name()) + transform_words(measure); }

// The unit of what the measure is compared with.
Unit unit_of(const Measure& measure) {
  switch (measure.transform) {
    case Transform::kMom:
    case Transform::kYoy:
    case Transform::kAnnualised:
    case Transform::kCagr: return Unit::kPercent;
    case Transform::kLevel:
    case Transform::kDiff:
    case Transform::kReal:
    case Transform::kSa:
    case Transform::kTrend: return measure.derived != nullptr ? measure.derived->unit : measure.metric->unit;
    default: return Unit::kCount;
  }
}

std::string with_unit(Unit unit, const std::string& number) {
  if (unit == Unit::kPercent) return number + " %";
  if (unit != Unit::kUsd) return number;
  return number.starts_with('-') ? "-$" + number.substr(1) : "$" + number;
}

// A bound as it was written, with its unit: "$2,000", "5 %", "0.25".
std::string bound_text(const Measure& measure, double bound) {
  constexpr int kMostDecimals = 6;
  constexpr double kGreatest = 1e12;  // beyond it digits behind the point are lost anyway, and then those before it
  if (std::abs(bound) > kGreatest) {
    std::string number;
    base::JsonWriter(number).value(bound);
    return with_unit(unit_of(measure), number);
  }
  int decimals = 0;
  for (double scale = 1; decimals < kMostDecimals; ++decimals, scale *= 10)
    if (std::abs(bound * scale - std::nearbyint(bound * scale)) < 1e-6) break;
  return with_unit(unit_of(measure), number_text(bound, decimals));
}

std::string comparison_words(const Condition& condition) {
  const std::string low = std::isinf(condition.low) ? "" : bound_text(condition.measure, condition.low);
  const std::string high = std::isinf(condition.high) ? "" : bound_text(condition.measure, condition.high);
  std::string text = words_of(condition.measure) + " is ";
  if (condition.low == condition.high) return text + low;
  if (std::isinf(condition.high)) return text + (condition.low_open ? "above " : "at least ") + low;
  if (std::isinf(condition.low)) return text + (condition.high_open ? "below " : "at most ") + high;
  return text + "from " + low + " to " + high;
}

std::string condition_words(const Condition& condition) {
  switch (condition.kind) {
    case ConditionKind::kWithin: return comparison_words(condition);
    case ConditionKind::kKnown: return words_of(condition.measure) + " is known";
    case ConditionKind::kNot: return "not (" + condition_words(condition.parts.front()) + ")";
    case ConditionKind::kAll:
    case ConditionKind::kAny: break;
  }
  std::string text;
  for (const Condition& part : condition.parts) {
    if (!text.empty()) text += condition.kind == ConditionKind::kAll ? " and " : " or ";
    const bool joins = part.kind == ConditionKind::kAll || part.kind == ConditionKind::kAny;
    text += joins ? "(" + condition_words(part) + ")" : condition_words(part);
  }
  return text;
}

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    if (plain) {
      out += c;
      continue;
    }
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out.append({'%', kDigits[byte / 16], kDigits[byte % 16]});
  }
  return out;
}

std::string meeting(std::size_t fresh, std::string_view what) {
  return number_text(static_cast<double>(fresh), 0) + (fresh == 1 ? " place newly meets " : " places newly meet ") +
         std::string(what);
}

std::string more(std::size_t count) { return number_text(static_cast<double>(count), 0) + " more"; }

// "94110, San Francisco, CA: home value, change from a year before, 5.31 % in 2025-03; rent $1,950 in 2025-03."
std::string place_text(const app::World& world, const ScreenNews& news, const NewPlace& place) {
  std::string text = world.label(place.region) + ":";
  for (std::size_t i = 0; i < news.measures.size(); ++i) {
    const MeasureThen& measure = news.measures[i];
    text += (i == 0 ? " " : "; ") + words_of(measure.measure) + " ";
    if (place.values[i] == model::kWideGap)
      text += "not known";
    else
      text += value_text(measure, place.values[i]) + " in " + measure.period.to_string();
  }
  return text + ".";
}

// "Home value: Zillow Research, released 2025-04-16. Rent: …"
std::string sources_text(const ScreenNews& news) {
  std::string text;
  for (const MeasureThen& measure : news.measures) {
    std::string one = std::string(measure.measure.name()) + ": " + std::string(measure.source->name);
    if (measure.release) one += ", released " + measure.release->to_string();
    one += ".";
    if (text.find(one) != std::string::npos) continue;
    text += (text.empty() ? "" : " ") + one;
  }
  return text;
}

}  // namespace

std::string screen_text(const app::World* world, const ScreenRule& rule) {
  std::string text(kTypes[static_cast<std::size_t>(rule.type)]);
  if (rule.within) text += " in " + (world != nullptr ? world->label(*rule.within) : std::string(rule.within->text()));
  return capitalised(text + " where " + condition_words(rule.where));
}

std::string value_text(const MeasureThen& measure, model::WideCell value) {
  const double number = static_cast<double>(value) / std::pow(10.0, measure.decimals);
  const int most = measure.unit == Unit::kUsd ? 0 : 2;
  return with_unit(measure.unit, number_text(number, std::min(measure.decimals, most)));
}

std::string screener_path(const ScreenRule& rule) {
  std::string path = "/screener?level=" + std::string(to_string(rule.type)) + "&where=" + encoded(rule.where.text());
  if (rule.within) path += "&within=" + encoded(rule.within->text());
  return path;
}

std::string news_text(const app::World& world, const ScreenNews& news) {
  std::string text = meeting(news.fresh, "it: ");
  const std::size_t named = std::min(news.places.size(), kPlacesInANotice);
  for (std::size_t i = 0; i < named; ++i) text += (i == 0 ? "" : "; ") + world.label(news.places[i].region);
  if (news.fresh > named) text += "; and " + more(news.fresh - named);
  return text + ".";
}

accounts::Letter screen_letter(const app::World& world, const ScreenRule& rule, const std::string& name,
                               const ScreenNews& news, const std::string& public_url) {
  accounts::Letter letter;
  const std::string what = screen_text(&world, rule);
  letter.subject = subject_text(name.empty() ? what : name);
  letter.paragraphs.push_back(meeting(news.fresh, "this screen: " + what + "."));
  for (const NewPlace& place : news.places) letter.paragraphs.push_back(place_text(world, news, place));
  if (news.fresh > news.places.size())
    letter.paragraphs.push_back("And " + more(news.fresh - news.places.size()) + ".");
  letter.paragraphs.push_back(sources_text(news) + " Altogether " + number_text(static_cast<double>(news.matched), 0) +
                              (news.matched == 1 ? " place meets it." : " places meet it."));
  if (world.synthetic()) letter.paragraphs.emplace_back("These are synthetic numbers of a demonstration.");
  letter.link = public_url + screener_path(rule);
  letter.link_words = "See them all";
  return letter;
}

}  // namespace housing::alerts
