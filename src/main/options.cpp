#include "main/options.hpp"

#include <CLI/CLI.hpp>

namespace housing::main {

void add_data_dir(CLI::App& command, std::string& value, const Environment& environment, std::string_view otherwise) {
  value = environment.data_dir.value_or(std::string(otherwise));
  command.add_option("--data-dir", value, "Folder that holds everything imported (HOUSING_DATA_DIR)")
      ->capture_default_str();
}

CLI::App& add_action(CLI::App& command, const char* name, const char* words, std::string& data_dir,
                     const Environment& environment) {
  command.require_subcommand(1);
  CLI::App& action = *command.add_subcommand(name, words);
  add_data_dir(action, data_dir, environment);
  return action;
}

std::string action_of(const CLI::App& command) { return command.get_subcommands().front()->get_name(); }

}  // namespace housing::main
