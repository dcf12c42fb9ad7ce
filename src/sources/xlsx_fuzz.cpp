// Any bytes as a workbook, and any bytes as the XML of a sheet, of the shared texts or of the list of sheets inside a
// sound ZIP file: rows and cells ascend, the texts of a row keep within the limit, and nothing else happens than an
// error.
#include <cstdint>
#include <string>

#include "base/assert.hpp"
#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"
#include "sources/testing_workbook.hpp"
#include "sources/workbook.hpp"

namespace housing::sources {
namespace {

void check_sheets(std::string_view bytes) {
  auto workbook = Workbook::open(bytes);
  if (!workbook) return;
  for (std::size_t sheet = 0; sheet < workbook->sheets(); ++sheet) {
    std::uint32_t last = 0;
    const auto status = workbook->read(sheet, [&](std::uint32_t number, auto cells) -> base::Result<bool> {
      HT_ASSERT(number > last && number <= kMaxSheetRows && !cells.empty());
      last = number;
      std::size_t bytes_of_row = 0;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        HT_ASSERT(cells[i].column < kMaxSheetColumns && (i == 0 || cells[i - 1].column < cells[i].column));
        bytes_of_row += cells[i].text.size();
      }
      HT_ASSERT(bytes_of_row <= kMaxSheetRowBytes);
      return true;
    });
    HT_ASSERT(status.has_value() || !status.error().message.empty());
  }
}

void check(const std::string& bytes) {
  check_sheets(bytes);
  RecordingSink sink;
  base::MemorySource source(bytes);
  static_cast<void>(workbook_format().parse(source, {test_resolver(), "FY2025.xlsx"}, sink));
}

}  // namespace
}  // namespace housing::sources

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace housing::sources;
  if (size == 0) return 0;
  const std::string content(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string sound = made_row({"State", "Abbreviation", "FIPS", "Year", "Annual Change (%)", "HPI",
                                      "HPI with 1990 base", "HPI with 2000 base"}) +
                            "<row><c t=\"s\"><v>0</v></c></row>";
  switch (data[0]) {
    case 'x': check(make_zip(workbook_parts({{"state", content}}, "<si><t>Utah</t></si>"))); break;
    case 's': check(make_zip(workbook_parts({{"state", sound}}, content))); break;
    case 'w': {
      auto parts = workbook_parts({{"state", sound}});
      parts[1].second = content;
      check(make_zip(parts));
      break;
    }
    default: check(content);
  }
  return 0;
}
