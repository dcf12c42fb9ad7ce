// The command line: what `housing` understands, and nothing else.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "base/text.hpp"
#include "main/commands.hpp"
#include "main/export_options.hpp"

extern char** environ;

namespace housing::main {
namespace {

constexpr int kMaxPort = 65'535;
constexpr unsigned kMaxThreads = 256;
constexpr unsigned kMaxTrustedHops = 5;

struct Options {
  ImportOptions import;
  QueryOptions query;
  AskOptions ask;
  ExportOptions export_;
  BacktestOptions backtest;
  AffordabilityOptions affordability;
  VerifyOptions verify;
  ServeOptions serve;
  DemoOptions demo;
  MigrateOptions migrate;
  UserOptions user;
  ReleaseOptions release;
  QueueOptions queue;
  WorkOptions work;
  LambdaOptions lambda;
  HealthOptions health;
  Sigv4Options sigv4;
};

void add_data_dir(CLI::App& command, std::string& value) {
  command.add_option("--data-dir", value, "Folder that holds everything imported (HOUSING_DATA_DIR)")
      ->capture_default_str();
}

void add_import(CLI::App& app, ImportOptions& options) {
  CLI::App& command = *app.add_subcommand("import", "Take publishers' files in, as they were downloaded");
  add_data_dir(command, options.data_dir);
  command.add_option("paths", options.paths, "Files, or folders taken with all below them");
  auto* source =
      command
          .add_option("--source", options.sources, "Download from this source: fhfa, fred, zillow, or zillow/zhvi/zip")
          ->allow_extra_args(false);
  command.add_flag("--all", options.all, "Download what is due of every source, by its cadence")->excludes(source);
  command.add_option("--from", options.from, "Take what --source names from this folder or address instead");
  command.add_option("--released", options.released, "The day the publisher released these files (2025-03-31)");
  command.add_flag("--json", options.json, "Print the summary as JSON");
}

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

void add_query(CLI::App& app, QueryOptions& options) {
  CLI::App& command = *app.add_subcommand("query", "Print series");
  add_data_dir(command, options.data_dir);
  app::SeriesQuestion& question = options.question;
  command.add_option("--region", question.regions, "Regions: metro-41860,state-ca")->delimiter(',');
  command.add_option("--metric", question.metrics, "Metrics: home_value,rent")->delimiter(',');
  command.add_option("--from", question.from, "First period: 2020, 2020-03, 2020-Q1, 2020-03-31");
  command.add_option("--to", question.to, "Last period");
  command.add_option("--last", question.last, "Only the last N periods");
  command.add_option("--as-of", options.as_of, "As it was known on this day: 2024-06-30");
  auto* revisions = command.add_flag("--revisions", options.revisions,
                                     "What changed between the releases of --metric, in --region if there is one");
  command
      .add_option("--explain", options.explain, "REGION METRIC PERIOD: which cell of which file a number comes from")
      ->expected(3)
      ->excludes(revisions);
  add_transform(command, question);
  auto* json = command.add_flag("--json", options.json, "Print JSON");
  command.add_flag("--csv", options.csv, "Print CSV")->excludes(json);
  command
      .add_flag("--anomalies", options.anomalies,
                "Periods of --metric in --region that do not fit its trend and season")
      ->excludes(revisions);
  command
      .add_flag("--turning-points", options.turning_points,
                "Peaks and troughs of --metric in --region, and a test of its trend")
      ->excludes(revisions);
  command
      .add_flag("--disagreement", options.disagreement,
                "What the publishers' price indices say of --region, 100 in --base")
      ->excludes(revisions);
}

void add_backtest(CLI::App& app, BacktestOptions& options) {
  CLI::App& command = *app.add_subcommand("backtest", "Score forecasts of the past against what came");
  add_data_dir(command, options.data_dir);
  analyses::BacktestQuestion& question = options.question;
  auto* metric = command.add_option("--metric", question.metric, "Metric: home_value");
  auto* region =
      command.add_option("--region", question.regions, "Only these regions: metro-41860,state-ca")->delimiter(',');
  command.add_option("--type", question.type, "Only regions of this type: metro")->excludes(region);
  command.add_option("--horizon", question.horizon, "Periods ahead: 12 of a monthly metric, 4 of a quarterly one");
  command.add_option("--methods", question.methods, "ensemble, theta,ets … or all; the baselines are always there");
  auto* out = command.add_option("--out", options.out, "Write every past forecast and the scores into this folder");
  auto* json = command.add_flag("--json", options.json, "Print the scores as JSON");
  auto* csv = command.add_flag("--csv", options.csv, "Print every past forecast as CSV")->excludes(json);
  command
      .add_option("--m4", options.m4, "TRAIN.csv TEST.csv of the M4 competition's layout: score the methods on them")
      ->expected(2)
      ->excludes(metric)
      ->excludes(region)
      ->excludes(out)
      ->excludes(csv);
  command.callback([&command] {
    if ((command.count("--m4") > 0) == (command.count("--metric") > 0))
      throw CLI::ValidationError("backtest", "needs --metric, or --m4 TRAIN.csv TEST.csv");
  });
}

void add_ask(CLI::App& app, AskOptions& options) {
  CLI::App& command =
      *app.add_subcommand("ask", "Answer any question of the HTTP API about the data, without a server");
  add_data_dir(command, options.data_dir);
  command.add_option("path", options.path, "rankings, map, screener, compare, similar … as /docs lists them")
      ->required();
  command.add_option("parameters", options.parameters, "type=metro metric=home_value transform=yoy");
}

void add_affordability(CLI::App& app, AffordabilityOptions& options) {
  CLI::App& command = *app.add_subcommand("affordability", "What a home costs a household, and what it could pay");
  add_data_dir(command, options.data_dir);
  analyses::AffordabilityQuestion& question = options.question;
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
  command.add_flag("--json", options.json, "Print JSON");
}

void add_verify(CLI::App& app, VerifyOptions& options) {
  CLI::App& command =
      *app.add_subcommand("verify", "Put the formulas to published worked examples; exit 1 if one is off");
  command.add_option("--vectors", options.vectors, "A JSON file of examples instead of those inside the program");
  command.add_flag("--json", options.json, "Print JSON");
}

void add_serve(CLI::App& app, ServeOptions& options) {
  CLI::App& command = *app.add_subcommand("serve", "Serve the API and the web app");
  add_data_dir(command, options.data_dir);
  command.add_option("--port", options.port, "Port; 0 takes a free one (HOUSING_PORT)")
      ->check(CLI::Range(0, kMaxPort))
      ->capture_default_str();
  command.add_option("--address", options.address, "Address to listen on (HOUSING_ADDRESS)")->capture_default_str();
  command.add_option("--web", options.web_dir, "Folder of the built web app (HOUSING_WEB_DIR)");
  command.add_option("--threads", options.threads, "I/O threads; 0: as many as the machine has")
      ->check(CLI::Range(0u, kMaxThreads));
  command
      .add_option("--trusted-hops", options.trusted_hops,
                  "Proxies in front whose X-Forwarded-For is believed (HOUSING_TRUSTED_HOPS)")
      ->check(CLI::Range(0u, kMaxTrustedHops));
  command.add_flag_callback("--no-access-log", [&options] { options.access_log = false; }, "Do not log each request");
}

void add_demo(CLI::App& app, DemoOptions& options) {
  CLI::App& command = *app.add_subcommand("demo", "Make synthetic data over real places, to look around");
  add_data_dir(command, options.data_dir);
  command.add_flag("--national", options.national, "26,000 ZIP codes and a dozen metrics: the size of the real thing");
}

void add_migrate(CLI::App& app, MigrateOptions& options) {
  CLI::App& command = *app.add_subcommand("migrate", "Bring the database to the tables this program works with");
  add_data_dir(command, options.data_dir);
  command.add_flag("--check", options.check, "Change nothing; exit 1 when it is needed");
}

void add_user(CLI::App& app, UserOptions& options) {
  CLI::App& command = *app.add_subcommand("user", "Add a person, list people, or say who is an admin");
  command.require_subcommand(1);
  const auto action = [&](const char* name, const char* what) -> CLI::App& {
    CLI::App& added = *command.add_subcommand(name, what);
    added.callback([&options, name] { options.action = name; });
    add_data_dir(added, options.data_dir);
    return added;
  };
  CLI::App& add = action("add", "Add a verified account; the password is read from standard input");
  add.add_option("email", options.email, "Address")->required();
  add.add_option("--name", options.name, "Name");
  add.add_flag("--admin", options.admin, "As an admin");
  action("list", "Print id, role, state and address of everybody");
  CLI::App& role = action("role", "Make somebody an admin, or a user again without --admin");
  role.add_option("email", options.email, "Address")->required();
  role.add_flag("--admin", options.admin, "Make an admin");
}

void add_release(CLI::App& app, ReleaseOptions& options) {
  CLI::App& command = *app.add_subcommand("release", "List releases, withdraw a wrong one, restore it");
  command.require_subcommand(1);
  const auto action = [&](const char* name, const char* what) -> CLI::App& {
    CLI::App& added = *command.add_subcommand(name, what);
    added.callback([&options, name] { options.action = name; });
    add_data_dir(added, options.data_dir);
    return added;
  };
  action("list", "Every release, newest import first").add_flag("--json", options.json, "Print JSON");
  for (const auto& [name, what] : {std::pair("withdraw", "Show no number of it any more; its record and file stay"),
                                   std::pair("restore", "Show a withdrawn one again")}) {
    CLI::App& change = action(name, what);
    change.add_option("id", options.id, "As the list says: zillow/zhvi/metro@3f2a9c01d4e5")->required();
    change.add_option("--reason", options.reason, "Why, for whoever asks later")->required();
  }
}

void add_queue(CLI::App& app, QueueOptions& options) {
  CLI::App& command = *app.add_subcommand("queue", "Look at jobs that were given up, try them again, drop them");
  command.require_subcommand(1);
  const auto action = [&](const char* name, const char* what) -> CLI::App& {
    CLI::App& added = *command.add_subcommand(name, what);
    added.callback([&options, name] { options.action = name; });
    add_data_dir(added, options.data_dir);
    return added;
  };
  CLI::App& list = action("list", "The jobs that were given up, with why");
  list.add_option("queue", options.queue, "Only of this queue");
  list.add_flag("--json", options.json, "Print JSON, with their bodies");
  for (const auto& [name, what] : {std::pair("retry", "Try one again, or all that are there now"),
                                   std::pair("drop", "Throw one away, or all that are there now")}) {
    CLI::App& change = action(name, what);
    change.add_option("queue", options.queue, "mail, alerts, export …")->required();
    auto* id = change.add_option("id", options.id, "As the list says");
    change.add_flag("--all", options.all, "All of the queue")->excludes(id);
    change.callback([&options, &change, name] {
      options.action = name;
      if (options.id.empty() != options.all) throw CLI::ValidationError(change.get_name(), "needs an id, or --all");
    });
  }
}

void add_work(CLI::App& app, WorkOptions& options) {
  CLI::App& command = *app.add_subcommand("work", "Do what is due: alerts, mails, exports, digests");
  add_data_dir(command, options.data_dir);
  auto* once = command.add_flag("--once", options.once, "Do what is due now, then exit");
  command.add_flag("--list", options.list, "Print the queues and the schedule")->excludes(once);
}

void add_lambda(CLI::App& app, LambdaOptions& options) {
  CLI::App& command = *app.add_subcommand("lambda", "Be a function on AWS Lambda, driven by its Runtime API");
  add_data_dir(command, options.data_dir);
  std::vector<std::string> names;
  std::string list = "Functions:\n";
  for (const auto& [name, words] : lambda_functions()) {
    names.push_back(name);
    list += "  " + name + std::string(14 - std::min<std::size_t>(name.size(), 13), ' ') + words + "\n";
  }
  command.add_option("name", options.name, "Which one")->required()->check(CLI::IsMember(names));
  command.footer(list);
}

void add_health(CLI::App& app, HealthOptions& options) {
  CLI::App& command = *app.add_subcommand("health", "Ask the server on this machine whether it is alive; exit 0 or 1");
  command.add_option("--port", options.port, "Its port (HOUSING_PORT)")
      ->check(CLI::Range(1, kMaxPort))
      ->capture_default_str();
}

void add_sigv4(CLI::App& app, Sigv4Options& options) {
  CLI::App& command =
      *app.add_subcommand("sigv4", "Sign a case of AWS's signing test suite, in header and query form, stage by stage");
  command.add_option("case", options.folder, "Folder with the case's request.txt and context.json");
  command.add_option("--batch", options.batch,
                     "Sign a case a line instead, {\"request\":\"...\",\"context\":{...}}, and print JSON a line; "
                     "- is standard input");
  command.add_flag("--json", options.json, "Print JSON");
  command.callback([&command] {
    if (command.count("case") + command.count("--batch") != 1)
      throw CLI::ValidationError("sigv4", "needs either the folder of a case or --batch FILE");
  });
}

// What the environment says is the default; a flag overrides it.
bool apply(const Environment& environment, Options& options) {
  for (std::string* data_dir :
       {&options.import.data_dir, &options.query.data_dir, &options.affordability.data_dir, &options.ask.data_dir,
        &options.export_.data_dir, &options.backtest.data_dir, &options.serve.data_dir, &options.migrate.data_dir,
        &options.user.data_dir, &options.release.data_dir, &options.queue.data_dir, &options.work.data_dir,
        &options.lambda.data_dir})
    *data_dir = environment.data_dir.value_or(std::string(kDefaultDataDir));
  options.demo.data_dir = environment.data_dir.value_or(std::string(kDefaultDemoDir));
  options.serve.address = environment.address.value_or("127.0.0.1");
  options.serve.web_dir = environment.web_dir.value_or("");
  const auto number = [](const std::optional<std::string>& text, std::int64_t most) -> std::optional<std::int64_t> {
    const auto value = base::parse_integer(*text);
    return value && *value >= 0 && *value <= most ? value : std::nullopt;
  };
  if (environment.port) {
    const auto port = number(environment.port, kMaxPort);
    if (!port) {
      std::fprintf(stderr, "housing: HOUSING_PORT: '%s' is no port\n", environment.port->c_str());
      return false;
    }
    options.serve.port = static_cast<int>(*port);
    options.health.port = options.serve.port;
  }
  if (environment.trusted_hops) {
    const auto hops = number(environment.trusted_hops, kMaxTrustedHops);
    if (!hops) {
      std::fprintf(stderr, "housing: HOUSING_TRUSTED_HOPS: '%s' is no number of proxies\n",
                   environment.trusted_hops->c_str());
      return false;
    }
    options.serve.trusted_hops = static_cast<unsigned>(*hops);
  }
  return true;
}

int run(int argc, char** argv) {
  const auto environment = read_environment(environ);
  if (!environment) {
    report_failure(environment.error());
    return kExitUsage;
  }
  Options options;
  if (!apply(*environment, options)) return kExitUsage;

  CLI::App app("Housing Trends: US housing markets from publishers' files, served from memory", "housing");
  app.require_subcommand(1);
  add_affordability(app, options.affordability);
  add_verify(app, options.verify);
  add_serve(app, options.serve);
  add_import(app, options.import);
  add_query(app, options.query);
  add_backtest(app, options.backtest);
  add_ask(app, options.ask);
  add_export(app, options.export_);
  add_demo(app, options.demo);
  add_migrate(app, options.migrate);
  add_user(app, options.user);
  add_release(app, options.release);
  add_queue(app, options.queue);
  add_work(app, options.work);
  add_lambda(app, options.lambda);
  add_health(app, options.health);
  add_sigv4(app, options.sigv4);
  app.add_subcommand("version", "Print the program's version");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool help = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
    app.exit(error, std::cout, std::cerr);
    return help ? kExitDone : kExitUsage;
  }
  if (app.got_subcommand("affordability")) return run_affordability(*environment, options.affordability);
  if (app.got_subcommand("verify")) return run_verify(options.verify);
  if (app.got_subcommand("serve")) return run_serve(*environment, options.serve);
  if (app.got_subcommand("import")) return run_import(*environment, options.import);
  if (app.got_subcommand("query")) return run_query(*environment, options.query);
  if (app.got_subcommand("backtest")) return run_backtest(*environment, options.backtest);
  if (app.got_subcommand("export")) return run_export(*environment, options.export_);
  if (app.got_subcommand("ask")) return run_ask(*environment, options.ask);
  if (app.got_subcommand("demo")) return run_demo(*environment, options.demo);
  if (app.got_subcommand("migrate")) return run_migrate(*environment, options.migrate);
  if (app.got_subcommand("user")) return run_user(*environment, options.user);
  if (app.got_subcommand("release")) return run_release(*environment, options.release);
  if (app.got_subcommand("queue")) return run_queue(*environment, options.queue);
  if (app.got_subcommand("work")) return run_work(*environment, options.work);
  if (app.got_subcommand("lambda")) return run_lambda(*environment, options.lambda);
  if (app.got_subcommand("health")) return run_health(options.health);
  if (app.got_subcommand("sigv4")) return run_sigv4(options.sigv4);
  std::printf("housing %s\n", HOUSING_VERSION);
  return kExitDone;
}

}  // namespace
}  // namespace housing::main

int main(int argc, char** argv) { return housing::main::run(argc, argv); }
