// An answer of the Census Bureau's API about the American Community Survey: a JSON array of arrays, names first,
// numbers as texts. The codes of a place stand in columns of their own, or in GEO_ID.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "sources/acs_table.hpp"
#include "sources/acs_variables.hpp"
#include "sources/census_place.hpp"
#include "sources/formats.hpp"
#include "sources/read_whole.hpp"
#include "sources/table_columns.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr std::size_t kMaxAnswerBytes = 64 * 1024 * 1024;  // 20 times the largest, all ZCTAs

// A kind of place, by the columns its codes are in; the last of them says what it is.
struct Geography {
  std::array<std::string_view, 3> columns;
  std::string_view geo_id;  // what its GEO_ID begins with
  std::string_view word;    // of its dataset
};

constexpr auto kGeographies = std::to_array<Geography>({
    {{"state", "county", "county subdivision"}, "0600000US", "town"},
    {{"state", "place", ""}, "1600000US", "place"},
    {{"state", "county", ""}, "0500000US", "county"},
    {{"zip code tabulation area", "", ""}, "860Z200US", "zcta"},
    {{"metropolitan statistical area/micropolitan statistical area", "", ""}, "310M700US", "metro"},
    {{"state", "", ""}, "0400000US", "state"},
    {{"division", "", ""}, "0300000US", "division"},
    {{"region", "", ""}, "0200000US", "region"},
    {{"us", "", ""}, "0100000US", "us"},
});

std::unexpected<base::Error> wrong(std::string reason) {
  return base::fail(base::ErrorCode::kInvalidInput, std::move(reason));
}

class AnswerParser {
 public:
  AnswerParser(const Context& context, Sink& sink) : context_(context), sink_(sink) {}

  base::Status parse(std::string_view text);

 private:
  base::Status read_header(const base::Json& row);
  base::Status take_row(std::uint64_t line, const base::Json& row);
  base::Status find_geography();
  std::string geo_id(std::span<const std::string_view> fields) const;

  const Context& context_;
  Sink& sink_;
  std::vector<std::string> names_;
  const Geography* geography_ = nullptr;  // nullptr: GEO_ID says it
  std::size_t geo_id_ = kNoColumn;
  std::size_t name_ = kNoColumn;
  AcsTable table_;
};

base::Status AnswerParser::parse(std::string_view text) {
  HT_TRY(const base::Json answer, base::Json::parse(text));
  if (!answer.is_array() || answer.items().empty()) return wrong("the answer is no list of rows");
  HT_CHECK_OK(read_header(answer.items().front()));
  HT_TRY(const int year, acs_last_year(context_.file_name));
  HT_CHECK_OK(table_.begin(year, geography_ != nullptr ? geography_->word : std::string_view(), sink_));
  for (std::size_t i = 1; i < answer.items().size(); ++i) HT_CHECK_OK(take_row(i + 1, answer.items()[i]));
  return {};
}

base::Status AnswerParser::read_header(const base::Json& row) {
  for (const base::Json& name : row.items()) names_.emplace_back(base::lower(name.text_or("")));
  const std::vector<std::string_view> names(names_.begin(), names_.end());
  HT_TRY(const auto found, find_columns(names, std::vector<WantedColumn>{{"GEO_ID", false}, {"NAME", false}}));
  geo_id_ = found[0];
  name_ = found[1];
  HT_CHECK_OK(find_geography());
  return table_.take_codes(names);
}

base::Status AnswerParser::find_geography() {
  if (geo_id_ != kNoColumn) return {};
  for (const std::string& name : names_) {
    const bool known =
        is_acs_code(name) || name == "name" || std::ranges::any_of(kGeographies, [&](const Geography& geography) {
          return std::ranges::find(geography.columns, name) != geography.columns.end();
        });
    if (!known)
      return wrong("line 1: places by " + in_quotes(name) +
                   " have no id here; ask the API for counties, "
                   "states, places, metropolitan areas or ZCTAs, or for GEO_ID too");
  }
  for (const Geography& geography : kGeographies) {
    const bool all = std::ranges::all_of(
        geography.columns, [&](std::string_view column) { return column.empty() || has_column(names_, column); });
    if (!all) continue;
    geography_ = &geography;
    return {};
  }
  return wrong("line 1: no column says which place a row is about; ask the API for it with &for=county:* or the like");
}

std::string AnswerParser::geo_id(std::span<const std::string_view> fields) const {
  if (geography_ == nullptr) return std::string(fields[geo_id_]);
  std::string text(geography_->geo_id);
  if (text == "0100000US") return text;
  for (const std::string_view column : geography_->columns)
    if (!column.empty()) text += fields[static_cast<std::size_t>(std::ranges::find(names_, column) - names_.begin())];
  return text;
}

base::Status AnswerParser::take_row(std::uint64_t line, const base::Json& row) {
  const auto refuse = [&](std::uint64_t column, std::string reason) -> base::Status {
    sink_.row_refused({line, column, std::move(reason)});
    return {};
  };
  if (!row.is_array() || row.items().size() != names_.size())
    return refuse(
        0, "the row has " + std::to_string(row.items().size()) + " fields instead of " + std::to_string(names_.size()));
  std::vector<std::string> numbers;  // of fields that are no texts
  numbers.reserve(row.items().size());
  std::vector<std::string_view> fields;
  for (const base::Json& field : row.items()) {
    numbers.push_back(field.is_text() || field.is_null() ? "" : base::to_text(field));
    fields.push_back(field.is_text() ? field.text_or("") : std::string_view(numbers.back()));
  }
  const std::string id = geo_id(fields);
  const auto place = census_geography(id, name_ == kNoColumn ? id : fields[name_], context_.resolver);
  if (!place) return refuse(0, in_quotes(id) + " is no place that has an id here");
  return table_.take_line(line, *place, fields);
}

class AcsApi final : public Format {
 public:
  std::string_view name() const override {
    return "Census survey API answer ([[\"NAME\",\"B19013_001E\",\"state\"],…)";
  }
  std::string_view source() const override { return "census"; }

  // Only this shape of JSON: an array whose first row holds a variable's code.
  bool recognises(std::string_view head) const override {
    std::string_view text = base::trim(head);
    if (!text.starts_with('[')) return false;
    text = base::trim(text.substr(1));
    if (!text.starts_with('[')) return false;
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return false;
    const auto names = base::Json::parse(text.substr(0, end + 1));
    return names &&
           std::ranges::any_of(names->items(), [](const base::Json& name) { return is_acs_code(name.text_or("")); });
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    HT_TRY(const std::string all, read_whole(bytes, kMaxAnswerBytes, "the answer"));
    return AnswerParser(context, sink).parse(all);
  }
};

}  // namespace

const Format& acs_api_format() {
  static const AcsApi kFormat;
  return kFormat;
}

}  // namespace housing::sources
