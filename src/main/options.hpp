// What each command understands on the command line, and what is then done. A describer adds its options to `command`,
// with what the environment says as their defaults; what it gives is run once the command line has been read. Command
// and environment must stay where they are until then. Throws CLI::ParseError for an environment that makes no sense.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "main/commands.hpp"
#include "main/environment.hpp"

namespace CLI {
class App;
}

namespace housing::main {

using Run = std::function<int()>;  // gives the process's exit code

Run describe_import(CLI::App& command, const Environment& environment);
Run describe_demo(CLI::App& command, const Environment& environment);
Run describe_query(CLI::App& command, const Environment& environment);
Run describe_export(CLI::App& command, const Environment& environment);
Run describe_ask(CLI::App& command, const Environment& environment);
Run describe_affordability(CLI::App& command, const Environment& environment);
Run describe_backtest(CLI::App& command, const Environment& environment);
Run describe_verify(CLI::App& command, const Environment& environment);

Run describe_serve(CLI::App& command, const Environment& environment);
Run describe_work(CLI::App& command, const Environment& environment);
Run describe_lambda(CLI::App& command, const Environment& environment);
Run describe_health(CLI::App& command, const Environment& environment);
Run describe_sigv4(CLI::App& command, const Environment& environment);

Run describe_migrate(CLI::App& command, const Environment& environment);
Run describe_user(CLI::App& command, const Environment& environment);
Run describe_release(CLI::App& command, const Environment& environment);
Run describe_queue(CLI::App& command, const Environment& environment);

// The option every command has that opens an installation.
void add_data_dir(CLI::App& command, std::string& value, const Environment& environment,
                  std::string_view otherwise = kDefaultDataDir);

}  // namespace housing::main
