// What the commands that run or look after the service's processes understand.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "base/text.hpp"
#include "main/options.hpp"

namespace housing::main {
namespace {

constexpr int kMaxPort = 65'535;
constexpr unsigned kMaxThreads = 256;
constexpr unsigned kMaxTrustedHops = 5;

// A number that the environment gives. Throws CLI::ValidationError for what is none, or more than `most`.
std::optional<std::int64_t> number(const std::optional<std::string>& text, const char* variable, std::int64_t most) {
  if (!text) return std::nullopt;
  const auto value = base::parse_integer(*text);
  if (value && *value >= 0 && *value <= most) return *value;
  throw CLI::ValidationError(variable, "'" + *text + "' is no number from 0 to " + std::to_string(most));
}

std::optional<int> port_of(const Environment& environment) {
  return number(environment.port, "HOUSING_PORT", kMaxPort);
}

}  // namespace

Run describe_serve(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<ServeOptions>();
  add_data_dir(command, options->data_dir, environment);
  options->address = environment.address.value_or("127.0.0.1");
  options->port = port_of(environment).value_or(options->port);
  options->web_dir = environment.web_dir.value_or("");
  options->trusted_hops = static_cast<unsigned>(
      number(environment.trusted_hops, "HOUSING_TRUSTED_HOPS", kMaxTrustedHops).value_or(options->trusted_hops));
  command.add_option("--port", options->port, "Port; 0 takes a free one (HOUSING_PORT)")
      ->check(CLI::Range(0, kMaxPort))
      ->capture_default_str();
  command.add_option("--address", options->address, "Address to listen on (HOUSING_ADDRESS)")->capture_default_str();
  command.add_option("--web", options->web_dir, "Folder of the built web app (HOUSING_WEB_DIR)");
  command.add_option("--threads", options->threads, "I/O threads; 0: as many as the machine has")
      ->check(CLI::Range(0u, kMaxThreads));
  command
      .add_option("--trusted-hops", options->trusted_hops,
                  "Proxies in front whose X-Forwarded-For is believed (HOUSING_TRUSTED_HOPS)")
      ->check(CLI::Range(0u, kMaxTrustedHops));
  command.add_flag_callback("--no-access-log", [options] { options->access_log = false; }, "Do not log each request");
  return [options, &environment] { return run_serve(environment, *options); };
}

Run describe_work(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<WorkOptions>();
  add_data_dir(command, options->data_dir, environment);
  auto* once = command.add_flag("--once", options->once, "Do what is due now, then exit");
  command.add_flag("--list", options->list, "Print the queues and the schedule")->excludes(once);
  return [options, &environment] { return run_work(environment, *options); };
}

Run describe_lambda(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<LambdaOptions>();
  add_data_dir(command, options->data_dir, environment);
  std::vector<std::string> names;
  std::string list = "Functions:\n";
  for (const auto& [name, words] : lambda_functions()) {
    names.push_back(name);
    list += "  " + name + std::string(14 - std::min<std::size_t>(name.size(), 13), ' ') + words + "\n";
  }
  command.add_option("name", options->name, "Which one")->required()->check(CLI::IsMember(names));
  command.footer(list);
  return [options, &environment] { return run_lambda(environment, *options); };
}

Run describe_health(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<HealthOptions>();
  options->port = port_of(environment).value_or(options->port);
  command.add_option("--port", options->port, "Its port (HOUSING_PORT)")
      ->check(CLI::Range(1, kMaxPort))
      ->capture_default_str();
  return [options] { return run_health(*options); };
}

Run describe_sigv4(CLI::App& command, const Environment&) {
  auto options = std::make_shared<Sigv4Options>();
  command.add_option("case", options->folder, "Folder with the case's request.txt and context.json");
  command.add_option("--batch", options->batch,
                     "Sign a case a line instead, {\"request\":\"...\",\"context\":{...}}, and print JSON a line; "
                     "- is standard input");
  command.add_flag("--json", options->json, "Print JSON");
  command.callback([&command] {
    if (command.count("case") + command.count("--batch") != 1)
      throw CLI::ValidationError("sigv4", "needs either the folder of a case or --batch FILE");
  });
  return [options] { return run_sigv4(*options); };
}

}  // namespace housing::main
