// The contract on a real server: plain, with TLS and a password, and on a cluster of three.
#include "adapters/redis/redis_cache.hpp"

#include <thread>

#include "testing/cache_contract.hpp"
#include "testing/redis_server.hpp"

namespace housing::redis {
namespace {

using housing::testing::RedisCluster;
using housing::testing::RedisServer;

// Under sanitizers and beside other tests everything is slower; the timeouts are tested in fault_test.cpp.
constexpr std::chrono::milliseconds kPatient{5000};

class OnAServer {
 public:
  static std::string missing() { return RedisServer::why_not(); }
  static void pass(std::chrono::milliseconds time) { std::this_thread::sleep_for(time + kSlack); }

 protected:
  std::unique_ptr<ports::Cache> open(RedisOptions options) const {
    options.connect_timeout = options.command_timeout = kPatient;
    return RedisCache::open(options, clock_).value();
  }

 private:
  static constexpr std::chrono::milliseconds kSlack{5};
  base::SystemClock clock_;
};

struct Plain : OnAServer {
  std::unique_ptr<ports::Cache> open() {
    static RedisServer server;
    return OnAServer::open({.url = server.url("/3")});
  }
};

struct TlsAndPassword : OnAServer {
  std::unique_ptr<ports::Cache> open() {
    static RedisServer server({.password = "sesame", .tls = true});
    return OnAServer::open({.url = server.url(),
                            .credentials = [](bool) { return ports::Credentials{"default", "sesame"}; },
                            .ca_file = server.authority()});
  }
};

struct Cluster : OnAServer {
  std::unique_ptr<ports::Cache> open() {
    static RedisCluster cluster;
    return OnAServer::open({.url = cluster.url()});
  }
};

}  // namespace
}  // namespace housing::redis

namespace housing::testing {
INSTANTIATE_TYPED_TEST_SUITE_P(Redis, CacheContract, redis::Plain);
INSTANTIATE_TYPED_TEST_SUITE_P(RedisTlsAndPassword, CacheContract, redis::TlsAndPassword);
INSTANTIATE_TYPED_TEST_SUITE_P(RedisCluster, CacheContract, redis::Cluster);
}  // namespace housing::testing
