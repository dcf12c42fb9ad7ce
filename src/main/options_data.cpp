// What the commands about the numbers understand: taking them in, asking for them.
#include <CLI/CLI.hpp>
#include <memory>

#include "main/options.hpp"

namespace housing::main {
namespace {

void add_transform(CLI::App& command, app::SeriesQuestion& question) {
  std::string names;
  for (const std::string_view name : app::transform_names()) names.append(names.empty() ? "" : ", ").append(name);
  command.add_option("--transform", question.transform, names)->capture_default_str();
  command.add_option("--years", question.years, "Of cagr [5]");
  command.add_option("--base", question.base, "Of index and real: the period that is 100, or whose dollars: 2020-01");
  command.add_option("--deflator", question.deflator, "Of real: a monthly price index [cpi]");
  command.add_option("--method", question.method, "Of trend: stl or hp (Hodrick-Prescott)");
  command.add_option("--lambda", question.lambda,
                     "Of trend by hp [129600 for months, 1600 for quarters, 6.25 for years]");
  command.add_option("--frequency", question.frequency, "Convert to month, quarter or year before the transform");
  command.add_option("--aggregation", question.aggregation, "How, with --frequency: mean, sum or last");
  command.add_option("--recessions", question.recessions, "With --json, tell recessions: midpoint, trough or peak");
}

}  // namespace

Run describe_import(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<ImportOptions>();
  add_data_dir(command, options->data_dir, environment);
  command.add_option("paths", options->paths, "Files, or folders taken with all below them");
  auto* source =
      command
          .add_option("--source", options->sources, "Download from this source: fhfa, fred, zillow, or zillow/zhvi/zip")
          ->allow_extra_args(false);
  command.add_flag("--all", options->all, "Download what is due of every source, by its cadence")->excludes(source);
  command.add_option("--from", options->from, "Take what --source names from this folder or address instead");
  command.add_option("--released", options->released, "The day the publisher released these files (2025-03-31)");
  command.add_flag("--json", options->json, "Print the summary as JSON");
  return [options, &environment] { return run_import(environment, *options); };
}

Run describe_demo(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<DemoOptions>();
  add_data_dir(command, options->data_dir, environment, kDefaultDemoDir);
  command.add_flag("--national", options->national, "26,000 ZIP codes and a dozen metrics: the size of the real thing");
  return [options, &environment] { return run_demo(environment, *options); };
}

Run describe_query(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<QueryOptions>();
  add_data_dir(command, options->data_dir, environment);
  app::SeriesQuestion& question = options->question;
  command.add_option("--region", question.regions, "Regions: metro-41860,state-ca")->delimiter(',');
  command.add_option("--metric", question.metrics, "Metrics: home_value,rent")->delimiter(',');
  command.add_option("--from", question.from, "First period: 2020, 2020-03, 2020-Q1, 2020-03-31");
  command.add_option("--to", question.to, "Last period");
  command.add_option("--last", question.last, "Only the last N periods");
  command.add_option("--as-of", options->as_of, "As it was known on this day: 2024-06-30");
  auto* revisions = command.add_flag("--revisions", options->revisions,
                                     "What changed between the releases of --metric, in --region if there is one");
  command
      .add_option("--explain", options->explain, "REGION METRIC PERIOD: which cell of which file a number comes from")
      ->expected(3)
      ->excludes(revisions);
  add_transform(command, question);
  auto* json = command.add_flag("--json", options->json, "Print JSON");
  command.add_flag("--csv", options->csv, "Print CSV")->excludes(json);
  command
      .add_flag("--anomalies", options->anomalies,
                "Periods of --metric in --region that do not fit its trend and season")
      ->excludes(revisions);
  command
      .add_flag("--turning-points", options->turning_points,
                "Peaks and troughs of --metric in --region, and a test of its trend")
      ->excludes(revisions);
  command
      .add_flag("--disagreement", options->disagreement,
                "What the publishers' price indices say of --region, 100 in --base")
      ->excludes(revisions);
  return [options, &environment] { return run_query(environment, *options); };
}

Run describe_ask(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<AskOptions>();
  add_data_dir(command, options->data_dir, environment);
  command.add_option("path", options->path, "rankings, map, screener, compare, similar … as /docs lists them")
      ->required();
  command.add_option("parameters", options->parameters, "type=metro metric=home_value transform=yoy");
  return [options, &environment] { return run_ask(environment, *options); };
}

Run describe_affordability(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<AffordabilityOptions>();
  add_data_dir(command, options->data_dir, environment);
  analyses::AffordabilityQuestion& question = options->question;
  analyses::HouseholdQuestion& household = question.household;
  command.add_option("--region", question.regions, "Regions: metro-41860,state-ca")->delimiter(',')->required();
  command.add_option("--income", household.income, "Yearly income; without it the median of each region");
  auto* down = command.add_option("--down", household.down, "Down payment in percent of the price [20]");
  command.add_option("--cash", household.cash, "Down payment in dollars instead")->excludes(down);
  command.add_option("--rate", household.rate, "Mortgage rate in percent; without it the newest published one");
  command.add_option("--years", household.years, "Years of the mortgage [30]");
  command.add_option("--tax", household.tax, "Property tax, percent of the price a year [1.1]");
  command.add_option("--insurance", household.insurance, "Insurance, percent of the price a year [0.35]");
  command.add_option("--pmi", household.pmi, "Mortgage insurance, percent of the loan a year, above 80 % [0.58]");
  command.add_option("--rule", household.rule, "Percent of income that housing may take [30]");
  command.add_option("--price-metric", question.price_metric, "home_value, sale_price, list_price …");
  command.add_option("--period", question.level.period, "As of this month: 2024-06; without it the newest");
  command.add_flag("--json", options->json, "Print JSON");
  return [options, &environment] { return run_affordability(environment, *options); };
}

Run describe_backtest(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<BacktestOptions>();
  add_data_dir(command, options->data_dir, environment);
  analyses::BacktestQuestion& question = options->question;
  auto* metric = command.add_option("--metric", question.metric, "Metric: home_value");
  auto* region =
      command.add_option("--region", question.regions, "Only these regions: metro-41860,state-ca")->delimiter(',');
  command.add_option("--type", question.type, "Only regions of this type: metro")->excludes(region);
  command.add_option("--horizon", question.horizon, "Periods ahead: 12 of a monthly metric, 4 of a quarterly one");
  command.add_option("--methods", question.methods, "ensemble, theta,ets … or all; the baselines are always there");
  auto* out = command.add_option("--out", options->out, "Write every past forecast and the scores into this folder");
  auto* json = command.add_flag("--json", options->json, "Print the scores as JSON");
  auto* csv = command.add_flag("--csv", options->csv, "Print every past forecast as CSV")->excludes(json);
  command
      .add_option("--m4", options->m4, "TRAIN.csv TEST.csv of the M4 competition's layout: score the methods on them")
      ->expected(2)
      ->excludes(metric)
      ->excludes(region)
      ->excludes(out)
      ->excludes(csv);
  command.callback([&command] {
    if ((command.count("--m4") > 0) == (command.count("--metric") > 0))
      throw CLI::ValidationError("backtest", "needs --metric, or --m4 TRAIN.csv TEST.csv");
  });
  return [options, &environment] { return run_backtest(environment, *options); };
}

Run describe_verify(CLI::App& command, const Environment&) {
  auto options = std::make_shared<VerifyOptions>();
  command.add_option("--vectors", options->vectors, "A JSON file of examples instead of those inside the program");
  command.add_flag("--json", options->json, "Print JSON");
  return [options] { return run_verify(*options); };
}

}  // namespace housing::main
