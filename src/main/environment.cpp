#include "main/environment.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace housing::main {
namespace {

struct Known {
  std::string_view name;
  std::optional<std::string> Environment::* field;
};

constexpr std::array<Known, 27> kKnown = {{
    {"HOUSING_DATA_DIR", &Environment::data_dir},
    {"HOUSING_OBJECTS_URL", &Environment::objects_url},
    {"HOUSING_PORT", &Environment::port},
    {"HOUSING_ADDRESS", &Environment::address},
    {"HOUSING_WEB_DIR", &Environment::web_dir},
    {"HOUSING_TRUSTED_HOPS", &Environment::trusted_hops},
    {"HOUSING_CA_FILE", &Environment::ca_file},
    {"HOUSING_DATABASE_URL", &Environment::database_url},
    {"HOUSING_DATABASE_USER", &Environment::database_user},
    {"HOUSING_DATABASE_PASSWORD", &Environment::database_password},
    {"HOUSING_CACHE_URL", &Environment::cache_url},
    {"HOUSING_CACHE_PASSWORD", &Environment::cache_password},
    {"HOUSING_QUEUE_URL", &Environment::queue_url},
    {"HOUSING_MAIL_URL", &Environment::mail_url},
    {"HOUSING_MAIL_USER", &Environment::mail_user},
    {"HOUSING_MAIL_PASSWORD", &Environment::mail_password},
    {"HOUSING_MAIL_FROM", &Environment::mail_from},
    {"HOUSING_SIGNING_KEY", &Environment::signing_key},
    {"HOUSING_PUBLIC_URL", &Environment::public_url},
    {"HOUSING_ADMIN_FACTOR", &Environment::admin_factor},
    {"HOUSING_EVENTS_URL", &Environment::events_url},
    {"HOUSING_TRACES_URL", &Environment::traces_url},
    {"HOUSING_METRICS", &Environment::metrics},
    {"HOUSING_ENVIRONMENT", &Environment::name},
    {"HOUSING_BACKUPS_URL", &Environment::backups_url},
    {"HOUSING_PUBLISHERS_URL", &Environment::publishers_url},
    {"HOUSING_EXPORTABLE", &Environment::exportable},
}};

// Read by the build and the tests, which run this program with them set; one that ends in '_' is a beginning.
constexpr std::array<std::string_view, 4> kOfTheWorkshop = {"HOUSING_TEST_", "HOUSING_BIN", "HOUSING_UPDATE_GOLDEN",
                                                            "HOUSING_NODE"};

}  // namespace

base::Result<Environment> read_environment(char** variables) {
  Environment environment;
  for (; *variables != nullptr; ++variables) {
    const std::string_view variable = *variables;
    const std::size_t equals = std::min(variable.find('='), variable.size());
    const std::string_view name = variable.substr(0, equals);
    if (name.starts_with("AWS_") || name == "HOME")
      environment.aws.emplace(name, variable.substr(std::min(equals + 1, variable.size())));
    if (!name.starts_with("HOUSING_")) continue;
    const auto known = std::ranges::find(kKnown, name, &Known::name);
    if (known != kKnown.end()) {
      environment.*(known->field) = std::string(variable.substr(std::min(equals + 1, variable.size())));
      continue;
    }
    const auto is_meant = [&](std::string_view entry) {
      return name == entry || (entry.ends_with('_') && name.starts_with(entry));
    };
    if (std::ranges::any_of(kOfTheWorkshop, is_meant)) continue;
    std::string names;
    for (const Known& entry : kKnown) names.append(names.empty() ? "" : ", ").append(entry.name);
    return base::fail(base::ErrorCode::kInvalidInput,
                      "unknown variable " + std::string(name) + " in the environment; known are " + names);
  }
  return environment;
}

}  // namespace housing::main
