#include "analyses/screen_history.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "base/assert.hpp"
#include "stats/column_kernels.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::string_view kDefaultOutcome = "home_value";

// The condition's columns at one period, made for it alone.
class ColumnsAt : public ColumnOf {
 public:
  // Whether every measure has a column then.
  bool make(Columns& columns, model::RegionType type, const std::vector<Measure>& measures, model::Date day) {
    made_.clear();
    for (const Measure& measure : measures) {
      const auto ordinal = columns.ordinal_by(*measure.metric, day);
      auto column = ordinal ? columns.made({.measure = measure, .type = type, .ordinal = *ordinal}) : nullptr;
      if (column == nullptr) return false;
      made_.emplace(measure, std::move(column));
    }
    return true;
  }
  const Column& operator()(const Measure& measure) const override {
    const auto found = made_.find(measure);
    HT_ASSERT(found != made_.end());
    return *found->second;
  }

 private:
  std::map<Measure, std::shared_ptr<const Column>> made_;
};

struct Gathered {
  double mean = kNaN;
  double median = kNaN;
};

// Reorders `changes`; in units of 10^-4 percent.
template <class T>
Gathered gather(std::vector<T>& changes) {
  if (changes.empty()) return {};
  constexpr double kScale = 10'000;
  double sum = 0;
  for (const T change : changes) sum += static_cast<double>(change);
  const double median = stats::median_cells(changes);
  return {sum / static_cast<double>(changes.size()) / kScale, median / kScale};
}

template <class T>
void add_outcomes(HistoryPeriod& period, const Level& level, const stats::Bits& matching, const std::vector<T>& cells) {
  constexpr T kGap = std::numeric_limits<T>::min();
  std::vector<T> all;
  std::vector<T> matched;
  all.reserve(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i] == kGap || !level.holds(i)) continue;
    all.push_back(cells[i]);
    if (((matching[i / 64] >> (i % 64)) & 1U) != 0) matched.push_back(cells[i]);
  }
  period.all = static_cast<std::uint32_t>(all.size());
  period.with_outcome = static_cast<std::uint32_t>(matched.size());
  const Gathered of_all = gather(all);
  const Gathered of_matched = gather(matched);
  period.mean = of_matched.mean;
  period.median = of_matched.median;
  period.mean_of_all = of_all.mean;
  period.median_of_all = of_all.median;
}

void summarise(ScreenHistory& history) {
  std::vector<double> excess;
  for (const HistoryPeriod& period : history.periods) {
    if (period.with_outcome == 0) continue;
    ++history.counted;
    history.thin += period.with_outcome < kFewRegions ? 1 : 0;
    excess.push_back(period.median - period.median_of_all);
    history.ahead += excess.back() > 0 ? 1 : 0;
  }
  history.mean_excess = history.median_excess = kNaN;
  if (excess.empty()) return;
  double sum = 0;
  for (const double value : excess) sum += value;
  history.mean_excess = sum / static_cast<double>(excess.size());
  std::ranges::sort(excess);
  history.median_excess = excess[excess.size() / 2];
}

Answered<std::optional<model::DateRange>> parse_day(const std::string& text, std::string_view parameter) {
  if (text.empty()) return std::nullopt;
  const auto range = model::parse_date_range(text);
  if (!range)
    return reject("bad-date", std::string(parameter), "'" + text.substr(0, 40) + "' is no date.", {"2010-01"});
  return *range;
}

}  // namespace

Answered<ScreenHistory> answer_screen_history(Columns& columns, const ScreenHistoryQuestion& question) {
  if (!question.where)
    return reject("missing-parameter", "where", "Say which screen is meant: where=yoy(home_value) >= 5");
  if (!question.level.period.empty())
    return reject("bad-parameter", "period", "A screen's history goes over periods: from and to.", {"from", "to"});
  ScreenHistory history;
  history.where = *question.where;
  auto level = parse_level(columns, question.level);
  if (!level) return std::unexpected(level.error());
  history.level = std::move(*level);
  const auto outcome = app::known_metric(question.outcome.empty() ? kDefaultOutcome : question.outcome, "outcome");
  if (!outcome) return std::unexpected(outcome.error());
  history.outcome = *outcome;
  const auto months = parse_count(question.horizon, "horizon", 1, kMaxHistoryMonths, kDefaultHistoryMonths);
  if (!months) return std::unexpected(months.error());
  const auto from = parse_day(question.from, "from");
  if (!from) return std::unexpected(from.error());
  const auto to = parse_day(question.to, "to");
  if (!to) return std::unexpected(to.error());
  const model::Frequency frequency = history.outcome->frequency;
  if (frequency == model::Frequency::kWeek)
    return reject("outcome-does-not-apply", "outcome",
                  "An outcome is monthly, quarterly or yearly; this one is weekly.", {"home_value"});
  const std::int64_t step = *months * model::periods_per_year(frequency);
  if (step % 12 != 0)
    return reject("bad-number", "horizon",
                  std::to_string(*months) + " months are no whole number of the outcome's periods (" +
                      std::string(to_string(frequency)) + ").",
                  {"12", "24"});
  history.horizon = static_cast<std::int32_t>(step / 12);

  const series::Block* block = columns.world().block(*history.outcome);
  if (block == nullptr)
    return reject("no-data", "outcome", "Nothing of " + std::string(history.outcome->id) + " was imported.");
  const auto measures = measures_of(history.where);
  ColumnsAt at;
  for (const std::int32_t ordinal : block->ordinals()) {
    const model::Period period{frequency, ordinal};
    if (*from && period.begin() < (*from)->first) continue;
    if (*to && period.end() > (*to)->last) continue;
    if (!block->find_column(ordinal + history.horizon)) continue;
    if (history.periods.size() == kMaxHistoryPeriods)
      return reject("limit-exceeded", "from", "A screen's history has at most 600 periods.");
    if (!at.make(columns, history.level.type, measures, period.end())) continue;
    stats::Bits matching = evaluate(history.where, at).yes;
    for (std::size_t word = 0; word < matching.size(); ++word) matching[word] &= (*history.level.mask)[word];
    HistoryPeriod result;
    result.ordinal = ordinal;
    result.matched = static_cast<std::uint32_t>(stats::count_bits(matching));
    const auto outcomes = columns.change(*history.outcome, history.level.type, ordinal, ordinal + history.horizon);
    if (outcomes == nullptr) continue;
    outcomes->wide.empty() ? add_outcomes(result, history.level, matching, outcomes->narrow)
                           : add_outcomes(result, history.level, matching, outcomes->wide);
    history.periods.push_back(result);
  }
  if (history.periods.empty())
    return reject("no-data", "where",
                  "There is no period for which both the screen's metrics and what came after are known.");
  summarise(history);
  return history;
}

}  // namespace housing::analyses
