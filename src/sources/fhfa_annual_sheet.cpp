// FHFA's annual index as it stands in a workbook (hpi_at_state.xlsx).
#include <array>
#include <optional>
#include <string>

#include "sources/fhfa_annual.hpp"
#include "sources/sheet_table.hpp"

namespace housing::sources {
namespace {

class FhfaAnnualSheet final : public SheetTable {
 public:
  explicit FhfaAnnualSheet(const SheetContext& context) : annual_(context.file.resolver, context.sink) {}

  base::Result<bool> take_top(std::uint32_t /*number*/, std::span<const SheetCell> cells) override {
    if (spread(cells, fields_) && is_fhfa_annual_header(fields_)) {
      HT_CHECK_OK(annual_.begin(fields_, stamp_));
      return true;
    }
    for (const SheetCell& cell : cells)
      if (const auto date = fhfa_last_updated(cell.text)) stamp_ = date;
    return false;
  }

  base::Status take_row(std::uint32_t number, std::span<const SheetCell> cells) override {
    if (spread(cells, fields_)) return annual_.take_row(number, fields_);
    annual_.refuse(number, fields_.size() + 1, "the row has more columns than the header");
    return {};
  }

  base::Status finish() override { return annual_.finish(); }

 private:
  FhfaAnnual annual_;
  std::optional<model::Date> stamp_;
  std::array<std::string_view, kFhfaAnnualColumns> fields_;
};

}  // namespace

std::unique_ptr<SheetTable> fhfa_annual_sheet(const SheetContext& context) {
  return std::make_unique<FhfaAnnualSheet>(context);
}

}  // namespace housing::sources
