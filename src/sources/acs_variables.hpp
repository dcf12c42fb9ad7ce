// What of the American Community Survey is taken: which variables of which tables are which metrics. A variable has a
// code in data files and answers of the API ("DP04_0089E"), and a place among the labels of a profile that was exported
// for people. Codes of a profile move between vintages, so where a file has labels they are checked.
// Thread-safety: functions over constants.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/value.hpp"

namespace housing::sources {

struct AcsVariable {
  std::string_view code;    // "DP04_0089": behind it "E" is the estimate, "M" its margin of error, "PE" the percentage
  std::string_view ending;  // "E" or "PE"
  std::string_view metric;
  std::string_view margin_metric;  // empty: margins are not taken
  std::string_view group;          // of a profile, "VALUE"; empty where there is none
  std::string_view parent;         // the label it is indented below; empty where any will do
  std::string_view label;          // the label's last part, or what it begins with
  // What the API writes for an estimate above or below what the survey tells apart ("250001"); empty: there is none.
  std::string_view above = {};
  std::string_view below = {};
};

std::span<const AcsVariable> acs_variables();

// "DP04_0089E" or "DP04_0089M" in any case.
struct AcsColumn {
  const AcsVariable* variable;
  bool margin;
};
std::optional<AcsColumn> acs_column(std::string_view code);

// Whether a text has the form of a variable's code, known or not.
bool is_acs_code(std::string_view text);

// The last of the five years, of the file's name: "ACSST5Y2023.S1901-Data.csv", "acs5_2023_county.json".
// Errors: kInvalidInput when the name does not say, or the survey is that of one year.
base::Result<int> acs_last_year(std::string_view file_name);

// A number as the survey's tables write it: "71,554", "±508", "62.4%". `reason` is empty unless the text is refused.
struct AcsNumber {
  model::WideCell value = model::kWideGap;
  std::string reason;
};
// A gap: no text, "(X)", "-", "**", "***", "*****", "N", "null", the API's -666666666 and the like.
// Refused: an open-ended estimate ("250,000+", "2,500-"), which is a bound and no value; what is no number.
AcsNumber read_acs_number(std::string_view text, int decimals);

}  // namespace housing::sources
