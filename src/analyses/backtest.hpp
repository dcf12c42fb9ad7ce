// Backtest: every forecast that could have been made in the past against what came, over many regions.
//
// An origin is *as first published* when a release whose last value is the origin's still exists: the forecast is then
// made from the world as of that release. Everywhere else it is made from the values as they are known now, cut at the
// origin, and counts as *hindsight*. What came is always the value as it is known now. Bands are those the origin would
// have had: made of errors known by then.
//
// Scores are means over all pairs of an origin and a horizon; the error of each is divided by the scale of its own
// past. Deterministic: the same data folder gives the same bits. Errors: kNotFound and kInvalidInput as a question's,
// kIo. Limits: kMaxVintages releases. Thread-safety: one caller; worlds may be shared.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyses/forecast_query.hpp"
#include "app/world.hpp"

namespace housing::analyses {

inline constexpr std::size_t kMaxVintages = 400;
inline constexpr std::size_t kSampledRegions = 40;  // of a summary that is made on the spot

struct BacktestQuestion {
  std::vector<std::string> regions;  // none: all of the type
  std::string type;                  // none: all that have the metric
  std::string metric;
  std::string horizon;
  std::string methods;
  bool sampled = false;  // at most kSampledRegions of them, evenly spaced
};

struct BacktestPlan {
  const model::MetricInfo* metric = nullptr;
  std::vector<model::RegionId> regions;
  std::size_t regions_of = 0;  // before sampling
  std::size_t horizon = 0;
  std::vector<double> levels;
  forecast::MethodSet asked;
  forecast::MethodSet methods;  // asked and baselines
};

app::Answered<BacktestPlan> plan_backtest(const app::World& world, const BacktestQuestion& question);

// One forecast of the past, h periods after its origin, with what came.
struct PastForecast {
  model::Period origin;  // last value known
  model::Period period;
  std::size_t h = 0;
  std::optional<model::Date> as_of;  // the release it was made from; nothing in hindsight
  double actual = 0;
  double scale = 0;                                  // of MASE; NaN or 0 where there is none
  std::vector<double> forecasts;                     // by position in plan.methods.list()
  std::vector<std::optional<forecast::Band>> bands;  // [method * levels + level]
};

// Sums over many regions.
class Tally {
 public:
  Tally(std::size_t methods, std::size_t horizon, std::size_t levels);
  void add(const PastForecast& past, const std::vector<double>& levels);

  struct Cell {
    std::uint64_t count = 0;
    std::uint64_t scaled = 0;
    double smape = 0;  // sums
    double mase = 0;
    std::vector<std::uint64_t> inside;
    std::vector<double> msis;
    std::uint64_t banded = 0;
    std::uint64_t banded_scaled = 0;
  };
  const Cell& at(std::size_t method, std::size_t h) const { return cells_[method * horizon_ + h - 1]; }
  Cell over_all(std::size_t method) const;

 private:
  std::size_t horizon_;
  std::vector<Cell> cells_;
};

struct Backtest {
  BacktestPlan plan;
  Tally hindsight;
  Tally published;          // as first published
  std::size_t regions = 0;  // long enough
  std::size_t short_regions = 0;
  std::size_t vintages = 0;  // releases that were some origin's
  std::uint64_t origins = 0;
};

using PastForecastSink = std::function<base::Status(const model::RegionId&, const std::vector<PastForecast>&)>;

// With `worlds`, origins are as first published where they can be. `sink` gets each region's forecasts in order of
// origin and horizon.
base::Result<Backtest> run_backtest(const app::World& world, app::WorldHolder* worlds, const BacktestPlan& plan,
                                    const PastForecastSink& sink = {});

// As the file that `housing backtest --out` writes: a header, then a line a forecast.
std::string past_forecasts_header(const BacktestPlan& plan);
void append_past_forecasts(std::string& out, const BacktestPlan& plan, const model::RegionId& region,
                           const std::vector<PastForecast>& forecasts);

}  // namespace housing::analyses
