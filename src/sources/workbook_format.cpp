// Excel workbooks. A workbook says what it is in the header of one of its sheets, below a few lines of title; the first
// sheet whose header is known is read, and a workbook with none is refused naming what it holds. A refusal's line is
// the sheet's row.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "sources/formats.hpp"
#include "sources/read_whole.hpp"
#include "sources/sheet_table.hpp"
#include "sources/table_head.hpp"
#include "sources/workbook.hpp"

namespace housing::sources {
namespace {

constexpr std::size_t kMaxWorkbookBytes = 256 * 1024 * 1024;
constexpr std::uint32_t kMaxTitleRows = 20;  // a header further down is not looked for

constexpr std::array kKinds = {&fhfa_annual_sheet, &hud_rents_sheet, &laus_sheet, &delineation_sheet, &geocodes_sheet};

// A row in words, for the message about a sheet nobody knows.
std::string described(std::span<const SheetCell> cells) {
  constexpr std::size_t kNamed = 4;
  std::vector<std::string> texts;
  for (const SheetCell& cell : cells.first(std::min(kNamed, cells.size())))
    texts.push_back(in_quotes(base::trim(cell.text)));
  return base::join(texts, ", ") + (cells.size() > kNamed ? ", …" : "");
}

// One sheet: its title, then the table, once one of the kinds knows its header.
class SheetReader {
 public:
  explicit SheetReader(const SheetContext& context) {
    for (const auto kind : kKinds) kinds_.push_back(kind(context));
  }

  base::Result<bool> take_row(std::uint32_t number, std::span<const SheetCell> cells) {
    if (known_ != nullptr) {
      HT_CHECK_OK(known_->take_row(number, cells));
      return true;
    }
    for (const auto& kind : kinds_) {
      HT_TRY(const bool is_its_header, kind->take_top(number, cells));
      if (!is_its_header) continue;
      known_ = kind.get();
      return true;
    }
    if (cells.size() > widest_) {
      widest_ = cells.size();
      looks_like_ = described(cells);
    }
    return number < kMaxTitleRows;
  }

  bool known() const { return known_ != nullptr; }
  base::Status finish() { return known_->finish(); }
  // Its widest row so far: most likely the header.
  const std::string& looks_like() const { return looks_like_; }

 private:
  std::vector<std::unique_ptr<SheetTable>> kinds_;
  SheetTable* known_ = nullptr;
  std::size_t widest_ = 0;
  std::string looks_like_;
};

base::Status read_workbook(std::string_view bytes, const Context& context, Sink& sink) {
  HT_TRY(Workbook workbook, Workbook::open(bytes));
  std::vector<std::string> sheets;
  for (std::size_t i = 0; i < workbook.sheets(); ++i) {
    SheetReader reader({context, workbook.name(i), sink});
    HT_CHECK_OK(workbook.read(i, [&](std::uint32_t number, auto cells) { return reader.take_row(number, cells); }));
    if (reader.known()) return reader.finish();
    sheets.push_back(in_quotes(workbook.name(i)) +
                     (reader.looks_like().empty() ? " (empty)" : " (" + reader.looks_like() + ")"));
  }
  return base::fail(base::ErrorCode::kInvalidInput,
                    "no sheet is known here; the sheets are " + base::join(sheets, "; ") +
                        ". Known are FHFA's annual index of states, HUD's fair market rents, BLS's laucnty, and the "
                        "Census Bureau's list1 and all-geocodes. Instead of another workbook download the publisher's "
                        "CSV");
}

class WorkbookFormat final : public Format {
 public:
  std::string_view name() const override {
    return "Excel workbook (FHFA's hpi_at_state, HUD's FMR, BLS's laucnty, Census' list1 and all-geocodes)";
  }
  std::string_view source() const override { return "fhfa"; }
  bool recognises(std::string_view head) const override { return head.starts_with("PK\x03\x04"); }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    HT_TRY(const std::string all, read_whole(bytes, kMaxWorkbookBytes, "the workbook"));
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
