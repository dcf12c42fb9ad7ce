// WorkbookRows: what a sheet's XML says, row by row; the inside of Workbook::read(). Thread-safety: one sheet, one
// thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sources/workbook.hpp"
#include "sources/xml_stream.hpp"

namespace housing::sources {

// "B12" to 1. Nothing when the text begins with no column's letters.
std::optional<std::uint32_t> column_of_reference(std::string_view reference);

class WorkbookRows final : public XmlHandler {
 public:
  using Shared = std::function<std::optional<std::string_view>(std::size_t number)>;
  WorkbookRows(Shared shared, const TakeRow& take_row) : shared_(std::move(shared)), take_row_(take_row) {}

  base::Status start(std::string_view name, const XmlAttributes& attributes) override;
  base::Status end(std::string_view name) override;
  base::Status text(std::string_view text) override;

  // Whether who takes the rows has ended the reading, and with what.
  bool stopped() const { return stopped_; }
  const base::Status& outcome() const { return outcome_; }

 private:
  struct Found {
    std::uint32_t column;
    std::size_t begin;
    std::size_t end;
  };
  base::Status start_row(const XmlAttributes& attributes);
  base::Status start_cell(const XmlAttributes& attributes);
  base::Status end_cell();
  base::Status end_row();
  std::unexpected<base::Error> broken(const std::string& what) const;

  Shared shared_;
  const TakeRow& take_row_;
  std::uint32_t row_ = 0;      // 1 is the first
  std::uint32_t columns_ = 0;  // those passed in the row
  std::uint32_t column_ = 0;   // of the cell
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool in_phonetic_ = false;
  bool is_shared_ = false;
  std::size_t cell_begin_ = 0;
  std::uint64_t taken_ = 0;  // bytes of text in all rows
  std::string texts_;        // of the row's cells
  std::vector<Found> found_;
  std::vector<SheetCell> cells_;
  bool stopped_ = false;
  base::Status outcome_;
};

}  // namespace housing::sources
