// BLS's Local Area Unemployment Statistics, yearly averages of counties (laucnty19.xlsx): a title, a header split over
// lines, rows, and at the end the source and the day it was made, which is the release.
//
// Every row proves itself: its code spells its state and county, employed and unemployed make the labour force, and
// the rate is their quotient. So a copy that somebody cut the title from, whose header is then its last line alone
// ("Code, Code, Code, Name, Year, Labor_Force, …"), can be read without doubt about any column; what does not prove
// itself is refused.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/census_place.hpp"
#include "sources/decimal.hpp"
#include "sources/line_figures.hpp"
#include "sources/sheet_table.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

enum Column : std::size_t { kCode, kState, kCounty, kName, kYear, kNothing, kForce, kEmployed, kUnemployed, kRate };
constexpr std::size_t kColumns = 10;
using Words = std::array<std::string_view, kColumns>;
constexpr Words kWhole = {
    "laus code",   "state fips code", "county fips code", "county name/state abbreviation", "year", "",
    "labor force", "employed",        "unemployed",       "unemployment rate (%)"};
constexpr Words kCut = {"code", "code", "code", "name", "year", "", "labor_force", "employed", "unemployed", "(%)"};
constexpr std::string_view kMissing = "N.A.";

enum Metric : std::size_t { kRateMetric, kForceMetric, kEmployedMetric, kUnemployedMetric };
constexpr std::array<std::string_view, 4> kMetrics = {"unemployment_rate", "labor_force", "employed", "unemployed"};
constexpr std::array<Column, 4> kMetricColumns = {kRate, kForce, kEmployed, kUnemployed};

struct Row {
  std::uint32_t number;
  std::array<std::string, kColumns> fields;
};

class LausSheet final : public SheetTable {
 public:
  explicit LausSheet(const SheetContext& context) : resolver_(context.file.resolver), sink_(context.sink) {}

  base::Result<bool> take_top(std::uint32_t number, std::span<const SheetCell> cells) override;
  base::Status take_row(std::uint32_t number, std::span<const SheetCell> cells) override;
  base::Status finish() override;

 private:
  base::Status write(const Row& row);
  std::optional<std::string> doubt(const Row& row) const;

  const places::Resolver& resolver_;
  Sink& sink_;
  std::array<std::string, kColumns> header_;  // the lines so far, one below the other
  std::vector<Row> rows_;                     // kept until the release is known, which stands below them
  std::optional<model::Date> stamp_;
  Table table_;
  std::optional<LineFigures> figures_;
};

// "Unemploy-" above "ment Rate" is one word.
void put_below(std::string& header, std::string_view word) {
  if (word.empty()) return;
  if (header.ends_with('-'))
    header.pop_back();
  else if (!header.empty())
    header += ' ';
  header += base::lower(word);
}

base::Result<bool> LausSheet::take_top(std::uint32_t /*number*/, std::span<const SheetCell> cells) {
  std::array<std::string_view, kColumns> fields;
  const bool fits = spread(cells, fields);
  const bool is_title = !fields[0].empty() && cells.size() == 1;
  if (!fits || is_title) {
    header_ = {};
    return false;
  }
  for (std::size_t i = 0; i < kColumns; ++i) put_below(header_[i], fields[i]);
  return std::ranges::equal(header_, kWhole) || std::ranges::equal(header_, kCut);
}

base::Status LausSheet::take_row(std::uint32_t number, std::span<const SheetCell> cells) {
  std::array<std::string_view, kColumns> fields;
  const bool fits = spread(cells, fields);
  const bool alone = fits && std::ranges::all_of(std::span(fields).subspan(1), &std::string_view::empty);
  if (alone && (fields[0].empty() || fields[0].starts_with("SOURCE:"))) return {};
  if (const auto date = alone ? date_in_words(fields[0]) : std::nullopt) {
    stamp_ = date;
    return {};
  }
  Row row{number, {}};
  for (std::size_t i = 0; i < kColumns; ++i) row.fields[i] = fits ? std::string(fields[i]) : std::string();
  rows_.push_back(std::move(row));
  return {};
}

base::Status LausSheet::finish() {
  table_ = {"bls/laus/county-year", "bls", {}, stamp_};
  for (const std::string_view id : kMetrics) {
    table_.metrics.push_back(model::find_metric(id));
    HT_ASSERT(table_.metrics.back() != nullptr);
  }
  figures_.emplace(table_, sink_);
  HT_CHECK_OK(sink_.begin(table_));
  for (const Row& row : rows_) HT_CHECK_OK(write(row));
  return {};
}

// What in the row does not fit together.
std::optional<std::string> LausSheet::doubt(const Row& row) const {
  const auto& fields = row.fields;
  const std::string code = "CN" + fields[kState] + fields[kCounty] + "00000000";
  if (fields[kCode] != code)
    return "code " + in_quotes(fields[kCode]) + " is not that of a county with the FIPS codes " +
           in_quotes(fields[kState]) + " and " + in_quotes(fields[kCounty]);
  std::array<model::Cell, 3> people{};
  for (std::size_t i = 0; i < people.size(); ++i) {
    const ParsedCell parsed = parse_cell(fields[kForce + i], 0);
    if (parsed.status != CellStatus::kOk) return std::nullopt;  // reported, or a gap, by itself
    people[i] = parsed.cell;
  }
  const auto [force, employed, unemployed] = people;
  if (std::int64_t{employed} + unemployed != force)
    return "employed and unemployed do not make the labour force: " + fields[kEmployed] + " and " +
           fields[kUnemployed] + ", but " + fields[kForce];
  const ParsedCell rate = parse_cell(fields[kRate], 1);
  if (rate.status != CellStatus::kOk || force == 0) return std::nullopt;
  const std::int64_t tenths_by_force = std::int64_t{1000} * unemployed;  // of a percent
  if (std::abs(tenths_by_force - std::int64_t{rate.cell} * force) > force)
    return "the rate " + in_quotes(fields[kRate]) + " is not " + fields[kUnemployed] + " of " + fields[kForce];
  return std::nullopt;
}

base::Status LausSheet::write(const Row& row) {
  const auto refuse = [&](std::size_t column, std::string reason) -> base::Status {
    sink_.row_refused({row.number, column, std::move(reason)});
    return {};
  };
  const auto year = model::Period::parse(model::Frequency::kYear, row.fields[kYear]);
  if (!year) return refuse(kYear + 1, in_quotes(row.fields[kYear]) + " is no year");
  if (auto reason = doubt(row)) return refuse(0, std::move(*reason));
  if (auto trouble = name_trouble(row.fields[kName])) return refuse(kName + 1, std::move(*trouble));
  const auto place = census_county(row.fields[kState] + row.fields[kCounty], row.fields[kName], resolver_);
  if (!place) return refuse(kState + 1, "FIPS codes of a county have two and three digits");
  figures_->begin(row.number);
  for (std::size_t metric = 0; metric < kMetrics.size(); ++metric) {
    const Column column = kMetricColumns[metric];
    const std::string_view text = row.fields[column];
    figures_->read(metric, year->ordinal, text == kMissing ? "" : text, static_cast<std::uint32_t>(column + 1));
  }
  return figures_->write(*place);
}

}  // namespace

std::unique_ptr<SheetTable> laus_sheet(const SheetContext& context) { return std::make_unique<LausSheet>(context); }

}  // namespace housing::sources
