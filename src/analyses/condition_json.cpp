// A condition read from JSON, the form programs write.
#include <cmath>
#include <limits>

#include "analyses/condition.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;
using base::Json;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class Reader {
 public:
  explicit Reader(std::string_view parameter) : parameter_(parameter) {}

  Answered<Condition> read(const Json& json, int depth) {
    if (depth > kMaxConditionDepth) return limit("A condition is nested at most 16 deep.");
    if (json.is_text()) return parse_condition(json.text_or(""), parameter_);
    if (const Json* all = json.find("all")) return joined(*all, ConditionKind::kAll, depth);
    if (const Json* any = json.find("any")) return joined(*any, ConditionKind::kAny, depth);
    if (const Json* inner = json.find("not")) {
      auto condition = read(*inner, depth + 1);
      if (!condition) return condition;
      return negation(std::move(*condition));
    }
    return comparison(json);
  }

 private:
  std::unexpected<app::QuestionError> limit(std::string detail) const {
    return reject("limit-exceeded", std::string(parameter_), std::move(detail));
  }
  std::unexpected<app::QuestionError> wrong(std::string detail) const {
    return reject("bad-condition", std::string(parameter_), std::move(detail),
                  {R"j({"measure":"yoy(home_value)","op":">=","value":5})j"});
  }

  static Condition negation(Condition inner) {
    Condition condition;
    condition.kind = ConditionKind::kNot;
    condition.parts.push_back(std::move(inner));
    return condition;
  }

  Answered<Condition> joined(const Json& list, ConditionKind kind, int depth) {
    Condition condition;
    condition.kind = kind;
    if (!list.is_array() || list.items().empty())
      return wrong("all and any hold a list of conditions, not an empty one.");
    for (const Json& item : list.items()) {
      auto part = read(item, depth + 1);
      if (!part) return part;
      condition.parts.push_back(std::move(*part));
    }
    return condition;
  }

  Answered<Condition> comparison(const Json& json) {
    if (++comparisons_ > kMaxComparisons) return limit("A condition has at most 64 comparisons.");
    const bool by_measure = !json.text("measure").empty();
    if (!by_measure && json.text("metric").empty())
      return wrong("A condition has all, any, not, or a measure with op and value, with between, or with known.");
    const auto measure = by_measure ? parse_measure(json.text("measure"), parameter_)
                                    : parse_measure(json.text("metric"), parameter_, json.text("transform"));
    if (!measure) return std::unexpected(measure.error());
    Condition condition;
    condition.measure = *measure;
    if (const Json* known = json.find("known")) {
      condition.kind = ConditionKind::kKnown;
      return known->bool_or(true) ? condition : negation(std::move(condition));
    }
    condition.kind = ConditionKind::kWithin;
    condition.low = -kInfinity;
    condition.high = kInfinity;
    if (const Json* between = json.find("between")) {
      if (between->items().size() != 2) return wrong("between holds two numbers.");
      condition.low = between->items()[0].number_or(std::nan(""));
      condition.high = between->items()[1].number_or(std::nan(""));
    } else {
      const Json* value = json.find("value");
      const double number = value != nullptr ? value->number_or(std::nan("")) : std::nan("");
      const std::string_view op = json.text("op");
      if (op == ">=" || op == ">" || op == "=") condition.low = number;
      if (op == "<=" || op == "<" || op == "=") condition.high = number;
      condition.low_open = op == ">";
      condition.high_open = op == "<";
      if (condition.low == -kInfinity && condition.high == kInfinity) return wrong("op is one of >= > <= < =.");
    }
    if (std::isnan(condition.low) || std::isnan(condition.high))
      return wrong("What " + condition.measure.text() + " is compared with is no number.");
    return condition;
  }

  std::string_view parameter_;
  std::size_t comparisons_ = 0;
};

}  // namespace

Answered<Condition> read_condition(const Json& json, std::string_view parameter) {
  return Reader(parameter).read(json, 0);
}

}  // namespace housing::analyses
