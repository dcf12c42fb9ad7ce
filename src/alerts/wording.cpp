#include "alerts/wording.hpp"

#include <cmath>

#include "base/json_writer.hpp"

namespace housing::alerts {
namespace {

bool is_percent(const Rule& rule) {
  return rule.transform == app::Transform::kMom || rule.transform == app::Transform::kYoy ||
         rule.transform == app::Transform::kAnnualised ||
         (rule.transform == app::Transform::kLevel && rule.metric->unit == model::Unit::kPercent);
}

}  // namespace

std::string number_text(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  std::string digits;
  base::append_fixed_padded(digits, std::llrint(std::abs(value) * scale), decimals);
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i < whole && (whole - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return value < 0 ? "-" + text : text;
}

std::string_view transform_text(app::Transform transform) {
  switch (transform) {
    case app::Transform::kLevel: return "";
    case app::Transform::kMom: return ", change from the month before,";
    case app::Transform::kYoy: return ", change from a year before,";
    case app::Transform::kDiff: return ", difference from the period before,";
    case app::Transform::kAnnualised: return ", change from the period before at an annual rate,";
    default: return "";
  }
}

std::string value_text(const Rule& rule, double value, bool of_threshold) {
  if (rule.op == Op::kPercentile) return number_text(value, 1);
  if (of_threshold && rule.op == Op::kRevised) return number_text(value, 1) + " %";
  if (is_percent(rule)) return number_text(value, 2) + " %";
  if (rule.metric->unit == model::Unit::kPercent)
    return number_text(value, 2) + " points";  // a difference of percentages
  if (rule.metric->unit == model::Unit::kUsd) {
    const std::string text = number_text(std::abs(value), 0);
    return (value < 0 ? "-$" : "$") + text;
  }
  return number_text(value, std::min(rule.metric->decimals, 2));
}

std::string rule_text(const Rule& rule) {
  std::string text(rule.metric->name);
  text.append(transform_text(rule.transform)).append(" ");
  const std::string threshold = value_text(rule, rule.threshold, true);
  switch (rule.op) {
    case Op::kAbove: return text + "above " + threshold;
    case Op::kBelow: return text + "below " + threshold;
    case Op::kCrosses: return text + "crosses " + threshold;
    case Op::kPercentile: return text + "at or above percentile " + threshold + " of places of its type";
    case Op::kRevised: return text + "revised by " + threshold + " or more";
  }
  return text;
}

std::string firing_text(const app::World& world, const Rule& rule, const PlaceFiring& fired) {
  const std::string period = model::Period{rule.metric->frequency, fired.firing.ordinal}.to_string();
  std::string text(rule.metric->name);
  text.append(transform_text(rule.transform)).append(" in ").append(world.label(fired.region));
  if (rule.op == Op::kRevised)
    return text + " for " + period + " was revised from " + value_text(rule, fired.firing.before) + " to " +
           value_text(rule, fired.firing.value) + ".";
  if (rule.op == Op::kPercentile)
    return text + " reached percentile " + value_text(rule, fired.firing.value) + " in " + period + ".";
  text += " was " + value_text(rule, fired.firing.value) + " in " + period;
  const bool above = fired.firing.value > rule.threshold;
  return text + (above ? ", above " : ", below ") + value_text(rule, rule.threshold, true) + ".";
}

std::string subject_text(std::string_view what) {
  std::size_t end = std::min(what.size(), kMaxSubjectBytes);
  // Not within a letter: the bytes that go on one begin with the bits 10.
  while (end < what.size() && end > 0 && (static_cast<unsigned char>(what[end]) & 0xC0U) == 0x80U) --end;
  return "Alert: " + std::string(what.substr(0, end));
}

accounts::Letter firing_letter(const app::World& world, const Rule& rule, const std::string& name,
                               const std::vector<PlaceFiring>& fired, const std::string& public_url) {
  accounts::Letter letter;
  const std::string what = name.empty() ? rule_text(rule) : name;
  letter.subject = subject_text(what);
  for (std::size_t i = 0; i < fired.size() && i < kPlacesInAMail; ++i)
    letter.paragraphs.push_back(firing_text(world, rule, fired[i]));
  if (fired.size() > kPlacesInAMail)
    letter.paragraphs.push_back("And " + std::to_string(fired.size() - kPlacesInAMail) + " more places.");
  if (world.synthetic()) letter.paragraphs.emplace_back("These are synthetic numbers of a demonstration.");
  letter.link = public_url + (fired.size() == 1 ? "/region/" + std::string(fired[0].region.text()) : "/alerts");
  letter.link_words = "See it";
  return letter;
}

}  // namespace housing::alerts
