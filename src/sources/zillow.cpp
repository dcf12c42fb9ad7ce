// Zillow's wide CSV: a row a place, a column a date. One file is one series of one level.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "sources/cell_reader.hpp"
#include "sources/csv.hpp"
#include "sources/formats.hpp"
#include "sources/table_head.hpp"
#include "sources/zillow_header.hpp"
#include "sources/zillow_place.hpp"
#include "sources/zillow_series.hpp"

namespace housing::sources {
namespace {

class WideParser {
 public:
  WideParser(base::ByteSource& bytes, const Context& context, Sink& sink, ZillowSeries series)
      : reader_(bytes, ','),
        resolver_(context.resolver),
        sink_(sink),
        series_(std::move(series)),
        cells_(series_.metric->decimals, series_.metric->may_be_negative) {}

  base::Status parse();

 private:
  base::Status read_header();
  base::Status begin_once(std::optional<model::Date> stamp);
  bool read_fields();
  void imply_region_type();
  base::Status check_base_date();
  base::Status check_level();
  base::Status take_row();
  base::Status take(Place place);
  base::Status run(const Place& place);
  void refuse_row(std::optional<std::size_t> column, std::string reason);
  void refuse_cell(std::size_t column, CellStatus status, std::string_view text);
  std::string_view field(ZillowColumn column) const { return fields_[static_cast<std::size_t>(column)]; }

  CsvReader reader_;
  const places::Resolver& resolver_;
  Sink& sink_;
  ZillowSeries series_;
  CellReader cells_;
  ZillowHeader header_;
  std::vector<std::uint32_t> date_columns_;  // from 1, by ordinal
  std::vector<model::Cell> values_;          // of the row, by date column
  ZillowFields fields_;                      // of the row
  std::vector<Refusal> refused_cells_;       // of the row
  std::string base_date_;
  std::uint64_t base_date_line_ = 0;
  bool begun_ = false;
  std::unordered_map<std::string, std::uint64_t> lines_by_region_;  // RegionID to its line
};

base::Status WideParser::parse() {
  HT_CHECK_OK(read_header());
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    if (!reader_.flaw().empty()) {
      refuse_row(std::nullopt, std::string(reader_.flaw()));
      continue;
    }
    if (!read_fields()) continue;
    HT_CHECK_OK(check_base_date());
    HT_CHECK_OK(check_level());
    HT_CHECK_OK(take_row());
  }
  return begin_once(std::nullopt);
}

base::Status WideParser::read_header() {
  std::vector<std::string_view> names;
  HT_CHECK_OK(read_names(reader_, names));
  HT_TRY(header_, read_zillow_header(names, series_.metric->frequency, series_.dates));
  values_.resize(header_.ordinals.size());
  for (std::uint32_t i = 0; i < header_.columns.size(); ++i)
    if (header_.columns[i] == ZillowColumn::kDate) date_columns_.push_back(i + 1);
  return {};
}

base::Status WideParser::begin_once(std::optional<model::Date> stamp) {
  if (begun_) return {};
  begun_ = true;
  return sink_.begin({series_.dataset, std::string(series_.metric->source), {series_.metric}, stamp});
}

// The row's texts and values; false when the row has another number of fields than the header, and is refused.
bool WideParser::read_fields() {
  refused_cells_.clear();
  FieldCursor cursor = reader_.fields();
  auto* value = values_.data();
  std::string_view text;
  std::size_t column = 0;
  for (const ZillowColumn kind : header_.columns) {
    if (cursor.at_end()) break;
    if (kind == ZillowColumn::kDate) {
      const CellStatus status = cells_.next(cursor, *value++, text);
      if (status > CellStatus::kEmpty) refuse_cell(column, status, text);
    } else {
      cursor.next(text);
      if (kind != ZillowColumn::kOther) fields_[static_cast<std::size_t>(kind)] = text;
    }
    ++column;
  }
  const std::size_t wanted = header_.columns.size();
  if (column == wanted && cursor.at_end()) {
    if (!header_.has(ZillowColumn::kRegionType)) imply_region_type();
    return true;
  }
  while (cursor.next(text)) ++column;
  refuse_row(std::nullopt, "the row has " + std::to_string(column) + " fields, the header " + std::to_string(wanted));
  return false;
}

// Older files leave the kind of place to their names.
void WideParser::imply_region_type() {
  fields_[static_cast<std::size_t>(ZillowColumn::kRegionType)] =
      field(ZillowColumn::kRegionId) == kZillowNation ? "country" : zillow_region_type(series_.level);
}

// Forecasts state the month they start from in every row: it is the release's date, so it must be one.
base::Status WideParser::check_base_date() {
  if (!header_.has(ZillowColumn::kBaseDate)) return begin_once(std::nullopt);
  const std::string_view text = field(ZillowColumn::kBaseDate);
  if (begun_ && text == base_date_) return {};
  const std::string where = "line " + std::to_string(reader_.line()) + ": BaseDate " + in_quotes(text);
  if (begun_)
    return base::fail(base::ErrorCode::kInvalidInput, where + ", but " + in_quotes(base_date_) + " on line " +
                                                          std::to_string(base_date_line_) +
                                                          ": a file must be of one release");
  const auto date = model::Date::parse(text);
  if (!date) return base::fail(base::ErrorCode::kInvalidInput, where + " is no date of the form YYYY-MM-DD");
  base_date_ = text;
  base_date_line_ = reader_.line();
  return begin_once(date);
}

// A county in a file named Metro_…: the name is not this file's, and with it the series is in doubt.
base::Status WideParser::check_level() {
  const std::string type = base::lower(field(ZillowColumn::kRegionType));
  if (!zillow_level_contradicts(series_.level, type)) return {};
  return base::fail(base::ErrorCode::kInvalidInput, "line " + std::to_string(reader_.line()) +
                                                        ": a row of RegionType " + in_quotes(type) +
                                                        " in a file whose name says '" + std::string(series_.level) +
                                                        "'; give the file the name Zillow gave it");
}

base::Status WideParser::take_row() {
  auto place = zillow_place(fields_, resolver_);
  if (!place) {
    refuse_row(header_.positions[static_cast<std::size_t>(place.error().column)], std::move(place.error().reason));
    return {};
  }
  const auto [before, fresh] = lines_by_region_.try_emplace(place->publisher_id, reader_.line());
  if (!fresh) {
    refuse_row(
        header_.positions[static_cast<std::size_t>(ZillowColumn::kRegionId)],
        "RegionID " + place->publisher_id + " is there a second time, after line " + std::to_string(before->second));
    return {};
  }
  return take(std::move(*place));
}

base::Status WideParser::run(const Place& place) {
  const std::uint64_t line = reader_.line();
  if (sink_.wants_origins()) sink_.origins({std::span(&line, 1), date_columns_});
  return sink_.run(place, 0, header_.ordinals, values_);
}

base::Status WideParser::take(Place place) {
  base::Status status = run(place);
  // Two of Zillow's metros can come out as one CBSA (one of them has been dissolved into it); both are kept apart.
  if (!status && status.error().code == base::ErrorCode::kConflict && place.id.type() == model::RegionType::kMetro) {
    place.id = zillow_unresolved(place.publisher_id);
    status = run(place);
  }
  if (!status && status.error().code == base::ErrorCode::kConflict) {
    refuse_row(std::nullopt, status.error().message);
    return {};
  }
  HT_CHECK_OK(std::move(status));
  for (Refusal& refusal : refused_cells_) sink_.cell_refused(std::move(refusal));
  sink_.row_kept();
  return {};
}

void WideParser::refuse_row(std::optional<std::size_t> column, std::string reason) {
  sink_.row_refused({reader_.line(), column ? *column + 1 : 0, std::move(reason)});
}

void WideParser::refuse_cell(std::size_t column, CellStatus status, std::string_view text) {
  refused_cells_.push_back({reader_.line(), column + 1, refusal_of(status, text)});
}

// The header of a file whose name says nothing: of a damaged file the name is not what is wrong.
base::Status check_header(base::ByteSource& bytes) {
  CsvReader reader(bytes, ',');
  std::vector<std::string_view> names;
  HT_CHECK_OK(read_names(reader, names));
  auto header = read_zillow_header(names, model::Frequency::kWeek);
  if (header || read_zillow_header(names, model::Frequency::kMonth) ||
      read_zillow_header(names, model::Frequency::kMonth, ZillowDates::kMonths))
    return {};
  return std::unexpected(std::move(header.error()));
}

class ZillowWide final : public Format {
 public:
  std::string_view name() const override { return "Zillow wide CSV (RegionID, SizeRank, RegionName, …, dates)"; }
  std::string_view source() const override { return "zillow"; }

  bool recognises(std::string_view head) const override {
    const auto header = first_record(head, ',');
    if (!header || header->size() < 4) return false;
    const auto has = [&](std::string_view name) {
      return std::ranges::any_of(*header, [&](const std::string& n) { return base::equal_ignoring_case(n, name); });
    };
    return has("RegionID") && has("RegionName") && has("SizeRank");
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    auto series = zillow_series(context.file_name);
    if (series) return WideParser(bytes, context, sink, std::move(*series)).parse();
    HT_CHECK_OK(check_header(bytes));
    return std::unexpected(std::move(series.error()));
  }
};

}  // namespace

const Format& zillow_format() {
  static const ZillowWide kFormat;
  return kFormat;
}

}  // namespace housing::sources
