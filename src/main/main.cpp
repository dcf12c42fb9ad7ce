// The command line: the commands of `housing`, and which of them was meant.
#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <iostream>

#include "main/options.hpp"

extern char** environ;

namespace housing::main {
namespace {

Run describe_version(CLI::App&, const Environment&) {
  return [] {
    std::printf("housing %s\n", HOUSING_VERSION);
    return kExitDone;
  };
}

struct Command {
  const char* name;
  const char* words;
  Run (*describe)(CLI::App& command, const Environment& environment);
};

constexpr auto kCommands = std::to_array<Command>({
    {"import", "Take publishers' files in, as they were downloaded", describe_import},
    {"demo", "Make synthetic data over real places, to look around", describe_demo},
    {"serve", "Serve the API and the web app", describe_serve},
    {"query", "Print series", describe_query},
    {"ask", "Answer any question of the HTTP API about the data, without a server", describe_ask},
    {"export", "Write series as CSV, a workbook, JSON, or a chart", describe_export},
    {"affordability", "What a home costs a household, and what it could pay", describe_affordability},
    {"backtest", "Score forecasts of the past against what came", describe_backtest},
    {"verify", "Put the formulas to published worked examples; exit 1 if one is off", describe_verify},
    {"work", "Do what is due: alerts, mails, exports, digests", describe_work},
    {"migrate", "Bring the database to the tables this program works with", describe_migrate},
    {"user", "Add a person, list people, or say who is an admin", describe_user},
    {"release", "List releases, withdraw a wrong one, restore it", describe_release},
    {"queue", "Look at jobs that were given up, try them again, drop them", describe_queue},
    {"lambda", "Be a function on AWS Lambda, driven by its Runtime API", describe_lambda},
    {"health", "Ask the server on this machine whether it is alive; exit 0 or 1", describe_health},
    {"sigv4", "Sign a case of AWS's signing test suite, in header and query form, stage by stage", describe_sigv4},
    {"version", "Print the program's version", describe_version},
});

int run(int argc, char** argv) {
  const auto environment = read_environment(environ);
  if (!environment) {
    report_failure(environment.error());
    return kExitUsage;
  }
  CLI::App app("Housing Trends: US housing markets from publishers' files, served from memory", "housing");
  app.require_subcommand(1);
  std::array<Run, kCommands.size()> runs;
  try {
    for (std::size_t i = 0; i < kCommands.size(); ++i)
      runs[i] = kCommands[i].describe(*app.add_subcommand(kCommands[i].name, kCommands[i].words), *environment);
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool help = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
    app.exit(error, std::cout, std::cerr);
    return help ? kExitDone : kExitUsage;
  }
  const auto meant = std::ranges::find_if(kCommands, [&](const Command& one) { return app.got_subcommand(one.name); });
  return runs[static_cast<std::size_t>(meant - kCommands.begin())]();
}

}  // namespace
}  // namespace housing::main

int main(int argc, char** argv) { return housing::main::run(argc, argv); }
