// HUD's fair market rents (FY2025_FMR.xlsx): a row a county, in New England a row a town. The fiscal year is in the
// sheet's name, else in the file's.
//
// Made of the rows besides:
// * a New England county, the mean of its towns weighted by the population the table gives, to whole dollars, half to
//   even. Connecticut's are the old counties.
// * a metropolitan area, where HUD's area is the whole of one ("… MSA", one code twice): its rows have one rent.
//   An "HUD Metro FMR Area" is a part of one, and its rents are at its counties and towns only.
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/census_place.hpp"
#include "sources/decimal.hpp"
#include "sources/line_figures.hpp"
#include "sources/sheet_table.hpp"
#include "sources/table_columns.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

enum Column : std::size_t { kArea, kCounty, kTown, kMetro, kAreaName, kFips, kStudio };
constexpr std::size_t kRents = 5;  // from no bedroom to four
constexpr std::array<std::string_view, kRents> kMetrics = {"fair_market_rent.0br", "fair_market_rent.1br",
                                                           "fair_market_rent.2br", "fair_market_rent.3br",
                                                           "fair_market_rent.4br"};
constexpr std::string_view kWholeCounty = "99999";
// Beyond these it is no town's; together with the rows of a sheet they keep a county's sum within 64 bits.
constexpr model::WideCell kMaxTownPeople = 5'000'000;
constexpr model::WideCell kMaxRent = 1'000'000;
using Rents = std::array<model::WideCell, kRents>;

// "FY25_FMRs_revised", "FY2025_FMR.xlsx": 2025.
std::optional<int> fiscal_year(std::string_view name) {
  const std::string lower = base::lower(name);
  for (std::size_t at = lower.find("fy"); at != std::string::npos; at = lower.find("fy", at + 1)) {
    std::size_t digits = 0;
    while (at + 2 + digits < lower.size() && lower[at + 2 + digits] >= '0' && lower[at + 2 + digits] <= '9') ++digits;
    if (digits != 2 && digits != 4) continue;
    const auto number = base::parse_integer(std::string_view(lower).substr(at + 2, digits));
    const auto year = static_cast<int>(*number) + (digits == 2 ? 2000 : 0);
    if (year >= 2000 && year <= model::kMaxYear) return year;
  }
  return std::nullopt;
}

// Rounded to whole numbers, half to even. `divisor` > 0.
model::WideCell divided(model::WideCell sum, model::WideCell divisor) {
  const model::WideCell whole = sum / divisor;
  const model::WideCell twice = sum % divisor * 2;
  const bool up = twice > divisor || (twice == divisor && whole % 2 != 0);
  return whole + (up ? 1 : 0);
}

// The towns of one county.
struct Towns {
  std::string name;
  std::uint64_t line = 0;  // of the first
  Rents sums{};            // rent times population
  Rents people{};
};

struct Metro {
  Place place;
  std::uint64_t line = 0;
  Rents rents{};
};

class HudRentsSheet final : public SheetTable {
 public:
  explicit HudRentsSheet(const SheetContext& context)
      : context_(context), resolver_(context.file.resolver), sink_(context.sink) {}

  base::Result<bool> take_top(std::uint32_t number, std::span<const SheetCell> cells) override;
  base::Status take_row(std::uint32_t number, std::span<const SheetCell> cells) override;
  base::Status finish() override;

 private:
  base::Status refuse(std::uint64_t number, std::size_t column, std::string reason) {
    sink_.row_refused({number, column, std::move(reason)});
    return {};
  }
  std::optional<Place> place_of(std::string_view fips) const;
  void add_town(std::uint32_t number, std::string_view fips, const Rents& rents);
  base::Status add_metro(std::uint32_t number, const Rents& rents);
  std::string_view at(Column column) const { return fields_[columns_[column]]; }
  std::uint32_t column_of_rent(std::size_t rent) const {
    return static_cast<std::uint32_t>(columns_[kStudio + rent] + 1);
  }

  const SheetContext context_;
  const places::Resolver& resolver_;
  Sink& sink_;
  Table table_;
  std::int32_t year_ = 0;
  std::vector<std::size_t> columns_;
  std::size_t population_ = kNoColumn;
  std::vector<std::string_view> fields_;
  std::optional<LineFigures> figures_;
  std::map<std::string, Towns> towns_;   // by county
  std::map<std::string, Metro> metros_;  // by HUD's area code
};

base::Result<bool> HudRentsSheet::take_top(std::uint32_t /*number*/, std::span<const SheetCell> cells) {
  const auto header = spread(cells);
  const std::vector<std::string> names(header.begin(), header.end());
  if (!has_column(names, "fmr_0") || !has_column(names, "hud_area_code")) return false;
  HT_TRY(columns_, find_columns(header, std::vector<WantedColumn>{{"hud_area_code"},
                                                                  {"countyname"},
                                                                  {"county_town_name"},
                                                                  {"metro"},
                                                                  {"hud_area_name"},
                                                                  {"fips"},
                                                                  {"fmr_0"},
                                                                  {"fmr_1"},
                                                                  {"fmr_2"},
                                                                  {"fmr_3"},
                                                                  {"fmr_4"}}));
  for (std::size_t i = 0; i < names.size(); ++i)  // pop2020, pop2022: its name has the year
    if (base::lower(names[i]).starts_with("pop") && base::parse_integer(names[i].substr(3))) population_ = i;
  if (population_ == kNoColumn)
    return base::fail(base::ErrorCode::kInvalidInput,
                      "the header has no column 'pop' with a year behind it, which weighs New England's towns");
  auto year = fiscal_year(context_.sheet);
  if (!year) year = fiscal_year(context_.file.file_name);
  if (!year)
    return base::fail(base::ErrorCode::kInvalidInput,
                      "neither the sheet's name " + in_quotes(context_.sheet) + " nor the file's " +
                          in_quotes(context_.file.file_name) +
                          " says the fiscal year; name the file as the publisher does, FY2025_FMR.xlsx");
  year_ = *year;
  fields_.resize(header.size());
  table_ = {"hud/fmr", "hud", {}, std::nullopt};
  for (const std::string_view id : kMetrics) {
    table_.metrics.push_back(model::find_metric(id));
    HT_ASSERT(table_.metrics.back() != nullptr);
  }
  figures_.emplace(table_, sink_);
  HT_CHECK_OK(sink_.begin(table_));
  return true;
}

// "2502507000" is a town, "0100199999" a county, "6999999999" a territory without counties.
std::optional<Place> HudRentsSheet::place_of(std::string_view fips) const {
  if (fips.size() != 10) return std::nullopt;
  if (fips.substr(5) != kWholeCounty) return census_town(fips, at(kTown));
  auto place = fips.substr(2, 3) == "999" ? census_state(fips.substr(0, 2), at(kCounty))
                                          : census_county(fips.substr(0, 5), at(kCounty), resolver_);
  if (place) place->publisher_id = fips;
  return place;
}

base::Status HudRentsSheet::take_row(std::uint32_t number, std::span<const SheetCell> cells) {
  if (!spread(cells, fields_)) return refuse(number, fields_.size() + 1, "the row has more columns than the header");
  const std::string_view fips = at(kFips);
  if (auto trouble = name_trouble(at(kCounty))) return refuse(number, columns_[kCounty] + 1, std::move(*trouble));
  const auto place = place_of(fips);
  if (!place) return refuse(number, columns_[kFips] + 1, "FIPS code " + in_quotes(fips) + " is not ten digits");
  figures_->begin(number);
  Rents rents{};
  for (std::size_t i = 0; i < kRents; ++i)
    rents[i] = figures_->read(i, year_, fields_[columns_[kStudio + i]], column_of_rent(i));
  HT_CHECK_OK(figures_->write(*place));
  if (fips.substr(5) != kWholeCounty) add_town(number, fips, rents);
  return add_metro(number, rents);
}

void HudRentsSheet::add_town(std::uint32_t number, std::string_view fips, const Rents& rents) {
  const ParsedWideCell people = parse_wide_cell(fields_[population_], 0);
  if (people.status != CellStatus::kOk || people.cell < 0 || people.cell > kMaxTownPeople) {
    figures_->refuse_cell(
        static_cast<std::uint32_t>(population_ + 1),
        "population " + in_quotes(fields_[population_]) + " is no number; the town does not count towards its county");
    return;
  }
  Towns& county = towns_[std::string(fips.substr(0, 5))];
  if (county.line == 0) county = {std::string(at(kCounty)), number, {}, {}};
  for (std::size_t i = 0; i < kRents; ++i) {
    if (rents[i] == model::kWideGap || rents[i] > kMaxRent) continue;
    county.sums[i] += rents[i] * people.cell;
    county.people[i] += people.cell;
  }
}

// METRO33860M33860, "Montgomery, AL MSA".
base::Status HudRentsSheet::add_metro(std::uint32_t number, const Rents& rents) {
  const std::string_view area = at(kArea);
  const bool whole = area.size() == 16 && area.starts_with("METRO") && area[10] == 'M' &&
                     area.substr(5, 5) == area.substr(11) && at(kAreaName).ends_with(" MSA");
  if (!whole) return {};
  const std::string_view name = at(kAreaName).substr(0, at(kAreaName).size() - 4);
  auto place = census_metro(area.substr(5, 5), name, resolver_);
  if (!place || place->id.type() != model::RegionType::kMetro) return {};
  place->publisher_id = area;
  const auto [known, fresh] = metros_.try_emplace(std::string(area), Metro{std::move(*place), number, rents});
  if (!fresh && known->second.rents != rents)
    figures_->refuse_cell(column_of_rent(0), "HUD area " + in_quotes(area) + " has other rents on row " +
                                                 std::to_string(known->second.line));
  return {};
}

base::Status HudRentsSheet::finish() {
  for (const auto& [fips, county] : towns_) {
    auto place = census_county(fips, county.name, resolver_);
    HT_ASSERT(place.has_value());
    place->publisher_id = fips + std::string(kWholeCounty);
    for (std::size_t i = 0; i < kRents; ++i) {
      if (county.people[i] == 0) continue;
      const auto rent = static_cast<model::Cell>(divided(county.sums[i], county.people[i]));
      constexpr std::uint64_t kNowhere = 0;
      if (sink_.wants_origins()) sink_.origins({std::span(&kNowhere, 1), std::span(&kWholeLine, 1)});
      HT_CHECK_OK(sink_.run(*place, i, std::span(&year_, 1), std::span(&rent, 1)));
    }
  }
  for (const auto& [code, metro] : metros_)
    for (std::size_t i = 0; i < kRents; ++i) {
      if (metro.rents[i] == model::kWideGap) continue;
      const auto rent = static_cast<model::Cell>(metro.rents[i]);
      const std::uint32_t column = column_of_rent(i);
      if (sink_.wants_origins()) sink_.origins({std::span(&metro.line, 1), std::span(&column, 1)});
      HT_CHECK_OK(sink_.run(metro.place, i, std::span(&year_, 1), std::span(&rent, 1)));
    }
  return {};
}

}  // namespace

std::unique_ptr<SheetTable> hud_rents_sheet(const SheetContext& context) {
  return std::make_unique<HudRentsSheet>(context);
}

}  // namespace housing::sources
