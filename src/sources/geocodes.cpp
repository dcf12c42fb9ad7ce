// The Census Bureau's list of all places with a FIPS code (all-geocodes-v2024.xlsx): the nation, states, counties,
// county subdivisions, incorporated places and consolidated cities. No numbers.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sources/census_place.hpp"
#include "sources/known_place.hpp"
#include "sources/left_out.hpp"
#include "sources/sheet_table.hpp"
#include "sources/table_columns.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

enum Column : std::size_t { kLevel, kState, kCounty, kSubdivision, kPlace, kCity, kName };
constexpr std::array<std::size_t, 6> kDigits = {3, 2, 3, 5, 5, 5};  // of the codes

class GeocodesSheet final : public SheetTable {
 public:
  explicit GeocodesSheet(const SheetContext& context) : resolver_(context.file.resolver), sink_(context.sink) {}

  base::Result<bool> take_top(std::uint32_t /*number*/, std::span<const SheetCell> cells) override {
    const auto header = spread(cells);
    if (header.empty() || header[0] != "Summary Level") {
      for (const SheetCell& cell : cells)
        if (const auto date = date_in_words(cell.text)) stamp_ = date;
      return false;
    }
    HT_TRY(columns_, find_columns(header, std::vector<WantedColumn>{{"Summary Level"},
                                                                    {"State FIPS Code"},
                                                                    {"County FIPS Code"},
                                                                    {"County Subdivision FIPS Code"},
                                                                    {"Place FIPS Code"},
                                                                    {"Consolidated City FIPS Code"},
                                                                    {"Area Name"}}));
    width_ = header.size();
    HT_CHECK_OK(sink_.begin({"census/geocodes", "census", {}, stamp_}));
    return true;
  }

  base::Status take_row(std::uint32_t number, std::span<const SheetCell> cells) override {
    std::vector<std::string_view> fields(width_);
    if (!spread(cells, fields)) return refuse(number, width_ + 1, "the row has more columns than the header");
    const auto at = [&](Column column) { return fields[columns_[column]]; };
    for (std::size_t i = 0; i < kDigits.size(); ++i) {
      const std::string_view code = fields[columns_[i]];
      const bool digits = std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
      if (!digits || code.size() != kDigits[i])
        return refuse(number, columns_[i] + 1,
                      "code " + in_quotes(code) + " is not " + std::to_string(kDigits[i]) + " digits");
    }
    if (auto trouble = name_trouble(at(kName))) return refuse(number, columns_[kName] + 1, std::move(*trouble));
    const std::string state(at(kState));
    const std::string county = state + std::string(at(kCounty));
    std::optional<Place> place;
    if (at(kLevel) == "010") place = census_geography("0100000US", at(kName), resolver_);
    if (at(kLevel) == "040") place = census_state(state, at(kName));
    if (at(kLevel) == "050") place = census_county(county, at(kName), resolver_);
    if (at(kLevel) == "061") place = census_town(county + std::string(at(kSubdivision)), at(kName));
    if (at(kLevel) == "162") place = census_place(state + std::string(at(kPlace)), at(kName));
    if (at(kLevel) == "170") place = census_place(state + std::string(at(kCity)), at(kName));
    if (!place) {
      left_out_.add("summary level " + in_quotes(at(kLevel)), number, columns_[kLevel] + 1, sink_);
      return {};
    }
    if (auto wrong = name_contradiction(*place, resolver_)) return refuse(number, columns_[kName] + 1, *wrong);
    const auto status = sink_.place(*place);
    if (!status && status.error().code != base::ErrorCode::kConflict) return status;
    if (!status) return refuse(number, 0, status.error().message);
    sink_.row_kept();
    return {};
  }

  base::Status finish() override {
    left_out_.tell(sink_);
    return {};
  }

 private:
  base::Status refuse(std::uint32_t number, std::size_t column, std::string reason) {
    sink_.row_refused({number, column, std::move(reason)});
    return {};
  }

  const places::Resolver& resolver_;
  Sink& sink_;
  std::vector<std::size_t> columns_;
  std::size_t width_ = 0;
  std::optional<model::Date> stamp_;
  LeftOut left_out_;
};

}  // namespace

std::unique_ptr<SheetTable> geocodes_sheet(const SheetContext& context) {
  return std::make_unique<GeocodesSheet>(context);
}

}  // namespace housing::sources
