// The Census Bureau's Building Permits Survey, as text: counties, states with regions and the nation, metropolitan
// areas, places. Values become dollars whatever the table counts in. See bps_layout.hpp for what a file is.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/bps_layout.hpp"
#include "sources/census_place.hpp"
#include "sources/csv.hpp"
#include "sources/formats.hpp"
#include "sources/line_figures.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kEndOfFile = "\x1A";  // as DOS wrote it

// In the order of the table's metrics.
enum Metric : std::size_t { kUnits, kSingle, k2To4, kMulti, kValue, kValueSingle, kValue2To4, kValueMulti, kBuildings };
constexpr std::size_t kMetrics = 9;
constexpr std::array<std::string_view, kMetrics> kNames = {"permits_units", "permits_units", "permits_units",
                                                           "permits_units", "permits_value", "permits_value",
                                                           "permits_value", "permits_value", "permits_buildings"};
constexpr std::array<std::string_view, kMetrics> kParts = {"",       "single", "2-4",   "multi", "",
                                                           "single", "2-4",    "multi", ""};

// "permits_units.single-ytd@census".
std::string metric_id(std::size_t metric, BpsSpan span) {
  std::string variant(kParts[metric]);
  if (span != BpsSpan::kMonth) variant += (variant.empty() ? "" : "-") + std::string(to_string(span));
  return std::string(kNames[metric]) + (variant.empty() ? "" : "." + variant) +
         (span == BpsSpan::kMonth ? "" : "@census");
}

// "ABILENE TX MSA. . . ." and "Albany-Schenectady-Troy  NY ": without the padding, with the comma that commas took.
std::string clean_name(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.remove_suffix(1);
  std::string name(base::trim(text));
  if (const std::size_t gap = name.find("  "); gap != std::string::npos) name.replace(gap, 2, ", ");
  return name;
}

class PermitParser {
 public:
  PermitParser(base::ByteSource& bytes, const Context& context, Sink& sink)
      : reader_(bytes, ','), context_(context), sink_(sink) {}

  base::Status parse();

 private:
  base::Status read_header();
  base::Status begin();
  base::Status take_row();
  std::optional<Place> place() const;
  std::optional<Place> state_place(std::string_view code, std::string_view name) const;
  std::optional<Place> permit_place(std::string_view name) const;
  using Groups = std::array<model::WideCell, kBpsGroups>;
  enum NumberAt : std::size_t { kBuildingsAt, kUnitsAt, kValueAt };  // among the three of a group
  void read_numbers();
  Groups read_groups(NumberAt number, int power);
  void set_groups(Metric first, NumberAt number, const Groups& groups);
  base::Status refuse(std::uint32_t column, std::string reason) {  // the row; the file goes on
    sink_.row_refused({reader_.line(), column, std::move(reason)});
    return {};
  }

  CsvReader reader_;
  const Context& context_;
  Sink& sink_;
  BpsLayout layout_;
  std::optional<BpsTime> time_;
  std::string date_;  // as all rows have it
  Table table_;
  std::optional<LineFigures> figures_;
  std::vector<std::string_view> fields_;
};

base::Status PermitParser::parse() {
  HT_CHECK_OK(read_header());
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(reader_.split(fields_));
    for (std::string_view& field : fields_) field = base::trim(field);
    const bool nothing = fields_.size() == 1 && (fields_[0].empty() || fields_[0] == kEndOfFile);
    if (!nothing) HT_CHECK_OK(take_row());
  }
  if (!time_) return base::fail(base::ErrorCode::kInvalidInput, "no row is below the header; download the file again");
  return {};
}

base::Status PermitParser::read_header() {
  HT_CHECK_OK(read_names(reader_, fields_));
  const std::vector<std::string> first(fields_.begin(), fields_.end());
  HT_CHECK_OK(read_names(reader_, fields_));
  const std::vector<std::string_view> first_line(first.begin(), first.end());
  HT_TRY(layout_, bps_layout(first_line, fields_));
  return {};
}

base::Status PermitParser::begin() {
  const std::string where = "line " + std::to_string(reader_.line()) + ", column 1";
  auto time = bps_time(fields_[0], context_.file_name);
  if (!time) return std::unexpected(time.error().at(where));
  time_ = *time;
  date_ = fields_[0];
  table_ = {"census/bps/" + std::string(layout_.word) + "-" + std::string(to_string(time_->span)), "census", {}, {}};
  for (std::size_t metric = 0; metric < kMetrics; ++metric) {
    table_.metrics.push_back(model::find_metric(metric_id(metric, time_->span)));
    HT_ASSERT(table_.metrics.back() != nullptr);
  }
  figures_.emplace(table_, sink_);
  return sink_.begin(table_);
}

base::Status PermitParser::take_row() {
  if (!time_) HT_CHECK_OK(begin());
  if (!reader_.flaw().empty()) return refuse(0, std::string(reader_.flaw()));
  const std::size_t columns = layout_.id_columns + kBpsNumbers;
  if (fields_.size() != columns)
    return refuse(0, "the row has " + std::to_string(fields_.size()) + " fields instead of " + std::to_string(columns));
  if (fields_[0] != date_)
    return refuse(1, "survey date " + in_quotes(fields_[0]) + " is not the file's, " + in_quotes(date_));
  if (auto trouble = name_trouble(fields_[layout_.id_columns - 1]))
    return refuse(static_cast<std::uint32_t>(layout_.id_columns), std::move(*trouble));
  const auto where = place();
  if (!where) return refuse(2, "code " + in_quotes(fields_[1]) + " is none of a " + std::string(layout_.word));
  figures_->begin(reader_.line());
  read_numbers();
  return figures_->write(*where);
}

std::optional<Place> PermitParser::place() const {
  const std::string name = clean_name(fields_[layout_.id_columns - 1]);
  switch (layout_.kind) {
    case BpsKind::kCounty: {
      const std::string fips = std::string(fields_[1]) + std::string(fields_[2]);
      return fields_[1].size() == 2 ? census_county(fips, name, context_.resolver) : std::nullopt;
    }
    case BpsKind::kState: return state_place(fields_[1], name);
    case BpsKind::kMetro: return census_metro(fields_[2], name, context_.resolver);
    case BpsKind::kOldMetro: {
      constexpr std::string_view kNone = "9999";  // no part of a consolidated area
      return census_metro(fields_[2] == kNone ? fields_[1] : fields_[2], name, context_.resolver);
    }
    case BpsKind::kPlace: return permit_place(name);
  }
  return std::nullopt;
}

// The states' table has the nation, regions and divisions among them.
std::optional<Place> PermitParser::state_place(std::string_view code, std::string_view name) const {
  if (code == "US") return census_geography("0100000US", name, context_.resolver);
  if (code.size() == 2 && code[0] == 'R')
    return census_geography("0200000US" + std::string(code.substr(1)), name, context_.resolver);
  if (code.size() == 2 && code[0] == 'D')
    return census_geography("0300000US" + std::string(code.substr(1)), name, context_.resolver);
  return census_state(code, name);
}

// A town where the table gives a county subdivision and the state is of New England, or no place; else a place; the
// unincorporated rest of a county is neither and keeps the survey's own number.
std::optional<Place> PermitParser::permit_place(std::string_view name) const {
  constexpr std::string_view kNoCode = "00000";
  constexpr std::string_view kRest = "99990";
  const std::string state(fields_[1]);
  const std::string_view number = fields_[2];
  const std::string_view place = fields_[5];
  const std::string_view town = fields_[6];
  if (!postal_of_fips(state) || number.size() != 6 || !base::parse_integer(number)) return std::nullopt;
  constexpr std::array<std::string_view, 6> kNewEngland = {"09", "23", "25", "33", "44", "50"};
  const bool has_town = town.size() == 5 && town != kNoCode && town != kRest;
  const bool has_place = place.size() == 5 && place != kNoCode && place != kRest;
  if (has_town && (!has_place || std::ranges::find(kNewEngland, state) != kNewEngland.end()))
    return census_town(state + std::string(fields_[3]) + std::string(town), name);
  if (has_place) return census_place(state + std::string(place), name);
  return Place{.id = model::RegionId::unresolved("census", "bps-" + state + std::string(number)),
               .publisher_id = state + std::string(number),
               .name = std::string(name)};
}

// What a gap is part of is a gap.
model::WideCell sum_of(std::span<const model::WideCell> parts) {
  model::WideCell sum = 0;
  for (const model::WideCell part : parts) {
    if (part == model::kWideGap) return model::kWideGap;
    sum += part;
  }
  return sum;
}

void PermitParser::read_numbers() {
  figures_->set(kBuildings, time_->period.ordinal, sum_of(read_groups(kBuildingsAt, 0)), kWholeLine);
  set_groups(kUnits, kUnitsAt, read_groups(kUnitsAt, 0));
  set_groups(kValue, kValueAt, read_groups(kValueAt, layout_.value_power));
}

// One number of each kind of structure. Read whole, so that a cell's trouble is reported once, whatever it counts to.
PermitParser::Groups PermitParser::read_groups(NumberAt number, int power) {
  Groups groups{};
  for (std::size_t group = 0; group < kBpsGroups; ++group) {
    const std::size_t at = layout_.id_columns + 3 * group + number;
    const std::string_view text = fields_[at] == "-" ? std::string_view() : fields_[at];
    ParsedWideCell parsed = parse_wide_cell(text, power);
    if (parsed.status == CellStatus::kOk && parsed.cell < 0) parsed = {model::kWideGap, CellStatus::kNegative};
    if (parsed.status > CellStatus::kEmpty)
      figures_->refuse_cell(static_cast<std::uint32_t>(at + 1), refusal_of(parsed.status, text));
    groups[group] = parsed.cell;
  }
  return groups;
}

// Of all structures, and of those of one, two to four, five and more units; `first` is the first of these metrics.
void PermitParser::set_groups(Metric first, NumberAt number, const Groups& groups) {
  const std::int32_t ordinal = time_->period.ordinal;
  const auto column = [&](std::size_t group) {
    return static_cast<std::uint32_t>(layout_.id_columns + 3 * group + number + 1);
  };
  figures_->set(first, ordinal, sum_of(groups), kWholeLine);
  figures_->set(first + 1, ordinal, groups[0], column(0));
  figures_->set(first + 2, ordinal, sum_of(std::span(groups).subspan(1, 2)), kWholeLine);
  figures_->set(first + 3, ordinal, groups[3], column(3));
}

class Permits final : public Format {
 public:
  std::string_view name() const override { return "Census building permits (Survey, FIPS, …, 1-unit, 2-units, …)"; }
  std::string_view source() const override { return "census"; }

  bool recognises(std::string_view head) const override {
    const auto fields = first_record(head, ',');
    return fields && fields->size() > 1 && base::equal_ignoring_case(base::trim(fields->front()), "survey");
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    return PermitParser(bytes, context, sink).parse();
  }
};

}  // namespace

const Format& bps_format() {
  static const Permits kFormat;
  return kFormat;
}

}  // namespace housing::sources
