// Excel workbooks. A workbook says what it is in the header of one of its sheets, below a few lines of title; the first
// sheet whose header is known is read, and a workbook with none is refused naming what it holds. A refusal's line is
// the sheet's row.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "sources/fhfa_annual.hpp"
#include "sources/formats.hpp"
#include "sources/table_head.hpp"
#include "sources/workbook.hpp"

namespace housing::sources {
namespace {

constexpr std::size_t kMaxWorkbookBytes = 256 * 1024 * 1024;
constexpr std::uint32_t kMaxTitleRows = 20;  // a header further down is not looked for

using Fields = std::array<std::string_view, kFhfaAnnualColumns>;

// The row's cells by column; false when there are more columns.
bool spread(std::span<const SheetCell> cells, Fields& fields) {
  fields = {};
  for (const SheetCell& cell : cells) {
    if (cell.column >= fields.size()) return false;
    fields[cell.column] = cell.text;
  }
  return true;
}

// A row in words, for the message about a sheet nobody knows.
std::string described(std::span<const SheetCell> cells) {
  constexpr std::size_t kNamed = 4;
  std::vector<std::string> texts;
  for (const SheetCell& cell : cells.first(std::min(kNamed, cells.size())))
    texts.push_back(in_quotes(base::trim(cell.text)));
  return base::join(texts, ", ") + (cells.size() > kNamed ? ", …" : "");
}

// One sheet: its title, then the table.
class SheetReader {
 public:
  SheetReader(const Context& context, Sink& sink) : annual_(context.resolver, sink) {}

  base::Result<bool> take_row(std::uint32_t number, std::span<const SheetCell> cells) {
    Fields fields;
    const bool fits = spread(cells, fields);
    if (known_) {
      if (!fits)
        annual_.refuse(number, fields.size() + 1, "the row has more columns than the header");
      else
        HT_CHECK_OK(annual_.take_row(number, fields));
      return true;
    }
    if (fits && is_fhfa_annual_header(fields)) {
      known_ = true;
      HT_CHECK_OK(annual_.begin(fields, stamp_));
      return true;
    }
    for (const SheetCell& cell : cells)
      if (const auto date = fhfa_last_updated(cell.text)) stamp_ = date;
    if (cells.size() > widest_) {
      widest_ = cells.size();
      looks_like_ = described(cells);
    }
    return number < kMaxTitleRows;
  }

  bool known() const { return known_; }
  base::Status finish() { return annual_.finish(); }
  // Its widest row so far: most likely the header.
  const std::string& looks_like() const { return looks_like_; }

 private:
  FhfaAnnual annual_;
  bool known_ = false;
  std::optional<model::Date> stamp_;
  std::size_t widest_ = 0;
  std::string looks_like_;
};

base::Result<std::string> read_whole(base::ByteSource& bytes) {
  std::string all;
  while (true) {
    HT_TRY(const auto chunk, bytes.next());
    if (chunk.empty()) return all;
    if (all.size() + chunk.size() > kMaxWorkbookBytes)
      return base::fail(base::ErrorCode::kLimitExceeded,
                        "the workbook has more than " + std::to_string(kMaxWorkbookBytes) + " bytes");
    all.append(chunk.data(), chunk.size());
  }
}

base::Status read_workbook(std::string_view bytes, const Context& context, Sink& sink) {
  HT_TRY(Workbook workbook, Workbook::open(bytes));
  std::vector<std::string> sheets;
  for (std::size_t i = 0; i < workbook.sheets(); ++i) {
    SheetReader reader(context, sink);
    HT_CHECK_OK(workbook.read(i, [&](std::uint32_t number, auto cells) { return reader.take_row(number, cells); }));
    if (reader.known()) return reader.finish();
    sheets.push_back(in_quotes(workbook.name(i)) +
                     (reader.looks_like().empty() ? " (empty)" : " (" + reader.looks_like() + ")"));
  }
  return base::fail(base::ErrorCode::kInvalidInput,
                    "no sheet is known here; the sheets are " + base::join(sheets, "; ") +
                        ". Known is FHFA's annual index of states (State, Abbreviation, FIPS, Year, …). Instead of "
                        "another workbook download the publisher's CSV");
}

class WorkbookFormat final : public Format {
 public:
  std::string_view name() const override { return "Excel workbook with FHFA's annual index (hpi_at_state.xlsx)"; }
  std::string_view source() const override { return "fhfa"; }
  bool recognises(std::string_view head) const override { return head.starts_with("PK\x03\x04"); }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    HT_TRY(const std::string all, read_whole(bytes));
    const auto status = read_workbook(all, context, sink);
    if (!status) return std::unexpected(status.error().at("the Excel workbook (xlsx)"));
    return status;
  }
};

}  // namespace

const Format& workbook_format() {
  static const WorkbookFormat kFormat;
  return kFormat;
}

}  // namespace housing::sources
