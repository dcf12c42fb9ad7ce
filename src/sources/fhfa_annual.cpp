#include "sources/fhfa_annual.hpp"

#include <algorithm>
#include <array>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/cell_reader.hpp"
#include "sources/csv.hpp"
#include "sources/fhfa_rows.hpp"
#include "sources/formats.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

enum Column : std::size_t { kState, kPlace, kFips, kYear, kChange, kIndex };
using Header = std::array<std::string_view, 6>;  // the two after it are derived
constexpr Header kCounties = {"State", "County", "FIPS code", "Year", "Annual Change (%)", "HPI"};
constexpr Header kStates = {"State", "Abbreviation", "FIPS", "Year", "Annual Change (%)", "HPI"};

bool is_header(std::span<const std::string_view> fields, const Header& header) {
  return fields.size() == kFhfaAnnualColumns &&
         std::ranges::equal(fields.first(header.size()), header,
                            [](auto field, auto name) { return base::equal_ignoring_case(base::trim(field), name); });
}

std::unexpected<base::Error> wrong(std::string reason) {
  return base::fail(base::ErrorCode::kInvalidInput, std::move(reason));
}

}  // namespace

bool is_fhfa_annual_header(std::span<const std::string_view> fields) {
  return is_header(fields, kCounties) || is_header(fields, kStates);
}

std::optional<model::Date> fhfa_last_updated(std::string_view text) {
  constexpr std::string_view kBefore = "Last updated: ";
  constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
  const std::size_t at = text.find(kBefore);
  if (at == std::string_view::npos) return std::nullopt;
  const auto words = base::split(text.substr(at + kBefore.size()), ' ');
  if (words.size() < 3 || words[2].size() < 4 || !words[1].ends_with(',')) return std::nullopt;
  const auto month = std::ranges::find(kMonths, words[0]);
  const std::string day(words[1].substr(0, words[1].size() - 1));
  const std::string number = std::to_string(month - kMonths.begin() + 1);
  return model::Date::parse(std::string(words[2].substr(0, 4)) + "-" + (number.size() == 1 ? "0" : "") + number + "-" +
                            (day.size() == 1 ? "0" : "") + day);
}

base::Status FhfaAnnual::begin(std::span<const std::string_view> header, std::optional<model::Date> stamp) {
  HT_ASSERT(is_fhfa_annual_header(header));
  counties_ = is_header(header, kCounties);
  metric_ = model::find_metric("hpi.annual@fhfa");
  HT_ASSERT(metric_ != nullptr);
  const Table table{counties_ ? "fhfa/hpi-annual/county" : "fhfa/hpi-annual/state", "fhfa", {metric_}, stamp};
  panel_.emplace(table, std::vector<std::uint32_t>{kIndex + 1});
  return sink_.begin(table);
}

void FhfaAnnual::refuse(std::uint64_t line, std::size_t column, std::string reason) {
  sink_.row_refused({line, column, std::move(reason)});
}

base::Status FhfaAnnual::take_row(std::uint64_t line, std::span<const std::string_view> fields) {
  const auto refused = [&](std::size_t column, std::string reason) -> base::Status {
    refuse(line, column, std::move(reason));
    return {};
  };
  if (fields.size() != kFhfaAnnualColumns)
    return refused(
        0, "the row has " + std::to_string(fields.size()) + " fields instead of " + std::to_string(kFhfaAnnualColumns));
  const auto year = model::Period::parse(model::Frequency::kYear, fields[kYear]);
  if (!year) return refused(kYear + 1, in_quotes(fields[kYear]) + " is no year");
  if (auto trouble = name_trouble(fields[counties_ ? kPlace : kState]))
    return refused((counties_ ? kPlace : kState) + 1, std::move(*trouble));
  auto place = counties_ ? county(fields) : state(fields);
  if (!place) return refused((counties_ ? kFips : kPlace) + 1, place.error().message);
  const std::string code = place->publisher_id;
  Panel::Entry& entry = panel_->entry(code, line, [&] { return std::move(*place); });
  HT_TRY(auto twice, panel_->add(entry, code, year->ordinal, {{model::kGap, model::kGap}, line}));
  if (twice) return refused(0, std::move(*twice));
  if (is_fhfa_missing(fields[kIndex])) return {};
  const ParsedCell parsed = read_cell(fields[kIndex], *metric_);
  if (parsed.status > CellStatus::kEmpty)
    sink_.cell_refused({line, kIndex + 1, refusal_of(parsed.status, fields[kIndex])});
  entry.rows[year->ordinal].cells[0] = parsed.cell;
  return {};
}

// A FIPS code may have lost its leading zero in a spreadsheet program; the state beside it proves which it was.
base::Result<Place> FhfaAnnual::county(std::span<const std::string_view> fields) const {
  const std::string_view stated = base::trim(fields[kFips]);
  const bool repaired = is_digits(stated, 4);
  if (!repaired && !is_digits(stated, 5)) return wrong("FIPS code " + in_quotes(stated) + " is not five digits");
  const std::string code = (repaired ? "0" : "") + std::string(stated);
  const auto id = resolver_.county(std::string_view(code).substr(0, 2), std::string_view(code).substr(2));
  const auto known = id ? resolver_.gazetteer().find(*id) : std::nullopt;
  const auto in = known ? known->state() : std::nullopt;
  if (in && !base::equal_ignoring_case(in->id().code(), base::trim(fields[kState])))
    return wrong("FIPS code " + in_quotes(stated) + " is one of " + std::string(in->name()) + ", the row's state is " +
                 in_quotes(fields[kState]));
  if (repaired && !in)
    return wrong("FIPS code " + in_quotes(stated) +
                 " has lost its leading zero, and the county is none that is known here; download the original");
  return Place{.id = id ? *id : model::RegionId::unresolved("fhfa", code),
               .publisher_id = code,
               .name = std::string(base::trim(fields[kPlace]))};
}

base::Result<Place> FhfaAnnual::state(std::span<const std::string_view> fields) const {
  const std::string_view code = base::trim(fields[kPlace]);
  const auto id = resolver_.state_by_postal(code);
  if (!id) return wrong(in_quotes(code) + " is no state's abbreviation");
  return Place{.id = *id, .publisher_id = std::string(code), .name = std::string(base::trim(fields[kState]))};
}

base::Status FhfaAnnual::finish() { return panel_->write(sink_); }

namespace {

class FhfaAnnualText final : public Format {
 public:
  std::string_view name() const override { return "FHFA annual index CSV (State, County, FIPS code, Year, …, HPI)"; }
  std::string_view source() const override { return "fhfa"; }

  bool recognises(std::string_view head) const override {
    const auto fields = first_record(head, ',');
    if (!fields) return false;
    const std::vector<std::string_view> names(fields->begin(), fields->end());
    return is_fhfa_annual_header(names);
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    CsvReader reader(bytes, ',');
    std::vector<std::string_view> fields;
    HT_CHECK_OK(read_names(reader, fields));
    if (!is_fhfa_annual_header(fields)) return wrong("line 1: this is not the header of FHFA's annual index");
    FhfaAnnual annual(context.resolver, sink);
    HT_CHECK_OK(annual.begin(fields, std::nullopt));
    while (true) {
      HT_TRY(const bool found, reader.next());
      if (!found) break;
      HT_CHECK_OK(reader.split(fields));
      if (reader.flaw().empty())
        HT_CHECK_OK(annual.take_row(reader.line(), fields));
      else
        annual.refuse(reader.line(), 0, std::string(reader.flaw()));
    }
    return annual.finish();
  }
};

}  // namespace

const Format& fhfa_annual_format() {
  static const FhfaAnnualText kFormat;
  return kFormat;
}

}  // namespace housing::sources
