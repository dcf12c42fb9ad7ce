// FHFA's master file (hpi_master.csv): all its quarterly and monthly indexes in one long table. A row's index is named
// by hpi_type, hpi_flavor and frequency, its place by level and place_id; each row has the index with and without
// seasonal adjustment, where there is one.
#include <algorithm>
#include <array>
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
#include "sources/table_columns.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

enum Column : std::size_t { kType, kFlavor, kFrequency, kLevel, kName, kPlace, kYear, kPeriod, kPlain, kAdjusted };
constexpr std::array<WantedColumn, 10> kColumns = {{{"hpi_type"},
                                                    {"hpi_flavor"},
                                                    {"frequency"},
                                                    {"level"},
                                                    {"place_name"},
                                                    {"place_id"},
                                                    {"yr"},
                                                    {"period"},
                                                    {"index_nsa"},
                                                    {"index_sa"}}};

struct Index {
  std::string_view type;
  std::string_view flavor;
  std::string_view frequency;
  std::array<std::string_view, 2> metrics;  // without and with seasonal adjustment
};
constexpr auto kIndexes = std::to_array<Index>({
    {"traditional", "all-transactions", "quarterly", {"hpi", "hpi.sa@fhfa"}},
    {"traditional", "purchase-only", "quarterly", {"hpi.purchase@fhfa", "hpi.purchase-sa@fhfa"}},
    {"traditional", "purchase-only", "monthly", {"hpi.purchase-month@fhfa", "hpi.purchase-month-sa@fhfa"}},
    {"traditional", "expanded-data", "quarterly", {"hpi.expanded@fhfa", "hpi.expanded-sa@fhfa"}},
    {"non-metro", "all-transactions", "quarterly", {"hpi", "hpi.sa@fhfa"}},
    {"non-metro", "purchase-only", "quarterly", {"hpi.purchase@fhfa", "hpi.purchase-sa@fhfa"}},
    {"non-metro", "expanded-data", "quarterly", {"hpi.expanded@fhfa", "hpi.expanded-sa@fhfa"}},
    {"distress-free", "purchase-only", "quarterly", {"hpi.distress-free@fhfa", "hpi.distress-free-sa@fhfa"}},
    {"developmental", "all-transactions", "quarterly", {"hpi.developmental@fhfa", "hpi.developmental-sa@fhfa"}},
    {"developmental",
     "purchase-only",
     "quarterly",
     {"hpi.developmental-purchase@fhfa", "hpi.developmental-purchase-sa@fhfa"}},
});

class MasterParser {
 public:
  MasterParser(base::ByteSource& bytes, const Context& context, Sink& sink)
      : reader_(bytes, ','),
        resolver_(context.resolver),
        sink_(sink),
        rows_(kIndexes.size(), 2, context.scratch),
        number_(*model::find_metric("hpi")) {}

  base::Status parse();

 private:
  base::Status read_header();
  base::Status take_row();
  const Index* index_of_row();
  std::optional<model::Period> period_of_row() const;
  base::Result<Place> make_place(bool is_nonmetro) const;
  base::Result<std::optional<std::uint32_t>> place_of_row(bool is_nonmetro);
  base::Status finish();
  std::string_view field(Column column) const { return fields_[columns_[column]]; }
  base::Status refuse(std::optional<Column> column, std::string reason) {  // the row; the file goes on
    sink_.row_refused({reader_.line(), column ? columns_[*column] + 1 : 0, std::move(reason)});
    return {};
  }

  CsvReader reader_;
  const places::Resolver& resolver_;
  Sink& sink_;
  LongRows rows_;
  LongPlaces places_;
  LeftOut left_out_;
  NumberReader number_;  // all indexes have the same decimals
  std::vector<std::size_t> columns_;
  std::size_t width_ = 0;
  RecordFields fields_;
  std::array<std::array<bool, 2>, kIndexes.size()> has_values_{};  // by index, without and with adjustment
};

base::Status MasterParser::parse() {
  HT_CHECK_OK(read_header());
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(fields_.read(reader_));
    HT_CHECK_OK(take_row());
  }
  return finish();
}

base::Status MasterParser::read_header() {
  std::vector<std::string_view> names;
  HT_CHECK_OK(read_names(reader_, names));
  HT_TRY(columns_, find_columns(names, kColumns));
  width_ = names.size();
  return {};
}

base::Status MasterParser::take_row() {
  if (!reader_.flaw().empty()) return refuse(std::nullopt, std::string(reader_.flaw()));
  if (fields_.size() != width_)
    return refuse(std::nullopt,
                  "the row has " + std::to_string(fields_.size()) + " fields, the header " + std::to_string(width_));
  const Index* const index = index_of_row();
  if (index == nullptr) {
    left_out_.add(
        "the index " + in_quotes(field(kType)) + ", " + in_quotes(field(kFlavor)) + ", " + in_quotes(field(kFrequency)),
        reader_.line(), columns_[kType] + 1, sink_);
    return {};
  }
  const auto period = period_of_row();
  if (!period)
    return refuse(kYear, "year " + in_quotes(field(kYear)) + " and period " + in_quotes(field(kPeriod)) + " are no " +
                             (index->frequency == "monthly" ? "month" : "quarter"));
  HT_TRY(const auto place, place_of_row(index->type == "non-metro"));
  if (!place) return {};
  const auto variant = static_cast<std::size_t>(index - kIndexes.data());
  std::array<model::Cell, 2> cells = {model::kGap, model::kGap};
  for (const Column column : {kPlain, kAdjusted}) {
    if (is_fhfa_missing(field(column))) continue;
    const CellStatus status = fields_.cell(columns_[column], number_, "NA", cells[column - kPlain]);
    if (status > CellStatus::kEmpty)
      sink_.cell_refused({reader_.line(), columns_[column] + 1, refusal_of(status, field(column))});
    has_values_[variant][column - kPlain] |= status == CellStatus::kOk;
  }
  return rows_.add(*place, static_cast<std::uint32_t>(variant), period->ordinal, reader_.line(), cells);
}

const Index* MasterParser::index_of_row() {
  const auto found = std::ranges::find_if(kIndexes, [&](const Index& index) {
    return base::equal_ignoring_case(field(kType), index.type) &&
           base::equal_ignoring_case(field(kFlavor), index.flavor) &&
           base::equal_ignoring_case(field(kFrequency), index.frequency);
  });
  return found == kIndexes.end() ? nullptr : &*found;
}

std::optional<model::Period> MasterParser::period_of_row() const {
  if (!base::equal_ignoring_case(field(kFrequency), "monthly")) return read_fhfa_quarter(field(kYear), field(kPeriod));
  const std::string month(field(kPeriod));
  return model::Period::parse(model::Frequency::kMonth,
                              std::string(field(kYear)) + "-" + (month.size() == 1 ? "0" : "") + month);
}

base::Result<Place> MasterParser::make_place(bool is_nonmetro) const {
  const std::string_view code = field(kPlace);
  const std::string_view name = base::trim(field(kName));
  if (auto trouble = name_trouble(name)) return base::fail(base::ErrorCode::kInvalidInput, std::move(*trouble));
  if (is_digits(code, 5) && !is_nonmetro) return fhfa_area_place(code, field(kName), resolver_);
  std::optional<model::RegionId> id = resolver_.state_by_postal(code);
  if (is_nonmetro)
    id = id ? model::RegionId::parse("nonmetro-" + std::string(id->code())) : std::nullopt;
  else if (code == "USA")
    id = model::RegionId::us();
  else if (code.starts_with("DV_"))
    id = resolver_.division(code);
  if (!id)
    return base::fail(base::ErrorCode::kInvalidInput,
                      "place_id " + in_quotes(code) + " is none of the nation, a division, a state or a metro");
  return Place{.id = *id, .publisher_id = std::string(code), .name = std::string(name)};
}

// The place's number; nothing for a row that is refused.
base::Result<std::optional<std::uint32_t>> MasterParser::place_of_row(bool is_nonmetro) {
  const std::string_view name = field(kName);
  const std::string key = (is_nonmetro ? "rest of " : "") + std::string(field(kPlace));
  const auto found = places_.find(key, name, reader_.line(), [&] { return make_place(is_nonmetro); });
  if (!found && found.error().code != base::ErrorCode::kInvalidInput) return std::unexpected(found.error());
  if (!found) {
    HT_CHECK_OK(refuse(kPlace, found.error().message));
    return std::nullopt;
  }
  if (found->text != name) {
    HT_CHECK_OK(refuse(kName, "place_id " + std::string(field(kPlace)) + " is named " + in_quotes(name) + " here and " +
                                  in_quotes(found->text) + " on line " + std::to_string(found->first_line)));
    return std::nullopt;
  }
  return found->number;
}

base::Status MasterParser::finish() {
  Table table{"fhfa/hpi-master", "fhfa", {}, std::nullopt};
  std::vector<std::vector<LongMetric>> metrics(kIndexes.size());
  for (std::uint32_t i = 0; i < kIndexes.size(); ++i) {
    if (!rows_.has(i)) continue;
    for (std::size_t cell = 0; cell < 2; ++cell) {
      if (cell == 1 && !has_values_[i][cell]) continue;  // most have none adjusted
      const model::MetricInfo* const metric = model::find_metric(kIndexes[i].metrics[cell]);
      HT_ASSERT(metric != nullptr);
      const auto known = std::ranges::find(table.metrics, metric);
      const auto number = static_cast<std::size_t>(known - table.metrics.begin());
      if (known == table.metrics.end()) table.metrics.push_back(metric);
      metrics[i].push_back({cell, number, static_cast<std::uint32_t>(columns_[kPlain + cell] + 1)});
    }
  }
  places_.part_namesakes("fhfa");
  HT_CHECK_OK(sink_.begin(table));
  HT_CHECK_OK(rows_.write(table, places_.places(), metrics, sink_));
  left_out_.tell(sink_);
  return {};
}

class FhfaMaster final : public Format {
 public:
  std::string_view name() const override { return "FHFA master file (hpi_type, hpi_flavor, frequency, level, …)"; }
  std::string_view source() const override { return "fhfa"; }

  bool recognises(std::string_view head) const override {
    const auto header = first_record(head, ',');
    return header && has_column(*header, "hpi_type") && has_column(*header, "hpi_flavor");
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    return MasterParser(bytes, context, sink).parse();
  }
};

}  // namespace

const Format& fhfa_master_format() {
  static const FhfaMaster kFormat;
  return kFormat;
}

}  // namespace housing::sources
