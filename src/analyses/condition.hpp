// Condition: what a screen asks of each region, as a tree: comparisons of measures with numbers, joined by and, or,
// not. Written as text, "yoy(home_value) >= 5 and (rent < 2000 or not price_to_rent > 20)", or as JSON,
// {"all":[{"measure":"yoy(home_value)","op":">=","value":5},{"any":[…]}]}; contract/schemas/analyses.yaml has both
// forms.
//
// Gaps: a comparison of a missing value is neither true nor false, and so is what depends on it alone; a region is kept
// only where the whole is true. "rent is known" and "rent is unknown" ask for the value itself.
// Errors: bad-condition with the place where reading stopped; those of measures. Thread-safety: values.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyses/measure.hpp"
#include "app/question_error.hpp"
#include "base/json.hpp"

namespace housing::analyses {

inline constexpr std::size_t kMaxConditionBytes = 8'192;
inline constexpr std::size_t kMaxComparisons = 64;
inline constexpr int kMaxConditionDepth = 16;

enum class ConditionKind : std::uint8_t { kAll, kAny, kNot, kWithin, kKnown };

struct Condition {
  ConditionKind kind = ConditionKind::kAll;
  std::vector<Condition> parts;  // of all, any; one of not
  Measure measure;               // of the others
  double low = 0;                // kWithin: the bounds, either may be infinite
  double high = 0;
  bool low_open = false;  // whether the bound itself is outside
  bool high_open = false;

  std::string text() const;  // what parse_condition() reads
};

app::Answered<Condition> parse_condition(std::string_view text, std::string_view parameter);
app::Answered<Condition> read_condition(const base::Json& json, std::string_view parameter);

// Every measure compared, each once, in order of appearance.
std::vector<Measure> measures_of(const Condition& condition);

}  // namespace housing::analyses
