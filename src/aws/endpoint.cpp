#include "aws/endpoint.hpp"

#include <algorithm>

#include "aws/escape.hpp"
#include "base/text.hpp"

namespace housing::aws {
namespace {

std::string_view own_endpoint(const SessionOptions& options, std::string_view service) {
  const auto named = std::ranges::find_if(options.endpoint_urls, [&](const auto& url) { return url.first == service; });
  return named == options.endpoint_urls.end() ? std::string_view(options.endpoint_url) : named->second;
}

std::string_view domain_of(std::string_view region) {
  return region.starts_with("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
}

// Whether AWS's certificate for "*.s3.REGION.amazonaws.com" covers the bucket's host.
bool fits_host(std::string_view bucket) {
  return !bucket.empty() && std::ranges::all_of(bucket, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string path_with_bucket(const Call& call) {
  if (call.bucket.empty()) return call.path;
  return "/" + call.bucket + (call.path == "/" ? "" : call.path);
}

Target at(std::string_view endpoint, const Call& call) {
  while (endpoint.ends_with('/')) endpoint.remove_suffix(1);
  const std::size_t scheme = endpoint.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t slash = std::min(endpoint.find('/', host), endpoint.size());
  return {.origin = std::string(endpoint.substr(0, slash)),
          .host = std::string(endpoint.substr(host, slash - host)),
          .path = std::string(endpoint.substr(slash)) + escaped_path(path_with_bucket(call))};
}

}  // namespace

Target target_of(const SessionOptions& options, const Call& call) {
  if (const std::string_view own = own_endpoint(options, call.service); !own.empty()) return at(own, call);
  const bool bucket_in_host = fits_host(call.bucket);
  std::string host = bucket_in_host ? call.bucket + "." : std::string();
  host.append(call.endpoint.empty() ? call.service : call.endpoint).append(".").append(options.region);
  host.append(domain_of(options.region));
  return {.origin = "https://" + host,
          .host = host,
          .path = escaped_path(bucket_in_host ? call.path : path_with_bucket(call))};
}

std::string endpoint_variable(std::string_view service) {
  if (service == "secretsmanager") return "SECRETS_MANAGER";
  if (service == "events") return "EVENTBRIDGE";
  if (service == "ses") return "SESV2";
  std::string name(service);
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return name;
}

}  // namespace housing::aws
