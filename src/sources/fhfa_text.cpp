// FHFA's quarterly text files as they were until about 2020: separated by tabs, a row a place and quarter. Which index
// and which kind of place a file holds is in its header; two files need their name besides: the states'
// all-transactions index has no header at all, and the one of the rest of states calls its places "state".
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/cell_reader.hpp"
#include "sources/csv.hpp"
#include "sources/fhfa_rows.hpp"
#include "sources/formats.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

enum class Kind : std::uint8_t { kMetro, kState, kNonmetro };

struct Layout {
  std::array<std::string_view, 7> header;  // lower case; none: the file has no header
  std::size_t columns;
  Kind kind;
  std::string_view dataset;
  std::array<std::string_view, kMaxPanelMetrics> metrics;
  std::string_view named;  // what the file's name must hold (lower case) where the header does not say all
};

constexpr auto kLayouts = std::to_array<Layout>({
    {{"cbsa", "metro_name", "yr", "qtr", "index_nsa", "index_sa"},
     6,
     Kind::kMetro,
     "fhfa/hpi-po/metro",
     {"hpi.purchase@fhfa", "hpi.purchase-sa@fhfa"},
     {}},
    {{"city", "metro_name", "yr", "qtr", "index_nsa", "index_sa", "note"},
     7,
     Kind::kMetro,
     "fhfa/hpi-exp/metro",
     {"hpi.expanded@fhfa", "hpi.expanded-sa@fhfa"},
     {}},
    {{"state", "yr", "qtr", "index_nsa", "index_sa", "warning"},
     6,
     Kind::kState,
     "fhfa/hpi-po/state",
     {"hpi.purchase@fhfa", "hpi.purchase-sa@fhfa"},
     {}},
    {{"state", "yr", "qtr", "index_nsa", "index_sa", "note"},
     6,
     Kind::kState,
     "fhfa/hpi-exp/state",
     {"hpi.expanded@fhfa", "hpi.expanded-sa@fhfa"},
     {}},
    {{"state", "year", "quarter", "index", "standard error"},
     4,  // the last one has no column
     Kind::kNonmetro,
     "fhfa/hpi-at/nonmetro",
     {"hpi"},
     "nonmetro"},
    {{}, 4, Kind::kState, "fhfa/hpi-at/state", {"hpi"}, "state"},
});
constexpr const Layout& kHeaderless = kLayouts.back();

std::size_t header_length(const Layout& layout) {
  return static_cast<std::size_t>(std::ranges::count_if(layout.header, [](auto name) { return !name.empty(); }));
}

template <class Fields>
const Layout* layout_by_header(const Fields& fields) {
  const auto found = std::ranges::find_if(kLayouts, [&](const Layout& layout) {
    return fields.size() == header_length(layout) && !fields.empty() &&
           std::ranges::equal(std::span(layout.header).first(fields.size()), fields, [](auto name, const auto& field) {
             return base::equal_ignoring_case(name, base::trim(field));
           });
  });
  return found == kLayouts.end() ? nullptr : &*found;
}

bool is_place_code(std::string_view text) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return (text.size() == 2 && std::ranges::all_of(text, upper)) || text == "USA" || text.starts_with("DV_");
}

// Of a file without a header.
template <class Fields>
bool is_data(const Fields& fields) {
  return fields.size() >= kHeaderless.columns && fields.size() <= kHeaderless.columns + 2 && is_place_code(fields[0]) &&
         read_fhfa_quarter(fields[1], fields[2]) &&
         (is_fhfa_missing(fields[3]) || parse_cell(fields[3], 2).status <= CellStatus::kEmpty);
}

class TextParser {
 public:
  TextParser(base::ByteSource& bytes, const Context& context, Sink& sink)
      : reader_(bytes, '\t'), context_(context), sink_(sink) {}

  base::Status parse();

 private:
  base::Status begin();
  base::Status take_row();
  bool has_right_length() const;
  // The first column of an index: behind code, a metro's name, year and quarter.
  std::size_t first_index() const { return layout_->kind == Kind::kMetro ? 4 : 3; }
  base::Result<Place> place_of(std::string_view code) const;
  model::Cell read_index(std::size_t column);
  base::Status refuse(std::size_t column, std::string reason) {  // the row; the file goes on
    sink_.row_refused({reader_.line(), column, std::move(reason)});
    return {};
  }

  CsvReader reader_;
  const Context& context_;
  Sink& sink_;
  const Layout* layout_ = nullptr;
  Table table_;
  std::optional<Panel> panel_;
  std::vector<std::string_view> fields_;
};

base::Status TextParser::parse() {
  HT_CHECK_OK(read_names(reader_, fields_));
  layout_ = layout_by_header(fields_);
  const bool has_header = layout_ != nullptr;
  if (!has_header) layout_ = &kHeaderless;
  HT_CHECK_OK(begin());
  if (!has_header) HT_CHECK_OK(take_row());
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(reader_.split(fields_));
    HT_CHECK_OK(take_row());
  }
  return panel_->write(sink_);
}

base::Status TextParser::begin() {
  if (base::lower(context_.file_name).find(layout_->named) == std::string::npos)
    return base::fail(base::ErrorCode::kInvalidInput,
                      "files like this one do not say inside which of FHFA's indexes they are, and the name '" +
                          std::string(context_.file_name) + "' does not hold '" + std::string(layout_->named) +
                          "', as FHFA's HPI_AT_" + std::string(layout_->named) +
                          ".txt does; if it is that file, give it its name back");
  table_.dataset = layout_->dataset;
  table_.source = "fhfa";
  std::vector<std::uint32_t> columns;
  for (const std::string_view id : layout_->metrics) {
    if (id.empty()) continue;
    columns.push_back(static_cast<std::uint32_t>(first_index() + columns.size() + 1));
    table_.metrics.push_back(model::find_metric(id));
    HT_ASSERT(table_.metrics.back() != nullptr);
  }
  panel_.emplace(table_, std::move(columns));
  return sink_.begin(table_);
}

// The headerless file has a few rows of six fields: where there is no index, a warning stands behind it.
bool TextParser::has_right_length() const {
  if (fields_.size() == layout_->columns) return true;
  return layout_ == &kHeaderless && is_data(fields_) && is_fhfa_missing(fields_[3]);
}

base::Status TextParser::take_row() {
  if (!reader_.flaw().empty()) return refuse(0, std::string(reader_.flaw()));
  if (!has_right_length())
    return refuse(
        0, "the row has " + std::to_string(fields_.size()) + " fields instead of " + std::to_string(layout_->columns));
  const std::string_view code = fields_[0];
  const std::size_t year = first_index() - 2;
  const auto quarter = read_fhfa_quarter(fields_[year], fields_[year + 1]);
  if (!quarter)
    return refuse(year + 1, "year " + in_quotes(fields_[year]) + " and quarter " + in_quotes(fields_[year + 1]) +
                                " are no quarter");
  auto place = place_of(code);
  if (!place) return refuse(layout_->kind == Kind::kMetro && is_digits(code, 5) ? 2 : 1, place.error().message);
  Panel::Entry& area = panel_->entry(code, reader_.line(), [&] { return std::move(*place); });
  if (layout_->kind == Kind::kMetro)
    if (auto other = fhfa_other_name(area, base::trim(fields_[1]))) return refuse(2, std::move(*other));
  Panel::Row row{{model::kGap, model::kGap}, reader_.line()};
  HT_TRY(auto refused, panel_->add(area, code, quarter->ordinal, row));
  if (refused) return refuse(0, std::move(*refused));
  for (std::size_t i = 0; i < table_.metrics.size(); ++i)
    area.rows[quarter->ordinal].cells[i] = read_index(first_index() + i);
  return {};
}

base::Result<Place> TextParser::place_of(std::string_view code) const {
  const auto wrong = [](std::string reason) { return base::fail(base::ErrorCode::kInvalidInput, std::move(reason)); };
  const places::Resolver& resolver = context_.resolver;
  if (layout_->kind == Kind::kMetro) {
    if (!is_digits(code, 5)) return wrong("area code " + in_quotes(code) + " is not five digits");
    if (auto trouble = name_trouble(fields_[1])) return wrong(std::move(*trouble));
    return fhfa_area_place(code, fields_[1], resolver);
  }
  std::optional<model::RegionId> id = resolver.state_by_postal(code);
  if (layout_->kind == Kind::kNonmetro) {
    if (id) id = model::RegionId::parse("nonmetro-" + std::string(id->code()));
  } else if (code == "USA") {
    id = model::RegionId::us();
  } else if (code.starts_with("DV_")) {
    id = resolver.division(code);
  }
  if (!id) return wrong("place code " + in_quotes(code) + " is none of a state");
  return Place{.id = *id, .publisher_id = std::string(code), .name = std::string(code)};
}

model::Cell TextParser::read_index(std::size_t column) {
  const std::string_view text = fields_[column];
  if (is_fhfa_missing(text)) return model::kGap;
  const ParsedCell parsed = read_cell(text, *table_.metrics[0]);  // all of one file have the same decimals
  if (parsed.status > CellStatus::kEmpty)
    sink_.cell_refused({reader_.line(), column + 1, refusal_of(parsed.status, text)});
  return parsed.cell;
}

class FhfaText final : public Format {
 public:
  std::string_view name() const override {
    return "FHFA quarterly text of before 2020 (HPI_PO_metro.txt and the like)";
  }
  std::string_view source() const override { return "fhfa"; }

  bool recognises(std::string_view head) const override {
    const auto fields = first_record(head, '\t');
    return fields && (layout_by_header(*fields) != nullptr || is_data(*fields));
  }

  base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const override {
    return TextParser(bytes, context, sink).parse();
  }
};

}  // namespace

const Format& fhfa_text_format() {
  static const FhfaText kFormat;
  return kFormat;
}

}  // namespace housing::sources
