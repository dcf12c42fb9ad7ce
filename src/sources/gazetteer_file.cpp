// The Census Bureau's gazetteer files: areas, and in 2010 the census's counts, of counties, states, places,
// metropolitan areas and ZCTAs (2025_Gaz_zcta_national.txt, Gaz_counties_national.txt). Separated by pipes since 2025,
// by tabs before; until 2010 in Latin-1 with numbers padded by blanks. The year is in the file's name; that of 2010
// shows by its counts.
//
// A ZCTA is not the ZIP code of the same digits: see census_place.hpp.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/census_place.hpp"
#include "sources/csv.hpp"
#include "sources/formats.hpp"
#include "sources/known_place.hpp"
#include "sources/latin1.hpp"
#include "sources/left_out.hpp"
#include "sources/line_figures.hpp"
#include "sources/table_columns.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

enum Column : std::size_t { kCode, kFullCode, kName, kState, kNumber, kStatus, kKind, kLand, kWater, kPeople, kUnits };

const std::vector<WantedColumn>& wanted() {
  static const std::vector<WantedColumn> kWanted = {
      {"GEOID"},           {"GEOIDFQ", false},  {"NAME", false},      {"USPS", false},
      {"ANSICODE", false}, {"FUNCSTAT", false}, {"CBSA_TYPE", false}, {"ALAND_SQMI"},
      {"AWATER_SQMI"},     {"POP10", false},    {"HU10", false}};
  return kWanted;
}

struct Number {
  Column column;
  std::string_view metric;
};
constexpr auto kNumbers = std::to_array<Number>({{kLand, "land_area"},
                                                 {kWater, "water_area"},
                                                 {kPeople, "population.census2010@census"},
                                                 {kUnits, "housing_units.census2010@census"}});

char separator_of(std::string_view head) {
  const std::string_view line = head.substr(0, head.find('\n'));
  return line.find('|') != std::string_view::npos ? '|' : '\t';
}

// Of "2025_Gaz_counties_national.txt".
std::optional<int> year_of(std::string_view file_name) {
  const std::string name = base::lower(file_name);
  const std::size_t at = name.find("_gaz");
  if (at == std::string::npos || at < 4) return std::nullopt;
  const auto year = base::parse_integer(std::string_view(name).substr(at - 4, 4));
  if (!year || *year < 2011 || *year > model::kMaxYear) return std::nullopt;
  return static_cast<int>(*year);
}

class GazetteerParser {
 public:
  GazetteerParser(base::ByteSource& bytes, char separator, const Context& context, Sink& sink)
      : reader_(bytes, separator), context_(context), sink_(sink) {}

  base::Status parse();

 private:
  base::Status begin();
  base::Status take_row();
  std::string full_code() const;
  std::string_view field(Column column) const {
    return columns_[column] == kNoColumn ? std::string_view() : fields_[columns_[column]];
  }
  bool has(Column column) const { return columns_[column] != kNoColumn; }
  base::Status refuse(std::size_t column, std::string reason) {  // the row; the file goes on
    sink_.row_refused({reader_.line(), column, std::move(reason)});
    return {};
  }

  CsvReader reader_;
  const Context& context_;
  Sink& sink_;
  std::vector<std::string_view> fields_;
  std::vector<std::size_t> columns_;
  std::size_t width_ = 0;
  std::int32_t year_ = 0;
  Table table_;
  std::vector<Column> numbers_;  // by metric
  std::optional<LineFigures> figures_;
  LeftOut left_out_;
};

base::Status GazetteerParser::parse() {
  HT_CHECK_OK(begin());
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(reader_.split(fields_));
    for (std::string_view& field : fields_) field = base::trim(field);
    HT_CHECK_OK(take_row());
  }
  left_out_.tell(sink_);
  return {};
}

base::Status GazetteerParser::begin() {
  HT_CHECK_OK(read_names(reader_, fields_));
  HT_TRY(columns_, find_columns(fields_, wanted()));
  width_ = fields_.size();
  const auto year = has(kPeople) ? std::optional(2010) : year_of(context_.file_name);
  if (!year)
    return base::fail(base::ErrorCode::kInvalidInput,
                      "a gazetteer file does not say inside of which year it is, and its name " +
                          in_quotes(context_.file_name) +
                          " does not either, as the publisher's 2025_Gaz_counties_national.txt does");
  year_ = *year;
  table_ = {"census/gazetteer", "census", {}, std::nullopt};
  for (const Number& number : kNumbers) {
    if (!has(number.column)) continue;
    table_.metrics.push_back(model::find_metric(number.metric));
    HT_ASSERT(table_.metrics.back() != nullptr);
    numbers_.push_back(number.column);
  }
  figures_.emplace(table_, sink_);
  return sink_.begin(table_);
}

// The place's GEO_ID. Older files do not have it; which kind of place they are about shows by their columns.
std::string GazetteerParser::full_code() const {
  if (has(kFullCode)) return std::string(field(kFullCode));
  const std::string code(field(kCode));
  if (has(kKind)) return "310M700US" + code;
  if (!has(kState)) return has(kName) ? "" : "860Z200US" + code;
  if (has(kStatus)) return (code.size() == 10 ? "0600000US" : code.size() == 7 ? "1600000US" : "") + code;
  if (has(kNumber) && code.size() == 5) return "0500000US" + code;
  if (has(kNumber) && code.size() == 2) return "0400000US" + code;
  return {};
}

base::Status GazetteerParser::take_row() {
  if (!reader_.flaw().empty()) return refuse(0, std::string(reader_.flaw()));
  if (fields_.size() != width_)
    return refuse(0, "the row has " + std::to_string(fields_.size()) + " fields instead of " + std::to_string(width_));
  auto name = has(kName) ? from_latin1(field(kName)) : std::optional("ZCTA " + std::string(field(kCode)));
  if (!name)
    return refuse(columns_[kName] + 1, "the name " + in_quotes(field(kName)) + " is neither UTF-8 nor Latin-1");
  const std::string code = full_code();
  const auto place = census_geography(code, *name, context_.resolver);
  if (!place) {
    left_out_.add(
        code.empty() ? "areas of a kind that has no id here" : "summary level " + in_quotes(code.substr(0, 3)),
        reader_.line(), columns_[kCode] + 1, sink_);
    return {};
  }
  if (auto wrong = name_contradiction(*place, context_.resolver)) return refuse(columns_[kName] + 1, std::move(*wrong));
  figures_->begin(reader_.line());
  for (std::size_t metric = 0; metric < numbers_.size(); ++metric)
    figures_->read(metric, year_, field(numbers_[metric]), static_cast<std::uint32_t>(columns_[numbers_[metric]] + 1));
  return figures_->write(*place);
}

class GazetteerFile final : public Format {
 public:
  std::string_view name() const override {
    return "Census gazetteer file (USPS, GEOID, …, ALAND_SQMI, AWATER_SQMI, …)";
  }
  std::string_view source() const override { return "census"; }

  bool recognises(std::string_view head) const override {
    const auto fields = first_record(head, separator_of(head));
    return fields && has_column(*fields, "GEOID") && has_column(*fields, "ALAND_SQMI");
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    HT_TRY(const auto chunk, bytes.next());
    // Which separator it is shows in the first line; the chunk is then read again, and the rest after it.
    class Again final : public base::ByteSource {
     public:
      Again(std::string first, base::ByteSource& rest) : first_(std::move(first)), rest_(rest) {}
      base::Result<std::span<const char>> next() override {
        if (given_) return rest_.next();
        given_ = true;
        return std::span<const char>(first_);
      }

     private:
      std::string first_;
      base::ByteSource& rest_;
      bool given_ = false;
    };
    std::string first(chunk.begin(), chunk.end());
    while (first.find('\n') == std::string::npos) {
      HT_TRY(const auto more, bytes.next());
      if (more.empty()) break;
      first.append(more.data(), more.size());
    }
    const char separator = separator_of(first);
    Again again(std::move(first), bytes);
    return GazetteerParser(again, separator, context, sink).parse();
  }
};

}  // namespace

const Format& gazetteer_file_format() {
  static const GazetteerFile kFormat;
  return kFormat;
}

}  // namespace housing::sources
