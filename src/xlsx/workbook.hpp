// Workbook: tables of typed cells as the bytes of an .xlsx file (Office Open XML). It writes; src/sources reads those
// of publishers.
//
// Text is always text: nothing becomes a formula, a link or a number, whatever it begins with. A gap is an empty cell.
// The same workbook gives the same bytes: the file says nothing of when and by whom it was made. Numbers have Excel's
// 15 digits. Broken UTF-8 is written as U+FFFD, text beyond kMaxCellText is cut.
// Errors: kLimitExceeded for too many rows, columns or cells; kIo when temporary files cannot be.
// Thread-safety: any thread. Temporary files, removed at once, go to the scratch folder (where that cannot be written,
// to the system's).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace housing::xlsx {

inline constexpr std::size_t kMaxSheets = 8;
inline constexpr std::size_t kMaxSheetRows = 1'048'575;  // a sheet's, less the header
inline constexpr std::size_t kMaxSheetColumns = 256;
inline constexpr std::size_t kMaxWorkbookCells = 4'000'000;
inline constexpr std::size_t kMaxCellText = 8'000;  // bytes

struct Fixed {  // scaled / 10^decimals
  std::int64_t scaled = 0;
  int decimals = 0;
};
struct Day {
  std::int32_t days = 0;  // since 1970-01-01, not before 1900
};
using Cell = std::variant<std::monostate, std::string, Fixed, Day>;  // monostate: a gap

struct Column {
  std::string name;
  std::string format = {};  // Excel's, for numbers: "$#,##0.00"; empty: as they are
  double width = 12;        // in digits of the ordinary font
};

struct Sheet {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // each as long as `columns`, or shorter
};

struct Workbook {
  std::string title;
  std::vector<Sheet> sheets;  // at least one
};

base::Result<std::string> workbook_bytes(const Workbook& workbook, const std::filesystem::path& scratch);

}  // namespace housing::xlsx
