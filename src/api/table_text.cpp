#include "api/table_text.hpp"

#include <algorithm>

#include "api/series_text.hpp"
#include "app/catalogue_view.hpp"
#include "app/series_query.hpp"
#include "base/csv_field.hpp"
#include "base/json_writer.hpp"
#include "model/date.hpp"
#include "ports/scratch_file.hpp"

namespace housing::api {
namespace {

constexpr std::string_view kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr double kTextWidth = 22;
constexpr double kNumberWidth = 15;
constexpr double kWideText = 40;
constexpr std::size_t kWidthRows = 200;  // looked at for a column's width

bool rows_have_origins(const Table& table) { return !table.rows.empty() && table.rows.front().origin.has_value(); }

std::string import_ids(const Table& table) {
  std::vector<std::string> ids;
  for (const TableOrigin& origin : table.origins)
    if (std::ranges::find(ids, origin.shard->id) == ids.end()) ids.push_back(origin.shard->id);
  std::string joined;
  for (const std::string& id : ids) joined.append(joined.empty() ? "" : " ").append(id);
  return joined;
}

void append_cell(std::string& out, const TableCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) base::append_csv_field(out, *text);
  if (const auto* fixed = std::get_if<xlsx::Fixed>(&cell))
    base::append_fixed_padded(out, fixed->scaled, fixed->decimals);
  if (const auto* day = std::get_if<xlsx::Day>(&cell)) out += model::Date{day->days}.to_string();
}

// Excel's format of a column's numbers.
std::string number_format(const TableColumn& column) {
  if (!column.unit) return {};
  std::string digits = "#,##0";
  if (column.decimals > 0) digits.append(".").append(static_cast<std::size_t>(column.decimals), '0');
  switch (*column.unit) {
    case model::Unit::kUsd: return "$" + digits;
    case model::Unit::kPercent: return digits + "\"%\"";  // percent are numbers here, not fractions
    default: return digits;
  }
}

double width_of(const Table& table, std::size_t column) {
  std::size_t longest = table.columns[column].name.size();
  for (std::size_t row = 0; row < std::min(table.rows.size(), kWidthRows); ++row) {
    if (column >= table.rows[row].cells.size()) continue;
    if (const auto* text = std::get_if<std::string>(&table.rows[row].cells[column]))
      longest = std::max(longest, text->size());
  }
  const double least = table.columns[column].unit ? kNumberWidth : 9;
  return std::clamp(static_cast<double>(longest) + 2, least, kWideText);
}

xlsx::Sheet data_sheet(const Table& table) {
  xlsx::Sheet sheet{.name = "data", .columns = {}, .rows = {}};
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    sheet.columns.push_back(
        {.name = table.columns[i].name, .format = number_format(table.columns[i]), .width = width_of(table, i)});
  const bool origins = rows_have_origins(table);
  if (origins) sheet.columns.push_back({.name = "import", .format = {}, .width = kWideText});
  sheet.rows.reserve(table.rows.size());
  for (const TableRow& row : table.rows) {
    sheet.rows.push_back(row.cells);
    if (!origins) continue;
    sheet.rows.back().resize(table.columns.size());
    sheet.rows.back().emplace_back(table.origins[*row.origin].shard->id);
  }
  return sheet;
}

xlsx::Sheet sources_sheet(const app::World& world, const Table& table, std::string_view address) {
  xlsx::Sheet sheet{.name = "sources", .columns = {}, .rows = {}};
  for (const char* name :
       {"import", "metric", "metric_name", "source", "source_name", "release", "release_from", "retrieved", "file",
        "sha256", "licence", "attribution", "redistribution", "url", "formula", "address", "as_of"})
    sheet.columns.push_back({.name = name, .format = {}, .width = kTextWidth});
  const auto text = [](std::string_view value) { return xlsx::Cell(std::string(value)); };
  const auto as_of = world.as_of();
  for (const TableOrigin& origin : table.origins) {
    const model::SourceInfo& source = app::source_of(world, *origin.metric);
    const series::ShardEntry& shard = *origin.shard;
    const auto redistribution = world.synthetic() ? source.redistribution : origin.metric->redistribution;
    sheet.rows.push_back({shard.id, text(origin.metric->id), text(origin.metric->name), text(source.id),
                          text(source.name), xlsx::Day{shard.release.date.days}, text(to_string(shard.release.from)),
                          shard.retrieved, shard.file, shard.sha256, text(source.licence), text(source.attribution),
                          text(to_string(redistribution)), shard.url.empty() ? text(source.url) : text(shard.url),
                          origin.formula, text(address), as_of ? xlsx::Cell(xlsx::Day{as_of->days}) : xlsx::Cell()});
  }
  return sheet;
}

}  // namespace

const std::string_view kOriginColumns = "source,release,retrieved,sha256,licence,formula";

TableCell number_cell(std::int64_t scaled, int decimals) {
  if (scaled == app::kGapValue) return {};
  return xlsx::Fixed{scaled, decimals};
}

void append_origin_fields(std::string& out, const app::World& world, const TableOrigin& origin) {
  const model::SourceInfo& source = app::source_of(world, *origin.metric);
  base::append_csv_field(out, source.id);
  out.append(",").append(origin.shard->release.date.to_string()).append(",");
  base::append_csv_field(out, origin.shard->retrieved);
  out.append(",").append(origin.shard->sha256).append(",");
  base::append_csv_field(out, source.licence);
  out.push_back(',');
  base::append_csv_field(out, origin.formula);
}

std::string table_csv(const app::World& world, const Table& table) {
  std::string out;
  for (const TableColumn& column : table.columns) {
    if (!out.empty()) out.push_back(',');
    base::append_csv_field(out, column.name);
  }
  const bool origins = rows_have_origins(table);
  if (origins) out.append(",").append(kOriginColumns);
  if (!origins && !table.origins.empty()) out.append(",imports");
  out.push_back('\n');
  std::vector<std::string> after;
  for (const TableOrigin& origin : table.origins) append_origin_fields(after.emplace_back(","), world, origin);
  const std::string imports = origins || table.origins.empty() ? "" : "," + import_ids(table);
  for (const TableRow& row : table.rows) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (i > 0) out.push_back(',');
      if (i < row.cells.size()) append_cell(out, row.cells[i]);
    }
    out.append(origins ? after[*row.origin] : imports).push_back('\n');
  }
  return out;
}

base::Result<std::string> table_xlsx(const app::World& world, const Table& table, std::string_view address,
                                     ports::ObjectStore& store) {
  // Temporary files go where the store prepares its own: elsewhere the disk may be read-only.
  HT_TRY(const ports::ScratchFile scratch, ports::ScratchFile::make(store, "workbook"));
  xlsx::Workbook workbook{.title = table.title, .sheets = {}};
  workbook.sheets.push_back(data_sheet(table));
  workbook.sheets.push_back(sources_sheet(world, table, address));
  xlsx::Sheet notes{.name = "notes", .columns = {{.name = "note", .format = {}, .width = kWideText * 2}}, .rows = {}};
  if (world.synthetic()) notes.rows.push_back({std::string(kSyntheticNote)});
  for (const std::string& note : table.notes) notes.rows.push_back({note});
  if (!notes.rows.empty()) workbook.sheets.push_back(std::move(notes));
  return xlsx::workbook_bytes(workbook, scratch.path().parent_path());
}

app::Answered<TableFormat> table_format(const DataCall& call) {
  const std::string text = call.text("format");
  if (text.empty() || text == "json") return TableFormat::kJson;
  if (text == "csv") return TableFormat::kCsv;
  if (text == "xlsx") return TableFormat::kXlsx;
  return app::reject("unknown-format", "format", "This answer comes as json, csv or xlsx.", {"json", "csv", "xlsx"});
}

http::Response table_response(const DataCall& call, const Table& table, TableFormat format) {
  const bool csv = format == TableFormat::kCsv;
  auto bytes = csv ? base::Result<std::string>(table_csv(call.world, table))
                   : table_xlsx(call.world, table, address_of(call), call.worlds.store());
  if (!bytes)
    return problem(call.path,
                   {.code = bytes.error().code,
                    .kind = bytes.error().code == base::ErrorCode::kLimitExceeded ? "limit-exceeded" : "internal",
                    .detail = "The table cannot be written: " + bytes.error().message + ".",
                    .parameter = "format",
                    .suggestions = {"csv"}});
  http::Response response = ok(std::move(*bytes), csv ? kCsvType : kXlsx);
  response.headers.push_back({"Content-Disposition", std::string(csv ? "inline" : "attachment") + "; filename=\"" +
                                                         table.name + (csv ? ".csv\"" : ".xlsx\"")});
  return response;
}

std::string address_of(const DataCall& call) { return address_of(call.path, call.query, {}); }

std::string address_of(std::string_view path, const http::Query& query, std::span<const std::string_view> only) {
  std::string address(path);
  char separator = '?';
  for (const http::QueryParameter& parameter : query.parameters()) {
    if (!only.empty() && std::ranges::find(only, parameter.name) == only.end()) continue;
    address += separator + http::percent_encode(parameter.name) + "=";
    // Commas as people write them.
    for (const char letter : parameter.value)
      address += letter == ',' ? std::string(",") : http::percent_encode(std::string_view(&letter, 1));
    separator = '&';
  }
  return address;
}

}  // namespace housing::api
