// Downloads as the command line asks for them: which fetcher an address needs, and progress on a terminal.
#pragma once

#include <string>
#include <vector>

#include "app/download.hpp"
#include "main/environment.hpp"
#include "ports/object_store.hpp"
#include "sources/registry.hpp"

namespace housing::main {

// What --from means: a folder or an address, as an address without a slash at its end. Errors: kInvalidInput.
base::Result<std::string> base_address(const std::string& from);

// Brings the files to `folder`, says on stderr whose they are, what was left out and what failed.
base::Result<app::Downloads> download(const Environment& environment, ports::ObjectStore& store,
                                      const sources::Selection& selection, const std::string& base,
                                      const std::filesystem::path& folder);

}  // namespace housing::main
