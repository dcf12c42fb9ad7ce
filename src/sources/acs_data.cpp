// A data file of the American Community Survey as data.census.gov gives it (ACSST5Y2023.S1901-Data.csv): a row a place,
// two header lines, codes and then labels.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/acs_table.hpp"
#include "sources/acs_variables.hpp"
#include "sources/census_place.hpp"
#include "sources/csv.hpp"
#include "sources/formats.hpp"
#include "sources/left_out.hpp"
#include "sources/line_figures.hpp"
#include "sources/table_columns.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

class DataParser {
 public:
  DataParser(base::ByteSource& bytes, const Context& context, Sink& sink)
      : reader_(bytes, ','), context_(context), sink_(sink) {}

  base::Status parse();

 private:
  base::Status read_header();
  base::Status check_labels() const;
  base::Status take_row();

  CsvReader reader_;
  const Context& context_;
  Sink& sink_;
  std::vector<std::string_view> fields_;
  std::size_t columns_ = 0;
  std::size_t geo_id_ = 0;
  std::size_t name_ = 0;
  AcsTable table_;
  LeftOut left_out_;
};

base::Status DataParser::parse() {
  HT_CHECK_OK(read_header());
  HT_TRY(const int year, acs_last_year(context_.file_name));
  HT_CHECK_OK(table_.begin(year, {}, sink_));
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(reader_.split(fields_));
    HT_CHECK_OK(take_row());
  }
  left_out_.tell(sink_);
  return {};
}

base::Status DataParser::read_header() {
  HT_CHECK_OK(read_names(reader_, fields_));
  HT_TRY(const auto found, find_columns(fields_, std::vector<WantedColumn>{{"GEO_ID"}, {"NAME"}}));
  geo_id_ = found[0];
  name_ = found[1];
  columns_ = fields_.size();
  HT_CHECK_OK(table_.take_codes(fields_));
  HT_CHECK_OK(read_names(reader_, fields_));
  return check_labels();
}

// The second line says in words what the first says in codes.
base::Status DataParser::check_labels() const {
  if (fields_.size() != columns_ || !base::equal_ignoring_case(base::trim(fields_[geo_id_]), "Geography"))
    return base::fail(base::ErrorCode::kInvalidInput,
                      "line 2: this is not the line of labels that such files have below the codes; download the "
                      "publisher's original");
  for (const AcsTable::Column& column : table_.columns()) {
    const AcsVariable& variable = *column.variable;
    const std::string label = base::lower(fields_[column.at]);
    const bool margin = label.starts_with("margin of error") || label.find("!!margin of error") != std::string::npos;
    if (margin == column.margin && label.find(base::lower(variable.group)) != std::string::npos &&
        label.find(base::lower(variable.label)) != std::string::npos)
      continue;
    return base::fail(base::ErrorCode::kInvalidInput,
                      "line 2, column " + std::to_string(column.at + 1) + ": " + std::string(variable.code) + " is " +
                          in_quotes(fields_[column.at]) + " here and '" + std::string(variable.label) +
                          "' in the tables known; the publisher has numbered this one anew");
  }
  return {};
}

base::Status DataParser::take_row() {
  const auto refuse = [&](std::size_t column, std::string reason) -> base::Status {
    sink_.row_refused({reader_.line(), column, std::move(reason)});
    return {};
  };
  if (!reader_.flaw().empty()) return refuse(0, std::string(reader_.flaw()));
  if (fields_.size() != columns_)
    return refuse(0,
                  "the row has " + std::to_string(fields_.size()) + " fields instead of " + std::to_string(columns_));
  if (auto trouble = name_trouble(fields_[name_])) return refuse(name_ + 1, std::move(*trouble));
  const std::string_view geo_id = base::trim(fields_[geo_id_]);
  const auto place = census_geography(geo_id, fields_[name_], context_.resolver);
  if (!place) {
    left_out_.add("summary level " + in_quotes(geo_id.substr(0, 3)), reader_.line(), geo_id_ + 1, sink_);
    return {};
  }
  return table_.take_line(reader_.line(), *place, fields_);
}

class AcsData final : public Format {
 public:
  std::string_view name() const override { return "Census survey table (GEO_ID, NAME, S1901_C01_012E, …)"; }
  std::string_view source() const override { return "census"; }

  bool recognises(std::string_view head) const override {
    const auto fields = first_record(head, ',');
    return fields && has_column(*fields, "GEO_ID") && has_column(*fields, "NAME") &&
           std::ranges::any_of(*fields, [](const std::string& field) { return is_acs_code(base::trim(field)); });
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    return DataParser(bytes, context, sink).parse();
  }
};

}  // namespace

const Format& acs_data_format() {
  static const AcsData kFormat;
  return kFormat;
}

}  // namespace housing::sources
