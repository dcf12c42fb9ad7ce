// Downloads as the command line asks for them: which fetcher an address needs, and progress on a terminal.
#pragma once

#include <string>
#include <vector>

#include "app/download.hpp"
#include "jobs/import_source.hpp"
#include "main/environment.hpp"
#include "ports/object_store.hpp"
#include "sources/registry.hpp"

namespace housing::main {

// What --from means: a folder or an address, as an address without a slash at its end. Errors: kInvalidInput.
base::Result<std::string> base_address(const std::string& from);

struct Order {
  sources::Selection selection;
  std::string base;              // of all files; empty: each publisher's own address
  std::filesystem::path folder;  // where they are put
  std::chrono::nanoseconds deadline = std::chrono::nanoseconds::max();
  bool show = true;         // on stderr: whose the files are, what was left out, what failed
  jobs::OnImportStep step;  // told before each file; may be empty
};
base::Result<app::Downloads> download(const Environment& environment, ports::ObjectStore& store, const Order& order);

}  // namespace housing::main
