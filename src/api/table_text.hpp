// Table: an answer as rows of typed cells, and its texts: CSV and a workbook (xlsx). Rankings, screens, comparisons and
// series give one and are written the same way; JSON is each answer's own.
//
// CSV is RFC 4180 with LF; a text that begins with = + - @, tab or CR gets an apostrophe in front, so that a
// spreadsheet does not take it for a formula. Where rows say their origin, the columns source, release, retrieved,
// sha256, licence and formula follow; where only the table has origins, a column `imports` names them all
// (/api/v1/provenance/{id}). A workbook has the sheets "data", "sources" (the origins in full, with the address and day
// of the question) and, if there is something to say, "notes". It is the same bytes for the same answer. Errors:
// kLimitExceeded as xlsx/workbook.hpp has it. Thread-safety: values and pure functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/data_route.hpp"
#include "app/world.hpp"
#include "model/catalogue.hpp"
#include "xlsx/workbook.hpp"

namespace housing::api {

using TableCell = xlsx::Cell;  // a gap, text, Fixed, Day

// A number of an answer: a gap where it is app::kGapValue.
TableCell number_cell(std::int64_t scaled, int decimals);

struct TableColumn {
  std::string name;
  std::optional<model::Unit> unit = {};  // of its numbers
  int decimals = 0;                      // with `unit`
};

struct TableOrigin {
  const model::MetricInfo* metric = nullptr;
  const series::ShardEntry* shard = nullptr;
  std::string formula;
};

struct TableRow {
  std::vector<TableCell> cells;            // one a column
  std::optional<std::size_t> origin = {};  // of Table::origins
};

struct Table {
  std::string name;   // of the file: "rankings"
  std::string title;  // for people
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;  // all with an origin, or none
  std::vector<TableOrigin> origins;
  std::vector<std::string> notes;
};

std::string table_csv(const app::World& world, const Table& table);

// `address`: where the answer is found again.
base::Result<std::string> table_xlsx(const app::World& world, const Table& table, std::string_view address,
                                     ports::ObjectStore& store);

// "source,release,retrieved,sha256,licence,formula", and those of one origin as CSV fields.
extern const std::string_view kOriginColumns;
void append_origin_fields(std::string& out, const app::World& world, const TableOrigin& origin);

enum class TableFormat { kJson, kCsv, kXlsx };

// The parameter `format`. Errors: unknown-format.
app::Answered<TableFormat> table_format(const DataCall& call);

// A 200 with the table as a file; `format` is not kJson. Routes that give one are told heavy by is_heavy().
http::Response table_response(const DataCall& call, const Table& table, TableFormat format);

// Path and query of the question, as one would ask it again.
std::string address_of(const DataCall& call);
// The same at another path, with `only` these parameters (empty: all).
std::string address_of(std::string_view path, const http::Query& query, std::span<const std::string_view> only);

}  // namespace housing::api
