// FHFA's quarterly all-transactions index of metropolitan areas (hpi_at_metro.csv): a row an area and quarter, with the
// header MSA,geocode,year,q,hpi,chg or, as FHFA itself publishes it, with none.
//
// The last column is not imported. Some copies call it "chg", but it is FHFA's standard error, printed in parentheses,
// which spreadsheet programs read as a negative number.
#include <algorithm>
#include <array>
#include <map>
#include <ranges>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/csv.hpp"
#include "sources/decimal.hpp"
#include "sources/formats.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

enum Column : std::size_t { kName, kCode, kYear, kQuarter, kIndex, kStandardError, kColumns };
constexpr std::array<std::string_view, 5> kHeader = {"msa", "geocode", "year", "q", "hpi"};  // the sixth varies
constexpr std::string_view kMissing = "-";

bool is_digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

template <class Fields>
bool is_header(const Fields& fields) {
  return fields.size() == kColumns && std::ranges::equal(kHeader, fields | std::views::take(kHeader.size()),
                                                         [](auto name, const auto& field) {
                                                           return base::equal_ignoring_case(name, base::trim(field));
                                                         });
}

std::optional<model::Period> read_quarter(std::string_view year, std::string_view quarter) {
  return model::Period::parse(model::Frequency::kQuarter, std::string(year) + "-Q" + std::string(quarter));
}

template <class Fields>
bool is_data(const Fields& fields) {
  return fields.size() == kColumns && is_digits(fields[kCode], 5) && read_quarter(fields[kYear], fields[kQuarter]) &&
         (fields[kIndex] == kMissing || parse_cell(fields[kIndex], 2).status <= CellStatus::kEmpty);
}

// One area's rows, by quarter.
struct Area {
  Place place;
  std::uint64_t first_line = 0;
  struct Observation {
    model::Cell cell;
    std::uint64_t line;
  };
  std::map<std::int32_t, Observation> observations;
};

class MetroParser {
 public:
  MetroParser(base::ByteSource& bytes, const Context& context, Sink& sink, const model::MetricInfo& metric)
      : reader_(bytes, ','), resolver_(context.resolver), sink_(sink), metric_(metric) {}

  base::Status parse();

 private:
  void take_row(const std::vector<std::string_view>& fields);
  Area& area_of(std::string_view code, std::string_view name);
  model::Cell read_index(std::string_view text);
  base::Status write(const Area& area);
  void refuse(std::size_t column, std::string reason) { sink_.row_refused({reader_.line(), column, std::move(reason)}); }

  CsvReader reader_;
  const places::Resolver& resolver_;
  Sink& sink_;
  const model::MetricInfo& metric_;
  std::vector<Area> areas_;  // in the file's order
  std::unordered_map<std::string, std::size_t> area_by_code_;
};

base::Status MetroParser::parse() {
  HT_CHECK_OK(sink_.begin({"fhfa/hpi-at/metro", std::string(metric_.source), {&metric_}, std::nullopt}));
  std::vector<std::string_view> fields;
  bool first = true;
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(reader_.split(fields));
    if (!first || !is_header(fields)) take_row(fields);
    first = false;
  }
  for (const Area& area : areas_) HT_CHECK_OK(write(area));
  return {};
}

void MetroParser::take_row(const std::vector<std::string_view>& fields) {
  if (fields.size() != kColumns)
    return refuse(0, "the row has " + std::to_string(fields.size()) + " fields instead of " + std::to_string(kColumns));
  if (!is_digits(fields[kCode], 5))
    return refuse(kCode + 1, "area code " + in_quotes(fields[kCode]) + " is not five digits");
  const auto quarter = read_quarter(fields[kYear], fields[kQuarter]);
  if (!quarter)
    return refuse(kYear + 1, "year " + in_quotes(fields[kYear]) + " and quarter " + in_quotes(fields[kQuarter]) +
                                 " are no quarter");
  Area& area = area_of(fields[kCode], fields[kName]);
  if (area.place.name != base::trim(fields[kName]))
    return refuse(kName + 1, "area " + std::string(fields[kCode]) + " is named " + in_quotes(fields[kName]) + " here and " +
                                 in_quotes(area.place.name) + " on line " + std::to_string(area.first_line));
  const auto before = area.observations.find(quarter->ordinal);
  if (before != area.observations.end())
    return refuse(0, "area " + std::string(fields[kCode]) + " has " + quarter->to_string() +
                         " a second time, after line " + std::to_string(before->second.line));
  area.observations[quarter->ordinal] = {read_index(fields[kIndex]), reader_.line()};
}

Area& MetroParser::area_of(std::string_view code, std::string_view name) {
  const auto [found, fresh] = area_by_code_.try_emplace(std::string(code), areas_.size());
  if (fresh) {
    Area& area = areas_.emplace_back();
    const auto id = resolver_.fhfa_area(code, name);
    area.place.id = id ? *id : model::RegionId::unresolved("fhfa", code);
    area.place.publisher_id = code;
    area.place.name = base::trim(name);
    area.first_line = reader_.line();
  }
  return areas_[found->second];
}

model::Cell MetroParser::read_index(std::string_view text) {
  if (text == kMissing) return model::kGap;
  const ParsedCell parsed = parse_cell(text, metric_.decimals);
  if (parsed.status > CellStatus::kEmpty)
    sink_.cell_refused({reader_.line(), kIndex + 1, refusal_of(parsed.status, text)});
  return parsed.cell;
}

base::Status MetroParser::write(const Area& area) {
  std::vector<std::int32_t> ordinals;
  std::vector<model::Cell> values;
  for (const auto& [ordinal, observation] : area.observations) {
    ordinals.push_back(ordinal);
    values.push_back(observation.cell);
  }
  const base::Status status = sink_.run(area.place, 0, ordinals, values);
  if (!status && status.error().code != base::ErrorCode::kConflict) return status;
  for (const auto& [ordinal, observation] : area.observations) {
    if (status)
      sink_.row_kept();
    else
      sink_.row_refused({observation.line, 0, status.error().message});
  }
  return {};
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
  static const FhfaMetro format;
  return format;
}

}  // namespace housing::sources
