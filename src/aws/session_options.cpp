#include <algorithm>
#include <array>

#include "aws/endpoint.hpp"
#include "aws/session.hpp"
#include "aws/shared_files.hpp"

namespace housing::aws {
namespace {

constexpr auto kServices =
    std::to_array<std::string_view>({"s3", "sqs", "ses", "secretsmanager", "ssm", "events", "sts"});

base::Status check_endpoint(const std::string& name, const std::string& url) {
  const bool http = url.starts_with("http://") || url.starts_with("https://");
  if (http && url.find_first_of("@?# ") == std::string::npos && url.find("://") + 3 < url.size()) return {};
  return base::fail(base::ErrorCode::kInvalidInput, name + ": is no address such as http://localhost:4566");
}

base::Result<std::string> region_of(const Variables& variables, const Profile& profile) {
  for (const char* name : {"AWS_REGION", "AWS_DEFAULT_REGION"})
    if (std::string region = variable(variables, name); !region.empty()) return region;
  if (std::string region = setting(profile, "region"); !region.empty()) return region;
  return base::fail(base::ErrorCode::kInvalidInput,
                    "AWS_REGION: is not set, and the profile '" + profile_name(variables) + "' names no region");
}

}  // namespace

base::Result<SessionOptions> session_options(const Variables& variables) {
  HT_TRY(Profiles profiles, read_profiles(variables));
  const Profile& profile = profiles[profile_name(variables)];
  SessionOptions options;
  HT_TRY(options.region, region_of(variables, profile));
  if (!std::ranges::all_of(options.region,
                           [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }))
    return base::fail(base::ErrorCode::kInvalidInput, "AWS_REGION: '" + options.region + "' is no region");
  if (variable(variables, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") == "true") return options;

  options.endpoint_url = variable(variables, "AWS_ENDPOINT_URL");
  if (options.endpoint_url.empty()) options.endpoint_url = setting(profile, "endpoint_url");
  if (!options.endpoint_url.empty()) HT_CHECK_OK(check_endpoint("AWS_ENDPOINT_URL", options.endpoint_url));
  for (const std::string_view service : kServices) {
    const std::string name = "AWS_ENDPOINT_URL_" + endpoint_variable(service);
    std::string url = variable(variables, name);
    if (url.empty()) continue;
    HT_CHECK_OK(check_endpoint(name, url));
    options.endpoint_urls.emplace_back(service, std::move(url));
  }
  return options;
}

}  // namespace housing::aws
