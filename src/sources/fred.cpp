// FRED's CSV of one series: observation_date,SERIES (or, before November 2024, DATE,SERIES), a row a date. The series
// is what the second column is called: file names go astray.
#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "sources/cell_reader.hpp"
#include "sources/csv.hpp"
#include "sources/formats.hpp"
#include "sources/fred_series.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kMissing = ".";
constexpr std::uint32_t kValueColumn = 2;

bool is_date_name(std::string_view name) { return name == "observation_date" || name == "DATE"; }

bool looks_like_a_series(std::string_view name) {
  return !name.empty() &&
         std::ranges::all_of(name, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

class SeriesParser {
 public:
  SeriesParser(base::ByteSource& bytes, Sink& sink) : reader_(bytes, ','), sink_(sink) {}

  base::Status parse();

 private:
  base::Status read_header();
  base::Status take_row();
  model::Cell read_value(std::string_view text);
  base::Status refuse(std::size_t column, std::string reason) {  // the row; the file goes on
    sink_.row_refused({reader_.line(), column, std::move(reason)});
    return {};
  }

  CsvReader reader_;
  Sink& sink_;
  FredSeries series_;
  std::vector<std::string_view> fields_;
  std::vector<std::int32_t> ordinals_;
  std::vector<model::Cell> values_;
  std::vector<std::uint64_t> lines_;
};

base::Status SeriesParser::parse() {
  HT_CHECK_OK(read_header());
  while (true) {
    HT_TRY(const bool found, reader_.next());
    if (!found) break;
    HT_CHECK_OK(reader_.split(fields_));
    HT_CHECK_OK(take_row());
  }
  if (ordinals_.empty()) return {};
  const Place place{series_.region, {}, std::string(series_.place_name), -1};
  if (sink_.wants_origins()) sink_.origins({lines_, std::span(&kValueColumn, 1)});
  HT_CHECK_OK(sink_.run(place, 0, ordinals_, values_));
  for (std::size_t i = 0; i < ordinals_.size(); ++i) sink_.row_kept();
  return {};
}

base::Status SeriesParser::read_header() {
  HT_CHECK_OK(read_names(reader_, fields_));
  if (fields_.size() != 2 || !is_date_name(fields_[0]))
    return base::fail(base::ErrorCode::kInvalidInput,
                      "line 1: the header has " + std::to_string(fields_.size()) +
                          " columns; a file of FRED's must have a date and one series. Download each series by itself");
  const auto series = fred_series(fields_[1]);
  if (!series)
    return base::fail(base::ErrorCode::kInvalidInput, "line 1, column 2: the FRED series " + in_quotes(fields_[1]) +
                                                          " is not known here. Known are " + known_fred_series());
  series_ = *series;
  return sink_.begin({"fred/" + base::lower(fields_[1]), "fred", {series_.metric}, std::nullopt});
}

base::Status SeriesParser::take_row() {
  const model::Frequency frequency = series_.metric->frequency;
  if (!reader_.flaw().empty()) return refuse(0, std::string(reader_.flaw()));
  if (fields_.size() != 2) return refuse(0, "the row has " + std::to_string(fields_.size()) + " fields instead of 2");
  const auto date = model::Date::parse(fields_[0]);
  if (!date) return refuse(1, in_quotes(fields_[0]) + " is no date of the form YYYY-MM-DD");
  if (frequency == model::Frequency::kMonth && date->day() != 1)
    return refuse(1, in_quotes(fields_[0]) + " is not the first of a month, as a monthly series has it");

  const model::Period period = model::Period::containing(frequency, *date);
  if (!ordinals_.empty() && period.ordinal == ordinals_.back())
    return refuse(1, in_quotes(fields_[0]) + " is there a second time, after line " + std::to_string(lines_.back()));
  if (!ordinals_.empty() && period.ordinal < ordinals_.back())
    return base::fail(base::ErrorCode::kInvalidInput,
                      "line " + std::to_string(reader_.line()) + ", column 1: " + in_quotes(fields_[0]) +
                          " comes after the later " +
                          in_quotes(model::Period{frequency, ordinals_.back()}.to_string()) + " of line " +
                          std::to_string(lines_.back()) + "; FRED's dates ascend: download the original");
  ordinals_.push_back(period.ordinal);
  values_.push_back(read_value(fields_[1]));
  lines_.push_back(reader_.line());
  return {};
}

model::Cell SeriesParser::read_value(std::string_view text) {
  if (text == kMissing) return model::kGap;
  const ParsedCell parsed = read_cell(text, *series_.metric);
  if (parsed.status > CellStatus::kEmpty)
    sink_.cell_refused({reader_.line(), kValueColumn, refusal_of(parsed.status, text)});
  return parsed.cell;
}

class Fred final : public Format {
 public:
  std::string_view name() const override { return "FRED series CSV (observation_date or DATE, then a series id)"; }
  std::string_view source() const override { return "fred"; }

  bool recognises(std::string_view head) const override {
    const auto header = first_record(head, ',');
    return header && header->size() >= 2 && is_date_name((*header)[0]) && looks_like_a_series((*header)[1]);
  }

  base::Status parse(base::ByteSource& bytes, const Context& /*context*/, Sink& sink) const override {
    return SeriesParser(bytes, sink).parse();
  }
};

}  // namespace

const Format& fred_format() {
  static const Fred kFormat;
  return kFormat;
}

}  // namespace housing::sources
