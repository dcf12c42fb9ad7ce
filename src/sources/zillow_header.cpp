#include "sources/zillow_header.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr std::array<std::string_view, kZillowTextColumns> kNames = {"RegionID",      "SizeRank",          "RegionName",
                                                                     "RegionType",    "StateName",         "State",
                                                                     "StateCodeFIPS", "MunicipalCodeFIPS", "BaseDate"};
constexpr std::array kNeeded = {ZillowColumn::kRegionId, ZillowColumn::kRegionName, ZillowColumn::kRegionType};
constexpr int kFirstYear = 1996;  // of any series of Zillow's

std::unexpected<base::Error> wrong(std::size_t column, const std::string& what) {
  return base::fail(base::ErrorCode::kInvalidInput, "line 1, column " + std::to_string(column + 1) + ": " + what);
}

bool begins_with_digit(std::string_view text) { return !text.empty() && text[0] >= '0' && text[0] <= '9'; }

bool is_last_of_month(model::Date date) { return date.plus_days(1).day() == 1; }

std::string why_no_date(std::string_view name, ZillowDates dates) {
  if (dates == ZillowDates::kMonths) return in_quotes(name) + " is no month of the form YYYY-MM";
  std::string what = in_quotes(name) + " is no date of the form YYYY-MM-DD";
  if (name.find('/') != std::string_view::npos)
    return what + ": a spreadsheet program has saved the file again and may have changed more; download the original";
  if (name.size() == 7) return what + ": this is an older layout of Zillow's than the file name says";
  return what;
}

std::string other_form(std::string_view name) {
  return in_quotes(name) + " is written in another form than the dates before it; download the original";
}

// "1/31/2015" or "1/31/15".
std::optional<model::Date> read_slashed(std::string_view name) {
  const auto parts = base::split(name, '/');
  if (parts.size() != 3 || (parts[2].size() != 4 && parts[2].size() != 2)) return std::nullopt;
  std::string year(parts[2]);
  if (year.size() == 2) year.insert(0, parts[2] >= std::to_string(kFirstYear).substr(2) ? "19" : "20");
  const auto padded = [](std::string_view part) { return std::string(part.size() == 1 ? "0" : "").append(part); };
  return model::Date::parse(year + "-" + padded(parts[0]) + "-" + padded(parts[1]));
}

// `before`: the period of the date column before, if any.
base::Result<std::int32_t> read_date(std::string_view name, std::size_t column, model::Frequency frequency,
                                     ZillowDates dates, std::optional<std::int32_t> before) {
  if (dates == ZillowDates::kMonths) {
    const auto month = model::Period::parse(frequency, name);
    if (!month) return wrong(column, why_no_date(name, dates));
    return month->ordinal;
  }
  const bool monthly = frequency == model::Frequency::kMonth;
  auto date = model::Date::parse(name);
  const bool slashed = !date && monthly;
  if (slashed) date = read_slashed(name);
  if (!date) return wrong(column, why_no_date(name, dates));
  if (monthly && !is_last_of_month(*date))
    return wrong(column, in_quotes(name) +
                             " is not the last day of a month, as a monthly file has it; is this a weekly "
                             "file (…_week.csv)?");
  const std::int32_t ordinal = model::Period::containing(frequency, *date).ordinal;
  const bool two_digit_year = slashed && name.size() <= 8 && name[name.size() - 3] == '/';
  if (two_digit_year && before && ordinal != *before + 1)
    return wrong(column, in_quotes(name) +
                             " has a year of two digits and is not the month after the column before it, so its "
                             "century is not certain; download the original");
  return ordinal;
}

}  // namespace

base::Result<ZillowHeader> read_zillow_header(std::span<const std::string_view> names, model::Frequency frequency,
                                              ZillowDates dates) {
  ZillowHeader header;
  std::size_t last_date = 0;
  bool slashed = false;  // as spreadsheet programs write dates; all or none of them
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto known =
        std::ranges::find_if(kNames, [&](std::string_view name) { return base::equal_ignoring_case(name, names[i]); });
    if (known != kNames.end()) {
      const auto index = static_cast<std::size_t>(known - kNames.begin());
      if (header.positions[index])
        return wrong(i, "there is a second column " + in_quotes(names[i]) + "; the first is column " +
                            std::to_string(*header.positions[index] + 1));
      header.positions[index] = i;
      header.columns.push_back(static_cast<ZillowColumn>(index));
      continue;
    }
    if (!begins_with_digit(names[i])) {
      header.columns.push_back(ZillowColumn::kOther);
      continue;
    }
    const bool is_slashed = names[i].find('/') != std::string_view::npos;
    if (header.ordinals.empty()) slashed = is_slashed;
    if (slashed != is_slashed) return wrong(i, is_slashed ? why_no_date(names[i], dates) : other_form(names[i]));
    const auto before = header.ordinals.empty() ? std::nullopt : std::optional(header.ordinals.back());
    HT_TRY(const std::int32_t ordinal, read_date(names[i], i, frequency, dates, before));
    if (!header.ordinals.empty() && ordinal <= header.ordinals.back())
      return wrong(
          i, in_quotes(names[i]) +
                 (ordinal == header.ordinals.back() ? " is there twice, first in column " : " comes after the later ") +
                 (ordinal == header.ordinals.back()
                      ? std::to_string(last_date + 1)
                      : in_quotes(names[last_date]) + " of column " + std::to_string(last_date + 1)));
    header.columns.push_back(ZillowColumn::kDate);
    header.ordinals.push_back(ordinal);
    last_date = i;
  }
  for (const ZillowColumn needed : kNeeded)
    if (!header.has(needed) && !(needed == ZillowColumn::kRegionType && dates == ZillowDates::kMonths))
      return base::fail(base::ErrorCode::kInvalidInput,
                        "line 1: there is no column '" + std::string(kNames[static_cast<std::size_t>(needed)]) + "'");
  if (header.ordinals.empty())
    return base::fail(base::ErrorCode::kInvalidInput, "line 1: there is no column with a date (YYYY-MM-DD)");
  return header;
}

}  // namespace housing::sources
