// What `housing export` understands: a series' question and a chart's, each by its parameter's name.
#pragma once

#include <CLI/CLI.hpp>

#include "main/commands.hpp"

namespace housing::main {

// `options` must stay where it is until the command line has been read.
void add_export(CLI::App& app, ExportOptions& options);

}  // namespace housing::main
