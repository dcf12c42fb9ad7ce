// Lists of the counties of each metropolitan and micropolitan area: the Census Bureau's workbook (list1_2023.xlsx) and
// the NBER's copy of it as text (cbsa2fipsxw_2023.csv). They bring no numbers but places; the program's own table of
// places was made of the list of 2023, and a row that contradicts it is refused.
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "sources/census_place.hpp"
#include "sources/csv.hpp"
#include "sources/formats.hpp"
#include "sources/known_place.hpp"
#include "sources/sheet_table.hpp"
#include "sources/table_columns.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

enum Column : std::size_t { kMetro, kDivision, kTitle, kDivisionTitle, kCounty, kState, kCountyCode };
using Names = std::vector<WantedColumn>;

const Names& workbook_names() {
  static const Names kNames = {{"CBSA Code"},
                               {"Metropolitan Division Code"},
                               {"CBSA Title"},
                               {"Metropolitan Division Title"},
                               {"County/County Equivalent"},
                               {"FIPS State Code"},
                               {"FIPS County Code"}};
  return kNames;
}

const Names& text_names() {
  static const Names kNames = {{"cbsacode"},
                               {"metropolitandivisioncode"},
                               {"cbsatitle"},
                               {"metropolitandivisiontitle"},
                               {"countycountyequivalent"},
                               {"fipsstatecode"},
                               {"fipscountycode"}};
  return kNames;
}

// The rows, whatever they come from.
class Delineation {
 public:
  Delineation(const places::Resolver& resolver, Sink& sink) : resolver_(resolver), sink_(sink) {}

  base::Status begin(std::span<const std::string_view> header, const Names& names, std::optional<model::Date> stamp) {
    HT_TRY(columns_, find_columns(header, names));
    width_ = header.size();
    return sink_.begin({"census/delineation", "census", {}, stamp});
  }

  std::size_t width() const { return width_; }

  base::Status refuse(std::uint64_t line, std::size_t column, std::string reason) {
    sink_.row_refused({line, column, std::move(reason)});
    return {};
  }

  base::Status take_row(std::uint64_t line, std::span<const std::string_view> fields) {
    const auto at = [&](Column column) { return base::trim(fields[columns_[column]]); };
    for (const Column name : {kTitle, kDivisionTitle, kCounty})
      if (auto trouble = name_trouble(at(name))) return refuse(line, columns_[name] + 1, std::move(*trouble));
    const std::string fips = std::string(at(kState)) + std::string(at(kCountyCode));
    const auto county = census_county(fips, at(kCounty), resolver_);
    if (!county || at(kState).size() != 2)
      return refuse(line, columns_[kState] + 1, "FIPS code " + in_quotes(fips) + " is not five digits");
    const auto metro = census_metro(at(kMetro), at(kTitle), resolver_);
    if (!metro || at(kMetro).size() != 5)
      return refuse(line, columns_[kMetro] + 1, "CBSA code " + in_quotes(at(kMetro)) + " is not five digits");
    std::vector<Place> areas = {*metro};
    if (!at(kDivision).empty()) {
      const auto division = census_division_of_metro(at(kDivision), at(kDivisionTitle), resolver_);
      if (!division)
        return refuse(line, columns_[kDivision] + 1, "code " + in_quotes(at(kDivision)) + " is not five digits");
      areas.push_back(*division);
    }
    return take_places(line, *county, areas);
  }

 private:
  base::Status take_places(std::uint64_t line, const Place& county, const std::vector<Place>& areas) {
    if (auto wrong = name_contradiction(county, resolver_)) return refuse(line, columns_[kCounty] + 1, *wrong);
    for (const Place& area : areas)
      if (auto wrong = name_contradiction(area, resolver_)) return refuse(line, columns_[kTitle] + 1, *wrong);
    for (const Place* member : {&county, &areas.back()})
      if (member->id != areas.front().id)
        if (auto wrong = member_contradiction(*member, areas.front(), resolver_))
          return refuse(line, columns_[kMetro] + 1, *wrong);
    if (!told_.insert(county.id).second)
      return refuse(line, columns_[kCounty] + 1, "the county " + county.publisher_id + " is in the list a second time");
    HT_CHECK_OK(sink_.place(county));
    for (const Place& area : areas)
      if (told_.insert(area.id).second) HT_CHECK_OK(sink_.place(area));
    sink_.row_kept();
    return {};
  }

  const places::Resolver& resolver_;
  Sink& sink_;
  std::vector<std::size_t> columns_;
  std::size_t width_ = 0;
  std::set<model::RegionId> told_;
};

class DelineationSheet final : public SheetTable {
 public:
  explicit DelineationSheet(const SheetContext& context) : rows_(context.file.resolver, context.sink) {}

  base::Result<bool> take_top(std::uint32_t /*number*/, std::span<const SheetCell> cells) override {
    const auto header = spread(cells);
    if (!header.empty() && base::equal_ignoring_case(header[0], workbook_names()[0].name)) {
      HT_CHECK_OK(rows_.begin(header, workbook_names(), stamp_));
      return true;
    }
    for (const SheetCell& cell : cells)
      if (const auto date = date_in_words(cell.text)) stamp_ = date;
    return false;
  }

  base::Status take_row(std::uint32_t number, std::span<const SheetCell> cells) override {
    std::vector<std::string_view> fields(rows_.width());
    if (!spread(cells, fields))
      return rows_.refuse(number, fields.size() + 1, "the row has more columns than the header");
    const bool is_note = fields[0].starts_with("Note:") || fields[0].starts_with("Source:");
    if (is_note) return {};
    return rows_.take_row(number, fields);
  }

  base::Status finish() override { return {}; }

 private:
  Delineation rows_;
  std::optional<model::Date> stamp_;
};

class DelineationText final : public Format {
 public:
  std::string_view name() const override {
    return "list of metropolitan areas' counties (cbsacode, …, fipscountycode)";
  }
  std::string_view source() const override { return "census"; }

  bool recognises(std::string_view head) const override {
    const auto fields = first_record(head, ',');
    return fields && has_column(*fields, "cbsacode") && has_column(*fields, "fipscountycode");
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    CsvReader reader(bytes, ',');
    std::vector<std::string_view> fields;
    HT_CHECK_OK(read_names(reader, fields));
    Delineation rows(context.resolver, sink);
    HT_CHECK_OK(rows.begin(fields, text_names(), std::nullopt));
    while (true) {
      HT_TRY(const bool found, reader.next());
      if (!found) return {};
      HT_CHECK_OK(reader.split(fields));
      if (!reader.flaw().empty())
        HT_CHECK_OK(rows.refuse(reader.line(), 0, std::string(reader.flaw())));
      else if (fields.size() != rows.width())
        HT_CHECK_OK(rows.refuse(
            reader.line(), 0,
            "the row has " + std::to_string(fields.size()) + " fields instead of " + std::to_string(rows.width())));
      else
        HT_CHECK_OK(rows.take_row(reader.line(), fields));
    }
  }
};

}  // namespace

std::unique_ptr<SheetTable> delineation_sheet(const SheetContext& context) {
  return std::make_unique<DelineationSheet>(context);
}

const Format& delineation_format() {
  static const DelineationText kFormat;
  return kFormat;
}

}  // namespace housing::sources
