#include "analyses/condition.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace housing::analyses {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string number_text(double number) {
  char buffer[512];  // the largest number has 309 digits
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed).ptr;
  return {buffer, end};
}

void collect(const Condition& condition, std::vector<Measure>& measures) {
  if (condition.kind == ConditionKind::kWithin || condition.kind == ConditionKind::kKnown) {
    if (std::ranges::find(measures, condition.measure) == measures.end()) measures.push_back(condition.measure);
    return;
  }
  for (const Condition& part : condition.parts) collect(part, measures);
}

std::string comparison_text(const Condition& condition) {
  const std::string name = condition.measure.text();
  if (condition.low == condition.high) return name + " = " + number_text(condition.low);
  const std::string low = (condition.low_open ? " > " : " >= ") + number_text(condition.low);
  const std::string high = (condition.high_open ? " < " : " <= ") + number_text(condition.high);
  if (condition.high == kInfinity) return name + low;
  if (condition.low == -kInfinity) return name + high;
  return name + low + " and " + name + high;
}

bool joins(const Condition& condition) {
  return condition.kind == ConditionKind::kAny || condition.kind == ConditionKind::kAll ||
         (condition.kind == ConditionKind::kWithin && condition.low != condition.high && std::isfinite(condition.low) &&
          std::isfinite(condition.high));
}

}  // namespace

std::string Condition::text() const {
  switch (kind) {
    case ConditionKind::kWithin: return comparison_text(*this);
    case ConditionKind::kKnown: return measure.text() + " is known";
    case ConditionKind::kNot: return "not (" + parts.front().text() + ")";
    case ConditionKind::kAll:
    case ConditionKind::kAny: break;
  }
  std::string text;
  for (const Condition& part : parts) {
    if (!text.empty()) text += kind == ConditionKind::kAll ? " and " : " or ";
    text += joins(part) ? "(" + part.text() + ")" : part.text();
  }
  return text;
}

std::vector<Measure> measures_of(const Condition& condition) {
  std::vector<Measure> measures;
  collect(condition, measures);
  return measures;
}

}  // namespace housing::analyses
