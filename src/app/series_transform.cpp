#include "app/series_transform.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/peers.hpp"
#include "app/transformed.hpp"
#include "stats/compound_growth.hpp"
#include "stats/gaps.hpp"
#include "stats/hodrick_prescott.hpp"
#include "stats/percentile.hpp"
#include "stats/season.hpp"

namespace housing::app {
namespace {

using model::Frequency;
using model::Period;
using model::Unit;
using Made = std::expected<MadeSeries, std::string>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kSmoothDecimals = 2;  // at least, of what is no published number any more

std::string number_text(double number) {
  std::string text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string earlier(const Lag& lag, Frequency frequency) {
  return frequency == Frequency::kWeek ? "x_s" : "x_{t-" + std::to_string(lag.step) + "}";
}

std::string which_week(const Lag& lag, Frequency frequency) {
  if (frequency != Frequency::kWeek) return {};
  return ", s " + std::to_string(lag.step) + " days before t, within " + std::to_string(lag.slack) + " days";
}

std::string filled_text(std::size_t filled, std::string_view how) {
  return filled == 0 ? std::string() : "; " + std::to_string(filled) + " missing values " + std::string(how);
}

class Maker {
 public:
  Maker(const World& world, const Line& line, const model::RegionId& region, const model::MetricInfo& metric,
        const TransformParameters& parameters, const Deflator* deflator, std::size_t first, std::size_t end)
      : world_(world),
        line_(line),
        region_(region),
        metric_(metric),
        parameters_(parameters),
        deflator_(deflator),
        first_(first),
        end_(end) {
    made_.unit = metric.unit;
    made_.decimals = line.decimals;
  }

  Made make() {
    switch (parameters_.transform) {
      case Transform::kLevel: return level();
      case Transform::kMom:
      case Transform::kYoy:
      case Transform::kDiff:
      case Transform::kAnnualised: return change();
      case Transform::kLog: simple(); return finish(Unit::kRatio, kTransformedDecimals, "ln x_t");
      case Transform::kCagr: return cagr();
      case Transform::kIndex: return index();
      case Transform::kReal: return real();
      case Transform::kSa: return adjusted();
      case Transform::kTrend: return trend();
      case Transform::kRank:
      case Transform::kPercentile: return among_peers();
      case Transform::kHistory: return against_history();
    }
    return std::unexpected("There is no such transform.");
  }

 private:
  Made finish(Unit unit, int decimals, std::string formula) {
    made_.unit = unit;
    made_.decimals = decimals;
    made_.formula = std::move(formula);
    return std::move(made_);
  }

  void simple(std::size_t index_from = 0) {
    made_.numbers = transformed(line_.numbers, line_.ordinals, line_.frequency, parameters_.transform, index_from);
  }

  Made level() {
    made_.numbers = line_.numbers;
    const bool as_published = line_.frequency == metric_.frequency;
    return finish(metric_.unit, line_.decimals,
                  as_published ? "as published, rounded to " + std::to_string(line_.decimals) + " decimals" : "x_t");
  }

  Made change() {
    const Lag lag = *lag_of(parameters_.transform, line_.frequency);
    const std::string before = earlier(lag, line_.frequency);
    const std::string week = which_week(lag, line_.frequency);
    simple();
    if (parameters_.transform == Transform::kDiff) {
      made_.in_points = metric_.unit == Unit::kPercent;
      return finish(metric_.unit, line_.decimals, "x_t-" + before + week);
    }
    if (parameters_.transform != Transform::kAnnualised)
      return finish(Unit::kPercent, kTransformedDecimals, "100*(x_t/" + before + "-1)" + week);
    return finish(
        Unit::kPercent, kTransformedDecimals,
        "100*((x_t/" + before + ")^" + std::to_string(model::periods_per_year(line_.frequency)) + "-1)" + week);
  }

  Made cagr() {
    const Lag lag = cagr_lag(parameters_.years, line_.frequency);
    made_.numbers = stats::compound_growth(line_.numbers, line_.ordinals, lag.step, lag.slack, parameters_.years);
    return finish(Unit::kPercent, kTransformedDecimals,
                  "100*((x_t/" + earlier(lag, line_.frequency) + ")^(1/" + std::to_string(parameters_.years) + ")-1)" +
                      which_week(lag, line_.frequency));
  }

  Made index() {
    std::string base = "the first period of the window that has a value";
    if (!parameters_.base) {
      simple(first_);
    } else {
      // The last period inside the base: "2020" of monthly values is December 2020, as /screener has it.
      const Period wanted = Period::containing(line_.frequency, parameters_.base->last);
      const auto found = line_.frequency == Frequency::kWeek ? week_by(parameters_.base->last) : column_of(wanted);
      if (!found || std::isnan(line_.numbers[*found]) || line_.numbers[*found] == 0)
        return std::unexpected("there is no value for the base, " + wanted.to_string());
      simple(*found);
      base = Period{line_.frequency, line_.ordinals[*found]}.to_string();
    }
    return finish(Unit::kIndex, kTransformedDecimals, "100*x_t/x_b, b " + base);
  }

  std::optional<std::size_t> column_of(const Period& period) const {
    const auto found = std::ranges::lower_bound(line_.ordinals, period.ordinal);
    if (found == line_.ordinals.end() || *found != period.ordinal) return std::nullopt;
    return static_cast<std::size_t>(found - line_.ordinals.begin());
  }

  // The week named by that day or in the six days before it.
  std::optional<std::size_t> week_by(model::Date day) const {
    const auto after = std::ranges::upper_bound(line_.ordinals, day.days);
    if (after == line_.ordinals.begin() || day.days - *(after - 1) > 6) return std::nullopt;
    return static_cast<std::size_t>(after - line_.ordinals.begin()) - 1;
  }

  Made real() {
    std::string base_text = deflator_->newest().to_string();
    std::optional<double> base = deflator_->level(deflator_->newest());
    if (parameters_.base) {
      const Period first = Period::containing(Frequency::kMonth, parameters_.base->first);
      const Period last = Period::containing(Frequency::kMonth, parameters_.base->last);
      double sum = 0;
      for (std::int32_t month = first.ordinal; month <= last.ordinal; ++month)
        sum += deflator_->level({Frequency::kMonth, month}).value_or(kNaN);
      base = sum / static_cast<double>(last.ordinal - first.ordinal + 1);
      base_text = first == last ? first.to_string() : "the mean of " + first.to_string() + " to " + last.to_string();
      if (std::isnan(*base)) return std::unexpected("the deflator has no value for the base, " + base_text);
    }
    made_.numbers.assign(line_.numbers.size(), kNaN);
    for (std::size_t i = 0; i < made_.numbers.size(); ++i)
      if (const auto level = deflator_->level({line_.frequency, line_.ordinals[i]}))
        made_.numbers[i] = line_.numbers[i] * *base / *level;
    const bool longer = line_.frequency != Frequency::kMonth && line_.frequency != Frequency::kWeek;
    return finish(metric_.unit, line_.decimals,
                  "x_t*D_b/D_t, D " + std::string(deflator_->metric().id) + " of the nation" +
                      (longer ? ", its mean over the period" : "") + ", b " + base_text);
  }

  base::Result<stats::Season> season(stats::Fit fit) const {
    return stats::take_apart(line_.numbers, *season_of(line_.frequency), in_logarithms(metric_, line_.numbers), fit);
  }

  Made adjusted() {
    auto season = this->season(stats::Fit::kRobust);
    if (!season) return std::unexpected(season.error().message);
    made_.numbers = std::move(season->adjusted);
    return finish(metric_.unit, std::max(line_.decimals, kSmoothDecimals),
                  std::string(season->in_logarithms ? "x_t/S_t" : "x_t-S_t") + ", S the season by " +
                      stats::season_parameters(*season_of(line_.frequency), season->in_logarithms) +
                      "; adjusted here, not by the source" + filled_text(season->filled, "passed over"));
  }

  Made trend() {
    const int decimals = std::max(line_.decimals, kSmoothDecimals);
    if (method_of(parameters_, line_.frequency) == TrendMethod::kStl) {
      auto season = this->season(stats::Fit::kPlain);
      if (!season) return std::unexpected(season.error().message);
      made_.numbers = std::move(season->trend);
      return finish(
          metric_.unit, decimals,
          "trend by " +
              stats::season_parameters(*season_of(line_.frequency), season->in_logarithms, stats::Fit::kPlain) +
              filled_text(season->filled, "passed over"));
    }
    auto whole = stats::fill_gaps(line_.numbers);
    if (!whole) return std::unexpected(whole.error().message);
    const double lambda =
        parameters_.lambda.value_or(stats::usual_lambda(model::periods_per_year(line_.frequency)).value_or(kNaN));
    const auto trend = stats::hodrick_prescott(whole->values, lambda);
    made_.numbers.assign(line_.numbers.size(), kNaN);
    std::ranges::copy(trend, made_.numbers.begin() + static_cast<std::ptrdiff_t>(whole->first));
    return finish(metric_.unit, decimals,
                  "trend by the Hodrick-Prescott filter, lambda " + number_text(lambda) +
                      "; its last values move most when new ones come" +
                      filled_text(whole->filled, "drawn as straight lines for it"));
  }

  Made among_peers() {
    auto standings = standings_of(world_, metric_, region_, first_, end_);
    const bool rank = parameters_.transform == Transform::kRank;
    made_.numbers = std::move(rank ? standings.rank : standings.percentile);
    made_.of = std::move(standings.of);
    const std::string among = std::string(to_string(region_.type())) + " regions with a value in the period";
    if (rank)
      return finish(Unit::kCount, 0,
                    "1 + how many have a higher value, among the " + among + "; ties share the better rank");
    return finish(Unit::kPercent, kTransformedDecimals, "100*(lower + equal/2)/of, among the " + among);
  }

  Made against_history() {
    auto history = stats::percentiles_of_history(line_.numbers);
    made_.numbers = std::move(history.percentiles);
    made_.of.assign(history.of.begin(), history.of.end());
    return finish(Unit::kPercent, kTransformedDecimals,
                  "100*(lower + equal/2)/of, among the region's own values up to and with t");
  }

  const World& world_;
  const Line& line_;
  const model::RegionId& region_;
  const model::MetricInfo& metric_;
  const TransformParameters& parameters_;
  const Deflator* deflator_;
  std::size_t first_;
  std::size_t end_;
  MadeSeries made_;
};

std::string conversion_text(const TransformParameters& parameters, const model::MetricInfo& metric) {
  const stats::Aggregate aggregate = aggregate_of(parameters, metric);
  const std::string unit = std::string(to_string(metric.frequency));
  const std::string target = std::string(to_string(*parameters.frequency));
  return "x_t the " + std::string(to_string(aggregate)) + " of each " + target + "'s " + unit + " values";
}

}  // namespace

bool in_logarithms(const model::MetricInfo& metric, std::span<const double> numbers) {
  switch (metric.unit) {
    case Unit::kPercent:
    case Unit::kRatio:
    case Unit::kDays: return false;
    default: return std::ranges::none_of(numbers, [](double x) { return x <= 0; });
  }
}

Made make_series(const World& world, const Line& line, const model::RegionId& region, const model::MetricInfo& metric,
                 const TransformParameters& parameters, const Deflator* deflator, std::size_t first, std::size_t end) {
  auto made = Maker(world, line, region, metric, parameters, deflator, first, end).make();
  if (!made || line.frequency == metric.frequency) return made;
  const std::string conversion = conversion_text(parameters, metric);
  made->formula = made->formula == "x_t" ? conversion : made->formula + "; " + conversion;
  return made;
}

}  // namespace housing::app
