// Environment: the HOUSING_* variables, and AWS's own where something on AWS is used, read once. The only place that
// looks at the environment.
#pragma once

#include <optional>
#include <string>

#include "aws/credentials.hpp"
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

  std::optional<std::string> database_url;       // HOUSING_DATABASE_URL
  std::optional<std::string> database_user;      // HOUSING_DATABASE_USER
  std::optional<std::string> database_password;  // HOUSING_DATABASE_PASSWORD
  std::optional<std::string> cache_url;          // HOUSING_CACHE_URL
  std::optional<std::string> cache_password;     // HOUSING_CACHE_PASSWORD
  std::optional<std::string> queue_url;          // HOUSING_QUEUE_URL
  std::optional<std::string> mail_url;           // HOUSING_MAIL_URL
  std::optional<std::string> mail_user;          // HOUSING_MAIL_USER
  std::optional<std::string> mail_password;      // HOUSING_MAIL_PASSWORD
  std::optional<std::string> mail_from;          // HOUSING_MAIL_FROM
  std::optional<std::string> signing_key;        // HOUSING_SIGNING_KEY
  std::optional<std::string> public_url;         // HOUSING_PUBLIC_URL: where people reach this installation
  std::optional<std::string> admin_factor;       // HOUSING_ADMIN_FACTOR: offered (default), or required
  std::optional<std::string> events_url;         // HOUSING_EVENTS_URL
  std::optional<std::string> traces_url;         // HOUSING_TRACES_URL: where spans go, by OTLP
  std::optional<std::string> metrics;            // HOUSING_METRICS: emf, or none (default)
  std::optional<std::string> name;               // HOUSING_ENVIRONMENT: what metrics and traces call this installation
  std::optional<std::string> publishers_url;     // HOUSING_PUBLISHERS_URL: a folder or address instead of publishers'
  std::optional<std::string> exportable;         // HOUSING_EXPORTABLE: open,attribution: what bulk exports may hold
  std::optional<std::string> backups_url;        // HOUSING_BACKUPS_URL: what the backup check looks at
  aws::Variables aws;                            // AWS_* and HOME
};

// Errors: kInvalidInput for a HOUSING_* variable nobody knows, with the known ones named.
base::Result<Environment> read_environment(char** variables);

}  // namespace housing::main
