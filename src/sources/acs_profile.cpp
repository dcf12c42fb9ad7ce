// A profile of the American Community Survey as data.census.gov exports it for people ("CSV with labels"): a row a
// label, indented with no-break spaces, and for each place columns "Abilene, TX Metro Area!!Estimate", "…!!Margin of
// Error", "…!!Percent" and "…!!Percent Margin of Error". Places have names there and no codes.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/acs_table.hpp"
#include "sources/acs_variables.hpp"
#include "sources/census_names.hpp"
#include "sources/csv.hpp"
#include "sources/formats.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kFirst = "Label (Grouping)";
constexpr std::string_view kBetween = "!!";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

enum class Part : std::uint8_t { kEstimate, kMargin, kPercent, kPercentMargin };

struct NamedPart {
  std::string_view name;
  Part part;
};

constexpr auto kParts = std::to_array<NamedPart>({{"Estimate", Part::kEstimate},
                                                  {"Margin of Error", Part::kMargin},
                                                  {"Percent", Part::kPercent},
                                                  {"Percent Margin of Error", Part::kPercentMargin}});

struct Label {
  std::size_t depth;  // no-break spaces in front
  std::string_view text;
};

Label label_of(std::string_view field) {
  std::size_t depth = 0;
  while (field.starts_with(kNoBreakSpace)) {
    field.remove_prefix(kNoBreakSpace.size());
    ++depth;
  }
  return {depth, base::trim(field)};
}

// One number that is kept, and where it stood.
struct Found {
  std::size_t metric;
  model::Cell value;
  std::uint64_t line;
  std::uint32_t column;
};

struct Area {
  std::string name;
  std::uint32_t column = 0;  // its first, from 1
  std::vector<Found> numbers;
};

struct AreaColumn {
  std::size_t area;
  Part part;
};

class ProfileParser {
 public:
  ProfileParser(base::ByteSource& bytes, const Context& context, Sink& sink)
      : reader_(bytes, ','), context_(context), sink_(sink) {}

  base::Status parse();

 private:
  base::Status begin();
  base::Status read_header();
  void take_row();
  void take_numbers(const AcsVariable& variable);
  void take_number(std::size_t column, std::size_t metric);
  std::size_t metric_number(std::string_view id);
  base::Status write(const Area& area, const Place& place);

  CsvReader reader_;
  const Context& context_;
  Sink& sink_;
  std::vector<std::string_view> fields_;
  std::vector<Area> areas_;
  std::vector<std::optional<AreaColumn>> columns_;
  std::string group_;
  std::string parent_;
  Table table_;
  std::int32_t last_year_ = 0;
};

base::Status ProfileParser::parse() {
  HT_TRY(last_year_, acs_last_year(context_.file_name));
  HT_CHECK_OK(read_header());
  HT_CHECK_OK(begin());
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(reader_.split(fields_));
    take_row();
  }
  if (std::ranges::all_of(areas_, [](const Area& area) { return area.numbers.empty(); }))
    return base::fail(base::ErrorCode::kInvalidInput,
                      "none of its labels is one of those taken of table DP04 (housing tenure, value, gross rent …)");
  const CensusNames names(context_.resolver);
  for (const Area& area : areas_) HT_CHECK_OK(write(area, names.find(area.name)));
  return {};
}

base::Status ProfileParser::begin() {
  table_.source = "census";
  for (const AcsVariable& variable : acs_variables()) {
    if (!variable.code.starts_with("DP04")) continue;
    table_.dataset = acs_dataset(variable);
    for (const std::string_view id : {variable.metric, variable.margin_metric})
      if (!id.empty()) table_.metrics.push_back(model::find_metric(id));
  }
  return sink_.begin(table_);
}

base::Status ProfileParser::read_header() {
  HT_CHECK_OK(read_names(reader_, fields_));
  columns_.assign(fields_.size(), std::nullopt);
  for (std::size_t column = 1; column < fields_.size(); ++column) {
    const std::string_view field = fields_[column];
    const std::size_t cut = field.rfind(kBetween);
    const std::string_view what = cut == std::string_view::npos ? "" : field.substr(cut + kBetween.size());
    const auto part = std::ranges::find(kParts, what, &NamedPart::name);
    if (part == kParts.end())
      return base::fail(base::ErrorCode::kInvalidInput,
                        "line 1, column " + std::to_string(column + 1) + ": " + in_quotes(field) +
                            " is no place with '!!Estimate', '!!Margin of Error', '!!Percent' or '!!Percent Margin of "
                            "Error' behind it; export the table again with its labels");
    const std::string_view name = field.substr(0, cut);
    if (auto trouble = name_trouble(name))
      return base::fail(base::ErrorCode::kInvalidInput,
                        "line 1, column " + std::to_string(column + 1) + ": " + *trouble);
    if (areas_.empty() || areas_.back().name != name)
      areas_.push_back({std::string(name), static_cast<std::uint32_t>(column + 1), {}});
    columns_[column] = AreaColumn{areas_.size() - 1, part->part};
  }
  return {};
}

void ProfileParser::take_row() {
  if (!reader_.flaw().empty() || fields_.size() != columns_.size()) {
    std::string reason = reader_.flaw().empty() ? "the row has " + std::to_string(fields_.size()) +
                                                      " fields instead of " + std::to_string(columns_.size())
                                                : std::string(reader_.flaw());
    sink_.row_refused({reader_.line(), 0, std::move(reason)});
    return;
  }
  constexpr std::size_t kParentDepth = 4;
  const Label label = label_of(fields_[0]);
  if (label.depth == 0) {
    group_ = label.text;
    parent_.clear();
    return;
  }
  for (const AcsVariable& variable : acs_variables())
    if (!variable.group.empty() && base::equal_ignoring_case(variable.group, group_) &&
        variable.code.starts_with("DP") && base::equal_ignoring_case(variable.label, label.text) &&
        base::equal_ignoring_case(variable.parent, label.depth > kParentDepth ? parent_ : ""))
      take_numbers(variable);
  if (label.depth <= kParentDepth) parent_ = label.text;
}

std::size_t ProfileParser::metric_number(std::string_view id) {
  const auto found = std::ranges::find(table_.metrics, id, &model::MetricInfo::id);
  HT_ASSERT(found != table_.metrics.end());
  return static_cast<std::size_t>(found - table_.metrics.begin());
}

void ProfileParser::take_numbers(const AcsVariable& variable) {
  const Part estimate = variable.ending == "PE" ? Part::kPercent : Part::kEstimate;
  const std::size_t metric = metric_number(variable.metric);
  for (std::size_t column = 1; column < columns_.size(); ++column) {
    if (columns_[column]->part == estimate) take_number(column, metric);
    if (columns_[column]->part == Part::kMargin && !variable.margin_metric.empty())
      take_number(column, metric_number(variable.margin_metric));
  }
}

void ProfileParser::take_number(std::size_t column, std::size_t metric) {
  const auto at = static_cast<std::uint32_t>(column + 1);
  AcsNumber number = read_acs_number(fields_[column], table_.metrics[metric]->decimals);
  if (number.value > model::kMaxCell) number = {model::kWideGap, refusal_of(CellStatus::kOutOfRange, fields_[column])};
  if (!number.reason.empty()) sink_.cell_refused({reader_.line(), at, std::move(number.reason)});
  const auto value = number.value == model::kWideGap ? model::kGap : static_cast<model::Cell>(number.value);
  areas_[columns_[column]->area].numbers.push_back({metric, value, reader_.line(), at});
}

base::Status ProfileParser::write(const Area& area, const Place& place) {
  for (const Found& number : area.numbers) {
    if (sink_.wants_origins()) sink_.origins({std::span(&number.line, 1), std::span(&number.column, 1)});
    const auto status = sink_.run(place, number.metric, std::span(&last_year_, 1), std::span(&number.value, 1));
    if (status) continue;
    if (status.error().code != base::ErrorCode::kConflict) return status;
    sink_.row_refused({1, area.column, status.error().message});
    return {};
  }
  sink_.row_kept();
  return {};
}

class AcsProfile final : public Format {
 public:
  std::string_view name() const override { return "Census survey profile with labels (Label (Grouping), …!!Estimate)"; }
  std::string_view source() const override { return "census"; }

  bool recognises(std::string_view head) const override {
    // The first line is longer than a head: only its beginning can be asked for.
    const std::string_view bom = "\xEF\xBB\xBF";
    if (head.starts_with(bom)) head.remove_prefix(bom.size());
    if (head.starts_with('"')) head.remove_prefix(1);
    return base::equal_ignoring_case(head.substr(0, kFirst.size()), kFirst) &&
           head.find("!!Estimate") != std::string_view::npos;
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    return ProfileParser(bytes, context, sink).parse();
  }
};

}  // namespace

const Format& acs_profile_format() {
  static const AcsProfile kFormat;
  return kFormat;
}

}  // namespace housing::sources
