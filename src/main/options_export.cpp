// What `housing export` understands: a series' question and a chart's, each by its parameter's name.
#include <CLI/CLI.hpp>
#include <array>
#include <memory>

#include "main/options.hpp"

namespace housing::main {
namespace {

struct Parameter {
  const char* name;  // of the address
  const char* flag;
  const char* words;
};

constexpr auto kParameters = std::to_array<Parameter>({
    {"region", "--region", "Regions: metro-41860,state-ca"},
    {"metric", "--metric", "Metrics: home_value,rent"},
    {"from", "--from", "First period: 2020, 2020-03, 2020-Q1, 2020-03-31"},
    {"to", "--to", "Last period"},
    {"last", "--last", "Only the last N periods"},
    {"as_of", "--as-of", "As it was known on this day: 2024-06-30"},
    {"transform", "--transform", "level, mom, yoy, index … as for query"},
    {"years", "--years", "Of cagr: how many"},
    {"base", "--base", "Of index and real: the period that is the base"},
    {"deflator", "--deflator", "Of real: a monthly price index"},
    {"method", "--method", "Of trend: stl or hp"},
    {"lambda", "--lambda", "Of trend by hp"},
    {"frequency", "--frequency", "Convert to month, quarter or year before the transform"},
    {"aggregation", "--aggregation", "How, with --frequency: mean, sum or last"},
    {"width", "--width", "Of a chart: pixels [960]"},
    {"height", "--height", "Of a chart: pixels [540]"},
    {"theme", "--theme", "Of a chart: light or dark"},
    {"scale", "--scale", "Of a chart: linear or log"},
    {"recessions", "--recessions", "Of a chart: 1 shades recessions"},
    {"title", "--title", "Of a chart, instead of the one made from the question"},
});

}  // namespace

Run describe_export(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<ExportOptions>();
  add_data_dir(command, options->data_dir, environment);
  command.add_option("--format", options->format, "csv, xlsx, json; svg or png for a chart")
      ->check(CLI::IsMember({"csv", "xlsx", "json", "svg", "png"}))
      ->capture_default_str();
  command.add_option("--output,-o", options->output, "File to write; else it is printed");
  options->parameters.reserve(kParameters.size());  // so that the values stay where they are
  for (const Parameter& parameter : kParameters) {
    options->parameters.emplace_back(parameter.name, "");
    command.add_option(parameter.flag, options->parameters.back().second, parameter.words);
  }
  return [options, &environment] { return run_export(environment, *options); };
}

}  // namespace housing::main
