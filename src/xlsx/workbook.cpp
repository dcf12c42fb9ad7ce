#include "xlsx/workbook.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <map>

#include "base/assert.hpp"
#include "base/utf8.hpp"

namespace housing::xlsx {
namespace {

constexpr std::int32_t kSerialOf1970 = 25'569;
constexpr std::int32_t kSerialOfMarch1900 = 61;  // Excel counts a 29 February 1900 that never was
constexpr std::size_t kMaxTitle = 255;
constexpr const char* kDayFormat = "yyyy-mm-dd";

base::Status check(const Workbook& workbook) {
  using base::ErrorCode;
  HT_ASSERT(!workbook.sheets.empty() && workbook.sheets.size() <= kMaxSheets);
  std::size_t cells = 0;
  for (const Sheet& sheet : workbook.sheets) {
    if (sheet.rows.size() > kMaxSheetRows)
      return base::fail(ErrorCode::kLimitExceeded, "a sheet holds " + std::to_string(kMaxSheetRows) + " rows at most");
    if (sheet.columns.size() > kMaxSheetColumns)
      return base::fail(ErrorCode::kLimitExceeded,
                        "a sheet holds " + std::to_string(kMaxSheetColumns) + " columns at most");
    cells += sheet.rows.size() * sheet.columns.size();
  }
  if (cells > kMaxWorkbookCells)
    return base::fail(ErrorCode::kLimitExceeded,
                      "a workbook holds " + std::to_string(kMaxWorkbookCells) + " cells at most");
  return {};
}

// What may stand in XML, no longer than a cell holds.
std::string clean(std::string_view text, std::size_t most = kMaxCellText) {
  constexpr std::size_t kLongestSequence = 4;
  std::string out;
  while (!text.empty() && out.size() + kLongestSequence <= most) {
    const std::size_t length = base::utf8_sequence_length(text);
    if (length == 0 || text.starts_with('\0'))
      out += "\xEF\xBF\xBD";
    else
      out += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

double number_of(const Fixed& fixed) {
  double scale = 1;
  for (int i = 0; i < fixed.decimals; ++i) scale *= 10;
  return static_cast<double>(fixed.scaled) / scale;
}

double serial_of(const Day& day) {
  const std::int32_t serial = day.days + kSerialOf1970;
  return serial < kSerialOfMarch1900 ? serial - 1 : serial;
}

// A file in memory that the library knows by a path.
class MemoryFile {
 public:
  MemoryFile() : file_(memfd_create("workbook", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (file_ >= 0) ::close(file_);
  }
  bool open() const { return file_ >= 0; }
  std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }
  base::Result<std::string> bytes() const {
    const off_t size = lseek(file_, 0, SEEK_END);
    if (size < 0) return base::fail_errno("the workbook's end");
    std::string all(static_cast<std::size_t>(size), '\0');
    std::size_t done = 0;
    while (done < all.size()) {
      const ssize_t got = pread(file_, all.data() + done, all.size() - done, static_cast<off_t>(done));
      if (got <= 0) return base::fail_errno("reading the workbook");
      done += static_cast<std::size_t>(got);
    }
    return all;
  }

 private:
  int file_;
};

// Formats are made once each.
class Formats {
 public:
  explicit Formats(lxw_workbook* workbook) : workbook_(workbook), header_(workbook_add_format(workbook)) {
    format_set_bold(header_);
    format_set_bottom(header_, LXW_BORDER_THIN);
  }
  lxw_format* header() const { return header_; }
  lxw_format* of(const std::string& code) {
    if (code.empty()) return nullptr;
    lxw_format*& format = by_code_[code];
    if (format == nullptr) {
      format = workbook_add_format(workbook_);
      format_set_num_format(format, code.c_str());
    }
    return format;
  }

 private:
  lxw_workbook* workbook_;
  lxw_format* header_;
  std::map<std::string, lxw_format*> by_code_;
};

lxw_error write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, lxw_format* format,
                     lxw_format* day) {
  if (const auto* text = std::get_if<std::string>(&cell))
    return text->empty() ? LXW_NO_ERROR : worksheet_write_string(sheet, row, column, clean(*text).c_str(), nullptr);
  if (const auto* fixed = std::get_if<Fixed>(&cell))
    return worksheet_write_number(sheet, row, column, number_of(*fixed), format);
  if (const auto* date = std::get_if<Day>(&cell))
    return worksheet_write_number(sheet, row, column, serial_of(*date), day);
  return LXW_NO_ERROR;
}

lxw_error write_sheet(lxw_workbook* workbook, const Sheet& content, Formats& formats) {
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, content.name.c_str());
  if (sheet == nullptr) return LXW_ERROR_CREATING_TMPFILE;
  const auto last = static_cast<lxw_col_t>(content.columns.size());
  for (lxw_col_t column = 0; column < last; ++column)
    worksheet_set_column(sheet, column, column, content.columns[column].width, nullptr);
  worksheet_freeze_panes(sheet, 1, 0);
  lxw_error error = LXW_NO_ERROR;
  for (lxw_col_t column = 0; column < last && error == LXW_NO_ERROR; ++column)
    error = worksheet_write_string(sheet, 0, column, clean(content.columns[column].name).c_str(), formats.header());
  std::vector<lxw_format*> of_column;
  for (const Column& column : content.columns) of_column.push_back(formats.of(column.format));
  lxw_format* day = formats.of(kDayFormat);
  for (std::size_t row = 0; row < content.rows.size() && error == LXW_NO_ERROR; ++row) {
    const auto& cells = content.rows[row];
    HT_ASSERT(cells.size() <= content.columns.size());
    for (lxw_col_t column = 0; column < cells.size() && error == LXW_NO_ERROR; ++column)
      error = write_cell(sheet, static_cast<lxw_row_t>(row + 1), column, cells[column], of_column[column], day);
  }
  return error;
}

base::Status status_of(lxw_error error, const std::filesystem::path& scratch) {
  if (error == LXW_NO_ERROR) return {};
  return base::fail(base::ErrorCode::kIo, "the workbook could not be written (temporary files go to " +
                                              scratch.string() + "): " + lxw_strerror(error));
}

}  // namespace

base::Result<std::string> workbook_bytes(const Workbook& content, const std::filesystem::path& scratch) {
  HT_CHECK_OK(check(content));
  const MemoryFile file;
  if (!file.open()) return base::fail_errno("a file in memory for the workbook");
  std::string folder = scratch.string();
  // Row by row through temporary files: cells in memory are some hundred bytes each.
  lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = folder.data(), .use_zip64 = LXW_FALSE};
  lxw_workbook* workbook = workbook_new_opt(file.path().c_str(), &options);
  HT_ASSERT(workbook != nullptr);
  std::string title = clean(content.title, kMaxTitle);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = 1;  // a constant; 0 would be now
  workbook_set_properties(workbook, &properties);
  Formats formats(workbook);
  lxw_error error = LXW_NO_ERROR;
  for (const Sheet& sheet : content.sheets)
    if (error == LXW_NO_ERROR) error = write_sheet(workbook, sheet, formats);
  if (error == LXW_NO_ERROR)
    error = workbook_close(workbook);
  else
    lxw_workbook_free(workbook);  // closing would go on with a half one
  HT_CHECK_OK(status_of(error, scratch));
  return file.bytes();
}

}  // namespace housing::xlsx
