// The Census Bureau's population estimates of states and counties (co-est2024-alldata.csv, Latin-1). The columns say
// the years; the last is the vintage, and each vintage revises the years before it.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/census_place.hpp"
#include "sources/csv.hpp"
#include "sources/formats.hpp"
#include "sources/latin1.hpp"
#include "sources/left_out.hpp"
#include "sources/line_figures.hpp"
#include "sources/table_columns.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

// The years' columns of one metric: the name, then a year.
struct Family {
  std::string_view prefix;
  std::string_view metric;
  bool first_year_is_part;  // the census was in April: the first "year" of movements is a quarter of one
};

constexpr auto kFamilies = std::to_array<Family>({{"POPESTIMATE", "population", false},
                                                  {"DOMESTICMIG", "domestic_migration", true},
                                                  {"INTERNATIONALMIG", "international_migration", true}});

struct YearColumn {
  std::size_t metric;
  std::int32_t year;
  std::size_t at;
};

std::optional<std::int32_t> year_behind(std::string_view name, std::string_view prefix) {
  if (!base::equal_ignoring_case(name.substr(0, prefix.size()), prefix)) return std::nullopt;
  const auto year = model::Period::parse(model::Frequency::kYear, name.substr(prefix.size()));
  if (!year) return std::nullopt;
  return year->ordinal;
}

class EstimateParser {
 public:
  EstimateParser(base::ByteSource& bytes, const Context& context, Sink& sink)
      : reader_(bytes, ','), context_(context), sink_(sink) {}

  base::Status parse();

 private:
  base::Status read_header();
  base::Status find_years();
  base::Status take_row();
  base::Status refuse(std::size_t column, std::string reason) {  // the row; the file goes on
    sink_.row_refused({reader_.line(), column, std::move(reason)});
    return {};
  }

  enum Fixed : std::size_t { kLevel, kState, kCounty, kStateName, kCountyName };
  CsvReader reader_;
  const Context& context_;
  Sink& sink_;
  std::vector<std::string_view> fields_;
  std::size_t columns_ = 0;
  std::vector<std::size_t> fixed_;
  std::vector<YearColumn> years_;  // by metric, then year
  Table table_;
  std::optional<LineFigures> figures_;
  LeftOut left_out_;
};

base::Status EstimateParser::parse() {
  HT_CHECK_OK(read_header());
  figures_.emplace(table_, sink_);
  HT_CHECK_OK(sink_.begin(table_));
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(reader_.split(fields_));
    HT_CHECK_OK(take_row());
  }
  left_out_.tell(sink_);
  return {};
}

base::Status EstimateParser::read_header() {
  HT_CHECK_OK(read_names(reader_, fields_));
  columns_ = fields_.size();
  HT_TRY(fixed_,
         find_columns(fields_, std::vector<WantedColumn>{{"SUMLEV"}, {"STATE"}, {"COUNTY"}, {"STNAME"}, {"CTYNAME"}}));
  table_.dataset = "census/popest/county";
  table_.source = "census";
  return find_years();
}

base::Status EstimateParser::find_years() {
  for (const Family& family : kFamilies) {
    std::vector<YearColumn> columns;
    for (std::size_t at = 0; at < fields_.size(); ++at)
      if (const auto year = year_behind(base::trim(fields_[at]), family.prefix))
        columns.push_back({table_.metrics.size(), *year, at});
    std::ranges::sort(columns, {}, &YearColumn::year);
    if (std::ranges::adjacent_find(columns, {}, &YearColumn::year) != columns.end())
      return base::fail(base::ErrorCode::kInvalidInput,
                        "line 1: a year of " + std::string(family.prefix) + " is there twice");
    if (family.first_year_is_part && !columns.empty()) columns.erase(columns.begin());
    if (columns.empty()) continue;
    table_.metrics.push_back(model::find_metric(family.metric));
    HT_ASSERT(table_.metrics.back() != nullptr);
    years_.insert(years_.end(), columns.begin(), columns.end());
  }
  if (!table_.metrics.empty() && table_.metrics.front()->id == kFamilies.front().metric) return {};
  return base::fail(
      base::ErrorCode::kInvalidInput,
      "line 1: no column is named POPESTIMATE and a year; download co-est2024-alldata.csv or a later one");
}

base::Status EstimateParser::take_row() {
  if (!reader_.flaw().empty()) return refuse(0, std::string(reader_.flaw()));
  if (fields_.size() != columns_)
    return refuse(0,
                  "the row has " + std::to_string(fields_.size()) + " fields instead of " + std::to_string(columns_));
  const std::string_view level = fields_[fixed_[kLevel]];
  const bool is_state = level == "040" || level == "40";  // the zero is lost where a spreadsheet program saved it
  if (!is_state && level != "050" && level != "50") {
    left_out_.add("summary level " + in_quotes(level), reader_.line(), fixed_[kLevel] + 1, sink_);
    return {};
  }
  const std::size_t name_at = fixed_[is_state ? kStateName : kCountyName];
  const auto name = from_latin1(fields_[name_at]);
  if (!name) return refuse(name_at + 1, "the name " + in_quotes(fields_[name_at]) + " is neither UTF-8 nor Latin-1");
  const std::string state(fields_[fixed_[kState]]);
  const auto place = is_state ? census_state(state, *name)
                              : census_county(state + std::string(fields_[fixed_[kCounty]]), *name, context_.resolver);
  if (!place || state.size() != 2)
    return refuse(fixed_[kState] + 1, "codes " + in_quotes(state) + " and " + in_quotes(fields_[fixed_[kCounty]]) +
                                          " are not two and three digits of a state and county");
  figures_->begin(reader_.line());
  for (const YearColumn& year : years_)
    figures_->read(year.metric, year.year, fields_[year.at], static_cast<std::uint32_t>(year.at + 1));
  return figures_->write(*place);
}

class Population final : public Format {
 public:
  std::string_view name() const override { return "Census population estimates (SUMLEV, …, POPESTIMATE2024, …)"; }
  std::string_view source() const override { return "census"; }

  bool recognises(std::string_view head) const override {
    const auto fields = first_record(head, ',');
    return fields && has_column(*fields, "SUMLEV") && std::ranges::any_of(*fields, [](const std::string& name) {
             return year_behind(base::trim(name), kFamilies.front().prefix).has_value();
           });
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    return EstimateParser(bytes, context, sink).parse();
  }
};

}  // namespace

const Format& population_format() {
  static const Population kFormat;
  return kFormat;
}

}  // namespace housing::sources
