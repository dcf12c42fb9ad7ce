// Realtor.com's monthly inventory (RDC_Inventory_Core_Metrics_….csv): a row a place and month, in no order; one month
// or, as _History, all since 2016. Of its columns the levels are taken; changes (_mm, _yy) follow from them.
//
// quality_flag is not imported: it warns of year-over-year columns alone, and levels are not in doubt. The last line is
// a note about it and no row.
#include <array>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/fhfa_rows.hpp"
#include "sources/formats.hpp"
#include "sources/long_places.hpp"
#include "sources/long_rows.hpp"
#include "sources/realtor_place.hpp"
#include "sources/record_fields.hpp"
#include "sources/table_columns.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kMonthColumn = "month_date_yyyymm";
constexpr std::string_view kNote = "quality_flag";

struct Measure {
  std::string_view column;
  std::string_view metric;
  bool required;  // the shares came in 2025
};
constexpr auto kMeasures = std::to_array<Measure>({
    {"median_listing_price", "list_price", true},
    {"active_listing_count", "inventory", true},
    {"median_days_on_market", "days_on_market", true},
    {"new_listing_count", "new_listings", true},
    {"price_increased_count", "price_increased", true},
    {"price_increased_share", "price_increased_share", false},
    {"price_reduced_count", "price_reduced", true},
    {"price_reduced_share", "price_reduced_share", false},
    {"pending_listing_count", "pending_listings", true},
    {"median_listing_price_per_square_foot", "list_ppsf", true},
    {"median_square_feet", "list_square_feet", true},
    {"average_listing_price", "list_price.average@realtor", true},
    {"total_listing_count", "total_listings", true},
    {"pending_ratio", "pending_ratio", true},
});

std::optional<model::Period> read_month(std::string_view text) {
  if (!is_digits(text, 6)) return std::nullopt;
  return model::Period::parse(model::Frequency::kMonth,
                              std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4)));
}

class InventoryParser {
 public:
  InventoryParser(base::ByteSource& bytes, const Context& context, Sink& sink)
      : reader_(bytes, ','), resolver_(context.resolver), sink_(sink), rows_(1, kMeasures.size(), context.scratch) {}

  base::Status parse();

 private:
  base::Status read_header();
  base::Status take_row();
  base::Result<std::optional<std::uint32_t>> place_of_row();
  base::Status finish();
  base::Status refuse(std::size_t column, std::string reason) {  // the row; the file goes on
    sink_.row_refused({reader_.line(), column, std::move(reason)});
    return {};
  }

  CsvReader reader_;
  const places::Resolver& resolver_;
  Sink& sink_;
  LongRows rows_;
  LongPlaces places_;
  RecordFields fields_;
  const RealtorLayout* layout_ = nullptr;
  std::size_t width_ = 0;
  std::size_t month_ = 0;  // columns
  std::size_t code_ = 0;
  std::size_t name_ = 0;
  Table table_;
  std::vector<LongMetric> metrics_;  // those the file has; column from 1
  std::vector<NumberReader> numbers_;
  std::array<model::Cell, kMeasures.size()> cells_;
};

base::Status InventoryParser::parse() {
  HT_CHECK_OK(read_header());
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(fields_.read(reader_));
    HT_CHECK_OK(take_row());
  }
  return finish();
}

base::Status InventoryParser::read_header() {
  std::vector<std::string_view> names;
  HT_CHECK_OK(read_names(reader_, names));
  layout_ = realtor_layout(names);
  if (layout_ == nullptr)
    return base::fail(base::ErrorCode::kInvalidInput,
                      "line 1: none of the columns names a place (postal_code, county_fips, cbsa_code, state_id, "
                      "country): the publisher has changed the table, or it was edited. Download the original");
  std::vector<WantedColumn> wanted = {{kMonthColumn}, {layout_->code}};
  if (layout_->name != layout_->code) wanted.push_back({layout_->name});
  const std::size_t first = wanted.size();
  for (const Measure& measure : kMeasures) wanted.push_back({measure.column, measure.required});
  HT_TRY(const auto columns, find_columns(names, wanted));
  width_ = names.size();
  month_ = columns[0];
  code_ = columns[1];
  name_ = columns[first - 1];
  table_ = {std::string(layout_->dataset), "realtor", {}, std::nullopt};
  for (std::size_t i = 0; i < kMeasures.size(); ++i) {
    const std::size_t column = columns[first + i];
    if (column == kNoColumn) continue;
    const model::MetricInfo* const metric = model::find_metric(kMeasures[i].metric);
    HT_ASSERT(metric != nullptr && metric->source == "realtor");
    metrics_.push_back({metrics_.size(), table_.metrics.size(), static_cast<std::uint32_t>(column + 1)});
    numbers_.emplace_back(*metric);
    table_.metrics.push_back(metric);
  }
  return {};
}

base::Status InventoryParser::take_row() {
  if (fields_[0].starts_with(kNote)) return {};
  if (!reader_.flaw().empty()) return refuse(0, std::string(reader_.flaw()));
  if (fields_.size() != width_)
    return refuse(0, "the row has " + std::to_string(fields_.size()) + " fields, the header " + std::to_string(width_));
  const auto month = read_month(fields_[month_]);
  if (!month) return refuse(month_ + 1, in_quotes(fields_[month_]) + " is no month of the form YYYYMM");
  HT_TRY(const auto place, place_of_row());
  if (!place) return {};
  cells_.fill(model::kGap);
  for (const LongMetric& metric : metrics_) {
    const std::size_t column = metric.column - 1;
    const CellStatus status = fields_.cell(column, numbers_[metric.cell], {}, cells_[metric.cell]);
    if (status > CellStatus::kEmpty)
      sink_.cell_refused({reader_.line(), metric.column, refusal_of(status, fields_[column])});
  }
  return rows_.add(*place, 0, month->ordinal, reader_.line(), cells_);
}

// The place's number; nothing for a row that is refused.
base::Result<std::optional<std::uint32_t>> InventoryParser::place_of_row() {
  const std::string_view code = base::trim(fields_[code_]);
  const std::string_view name = base::trim(fields_[name_]);
  const auto found =
      places_.find(code, name, reader_.line(), [&] { return realtor_place(layout_->level, code, name, resolver_); });
  if (found) return found->number;
  if (found.error().code != base::ErrorCode::kInvalidInput) return std::unexpected(found.error());
  HT_CHECK_OK(refuse(code_ + 1, found.error().message));
  return std::nullopt;
}

base::Status InventoryParser::finish() {
  places_.part_namesakes("realtor");
  HT_CHECK_OK(sink_.begin(table_));
  const std::vector<std::vector<LongMetric>> metrics = {metrics_};
  return rows_.write(table_, places_.places(), metrics, sink_);
}

class Realtor final : public Format {
 public:
  std::string_view name() const override { return "Realtor.com inventory CSV (month_date_yyyymm, …)"; }
  std::string_view source() const override { return "realtor"; }

  bool recognises(std::string_view head) const override {
    const auto header = first_record(head, ',');
    return header && has_column(*header, kMonthColumn);
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    return InventoryParser(bytes, context, sink).parse();
  }
};

}  // namespace

const Format& realtor_format() {
  static const Realtor kFormat;
  return kFormat;
}

}  // namespace housing::sources
