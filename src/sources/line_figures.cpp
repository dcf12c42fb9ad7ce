#include "sources/line_figures.hpp"

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/decimal.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {

void LineFigures::begin(std::uint64_t line) {
  line_ = line;
  for (Figures& figures : figures_) {
    figures.ordinals.clear();
    figures.values.clear();
    figures.columns.clear();
  }
}

void LineFigures::set(std::size_t metric, std::int32_t ordinal, model::WideCell value, std::uint32_t column) {
  Figures& figures = figures_.at(metric);
  HT_ASSERT(figures.ordinals.empty() || figures.ordinals.back() < ordinal);
  const bool fits = table_.metrics[metric]->wide || value == model::kWideGap ||
                    (value <= model::kMaxCell && value >= model::kMinCell);
  if (!fits) refuse_cell(column, refusal_of(CellStatus::kOutOfRange, std::to_string(value)));
  figures.ordinals.push_back(ordinal);
  figures.values.push_back(fits ? value : model::kWideGap);
  figures.columns.push_back(column);
}

model::WideCell LineFigures::read(std::size_t metric, std::int32_t ordinal, std::string_view text, std::uint32_t column,
                                  int power) {
  const model::MetricInfo& info = *table_.metrics.at(metric);
  ParsedWideCell parsed = parse_wide_cell(text, info.decimals + power);
  if (parsed.status == CellStatus::kOk && parsed.cell < 0 && !info.may_be_negative)
    parsed = {model::kWideGap, CellStatus::kNegative};
  if (parsed.status > CellStatus::kEmpty) refuse_cell(column, refusal_of(parsed.status, text));
  set(metric, ordinal, parsed.cell, column);
  return figures_[metric].values.back();
}

void LineFigures::refuse_cell(std::uint32_t column, std::string reason) {
  sink_.cell_refused({line_, column, std::move(reason)});
}

void LineFigures::refuse_line(std::uint32_t column, std::string reason) {
  sink_.row_refused({line_, column, std::move(reason)});
}

base::Status LineFigures::write(const Place& place) {
  for (std::size_t metric = 0; metric < figures_.size(); ++metric) {
    if (figures_[metric].ordinals.empty()) continue;
    const base::Status status = write_run(place, metric, figures_[metric]);
    if (status) continue;
    if (status.error().code != base::ErrorCode::kConflict) return status;
    refuse_line(kWholeLine, status.error().message);
    return {};
  }
  sink_.row_kept();
  return {};
}

base::Status LineFigures::write_run(const Place& place, std::size_t metric, const Figures& figures) {
  if (sink_.wants_origins()) sink_.origins({.lines = std::span(&line_, 1), .columns = figures.columns});
  if (table_.metrics[metric]->wide) return sink_.run_wide(place, metric, figures.ordinals, figures.values);
  narrow_.clear();
  for (const model::WideCell value : figures.values)
    narrow_.push_back(value == model::kWideGap ? model::kGap : static_cast<model::Cell>(value));
  return sink_.run(place, metric, figures.ordinals, narrow_);
}

}  // namespace housing::sources
