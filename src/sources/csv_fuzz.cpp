// Any bytes as a table: read whole and in small chunks they must give the same records or the same error, numbers must
// come out of the fast path as out of the slow one, and every format must survive them.
#include <cstdint>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "sources/cell_reader.hpp"
#include "sources/csv.hpp"
#include "sources/record_fields.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

struct Outcome {
  std::vector<std::string> fields;  // of all records, with their lines
  std::string error;
  bool operator==(const Outcome&) const = default;
};

Outcome read_all(base::ByteSource& source, char separator) {
  CsvReader reader(source, separator);
  Outcome outcome;
  std::vector<std::string_view> fields;
  while (true) {
    const auto found = reader.next();
    if (!found) outcome.error = found.error().message;
    if (!found || !*found) return outcome;
    outcome.fields.push_back("line " + std::to_string(reader.line()) + std::string(reader.flaw()));
    if (const auto split = reader.split(fields); !split) {
      outcome.error = split.error().message;
      return outcome;
    }
    outcome.fields.insert(outcome.fields.end(), fields.begin(), fields.end());
  }
}

void check_numbers(std::string_view text, char separator, int decimals) {
  base::MemorySource source(text);
  CsvReader reader(source, separator);
  const CellReader cells(decimals);
  while (true) {
    const auto found = reader.next();
    if (!found || !*found) return;
    std::vector<std::string_view> fields;
    if (!reader.split(fields)) return;
    std::vector<std::string> copies(fields.begin(), fields.end());
    FieldCursor cursor = reader.fields();
    for (const std::string& field : copies) {
      HT_ASSERT(!cursor.at_end());
      model::Cell cell = 0;
      std::string_view refused;
      const CellStatus status = cells.next(cursor, cell, refused);
      const ParsedCell wanted = parse_cell(field, decimals);
      HT_ASSERT(status == wanted.status && cell == wanted.cell);
    }
    HT_ASSERT(cursor.at_end());
  }
}

// The same by number of the field.
void check_record_fields(std::string_view text, char separator, const model::MetricInfo& metric) {
  base::MemorySource source(text);
  CsvReader reader(source, separator);
  const NumberReader numbers(metric);
  RecordFields fields;
  std::vector<std::string_view> wanted;
  while (true) {
    const auto found = reader.next();
    if (!found || !*found) return;
    if (!reader.split(wanted)) return HT_ASSERT(!fields.read(reader));
    const std::vector<std::string> copies(wanted.begin(), wanted.end());
    HT_ASSERT(fields.read(reader).has_value() && fields.size() == copies.size());
    for (std::size_t i = 0; i < copies.size(); ++i) {
      HT_ASSERT(fields[i] == copies[i]);
      model::Cell cell = 0;
      const CellStatus status = fields.cell(i, numbers, {}, cell);
      const ParsedCell parsed = read_cell(copies[i], metric);
      HT_ASSERT(status == parsed.status && cell == parsed.cell);
    }
  }
}

void check_formats(std::string_view text) {
  for (const Format* format : all_formats()) {
    static_cast<void>(format->recognises(text));
    for (const std::string_view name :
         {"Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv",
          "Zip_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", "County_zori_uc_sfrcondomfr_sm_month.csv",
          "County_Zhvi_AllHomes.csv", "HPI_AT_state.txt", "HPI_AT_nonmetro.txt", "co2502c.txt",
          "ACSST5Y2023.S1901-Data.csv", "2025_Gaz_zcta_national.txt"}) {
      RecordingSink sink;
      base::MemorySource source(text);
      static_cast<void>(format->parse(source, {test_resolver(), name}, sink));
    }
  }
  static_cast<void>(recognise(text));
}

}  // namespace
}  // namespace housing::sources

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace housing::sources;
  if (size == 0) return 0;
  const std::uint8_t choice = data[0];
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const char separator = (choice & 1) != 0 ? '\t' : ',';
  housing::base::MemorySource whole(text);
  ChunkedSource pieces(text, 1 + (choice >> 1 & 15));
  HT_ASSERT(read_all(whole, separator) == read_all(pieces, separator));
  check_numbers(text, separator, choice >> 5);
  const auto metrics = housing::model::all_metrics();
  check_record_fields(text, separator, metrics[choice % metrics.size()]);
  check_formats(text);
  return 0;
}
