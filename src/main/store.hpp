// Which object store a configuration means.
#pragma once

#include <memory>
#include <string>

#include "main/environment.hpp"
#include "ports/object_store.hpp"

namespace housing::main {

// From HOUSING_OBJECTS_URL if set (file:///folder), else the folder "objects" below `data_dir`.
// Errors: kInvalidInput for a scheme nobody serves; kIo.
base::Result<std::unique_ptr<ports::ObjectStore>> open_store(const Environment& environment,
                                                             const std::string& data_dir);

}  // namespace housing::main
