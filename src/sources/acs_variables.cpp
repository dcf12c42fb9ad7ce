#include "sources/acs_variables.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "sources/decimal.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr auto kVariables = std::to_array<AcsVariable>({
    {"S1901_C01_001", "E", "households", "", "Households", "", "Total"},
    {"S1901_C01_012", "E", "median_income", "median_income.moe@census", "Households", "", "Median income (dollars)",
     "250001", "2499"},
    {"S1901_C01_013", "E", "mean_income", "", "Households", "", "Mean income (dollars)"},
    {"B19013_001", "E", "median_income", "median_income.moe@census", "", "", "Median household income", "250001",
     "2499"},
    {"B25064_001", "E", "median_gross_rent", "median_gross_rent.moe@census", "", "", "Median gross rent", "3501", "99"},
    {"B25077_001", "E", "median_home_value", "median_home_value.moe@census", "", "", "Median value (dollars)",
     "2000001", "9999"},
    {"B25001_001", "E", "housing_units", "", "", "", "Total"},
    {"B25002_001", "E", "housing_units", "", "", "", "Total"},
    {"B25002_002", "E", "households", "", "", "", "Occupied"},
    {"B25002_003", "E", "vacant_units", "", "", "", "Vacant"},
    {"B25003_001", "E", "households", "", "", "", "Total"},
    {"B25003_002", "E", "owner_households", "", "", "", "Owner occupied"},
    {"B25003_003", "E", "renter_households", "", "", "", "Renter occupied"},
    {"B01003_001", "E", "population.acs@census", "", "", "", "Total"},
    {"DP04_0001", "E", "housing_units", "", "HOUSING OCCUPANCY", "", "Total housing units"},
    {"DP04_0002", "E", "households", "", "HOUSING OCCUPANCY", "Total housing units", "Occupied housing units"},
    {"DP04_0003", "E", "vacant_units", "", "HOUSING OCCUPANCY", "Total housing units", "Vacant housing units"},
    {"DP04_0003", "PE", "vacancy_rate", "", "HOUSING OCCUPANCY", "Total housing units", "Vacant housing units"},
    {"DP04_0004", "E", "vacancy_rate.owner@census", "", "HOUSING OCCUPANCY", "Total housing units",
     "Homeowner vacancy rate"},
    {"DP04_0005", "E", "vacancy_rate.rental@census", "", "HOUSING OCCUPANCY", "Total housing units",
     "Rental vacancy rate"},
    {"DP04_0046", "E", "owner_households", "", "HOUSING TENURE", "Occupied housing units", "Owner-occupied"},
    {"DP04_0046", "PE", "homeownership_rate", "", "HOUSING TENURE", "Occupied housing units", "Owner-occupied"},
    {"DP04_0047", "E", "renter_households", "", "HOUSING TENURE", "Occupied housing units", "Renter-occupied"},
    {"DP04_0089", "E", "median_home_value", "median_home_value.moe@census", "VALUE", "Owner-occupied units",
     "Median (dollars)", "2000001", "9999"},
    {"DP04_0101", "E", "median_owner_cost", "", "SELECTED MONTHLY OWNER COSTS (SMOC)", "Housing units with a mortgage",
     "Median (dollars)"},
    {"DP04_0134", "E", "median_gross_rent", "median_gross_rent.moe@census", "GROSS RENT", "Occupied units paying rent",
     "Median (dollars)", "3501", "99"},
});

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The four digits at `at`, where no fifth follows.
std::optional<int> year_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kDigits = 4;
  if (at + kDigits > text.size() || (at + kDigits < text.size() && is_digit(text[at + kDigits]))) return std::nullopt;
  const auto year = base::parse_integer(text.substr(at, kDigits));
  if (!year || *year < 2009 || *year > 2199) return std::nullopt;  // the first five years were 2005-2009
  return static_cast<int>(*year);
}

constexpr std::array<std::string_view, 7> kGaps = {"(X)", "-", "**", "***", "*****", "N", "null"};
constexpr std::array<std::string_view, 6> kSentinels = {"-666666666", "-999999999", "-888888888",
                                                        "-555555555", "-333333333", "-222222222"};

// Without the commas between thousands; unchanged where they stand elsewhere.
std::string without_commas(std::string_view text) {
  std::string plain;
  std::size_t since = 0;
  bool any = false;
  const std::string_view whole = text.substr(0, text.find('.'));
  for (const char c : whole) {
    if (c == ',') {
      if (any ? since != 3 : since == 0 || since > 3) return std::string(text);
      any = true;
      since = 0;
    } else {
      plain += c;
      ++since;
    }
  }
  if (any && since != 3) return std::string(text);
  return plain + std::string(text.substr(whole.size()));
}

}  // namespace

std::span<const AcsVariable> acs_variables() { return kVariables; }

std::optional<AcsColumn> acs_column(std::string_view code) {
  for (const AcsVariable& variable : kVariables) {
    const std::string_view ending = code.size() > variable.code.size() ? code.substr(variable.code.size()) : "";
    if (!base::equal_ignoring_case(code.substr(0, variable.code.size()), variable.code)) continue;
    if (base::equal_ignoring_case(ending, variable.ending)) return AcsColumn{&variable, false};
    if (base::equal_ignoring_case(ending, "M") && !variable.margin_metric.empty()) return AcsColumn{&variable, true};
  }
  return std::nullopt;
}

bool is_acs_code(std::string_view text) {
  const std::size_t line = text.rfind('_');
  if (line == std::string_view::npos || line < 4 || line + 2 >= text.size()) return false;
  std::size_t digits = 0;
  while (line + 1 + digits < text.size() && is_digit(text[line + 1 + digits])) ++digits;
  const std::string ending = base::lower(text.substr(line + 1 + digits));
  const bool has_ending = ending == "e" || ending == "m" || ending == "pe" || ending == "pm" || ending == "ea" ||
                          ending == "ma" || ending == "pea" || ending == "pma";
  return digits >= 3 && has_ending && std::ranges::any_of(text.substr(0, line), is_digit);
}

base::Result<int> acs_last_year(std::string_view file_name) {
  const std::string name = base::lower(file_name);
  if (const std::size_t at = name.find("5y"); at != std::string::npos)
    if (const auto year = year_at(name, at + 2)) return *year;
  if (name.find("acs5") != std::string::npos)
    for (std::size_t at = 0; at < name.size(); ++at)
      if (is_digit(name[at]) && (at == 0 || !is_digit(name[at - 1])))
        if (const auto year = year_at(name, at)) return *year;
  const bool one_year = name.find("1y20") != std::string::npos || name.find("acs1") != std::string::npos;
  return base::fail(base::ErrorCode::kInvalidInput,
                    one_year ? "the file's name " + in_quotes(file_name) +
                                   " says that these are the survey's figures of one year; those of five years are "
                                   "imported here"
                             : "the survey's tables do not say inside of which years they are, and neither does the "
                               "name " +
                                   in_quotes(file_name) +
                                   "; name the file as the publisher does, ACSST5Y2023.S1901-Data.csv, or an answer of "
                                   "the API like acs5_2023_county.json, with the last of its five years");
}

AcsNumber read_acs_number(std::string_view text, int decimals) {
  std::string_view rest = base::trim(text);
  if (rest.empty() || std::ranges::find(kGaps, rest) != kGaps.end() ||
      std::ranges::find(kSentinels, rest) != kSentinels.end())
    return {};
  if (rest.starts_with("±")) rest.remove_prefix(std::string_view("±").size());
  if (rest.ends_with('%')) rest.remove_suffix(1);
  if (std::ranges::find(kGaps, rest) != kGaps.end()) return {};
  const bool is_bound = rest.size() > 1 && (rest.back() == '+' || rest.back() == '-');
  const bool above = rest.back() == '+';
  const ParsedWideCell parsed =
      parse_wide_cell(without_commas(is_bound ? rest.substr(0, rest.size() - 1) : rest), decimals);
  if (parsed.status != CellStatus::kOk) return {model::kWideGap, refusal_of(parsed.status, text)};
  if (is_bound)
    return {model::kWideGap, in_quotes(text) + " is a bound and no value: the estimate lies " +
                                 (above ? "above" : "below") + " what the survey tells apart"};
  if (parsed.cell < 0) return {model::kWideGap, refusal_of(CellStatus::kNegative, text)};
  return {parsed.cell, {}};
}

}  // namespace housing::sources
