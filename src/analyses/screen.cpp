#include "analyses/screen.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analyses/ranking.hpp"
#include "base/assert.hpp"
#include "stats/column_kernels.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;
using model::kWideGap;
using model::WideCell;
using stats::Bits;
using stats::Truth;

// A bound in units of 10^-decimals; what a number's text said exactly is not lost to binary fractions.
double scaled(double bound, int decimals) {
  const double number = bound * std::pow(10.0, decimals);
  const double whole = std::nearbyint(number);
  constexpr double kTolerance = 1e-9;
  return std::abs(number - whole) <= kTolerance * std::max(1.0, std::abs(number)) ? whole : number;
}

constexpr double kLargest = 9.0e18;

WideCell lowest(const Condition& condition, int decimals) {
  const double bound = scaled(condition.low, decimals);
  if (bound <= -kLargest) return kWideGap + 1;
  if (bound >= kLargest) return std::numeric_limits<WideCell>::max();
  return static_cast<WideCell>(condition.low_open ? std::floor(bound) + 1 : std::ceil(bound));
}

WideCell highest(const Condition& condition, int decimals) {
  const double bound = scaled(condition.high, decimals);
  if (bound >= kLargest) return std::numeric_limits<WideCell>::max();
  if (bound <= -kLargest) return kWideGap + 1;
  return static_cast<WideCell>(condition.high_open ? std::ceil(bound) - 1 : std::floor(bound));
}

Truth compare(const Condition& condition, const Column& column) {
  if (condition.kind == ConditionKind::kKnown)
    return column.wide.empty() ? stats::has_value(column.narrow) : stats::has_value(column.wide);
  const WideCell low = lowest(condition, column.decimals);
  const WideCell high = highest(condition, column.decimals);
  return column.wide.empty() ? stats::within(column.narrow, low, high) : stats::within(column.wide, low, high);
}

bool is_about(const Condition& condition, const Measure& measure) {
  const auto measures = measures_of(condition);
  return measures.size() == 1 && measures.front() == measure;
}

class KnownColumns : public ColumnOf {
 public:
  explicit KnownColumns(const std::vector<ScreenColumn>& columns) : columns_(columns) {}
  const Column& operator()(const Measure& measure) const override {
    const auto found = std::ranges::find(columns_, measure, &ScreenColumn::measure);
    HT_ASSERT(found != columns_.end());
    return *found->column;
  }

 private:
  const std::vector<ScreenColumn>& columns_;
};

// The condition's top parts, evaluated each, so that one can be left out.
struct Parts {
  std::vector<const Condition*> conditions;
  std::vector<Truth> truths;
};

Parts parts_of(const Condition& where, const ColumnOf& column) {
  Parts parts;
  if (where.kind == ConditionKind::kAll)
    for (const Condition& part : where.parts) parts.conditions.push_back(&part);
  else
    parts.conditions.push_back(&where);
  for (const Condition* part : parts.conditions) parts.truths.push_back(evaluate(*part, column));
  return parts;
}

// Where everything holds but the parts about `measure` alone.
Bits matching_without(const Parts& parts, const Measure& measure, const Bits& mask) {
  Bits bits = mask;
  for (std::size_t i = 0; i < parts.truths.size(); ++i) {
    if (is_about(*parts.conditions[i], measure)) continue;
    for (std::size_t word = 0; word < bits.size(); ++word) bits[word] &= parts.truths[i].yes[word];
  }
  return bits;
}

std::optional<std::pair<double, double>> spread_of(const Column& column, const Bits& mask) {
  std::vector<WideCell> values;
  const auto cells = column.cells();
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i] != kWideGap && ((mask[i / 64] >> (i % 64)) & 1U) != 0) values.push_back(cells[i]);
  if (values.empty()) return std::nullopt;
  const auto at = [&](double share) {
    const auto nth = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::ranges::nth_element(values, nth);
    return static_cast<double>(*nth);
  };
  const double low = at(0.01);
  const double high = at(0.99);
  return std::pair(low, high > low ? high : low + 1);
}

Histogram histogram_of(const Column& column, const Bits& mask, const Bits& matching) {
  Histogram histogram;
  const auto spread = spread_of(column, mask);
  if (!spread) return histogram;
  const double width = (spread->second - spread->first) / kHistogramBins;
  for (std::size_t i = 0; i <= kHistogramBins; ++i)
    histogram.edges.push_back(spread->first + width * static_cast<double>(i));
  const auto cells = column.cells();
  constexpr double kLast = kHistogramBins - 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const WideCell cell = cells[i];
    if (cell == kWideGap || ((mask[i / 64] >> (i % 64)) & 1U) == 0) continue;
    const double position = (static_cast<double>(cell) - spread->first) / width;
    const auto bin = static_cast<std::size_t>(std::clamp(position, 0.0, kLast));
    ++histogram.all[bin];
    histogram.matching[bin] += ((matching[i / 64] >> (i % 64)) & 1U) != 0 ? 1U : 0U;
  }
  return histogram;
}

Answered<std::vector<Measure>> measures_asked(const ScreenQuestion& question) {
  std::vector<Measure> measures;
  if (question.where) measures = measures_of(*question.where);
  const auto add = [&](std::string_view text, std::string_view parameter) -> Answered<bool> {
    const auto measure = parse_measure(text, parameter);
    if (!measure) return std::unexpected(measure.error());
    if (std::ranges::find(measures, *measure) == measures.end()) measures.push_back(*measure);
    return true;
  };
  for (const std::string& text : question.columns)
    if (const auto added = add(text, "columns"); !added) return std::unexpected(added.error());
  if (!question.sort.empty())
    if (const auto added = add(question.sort, "sort"); !added) return std::unexpected(added.error());
  if (measures.size() > kMaxScreenColumns)
    return reject("limit-exceeded", "columns",
                  "A screen has at most " + std::to_string(kMaxScreenColumns) + " different measures.");
  return measures;
}

std::vector<std::uint32_t> first_places(const Bits& matching, std::size_t count) {
  std::vector<std::uint32_t> places;
  for (std::uint32_t word = 0; word < matching.size() && places.size() < count; ++word)
    for (std::uint64_t bits = matching[word]; bits != 0 && places.size() < count; bits &= bits - 1)
      places.push_back(word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits)));
  return places;
}

// Sorted matches; those without a value of the sort measure come last, in order of the axis.
std::vector<std::uint32_t> sorted_places(const Screen& screen, const Bits& matching, std::size_t count) {
  if (!screen.sort) return first_places(matching, count);
  const Column& by = *screen.columns[*screen.sort].column;
  auto places = by.wide.empty() ? stats::top_cells(by.narrow, count, screen.greatest_first, matching)
                                : stats::top_cells(by.wide, count, screen.greatest_first, matching);
  const auto cells = by.cells();
  if (places.size() < count)
    for (const std::uint32_t place : first_places(matching, std::numeric_limits<std::size_t>::max()))
      if (places.size() < count && cells[place] == kWideGap) places.push_back(place);
  return places;
}

void add_matches(Screen& screen, const Parts& parts, std::size_t offset, std::size_t limit, bool all) {
  Bits matching = *screen.level.mask;
  Bits failing(matching.size());
  for (const Truth& truth : parts.truths)
    for (std::size_t word = 0; word < matching.size(); ++word) {
      matching[word] &= truth.yes[word];
      failing[word] |= truth.no[word] & (*screen.level.mask)[word];
    }
  screen.matched = stats::count_bits(matching);
  screen.unknown = screen.level.places - screen.matched - stats::count_bits(failing);
  auto places = sorted_places(screen, matching, offset + limit);
  places.erase(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(std::min(offset, places.size())));
  if (offset + places.size() < screen.matched && !places.empty()) screen.next = offset + places.size();
  screen.places = std::move(places);
  if (!all) return;
  screen.all = first_places(matching, screen.matched);
  Bits untold = *screen.level.mask;
  for (std::size_t word = 0; word < untold.size(); ++word) untold[word] &= ~(matching[word] | failing[word]);
  screen.untold = first_places(untold, screen.unknown);
}

}  // namespace

Truth evaluate(const Condition& condition, const ColumnOf& column) {
  switch (condition.kind) {
    case ConditionKind::kWithin:
    case ConditionKind::kKnown: return compare(condition, column(condition.measure));
    case ConditionKind::kNot: return stats::negated(evaluate(condition.parts.front(), column));
    case ConditionKind::kAll:
    case ConditionKind::kAny: break;
  }
  Truth truth = evaluate(condition.parts.front(), column);
  for (std::size_t i = 1; i < condition.parts.size(); ++i) {
    const Truth next = evaluate(condition.parts[i], column);
    condition.kind == ConditionKind::kAll ? stats::conjoin(truth, next) : stats::disjoin(truth, next);
  }
  return truth;
}

Answered<Screen> answer_screen(Columns& columns, const ScreenQuestion& question) {
  Screen screen;
  auto level = parse_level(columns, question.level);
  if (!level) return std::unexpected(level.error());
  screen.level = std::move(*level);
  const auto measures = measures_asked(question);
  if (!measures) return std::unexpected(measures.error());
  const auto order = parse_order(question.order, "order");
  if (!order) return std::unexpected(order.error());
  screen.greatest_first = *order;
  const auto limit = parse_count(question.limit, "limit", 0, kMaxScreenRows, kDefaultScreenRows);
  if (!limit) return std::unexpected(limit.error());
  const auto offset = parse_count(question.offset, "offset", 0, kMaxOffset, 0);
  if (!offset) return std::unexpected(offset.error());
  for (const Measure& measure : *measures) {
    auto column = column_of(columns, screen.level, measure, question.where ? "where" : "columns");
    if (!column) return std::unexpected(column.error());
    const std::size_t present = present_in(**column, screen.level);
    screen.columns.push_back({.measure = measure, .column = std::move(*column), .present = present, .histogram = {}});
  }
  if (!screen.columns.empty()) {
    const auto by = question.sort.empty() ? app::Answered<Measure>(screen.columns.front().measure)
                                          : parse_measure(question.sort, "sort");
    screen.sort = static_cast<std::size_t>(std::ranges::find(screen.columns, *by, &ScreenColumn::measure) -
                                           screen.columns.begin());
  }
  const KnownColumns known(screen.columns);
  const Parts parts = question.where ? parts_of(*question.where, known) : Parts{};
  add_matches(screen, parts, static_cast<std::size_t>(*offset), static_cast<std::size_t>(*limit), question.ids);
  if (question.histograms)
    for (ScreenColumn& column : screen.columns)
      column.histogram =
          histogram_of(*column.column, *screen.level.mask, matching_without(parts, column.measure, *screen.level.mask));
  screen.where = question.where;
  return screen;
}

}  // namespace housing::analyses
