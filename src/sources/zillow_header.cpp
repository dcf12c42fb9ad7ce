#include "sources/zillow_header.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr std::array<std::string_view, kZillowTextColumns> kNames = {
    "RegionID", "SizeRank", "RegionName", "RegionType", "StateName", "StateCodeFIPS", "MunicipalCodeFIPS", "BaseDate"};
constexpr std::array kNeeded = {ZillowColumn::kRegionId, ZillowColumn::kRegionName, ZillowColumn::kRegionType};

std::unexpected<base::Error> wrong(std::size_t column, const std::string& what) {
  return base::fail(base::ErrorCode::kInvalidInput, "line 1, column " + std::to_string(column + 1) + ": " + what);
}

bool begins_with_digit(std::string_view text) { return !text.empty() && text[0] >= '0' && text[0] <= '9'; }

bool is_last_of_month(model::Date date) { return date.plus_days(1).day() == 1; }

std::string why_no_date(std::string_view name) {
  std::string what = in_quotes(name) + " is no date of the form YYYY-MM-DD";
  if (name.find('/') != std::string_view::npos)
    return what + ": a spreadsheet program has saved the file again and may have changed more; download the original";
  if (name.size() == 7) return what + ": this is an older layout of Zillow's, whose series have other "
                                          "definitions; download the current file";
  return what;
}

base::Result<std::int32_t> read_date(std::string_view name, std::size_t column, model::Frequency frequency) {
  const auto date = model::Date::parse(name);
  if (!date) return wrong(column, why_no_date(name));
  if (frequency == model::Frequency::kMonth && !is_last_of_month(*date))
    return wrong(column, in_quotes(name) + " is not the last day of a month, as a monthly file has it; is this a weekly "
                                        "file (…_week.csv)?");
  return model::Period::containing(frequency, *date).ordinal;
}

}  // namespace

base::Result<ZillowHeader> read_zillow_header(std::span<const std::string_view> names, model::Frequency frequency) {
  ZillowHeader header;
  std::size_t last_date = 0;
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
    HT_TRY(const std::int32_t ordinal, read_date(names[i], i, frequency));
    if (!header.ordinals.empty() && ordinal <= header.ordinals.back())
      return wrong(i, in_quotes(names[i]) + (ordinal == header.ordinals.back() ? " is there twice, first in column "
                                                                            : " comes after the later ") +
                          (ordinal == header.ordinals.back()
                               ? std::to_string(last_date + 1)
                               : in_quotes(names[last_date]) + " of column " + std::to_string(last_date + 1)));
    header.columns.push_back(ZillowColumn::kDate);
    header.ordinals.push_back(ordinal);
    last_date = i;
  }
  for (const ZillowColumn needed : kNeeded)
    if (!header.has(needed))
      return base::fail(base::ErrorCode::kInvalidInput, "line 1: there is no column '" +
                                                            std::string(kNames[static_cast<std::size_t>(needed)]) + "'");
  if (header.ordinals.empty())
    return base::fail(base::ErrorCode::kInvalidInput, "line 1: there is no column with a date (YYYY-MM-DD)");
  return header;
}

}  // namespace housing::sources
