#include "adapters/redis/options.hpp"

#include "base/service_url.hpp"
#include "base/text.hpp"

namespace housing::redis {
namespace {

using base::ErrorCode;
using base::fail;

base::Result<int> database_of(const base::ServiceUrl& url) {
  if (url.path.empty() || url.path == "/") return 0;
  const auto number = base::parse_integer(url.path.substr(1));
  if (!number || *number < 0 || *number > kMaxDatabase)
    return fail(ErrorCode::kInvalidInput,
                url.shown() + ": after the host comes the database, 0 to " + std::to_string(kMaxDatabase));
  return static_cast<int>(*number);
}

}  // namespace

base::Result<RedisTarget> parse_target(const RedisOptions& options) {
  HT_TRY(const base::ServiceUrl url, base::ServiceUrl::parse(options.url));
  if (url.scheme != "redis" && url.scheme != "rediss")
    return fail(ErrorCode::kInvalidInput, url.shown() + ": a cache is at redis:// or rediss://");
  HT_CHECK_OK(url.allow_parameters({"cluster"}));
  const std::string_view cluster = url.parameter("cluster").value_or("false");
  if (cluster != "true" && cluster != "false")
    return fail(ErrorCode::kInvalidInput, url.shown() + ": cluster is either true or false");
  RedisTarget target{.endpoint = {url.host, url.port == 0 ? kDefaultPort : url.port},
                     .tls = url.scheme == "rediss",
                     .cluster = cluster == "true",
                     .database = 0,
                     .credentials = options.credentials};
  HT_TRY(target.database, database_of(url));
  if (target.cluster && target.database != 0)
    return fail(ErrorCode::kInvalidInput, url.shown() + ": a cluster has only database 0");
  if (!target.credentials && !url.password.empty())
    target.credentials = [said = ports::Credentials{url.user, url.password}](bool) { return said; };
  return target;
}

}  // namespace housing::redis
