#include "main/options.hpp"

#include <CLI/CLI.hpp>

namespace housing::main {

void add_data_dir(CLI::App& command, std::string& value, const Environment& environment, std::string_view otherwise) {
  value = environment.data_dir.value_or(std::string(otherwise));
  command.add_option("--data-dir", value, "Folder that holds everything imported (HOUSING_DATA_DIR)")
      ->capture_default_str();
}

}  // namespace housing::main
