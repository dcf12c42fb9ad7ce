#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "analyses/backtest.hpp"
#include "analyses/backtest_m4.hpp"
#include "api/json_forecast.hpp"
#include "base/json_writer.hpp"
#include "base/mapped_file.hpp"
#include "forecast/scores.hpp"
#include "main/commands.hpp"
#include "main/outside.hpp"
#include "main/query_prints.hpp"
#include "places/embedded.hpp"

namespace housing::main {
namespace {

using analyses::Backtest;
using analyses::BacktestPlan;
using analyses::Tally;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

base::Status write_file(const std::filesystem::path& path, const std::string& text) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "wb"));
  if (file == nullptr || std::fwrite(text.data(), 1, text.size(), file.get()) != text.size() ||
      std::fflush(file.get()) != 0)
    return base::fail_errno("cannot write " + path.string());
  return {};
}

double mean(double sum, std::uint64_t count) { return count > 0 ? sum / static_cast<double>(count) : std::nan(""); }

void print_cell(double value, const char* format) {
  std::isfinite(value) ? std::printf(format, value) : std::printf("%9s", "-");
}

void print_row(const BacktestPlan& plan, std::size_t method, const char* name, const Tally::Cell& cell,
               const Tally::Cell& naive2) {
  const double smape = mean(cell.smape, cell.count);
  const double mase = mean(cell.mase, cell.scaled);
  std::printf("  %-18s", name);
  print_cell(smape, "%9.3f");
  print_cell(mase, "%9.3f");
  print_cell(forecast::owa(smape, mase, mean(naive2.smape, naive2.count), mean(naive2.mase, naive2.scaled)), "%9.3f");
  for (std::size_t level = 0; level < plan.levels.size(); ++level) {
    print_cell(100 * mean(static_cast<double>(cell.inside[level]), cell.banded), "%8.1f%%");
    print_cell(mean(cell.msis[level], cell.banded_scaled), "%9.3f");
  }
  std::printf("%s\n", plan.asked.has(plan.methods.list()[method]) ? "  <" : "");
}

void print_half(const BacktestPlan& plan, const Tally& tally, const char* title) {
  const auto methods = plan.methods.list();
  const auto naive2 = static_cast<std::size_t>(std::ranges::find(methods, forecast::Method::kNaive2) - methods.begin());
  if (tally.over_all(naive2).count == 0) return;
  for (const std::size_t h : {plan.horizon, std::size_t{0}}) {  // the farthest, then all
    const auto cell = [&](std::size_t method) { return h > 0 ? tally.at(method, h) : tally.over_all(method); };
    std::printf("\n%s, %s: %llu forecasts a method\n", title,
                h > 0 ? (std::to_string(h) + " periods ahead").c_str() : "all horizons",
                static_cast<unsigned long long>(cell(naive2).count));
    std::printf("  %-18s%9s%9s%9s", "", "sMAPE", "MASE", "OWA");
    for (const double level : plan.levels) std::printf("  in %3.0f%%     MSIS", 100 * level);
    std::printf("\n");
    for (std::size_t i = 0; i < methods.size(); ++i)
      if (cell(i).count > 0) print_row(plan, i, std::string(to_string(methods[i])).c_str(), cell(i), cell(naive2));
  }
}

void print_backtest(const Backtest& backtest) {
  const BacktestPlan& plan = backtest.plan;
  std::printf("%s: %zu regions, %llu origins; %zu regions too short; %zu releases of the past\n",
              std::string(plan.metric->id).c_str(), backtest.regions, static_cast<unsigned long long>(backtest.origins),
              backtest.short_regions, backtest.vintages);
  print_half(plan, backtest.hindsight, "Hindsight");
  print_half(plan, backtest.published, "As first published");
}

std::string m4_json(const std::vector<analyses::M4Scores>& all) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("frequencies").begin_array();
  for (const analyses::M4Scores& scores : all) {
    json.begin_object().member("frequency", std::string_view(scores.frequency));
    json.member("series", std::uint64_t{scores.series}).key("methods").begin_array();
    for (const analyses::M4Score& score : scores.methods) {
      json.begin_object()
          .member("method", to_string(score.method))
          .key("smape")
          .fixed(std::llround(score.smape * 1e4), 4);
      json.key("mase").fixed(std::llround(score.mase * 1e4), 4).key("owa").fixed(std::llround(score.owa * 1e4), 4);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return out;
}

int run_m4(const BacktestOptions& options) {
  const auto methods = analyses::parse_methods(
      options.question.methods.empty() ? analyses::kAllMethods : std::string_view(options.question.methods), "methods");
  if (!methods) return report_question(methods.error());
  const auto train = base::MappedFile::open(options.m4[0]);
  if (!train) return report_failure(train.error());
  const auto test = base::MappedFile::open(options.m4[1]);
  if (!test) return report_failure(test.error());
  const auto scores = analyses::score_m4(train->text(), test->text(), *methods);
  if (!scores) return report_failure(scores.error());
  if (options.json) {
    std::printf("%s\n", m4_json(*scores).c_str());
    return kExitDone;
  }
  for (const analyses::M4Scores& part : *scores) {
    std::printf("%s, %zu series\n  %-18s%9s%9s%9s\n", part.frequency.c_str(), part.series, "", "sMAPE", "MASE", "OWA");
    for (const analyses::M4Score& score : part.methods)
      std::printf("  %-18s%9.3f%9.3f%9.3f\n", std::string(to_string(score.method)).c_str(), score.smape, score.mase,
                  score.owa);
  }
  return kExitDone;
}

// What a sink does with each region's forecasts: nothing, print them, or write a file.
base::Result<analyses::PastForecastSink> sink_for(const BacktestOptions& options, const BacktestPlan& plan) {
  if (options.csv) {
    std::printf("%s", past_forecasts_header(plan).c_str());
    return
        [&plan](const model::RegionId& region, const std::vector<analyses::PastForecast>& forecasts) -> base::Status {
          std::string text;
          append_past_forecasts(text, plan, region, forecasts);
          std::fwrite(text.data(), 1, text.size(), stdout);
          return {};
        };
  }
  if (options.out.empty()) return analyses::PastForecastSink();
  const std::filesystem::path folder = std::filesystem::path(options.out) / "forecasts";
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return base::fail(base::ErrorCode::kIo, "cannot make " + folder.string() + ": " + error.message());
  return [&plan, folder](const model::RegionId& region,
                         const std::vector<analyses::PastForecast>& forecasts) -> base::Status {
    std::string text = past_forecasts_header(plan);
    append_past_forecasts(text, plan, region, forecasts);
    return write_file(folder / (std::string(region.text()) + ".csv"), text);
  };
}

}  // namespace

int run_backtest(const Environment& environment, const BacktestOptions& options) {
  if (!options.m4.empty()) return run_m4(options);
  const base::SystemClock clock;
  Outside outside(environment, options.data_dir, clock);
  auto store = outside.open_objects();
  if (!store) return report_failure(store.error());
  app::WorldHolder worlds(**store, places::embedded_gazetteer());
  if (const auto loaded = worlds.refresh(); !loaded) return report_failure(loaded.error());
  const auto world = worlds.get();
  const auto plan = analyses::plan_backtest(*world, options.question);
  if (!plan) return report_question(plan.error());
  const auto sink = sink_for(options, *plan);
  if (!sink) return report_failure(sink.error());
  const auto backtest = analyses::run_backtest(*world, &worlds, *plan, *sink);
  if (!backtest) return report_failure(backtest.error());
  if (!options.out.empty())
    if (const auto written = write_file(std::filesystem::path(options.out) / "scores.json",
                                        api::backtest_json(*world, *backtest) + "\n");
        !written)
      return report_failure(written.error());
  if (options.json)
    std::printf("%s\n", api::backtest_json(*world, *backtest).c_str());
  else if (!options.csv)
    print_backtest(*backtest);
  return kExitDone;
}

}  // namespace housing::main
