// Redfin's market tracker: a row a place, period, kind of homes and adjustment, in no order, some forty numbers in it.
// Of those the levels are taken; changes (_mom, _yoy) follow from them. Files of ZIP codes have 10 GB: rows are put
// aside as they come, see long_rows.hpp.
//
// What a number means is in its row: property_type_id, is_seasonally_adjusted and period_duration choose the metric.
// Combinations the catalogue does not have and places that are not imported (neighbourhoods) are counted and told of.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/fhfa_rows.hpp"
#include "sources/formats.hpp"
#include "sources/left_out.hpp"
#include "sources/long_places.hpp"
#include "sources/long_rows.hpp"
#include "sources/record_fields.hpp"
#include "sources/redfin_row.hpp"
#include "sources/table_columns.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kMissing = "NA";
constexpr std::size_t kMaxTableIdDigits = 12;

enum Column : std::size_t {
  kBegin,
  kEnd,
  kDuration,
  kRegionType,
  kTableId,
  kAdjusted,
  kRegion,
  kStateCode,
  kHomes,
  kMetroCode,
  kUpdated,
  kFirstMeasure
};

struct Measure {
  std::string_view column;
  std::string_view metric;
  bool is_default;  // of its name
};
constexpr auto kMeasures = std::to_array<Measure>({
    {"median_sale_price", "sale_price", true},
    {"median_list_price", "list_price", false},
    {"median_ppsf", "ppsf", true},
    {"median_list_ppsf", "list_ppsf", false},
    {"homes_sold", "homes_sold", true},
    {"pending_sales", "pending_sales", true},
    {"new_listings", "new_listings", false},
    {"inventory", "inventory", false},
    {"months_of_supply", "months_of_supply", true},
    {"median_dom", "days_on_market", false},
    {"avg_sale_to_list", "sale_to_list", true},
    {"sold_above_list", "sold_above_list", true},
    {"price_drops", "price_drops", true},
    {"off_market_in_two_weeks", "off_market_in_two_weeks", true},
});

constexpr auto kColumns = [] {
  std::array<WantedColumn, kFirstMeasure + kMeasures.size()> columns = {{{"period_begin"},
                                                                         {"period_end"},
                                                                         {"period_duration"},
                                                                         {"region_type"},
                                                                         {"table_id"},
                                                                         {"is_seasonally_adjusted"},
                                                                         {"region"},
                                                                         {"state_code"},
                                                                         {"property_type_id"},
                                                                         {"parent_metro_region_metro_code"},
                                                                         {"last_updated"}}};
  for (std::size_t i = 0; i < kMeasures.size(); ++i) columns[kFirstMeasure + i] = {kMeasures[i].column};
  return columns;
}();

// The editions of a metric, and with the kinds of homes the variants of a row.
constexpr std::array<std::string_view, 4> kEditions = {"", "sa", "3month", "week"};
constexpr std::size_t kVariants = kRedfinHomes.size() * kEditions.size();

std::optional<std::size_t> edition_of(model::Frequency frequency, bool adjusted) {
  switch (frequency) {
    case model::Frequency::kMonth: return adjusted ? 1 : 0;
    case model::Frequency::kRolling3Month: return adjusted ? std::nullopt : std::optional<std::size_t>(2);
    default: return adjusted ? std::nullopt : std::optional<std::size_t>(3);
  }
}

const model::MetricInfo& metric_of(const Measure& measure, std::size_t variant) {
  const std::string_view homes = kRedfinHomes[variant / kEditions.size()];
  const std::string_view edition = kEditions[variant % kEditions.size()];
  std::string id(measure.metric);
  if (!homes.empty() || !edition.empty()) id += ".";
  id += homes;
  if (!homes.empty() && !edition.empty()) id += "-";
  id += edition;
  if (!measure.is_default || !homes.empty() || !edition.empty()) id += "@redfin";
  const model::MetricInfo* const metric = model::find_metric(id);
  HT_ASSERT(metric != nullptr);
  return *metric;
}

class TrackerParser {
 public:
  TrackerParser(base::ByteSource& bytes, const Context& context, Sink& sink)
      : reader_(bytes, '\t'),
        resolver_(context.resolver),
        sink_(sink),
        rows_(kVariants, kMeasures.size(), context.scratch) {
    for (const Measure& measure : kMeasures) numbers_.emplace_back(metric_of(measure, 0));
  }

  base::Status parse();

 private:
  base::Status read_header();
  base::Status take_row();
  base::Result<std::optional<std::uint32_t>> place_of_row(RedfinRegion type);
  bool note_stamp(std::string_view text);
  std::optional<RedfinRegion> region_of_row();
  base::Status finish();
  std::string_view field(Column column) const { return fields_[columns_[column]]; }
  void refuse(std::optional<Column> column, std::string reason) {  // the row; the file goes on
    sink_.row_refused({reader_.line(), column ? columns_[*column] + 1 : 0, std::move(reason)});
  }

  CsvReader reader_;
  const places::Resolver& resolver_;
  std::optional<CountyNames> counties_;  // made when the first county comes
  Sink& sink_;
  LongRows rows_;
  LongPlaces places_;
  LeftOut left_out_;
  std::vector<NumberReader> numbers_;  // by measure; all variants have the same decimals
  std::vector<std::size_t> columns_;
  std::size_t width_ = 0;
  RecordFields fields_;
  std::array<model::Cell, kMeasures.size()> cells_;
  std::set<RedfinRegion> regions_;
  std::string last_region_type_;
  std::optional<RedfinRegion> last_region_;
  std::string last_updated_;
  std::optional<model::Date> stamp_;
};

base::Status TrackerParser::parse() {
  HT_CHECK_OK(read_header());
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(fields_.read(reader_));
    HT_CHECK_OK(take_row());
  }
  return finish();
}

base::Status TrackerParser::read_header() {
  std::vector<std::string_view> names;
  HT_CHECK_OK(read_names(reader_, names));
  HT_TRY(columns_, find_columns(names, kColumns));
  width_ = names.size();
  return {};
}

base::Status TrackerParser::take_row() {
  if (!reader_.flaw().empty()) return refuse(std::nullopt, std::string(reader_.flaw())), base::Status();
  if (fields_.size() != width_)
    return refuse(std::nullopt,
                  "the row has " + std::to_string(fields_.size()) + " fields, the header " + std::to_string(width_)),
           base::Status();
  const auto type = region_of_row();
  if (!type) return {};
  const auto period = redfin_period(field(kBegin), field(kEnd), field(kDuration));
  if (!period) return refuse(kBegin, period.error().message), base::Status();
  const auto homes = redfin_homes(field(kHomes));
  const auto adjusted = redfin_flag(field(kAdjusted));
  if (!adjusted) return refuse(kAdjusted, in_quotes(field(kAdjusted)) + " is neither true nor false"), base::Status();
  const auto edition = edition_of(period->frequency, *adjusted);
  if (!homes || !edition) {
    left_out_.add(!homes ? "property_type_id " + in_quotes(field(kHomes))
                         : "seasonally adjusted figures of " + std::string(to_string(period->frequency)) + " periods",
                  reader_.line(), columns_[homes ? kAdjusted : kHomes] + 1, sink_);
    return {};
  }
  if (!note_stamp(field(kUpdated)))
    return refuse(kUpdated, in_quotes(field(kUpdated)) + " does not begin with a date"), base::Status();
  HT_TRY(const auto place, place_of_row(*type));
  if (!place) return {};
  for (std::size_t i = 0; i < kMeasures.size(); ++i) {
    const std::size_t column = columns_[kFirstMeasure + i];
    const CellStatus status = fields_.cell(column, numbers_[i], kMissing, cells_[i]);
    if (status > CellStatus::kEmpty)
      sink_.cell_refused({reader_.line(), column + 1, refusal_of(status, fields_[column])});
  }
  const auto variant = static_cast<std::uint32_t>(*homes * kEditions.size() + *edition);
  return rows_.add(*place, variant, period->ordinal, reader_.line(), cells_);
}

// Nothing for a row that is left out.
std::optional<RedfinRegion> TrackerParser::region_of_row() {
  const std::string_view text = field(kRegionType);
  if (text != last_region_type_ || last_region_type_.empty()) {
    last_region_type_ = text;
    last_region_ = redfin_region(text);
    if (last_region_) regions_.insert(*last_region_);
  }
  if (!last_region_) left_out_.add("region_type " + in_quotes(text), reader_.line(), columns_[kRegionType] + 1, sink_);
  return last_region_;
}

// The place's number; nothing for a row that is refused.
base::Result<std::optional<std::uint32_t>> TrackerParser::place_of_row(RedfinRegion type) {
  const std::string_view code = field(kTableId);
  const std::string_view region = field(kRegion);
  if (code.empty() || code.size() > kMaxTableIdDigits || !is_digits(code, code.size())) {
    refuse(kTableId, "table_id " + in_quotes(code) + " is no number");
    return std::nullopt;
  }
  const auto metro_code = base::equal_ignoring_case(field(kMetroCode), kMissing) ? "" : field(kMetroCode);
  if (type == RedfinRegion::kCounty && !counties_) counties_.emplace(resolver_.gazetteer());
  const auto found = places_.find(code, region, reader_.line(), [&] {
    return redfin_place({type, code, region, field(kStateCode), metro_code}, resolver_,
                        counties_ ? &*counties_ : nullptr);
  });
  if (!found && found.error().code != base::ErrorCode::kInvalidInput) return std::unexpected(found.error());
  if (!found) {
    refuse(kRegion, found.error().message);
    return std::nullopt;
  }
  if (found->text != region) {
    refuse(kRegion, "table_id " + std::string(code) + " is " + in_quotes(base::trim(region)) + " here and " +
                        in_quotes(base::trim(found->text)) + " on line " + std::to_string(found->first_line));
    return std::nullopt;
  }
  return found->number;
}

// "2024-03-10 14:28:59". The file is as new as its newest row.
bool TrackerParser::note_stamp(std::string_view text) {
  if (text == last_updated_ && !text.empty()) return true;
  constexpr std::size_t kDateLength = 10;
  const auto date = model::Date::parse(text.substr(0, kDateLength));
  if (!date) return false;
  last_updated_ = text;
  if (!stamp_ || *stamp_ < *date) stamp_ = date;
  return true;
}

base::Status TrackerParser::finish() {
  Table table{regions_.size() == 1 ? std::string(redfin_dataset(*regions_.begin())) : "redfin/market/mixed",
              "redfin",
              {},
              stamp_};
  std::vector<std::vector<LongMetric>> metrics(kVariants);
  for (std::uint32_t variant = 0; variant < kVariants; ++variant) {
    if (!rows_.has(variant)) continue;
    for (std::size_t i = 0; i < kMeasures.size(); ++i) {
      metrics[variant].push_back(
          {i, table.metrics.size(), static_cast<std::uint32_t>(columns_[kFirstMeasure + i] + 1)});
      table.metrics.push_back(&metric_of(kMeasures[i], variant));
    }
  }
  places_.part_namesakes("redfin");
  HT_CHECK_OK(sink_.begin(table));
  HT_CHECK_OK(rows_.write(table, places_.places(), metrics, sink_));
  left_out_.tell(sink_);
  return {};
}

class Redfin final : public Format {
 public:
  std::string_view name() const override {
    return "Redfin market tracker TSV (period_begin, period_end, period_duration, region_type, …)";
  }
  std::string_view source() const override { return "redfin"; }

  // A few of its names are enough: what else must be there is the parser's to say.
  bool recognises(std::string_view head) const override {
    const auto header = first_record(head, '\t');
    return header && has_column(*header, "period_begin") && has_column(*header, "region_type") &&
           has_column(*header, "property_type_id");
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    return TrackerParser(bytes, context, sink).parse();
  }
};

}  // namespace

const Format& redfin_format() {
  static const Redfin kFormat;
  return kFormat;
}

}  // namespace housing::sources
