// FHFA's quarterly all-transactions index of metropolitan areas (hpi_at_metro.csv): a row an area and quarter, with the
// header MSA,geocode,year,q,hpi,chg or, as FHFA itself publishes it, with none.
//
// The last column is not imported. Some copies call it "chg", but it is FHFA's standard error, printed in parentheses,
// which spreadsheet programs read as a negative number.
#include <algorithm>
#include <array>
#include <ranges>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/cell_reader.hpp"
#include "sources/csv.hpp"
#include "sources/fhfa_rows.hpp"
#include "sources/formats.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

enum Column : std::size_t { kName, kCode, kYear, kQuarter, kIndex, kStandardError, kColumns };
constexpr std::array<std::string_view, 5> kHeader = {"msa", "geocode", "year", "q", "hpi"};  // the sixth varies

template <class Fields>
bool is_header(const Fields& fields) {
  return fields.size() == kColumns &&
         std::ranges::equal(kHeader, fields | std::views::take(kHeader.size()), [](auto name, const auto& field) {
           return base::equal_ignoring_case(name, base::trim(field));
         });
}

template <class Fields>
bool is_data(const Fields& fields) {
  return fields.size() == kColumns && is_digits(fields[kCode], 5) &&
         read_fhfa_quarter(fields[kYear], fields[kQuarter]) &&
         (is_fhfa_missing(fields[kIndex]) || parse_cell(fields[kIndex], 2).status <= CellStatus::kEmpty);
}

class MetroParser {
 public:
  MetroParser(base::ByteSource& bytes, const Context& context, Sink& sink, const model::MetricInfo& metric)
      : reader_(bytes, ','),
        resolver_(context.resolver),
        sink_(sink),
        table_{"fhfa/hpi-at/metro", std::string(metric.source), {&metric}, std::nullopt},
        panel_(table_, {kIndex + 1}) {}

  base::Status parse();

 private:
  base::Status take_row(const std::vector<std::string_view>& fields);
  model::Cell read_index(std::string_view text);
  base::Status refuse(std::size_t column, std::string reason) {  // the row; the file goes on
    sink_.row_refused({reader_.line(), column, std::move(reason)});
    return {};
  }

  CsvReader reader_;
  const places::Resolver& resolver_;
  Sink& sink_;
  Table table_;
  Panel panel_;
};

base::Status MetroParser::parse() {
  HT_CHECK_OK(sink_.begin(table_));
  std::vector<std::string_view> fields;
  bool first = true;
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(reader_.split(fields));
    if (!first || !is_header(fields)) HT_CHECK_OK(take_row(fields));
    first = false;
  }
  return panel_.write(sink_);
}

base::Status MetroParser::take_row(const std::vector<std::string_view>& fields) {
  if (!reader_.flaw().empty()) return refuse(0, std::string(reader_.flaw()));
  if (fields.size() != kColumns)
    return refuse(0, "the row has " + std::to_string(fields.size()) + " fields instead of " + std::to_string(kColumns));
  const std::string_view code = fields[kCode];
  if (!is_digits(code, 5)) return refuse(kCode + 1, "area code " + in_quotes(code) + " is not five digits");
  const auto quarter = read_fhfa_quarter(fields[kYear], fields[kQuarter]);
  if (!quarter)
    return refuse(kYear + 1, "year " + in_quotes(fields[kYear]) + " and quarter " + in_quotes(fields[kQuarter]) +
                                 " are no quarter");
  const std::string_view name = base::trim(fields[kName]);
  if (auto trouble = name_trouble(name)) return refuse(kName + 1, std::move(*trouble));
  Panel::Entry& area =
      panel_.entry(code, reader_.line(), [&] { return fhfa_area_place(code, fields[kName], resolver_); });
  if (auto other = fhfa_other_name(area, name)) return refuse(kName + 1, std::move(*other));
  HT_TRY(auto refused, panel_.add(area, code, quarter->ordinal, {{model::kGap, model::kGap}, reader_.line()}));
  if (refused) return refuse(0, std::move(*refused));
  area.rows[quarter->ordinal].cells[0] = read_index(fields[kIndex]);
  return {};
}

model::Cell MetroParser::read_index(std::string_view text) {
  if (is_fhfa_missing(text)) return model::kGap;
  const ParsedCell parsed = read_cell(text, *table_.metrics[0]);
  if (parsed.status > CellStatus::kEmpty)
    sink_.cell_refused({reader_.line(), kIndex + 1, refusal_of(parsed.status, text)});
  return parsed.cell;
}

class FhfaMetro final : public Format {
 public:
  std::string_view name() const override { return "FHFA metro index CSV (MSA, geocode, year, q, hpi, chg)"; }
  std::string_view source() const override { return "fhfa"; }

  bool recognises(std::string_view head) const override {
    const auto fields = first_record(head, ',');
    return fields && (is_header(*fields) || is_data(*fields));
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    const model::MetricInfo* const metric = model::find_metric("hpi");
    HT_ASSERT(metric != nullptr && metric->source == source());
    return MetroParser(bytes, context, sink, *metric).parse();
  }
};

}  // namespace

const Format& fhfa_metro_format() {
  static const FhfaMetro kFormat;
  return kFormat;
}

}  // namespace housing::sources
