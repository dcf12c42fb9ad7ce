// Workbook: the sheets of an Excel workbook (xlsx), in the order Excel shows them, as rows of texts. It reads values
// only: no formats, no formulas (their stored results are used). Numbers come as they are stored
// ("8.2100000000000009"), dates therefore as day numbers, truth values as 0 and 1, faults as "#N/A".
//
// A sheet is streamed; the shared strings are in memory.
// Errors: kInvalidInput for what is no workbook or damaged; kLimitExceeded: kMaxSheets, kMaxSharedStrings,
// kMaxSharedStringBytes, kMaxSheetRowBytes, kMaxSheetTextBytes, kMaxSheetRows, and those of zip_archive.hpp and
// xml_stream.hpp. Ownership: refers to the bytes given. Thread-safety: one workbook, one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sources/zip_archive.hpp"

namespace housing::sources {

inline constexpr std::size_t kMaxSheets = 256;
inline constexpr std::size_t kMaxSharedStrings = 8'000'000;
inline constexpr std::size_t kMaxSharedStringBytes = 256 * 1024 * 1024;
inline constexpr std::size_t kMaxSheetRowBytes = 8 * 1024 * 1024;
inline constexpr std::uint64_t kMaxSheetTextBytes = std::uint64_t{2} << 30;  // shared texts counted where they are used
inline constexpr std::uint32_t kMaxSheetRows = 1'048'576;                    // Excel's own limits
inline constexpr std::uint32_t kMaxSheetColumns = 16'384;

struct SheetCell {
  std::uint32_t column = 0;  // 0 is A
  std::string_view text;     // valid during the call
};

// One row that has a cell with text. `number`: 1 is the first row. Cells ascend. false ends the reading.
using TakeRow = std::function<base::Result<bool>(std::uint32_t number, std::span<const SheetCell> cells)>;

class Workbook {
 public:
  static base::Result<Workbook> open(std::string_view bytes);

  std::size_t sheets() const { return sheets_.size(); }
  const std::string& name(std::size_t sheet) const { return sheets_[sheet].name; }
  base::Status read(std::size_t sheet, const TakeRow& take_row);

 private:
  struct Sheet {
    std::string name;
    std::string part;
  };
  // Texts by number, one after the other.
  struct SharedStrings {
    std::string text;
    std::vector<std::size_t> ends;
    std::size_t size() const { return ends.size(); }
    std::string_view operator[](std::size_t i) const {
      const std::size_t begin = i == 0 ? 0 : ends[i - 1];
      return std::string_view(text).substr(begin, ends[i] - begin);
    }
  };
  class SheetNames;
  class Relations;
  class SharedReader;

  explicit Workbook(ZipArchive archive) : archive_(std::move(archive)) {}
  base::Status read_sheets();
  base::Status read_shared_strings();

  ZipArchive archive_;
  std::vector<Sheet> sheets_;
  std::string shared_part_;
  SharedStrings shared_;
};

}  // namespace housing::sources
