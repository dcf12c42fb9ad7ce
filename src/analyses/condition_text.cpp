// A condition read from text, by recursive descent: or binds weakest, then and, then not.
#include <charconv>
#include <cmath>
#include <limits>

#include "analyses/condition.hpp"
#include "base/text.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
         c == '@' || c == '-';
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view parameter) : text_(text), parameter_(parameter) {}

  Answered<Condition> read() {
    auto condition = read_any(0);
    if (!condition) return condition;
    blanks();
    if (at_ < text_.size()) return wrong("'and', 'or' or the end");
    return condition;
  }

 private:
  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) ++at_;
  }

  // Takes the word if it is next, whole.
  bool take_word(std::string_view word) {
    blanks();
    if (!base::equal_ignoring_case(text_.substr(at_, word.size()), word)) return false;
    if (at_ + word.size() < text_.size() && is_word(text_[at_ + word.size()])) return false;
    at_ += word.size();
    return true;
  }

  bool take(std::string_view sign) {
    blanks();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  std::unexpected<app::QuestionError> wrong(std::string_view expected) const {
    return reject("bad-condition", std::string(parameter_),
                  "The condition cannot be read at character " + std::to_string(at_ + 1) + ", before '" +
                      std::string(text_.substr(std::min(at_, text_.size()), 20)) + "': " + std::string(expected) +
                      " belongs there.",
                  {"yoy(home_value) >= 5 and rent < 2000"});
  }

  Answered<Condition> read_any(int depth) { return read_joined(depth, "or", ConditionKind::kAny); }

  Answered<Condition> read_joined(int depth, std::string_view word, ConditionKind kind) {
    if (depth > kMaxConditionDepth)
      return reject("limit-exceeded", std::string(parameter_), "A condition is nested at most 16 deep.");
    const auto part = [&] {
      return kind == ConditionKind::kAny ? read_joined(depth, "and", ConditionKind::kAll) : read_one(depth);
    };
    auto first = part();
    if (!first || !take_word(word)) return first;
    Condition joined;
    joined.kind = kind;
    joined.parts.push_back(std::move(*first));
    do {
      auto next = part();
      if (!next) return next;
      joined.parts.push_back(std::move(*next));
    } while (take_word(word));
    return joined;
  }

  Answered<Condition> read_one(int depth) {
    if (depth > kMaxConditionDepth)
      return reject("limit-exceeded", std::string(parameter_), "A condition is nested at most 16 deep.");
    if (take_word("not")) {
      auto inner = read_one(depth + 1);
      if (!inner) return inner;
      Condition negation;
      negation.kind = ConditionKind::kNot;
      negation.parts.push_back(std::move(*inner));
      return negation;
    }
    if (take("(")) {
      auto inner = read_any(depth + 1);
      if (!inner) return inner;
      if (!take(")")) return wrong("')'");
      return inner;
    }
    return read_comparison();
  }

  Answered<Condition> read_comparison() {
    if (++comparisons_ > kMaxComparisons)
      return reject("limit-exceeded", std::string(parameter_), "A condition has at most 64 comparisons.");
    Condition condition;
    auto measure = read_measure();
    if (!measure) return std::unexpected(measure.error());
    condition.measure = *measure;
    if (take_word("is")) return read_known(std::move(condition));
    condition.kind = ConditionKind::kWithin;
    condition.low = -kInfinity;
    condition.high = kInfinity;
    if (take_word("between")) {
      const auto low = read_number();
      if (!low || !take_word("and")) return wrong("two numbers, between 5 and 10,");
      const auto high = read_number();
      if (!high) return wrong("a number");
      condition.low = *low;
      condition.high = *high;
      return condition;
    }
    return read_sign(std::move(condition));
  }

  Answered<Condition> read_known(Condition condition) {
    condition.kind = ConditionKind::kKnown;
    if (take_word("known")) return condition;
    if (!take_word("unknown")) return wrong("'known' or 'unknown'");
    Condition negation;
    negation.kind = ConditionKind::kNot;
    negation.parts.push_back(std::move(condition));
    return negation;
  }

  Answered<Condition> read_sign(Condition condition) {
    const bool at_least = take(">=");
    const bool at_most = !at_least && take("<=");
    const bool above = !at_least && !at_most && take(">");
    const bool below = !at_least && !at_most && !above && take("<");
    const bool equal = !at_least && !at_most && !above && !below && take("=");
    if (!at_least && !at_most && !above && !below && !equal) return wrong("one of >= <= > < = between is");
    const auto number = read_number();
    if (!number) return wrong("a number");
    if (at_least || above || equal) condition.low = *number;
    if (at_most || below || equal) condition.high = *number;
    condition.low_open = above;
    condition.high_open = below;
    return condition;
  }

  std::optional<double> read_number() {
    blanks();
    if (at_ < text_.size() && text_[at_] == '+') ++at_;
    double number = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), number);
    if (error != std::errc() || !std::isfinite(number)) return std::nullopt;
    at_ = static_cast<std::size_t>(end - text_.data());
    return number;
  }

  // A name, or a name with what stands in parentheses right behind it.
  Answered<Measure> read_measure() {
    blanks();
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    if (at_ == begin) return wrong("a measure");
    if (at_ < text_.size() && text_[at_] == '(') {
      const std::size_t end = text_.find(')', at_);
      if (end == std::string_view::npos) return wrong("a measure with its ')'");
      at_ = end + 1;
    }
    return parse_measure(text_.substr(begin, at_ - begin), parameter_);
  }

  std::string_view text_;
  std::string_view parameter_;
  std::size_t at_ = 0;
  std::size_t comparisons_ = 0;
};

}  // namespace

Answered<Condition> parse_condition(std::string_view text, std::string_view parameter) {
  if (text.size() > kMaxConditionBytes)
    return reject("limit-exceeded", std::string(parameter), "A condition has at most 8192 characters.");
  return Reader(text, parameter).read();
}

}  // namespace housing::analyses
