#include "sources/acs_table.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {

std::string acs_dataset(const AcsVariable& variable) {
  return "census/acs5/" + base::lower(variable.code.substr(0, variable.code.find('_')));
}

base::Status AcsTable::take_codes(std::span<const std::string_view> codes) {
  for (std::size_t at = 0; at < codes.size(); ++at) {
    const auto known = acs_column(base::trim(codes[at]));
    if (!known) continue;
    const AcsVariable& variable = *known->variable;
    const model::MetricInfo* const metric =
        model::find_metric(known->margin ? variable.margin_metric : variable.metric);
    HT_ASSERT(metric != nullptr);
    if (std::ranges::find(table_.metrics, metric) != table_.metrics.end())
      return base::fail(base::ErrorCode::kInvalidInput,
                        "line 1, column " + std::to_string(at + 1) + ": " + in_quotes(codes[at]) + " is " +
                            std::string(metric->id) +
                            ", which another column is already; ask for one of the two tables alone");
    columns_.push_back({&variable, known->margin, at, table_.metrics.size()});
    table_.metrics.push_back(metric);
  }
  if (!columns_.empty()) return {};
  return base::fail(base::ErrorCode::kInvalidInput,
                    "line 1: none of the variables of this table of the American Community Survey is imported; those "
                    "of S1901, DP04, B19013, B25064, B25077, B25001, B25002, B25003 and B01003 are");
}

base::Status AcsTable::begin(int last_year, std::string_view geography, Sink& sink) {
  HT_ASSERT(!columns_.empty());
  last_year_ = last_year;
  table_.source = "census";
  table_.dataset = acs_dataset(*columns_.front().variable);
  if (!geography.empty()) table_.dataset += "-" + std::string(geography);
  figures_.emplace(table_, sink);
  return sink.begin(table_);
}

base::Status AcsTable::take_line(std::uint64_t line, const Place& place, std::span<const std::string_view> fields) {
  figures_->begin(line);
  for (const Column& column : columns_) {
    AcsNumber number = read_acs_number(fields[column.at], table_.metrics[column.metric]->decimals);
    const auto at = static_cast<std::uint32_t>(column.at + 1);
    const std::string_view text = base::trim(fields[column.at]);
    const AcsVariable& variable = *column.variable;
    if (!column.margin && !text.empty() && (text == variable.above || text == variable.below))
      number = {model::kWideGap, in_quotes(text) + " stands for an estimate beyond what the survey tells apart"};
    if (!number.reason.empty()) figures_->refuse_cell(at, std::move(number.reason));
    figures_->set(column.metric, last_year_, number.value, at);
  }
  return figures_->write(place);
}

}  // namespace housing::sources
