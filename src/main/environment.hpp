// Environment: the HOUSING_* variables, read once. The only place that looks at the environment.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"

namespace housing::main {

struct Environment {
  std::optional<std::string> data_dir;      // HOUSING_DATA_DIR
  std::optional<std::string> objects_url;   // HOUSING_OBJECTS_URL
  std::optional<std::string> port;          // HOUSING_PORT
  std::optional<std::string> address;       // HOUSING_ADDRESS
  std::optional<std::string> web_dir;       // HOUSING_WEB_DIR
  std::optional<std::string> trusted_hops;  // HOUSING_TRUSTED_HOPS
  std::optional<std::string> ca_file;       // HOUSING_CA_FILE: certificates to trust in downloads
};

// Errors: kInvalidInput for a HOUSING_* variable nobody knows, with the known ones named.
base::Result<Environment> read_environment(char** variables);

}  // namespace housing::main
