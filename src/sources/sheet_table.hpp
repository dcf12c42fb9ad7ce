// SheetTable: one kind of table that may stand in a workbook's sheet, below some lines of title. A sheet's top rows are
// shown to every kind until one knows its header; that one gets the rest. Thread-safety: one file, one thread.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sources/source.hpp"
#include "sources/workbook.hpp"

namespace housing::sources {

struct SheetContext {
  const Context& file;
  std::string sheet;  // its name
  Sink& sink;
};

class SheetTable {
 public:
  virtual ~SheetTable() = default;
  // A row at the top. true: it is the header, or the last line of it, and what follows are rows.
  // Errors: kInvalidInput for a header that is this kind's and not whole.
  virtual base::Result<bool> take_top(std::uint32_t number, std::span<const SheetCell> cells) = 0;
  // Only after take_top() said true.
  virtual base::Status take_row(std::uint32_t number, std::span<const SheetCell> cells) = 0;
  virtual base::Status finish() = 0;
};

std::unique_ptr<SheetTable> fhfa_annual_sheet(const SheetContext& context);
std::unique_ptr<SheetTable> hud_rents_sheet(const SheetContext& context);
std::unique_ptr<SheetTable> laus_sheet(const SheetContext& context);
std::unique_ptr<SheetTable> delineation_sheet(const SheetContext& context);
std::unique_ptr<SheetTable> geocodes_sheet(const SheetContext& context);

// A row's cells by column, blanks around them left out; empty where there is none. False when the row has a cell behind
// the last of `fields`.
bool spread(std::span<const SheetCell> cells, std::span<std::string_view> fields);
// The same with as many fields as the row has columns.
std::vector<std::string_view> spread(std::span<const SheetCell> cells);

// "July 2025" or "April 16, 2021" anywhere in a text, any case; a month alone is its first day.
std::optional<model::Date> date_in_words(std::string_view text);

}  // namespace housing::sources
