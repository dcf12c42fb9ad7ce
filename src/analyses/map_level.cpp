#include "analyses/map_level.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analyses/ranking.hpp"
#include "stats/breaks.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;
using model::kWideGap;

constexpr std::array<std::string_view, 4> kMethods = {"quantile", "equal", "jenks", "diverging"};
constexpr double kIndexMiddle = 100;
constexpr double kCodes = 65'534;  // of 16 bits, without the gap's, from 0
constexpr std::size_t kMaxSample = 16'384;

struct ClassRules {
  BreakMethod method = BreakMethod::kQuantile;
  int classes = 0;
};

bool is_change(app::Transform transform) {
  using app::Transform;
  return transform == Transform::kMom || transform == Transform::kYoy || transform == Transform::kDiff ||
         transform == Transform::kAnnualised || transform == Transform::kCagr || transform == Transform::kIndex;
}

Answered<ClassRules> parse_classes(const MapQuestion& question, const Measure& measure) {
  ClassRules rules;
  if (question.breaks.empty()) {
    rules.method = is_change(measure.transform) ? BreakMethod::kDiverging : BreakMethod::kQuantile;
  } else {
    const auto method = std::ranges::find(kMethods, question.breaks);
    if (method == kMethods.end())
      return reject("unknown-breaks", "breaks", "There are no breaks '" + question.breaks.substr(0, 40) + "'.",
                    {kMethods.begin(), kMethods.end()});
    rules.method = static_cast<BreakMethod>(method - kMethods.begin());
  }
  const auto classes = parse_count(question.classes, "classes", kMinClasses, kMaxClasses, kDefaultClasses);
  if (!classes) return std::unexpected(classes.error());
  rules.classes = static_cast<int>(*classes);
  return rules;
}

// `values` need not be sorted; gaps are left out already.
Classes classify(std::vector<double> values, const ClassRules& rules, const Measure& measure, int decimals) {
  Classes classes;
  classes.method = rules.method;
  std::ranges::sort(values);
  const double middle = measure.transform == app::Transform::kIndex ? kIndexMiddle * std::pow(10.0, decimals) : 0;
  switch (rules.method) {
    case BreakMethod::kQuantile: classes.breaks = stats::quantile_breaks(values, rules.classes); break;
    case BreakMethod::kEqual: classes.breaks = stats::equal_breaks(values, rules.classes); break;
    case BreakMethod::kJenks: classes.breaks = stats::jenks_breaks(values, rules.classes); break;
    case BreakMethod::kDiverging: classes.breaks = stats::diverging_breaks(values, rules.classes, middle); break;
  }
  std::size_t before = 0;
  for (const double at : classes.breaks) {
    const auto below = static_cast<std::size_t>(std::ranges::lower_bound(values, at) - values.begin());
    classes.counts.push_back(static_cast<std::uint32_t>(below - before));
    before = below;
  }
  classes.counts.push_back(static_cast<std::uint32_t>(values.size() - before));
  return classes;
}

struct Window {
  std::vector<std::int32_t> ordinals;
};

Answered<Window> periods_of(Columns& columns, const Measure& measure, const MapsQuestion& question) {
  const auto read = [](const std::string& text,
                       std::string_view parameter) -> Answered<std::optional<model::DateRange>> {
    if (text.empty()) return std::nullopt;
    const auto range = model::parse_date_range(text);
    if (!range)
      return reject("bad-date", std::string(parameter), "'" + text.substr(0, 40) + "' is no date.", {"2000-01"});
    return *range;
  };
  const auto from = read(question.from, "from");
  if (!from) return std::unexpected(from.error());
  const auto to = read(question.to, "to");
  if (!to) return std::unexpected(to.error());
  Window window;
  const series::Block* block = columns.world().block(*measure.metric);
  if (block == nullptr) return window;
  for (const std::int32_t ordinal : block->ordinals()) {
    const model::Period period{block->frequency(), ordinal};
    if (*from && period.begin() < (*from)->first) continue;
    if (*to && period.end() > (*to)->last) continue;
    window.ordinals.push_back(ordinal);
  }
  if (window.ordinals.size() > kMaxMapPeriods)
    return reject("limit-exceeded", "from",
                  "At most " + std::to_string(kMaxMapPeriods) + " periods at once; these are " +
                      std::to_string(window.ordinals.size()) + ".");
  return window;
}

struct Held {
  std::vector<std::shared_ptr<const Column>> columns;  // one a period
  double least = 0;
  double greatest = 0;
  std::vector<std::uint32_t> places;
};

template <class T>
void note_cells(Held& held, const Level& level, const std::vector<T>& cells, std::vector<std::uint8_t>& any,
                bool& first) {
  constexpr T kGap = std::numeric_limits<T>::min();
  T least = std::numeric_limits<T>::max();
  T greatest = kGap;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i] == kGap || !level.holds(i)) continue;
    any[i] = 1;
    least = std::min(least, cells[i]);
    greatest = std::max(greatest, cells[i]);
  }
  if (greatest == kGap) return;
  held.least = first ? static_cast<double>(least) : std::min(held.least, static_cast<double>(least));
  held.greatest = first ? static_cast<double>(greatest) : std::max(held.greatest, static_cast<double>(greatest));
  first = false;
}

Held hold(Columns& columns, const MapsAnswer& answer) {
  Held held;
  std::vector<std::uint8_t> any(answer.level.axis->size());
  bool first = true;
  for (const std::int32_t ordinal : answer.ordinals) {
    auto column = columns.made({.measure = answer.measure, .type = answer.level.type, .ordinal = ordinal});
    if (column != nullptr)
      column->wide.empty() ? note_cells(held, answer.level, column->narrow, any, first)
                           : note_cells(held, answer.level, column->wide, any, first);
    held.columns.push_back(std::move(column));
  }
  for (std::uint32_t i = 0; i < any.size(); ++i)
    if (any[i] != 0) held.places.push_back(i);
  return held;
}

// Values of all periods, thinned evenly where they are very many: for breaks.
std::vector<double> sample_of(const MapsAnswer& answer, const Held& held) {
  const std::size_t cells = answer.places.size() * answer.ordinals.size();
  const std::size_t stride = std::max<std::size_t>(1, cells / kMaxSample);
  std::vector<double> values;
  for (std::size_t at = 0; at < cells; at += stride) {
    const Column* column = held.columns[at / answer.places.size()].get();
    const auto cell = column != nullptr ? column->cells()[answer.places[at % answer.places.size()]] : kWideGap;
    if (cell != kWideGap) values.push_back(static_cast<double>(cell));
  }
  return values;
}

void encode(MapsAnswer& answer, const Held& held) {
  answer.least = held.least;
  answer.step = std::max(1.0, (held.greatest - held.least) / kCodes);
  answer.codes.assign(answer.places.size() * answer.ordinals.size(), 0);
  const double inverse = 1 / answer.step;
  for (std::size_t period = 0; period < held.columns.size(); ++period) {
    if (held.columns[period] == nullptr) continue;
    std::uint16_t* const to = answer.codes.data() + period * answer.places.size();
    const Column& column = *held.columns[period];
    const auto code = [&](double value) { return static_cast<std::uint16_t>((value - answer.least) * inverse + 1.5); };
    if (column.wide.empty()) {
      for (std::size_t i = 0; i < answer.places.size(); ++i) {
        const model::Cell cell = column.narrow[answer.places[i]];
        if (cell != model::kGap) to[i] = code(cell);
      }
    } else {
      for (std::size_t i = 0; i < answer.places.size(); ++i) {
        const model::WideCell cell = column.wide[answer.places[i]];
        if (cell != kWideGap) to[i] = code(static_cast<double>(cell));
      }
    }
  }
}

Answered<Measure> measure_of(const MapQuestion& question) {
  if (question.metric.empty())
    return reject("missing-parameter", "metric", "Say what to map: metric=home_value&transform=yoy");
  return parse_measure(question.metric, "metric", question.transform);
}

}  // namespace

std::string_view to_string(BreakMethod method) { return kMethods[static_cast<std::size_t>(method)]; }

Answered<MapAnswer> answer_map(Columns& columns, const MapQuestion& question) {
  const auto measure = measure_of(question);
  if (!measure) return std::unexpected(measure.error());
  auto level = parse_level(columns, question.level);
  if (!level) return std::unexpected(level.error());
  const auto rules = parse_classes(question, *measure);
  if (!rules) return std::unexpected(rules.error());
  auto column = column_of(columns, *level, *measure, "metric");
  if (!column) return std::unexpected(column.error());
  MapAnswer answer;
  answer.level = std::move(*level);
  answer.measure = *measure;
  answer.column = std::move(*column);
  std::vector<double> values;
  const auto cells = answer.column->cells();
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i] != kWideGap && answer.level.holds(i)) values.push_back(static_cast<double>(cells[i]));
  answer.present = values.size();
  answer.classes = classify(std::move(values), *rules, *measure, answer.column->decimals);
  return answer;
}

Answered<MapsAnswer> answer_maps(Columns& columns, const MapsQuestion& question) {
  const auto measure = measure_of(question.map);
  if (!measure) return std::unexpected(measure.error());
  if (!question.map.level.period.empty())
    return reject("bad-parameter", "period", "Many periods are asked by from and to, not by period.", {"from", "to"});
  auto level = parse_level(columns, question.map.level);
  if (!level) return std::unexpected(level.error());
  const auto rules = parse_classes(question.map, *measure);
  if (!rules) return std::unexpected(rules.error());
  auto window = periods_of(columns, *measure, question);
  if (!window) return std::unexpected(window.error());
  MapsAnswer answer;
  answer.level = std::move(*level);
  answer.measure = *measure;
  answer.ordinals = std::move(window->ordinals);
  if (answer.ordinals.size() * answer.level.places > kMaxMapCells)
    return reject("limit-exceeded", "from",
                  std::to_string(answer.level.places) + " regions over " + std::to_string(answer.ordinals.size()) +
                      " periods are too many at once: ask for fewer periods, or within an area.");
  const Held held = hold(columns, answer);
  answer.places = held.places;
  const auto some = std::ranges::find_if(held.columns, [](const auto& column) { return column != nullptr; });
  if (answer.places.empty() || some == held.columns.end())
    return reject("no-data", "metric", "No region of this type has " + measure->text() + " in these periods.");
  answer.unit = (*some)->unit;
  answer.decimals = (*some)->decimals;
  // A period whose numbers needed no wide column is in the same units.
  encode(answer, held);
  answer.classes = classify(sample_of(answer, held), *rules, *measure, answer.decimals);
  return answer;
}

}  // namespace housing::analyses
