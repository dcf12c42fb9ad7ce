#include "adapters/s3/options.hpp"

#include <algorithm>

#include "base/service_url.hpp"
#include "base/text.hpp"
#include "ports/object_store.hpp"

namespace housing::s3 {
namespace {

constexpr std::size_t kMinBucketName = 3;
constexpr std::size_t kMaxBucketName = 63;
constexpr std::int64_t kMaxCacheMiB = 1 << 24;

bool is_bucket_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return name.size() >= kMinBucketName && name.size() <= kMaxBucketName && letter(name.front()) &&
         letter(name.back()) && std::ranges::all_of(name, [&](char c) { return letter(c) || c == '-' || c == '.'; });
}

std::unexpected<base::Error> bad(std::string_view what) {
  return base::fail(base::ErrorCode::kInvalidInput, "the address of the object store " + std::string(what) +
                                                        "; it should look like s3://BUCKET/PREFIX");
}

}  // namespace

base::Result<S3Options> S3Options::parse(std::string_view text, std::filesystem::path cache_dir) {
  HT_TRY(const auto url, base::ServiceUrl::parse(text));
  if (url.scheme != "s3") return bad("does not begin with s3://");
  if (!url.user.empty() || !url.password.empty())
    return bad("has a user in it (access keys come from AWS_ACCESS_KEY_ID, a profile or the role)");
  if (url.port != 0) return bad("has a port in it (an own endpoint stands in AWS_ENDPOINT_URL)");
  if (!is_bucket_name(url.host)) return bad("names '" + url.host + "', which cannot be a bucket");
  HT_CHECK_OK(url.allow_parameters({"cache-mb"}));

  S3Options options{.bucket = url.host, .cache_dir = std::move(cache_dir)};
  std::string_view prefix = url.path;
  while (prefix.starts_with('/')) prefix.remove_prefix(1);
  while (prefix.ends_with('/')) prefix.remove_suffix(1);
  if (!prefix.empty() && (!ports::is_valid_key(prefix) || prefix.size() > kMaxPrefixLength))
    return bad("has a prefix that keys cannot begin with");
  options.prefix = prefix;
  if (const auto size = url.parameter("cache-mb")) {
    const auto number = base::parse_integer(*size);
    if (!number || *number < 1 || *number > kMaxCacheMiB)
      return bad("has a cache-mb that is not a number of megabytes above 0");
    options.cache_bytes = static_cast<std::uint64_t>(*number) * kMiB;
  }
  return options;
}

}  // namespace housing::s3
