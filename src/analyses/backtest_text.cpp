// Past forecasts as CSV.
#include <cmath>
#include <cstdint>

#include "analyses/backtest.hpp"
#include "base/json_writer.hpp"

namespace housing::analyses {
namespace {

void append_number(std::string& out, double value, int decimals) {
  out += ',';
  if (!std::isfinite(value)) return;
  base::append_fixed_padded(out, std::llround(value * std::pow(10.0, decimals)), decimals);
}

std::string percent(double level) { return std::to_string(std::lround(level * 100)); }

}  // namespace

std::string past_forecasts_header(const BacktestPlan& plan) {
  std::string out = "region,metric,origin,horizon,period,known,actual";
  const auto methods = plan.methods.list();
  for (const forecast::Method method : methods) out += "," + std::string(to_string(method));
  for (const forecast::Method method : plan.asked.list())
    for (const double level : plan.levels)
      for (const char* const end : {"lower", "upper"})
        out += "," + std::string(to_string(method)) + "_" + end + "_" + percent(level);
  return out + "\n";
}

void append_past_forecasts(std::string& out, const BacktestPlan& plan, const model::RegionId& region,
                           const std::vector<PastForecast>& forecasts) {
  const auto methods = plan.methods.list();
  const int decimals = plan.metric->decimals;
  for (const PastForecast& past : forecasts) {
    out += region.text();
    out += "," + std::string(plan.metric->id) + "," + past.origin.to_string() + "," + std::to_string(past.h) + "," +
           past.period.to_string() + "," + (past.as_of ? past.as_of->to_string() : "hindsight");
    append_number(out, past.actual, decimals);
    for (const double value : past.forecasts) append_number(out, value, decimals);
    for (std::size_t method = 0; method < methods.size(); ++method) {
      if (!plan.asked.has(methods[method])) continue;
      for (std::size_t level = 0; level < plan.levels.size(); ++level) {
        const auto& band = past.bands[method * plan.levels.size() + level];
        append_number(out, band ? band->lower : std::nan(""), decimals);
        append_number(out, band ? band->upper : std::nan(""), decimals);
      }
    }
    out += '\n';
  }
}

}  // namespace housing::analyses
