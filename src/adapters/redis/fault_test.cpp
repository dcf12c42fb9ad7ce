// What callers see of a Redis that is gone, slow or out of its mind: kUnavailable, in time, and nothing of it later.
#include <gmock/gmock.h>

#include <thread>

#include "adapters/redis/breaker.hpp"
#include "adapters/redis/node.hpp"
#include "adapters/redis/redis_cache.hpp"
#include "adapters/redis/scripted_server.hpp"
#include "testing/child_process.hpp"
#include "testing/redis_server.hpp"

namespace housing::redis {
namespace {

using base::ErrorCode;
using housing::testing::RedisServer;
using std::chrono::milliseconds;
using ::testing::HasSubstr;

constexpr milliseconds kLong{60'000};
// What two timeouts may take on a machine with other things to do.
constexpr milliseconds kSlack{250};

const base::SystemClock& real_clock() {
  static const base::SystemClock clock;
  return clock;
}

std::unique_ptr<RedisCache> open(const RedisOptions& options) {
  auto cache = RedisCache::open(options, real_clock());
  EXPECT_TRUE(cache.has_value()) << cache.error().message;
  return std::move(*cache);
}

template <class Call>
milliseconds time_of(const Call& call) {
  const auto begin = std::chrono::steady_clock::now();
  call();
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin);
}

void expect_unavailable(RedisCache& cache) {
  const auto value = cache.get("key");
  ASSERT_FALSE(value.has_value());
  EXPECT_EQ(value.error().code, ErrorCode::kUnavailable);
}

// Until the breaker lets somebody through again and he succeeds.
bool comes_back(RedisCache& cache) {
  for (int attempt = 0; attempt < 300; ++attempt) {
    if (cache.ping()) return true;
    std::this_thread::sleep_for(milliseconds(10));
  }
  return false;
}

TEST(Breaker, ShutsAfterFailuresInARowAndLetsOneProbeThrough) {
  using std::chrono::seconds;
  Breaker breaker;
  for (int i = 0; i < kFailuresToOpen - 1; ++i) breaker.failed(seconds(10));
  EXPECT_TRUE(breaker.allows(seconds(10)));
  breaker.succeeded();
  for (int i = 0; i < kFailuresToOpen - 1; ++i) breaker.failed(seconds(10));
  EXPECT_TRUE(breaker.allows(seconds(10))) << "they were not in a row";
  breaker.failed(seconds(10));
  EXPECT_FALSE(breaker.allows(seconds(10)));
  EXPECT_FALSE(breaker.allows(seconds(11) - milliseconds(1)));
  EXPECT_TRUE(breaker.allows(seconds(11)));
  EXPECT_FALSE(breaker.allows(seconds(11))) << "one is enough";
  breaker.failed(seconds(11));
  EXPECT_FALSE(breaker.allows(seconds(12) - milliseconds(1)));
  EXPECT_TRUE(breaker.allows(seconds(12)));
  breaker.succeeded();
  EXPECT_TRUE(breaker.allows(seconds(12)));
}

TEST(Fault, AKilledServerIsUsedAgainWhenItIsBack) {
  if (const auto missing = RedisServer::why_not(); !missing.empty()) GTEST_SKIP() << missing;
  RedisServer server;
  const auto cache = open({.url = server.url()});
  ASSERT_TRUE(cache->set("key", "value", kLong));
  EXPECT_TRUE(cache->take("bucket", {1, kLong}, 1)->granted);
  server.kill();
  for (int i = 0; i < 2 * kFailuresToOpen; ++i) expect_unavailable(*cache);
  server.start();
  EXPECT_TRUE(comes_back(*cache));
  EXPECT_EQ(cache->get("key").value(), std::nullopt) << "a cache may forget";
  EXPECT_TRUE(cache->take("bucket", {1, kLong}, 1)->granted) << "the script has to be sent again";
}

TEST(Fault, AServerThatIsGoneCostsLittle) {
  const auto cache = open({.url = "redis://127.0.0.1:" + std::to_string(housing::testing::free_port())});
  for (int i = 0; i < kFailuresToOpen; ++i) expect_unavailable(*cache);
  constexpr int kCalls = 1000;
  EXPECT_LT(time_of([&] {
              for (int i = 0; i < kCalls; ++i) EXPECT_FALSE(cache->take("bucket", {1, kLong}, 1));
            }),
            milliseconds(100))
      << "a tenth of a millisecond a call would be too much already";
  EXPECT_THAT(cache->ping().error().message, HasSubstr("left alone"));
}

TEST(Fault, AServerThatNeverAnswersIsNotWaitedForLongerThanAllowed) {
  const ScriptedServer silent("");
  const auto cache = open({.url = silent.url()});
  EXPECT_LT(time_of([&] { expect_unavailable(*cache); }), kCommandTimeout + kSlack);
  EXPECT_THAT(cache->get("key").error().message, HasSubstr("no answer in time"));
  const auto sign_in = open({.url = silent.url(), .credentials = [](bool) { return ports::Credentials{"", "p"}; }});
  EXPECT_LT(time_of([&] { expect_unavailable(*sign_in); }), kConnectTimeout + kSlack);
  const auto tls = open({.url = "rediss" + silent.url().substr(5)});
  EXPECT_LT(time_of([&] { expect_unavailable(*tls); }), kConnectTimeout + kSlack);
  const auto cluster = open({.url = silent.url() + "?cluster=true"});
  EXPECT_LT(time_of([&] { expect_unavailable(*cluster); }), kConnectTimeout + kCommandTimeout + kSlack);
}

TEST(Fault, AHostThatDoesNotAnswerIsNotWaitedForEither) {
  const auto nowhere = open({.url = "redis://192.0.2.1"});  // reserved for documentation
  EXPECT_LT(time_of([&] { expect_unavailable(*nowhere); }), kConnectTimeout + kSlack);
  const auto nameless = open({.url = "redis://no-such-host.invalid"});
  EXPECT_LT(time_of([&] { expect_unavailable(*nameless); }), kConnectTimeout + kSlack);
}

TEST(Fault, AServerThatStopsAndGoesOnIsUsedAgain) {
  if (const auto missing = RedisServer::why_not(); !missing.empty()) GTEST_SKIP() << missing;
  RedisServer server;
  const auto cache = open({.url = server.url()});
  ASSERT_TRUE(cache->set("key", "value", kLong));
  ASSERT_TRUE(cache->set("other", "not this", kLong));
  server.freeze();
  EXPECT_LT(time_of([&] { EXPECT_FALSE(cache->get("other")); }), kConnectTimeout + kCommandTimeout + kSlack);
  server.thaw();
  EXPECT_TRUE(comes_back(*cache));
  EXPECT_EQ(cache->get("key").value(), "value") << "the late answer to another question was taken for this one's";
}

TEST(Fault, SeveralThreadsLoseNothingButTime) {
  if (const auto missing = RedisServer::why_not(); !missing.empty()) GTEST_SKIP() << missing;
  RedisServer server;
  const auto cache = open({.url = server.url()});
  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> users;
  for (int user = 0; user < 2 * static_cast<int>(kMaxConnections); ++user)
    users.emplace_back([&, user] {
      const std::string own = std::to_string(user);
      while (!stop) {
        if (!cache->set(own, own, kLong)) {
          std::this_thread::sleep_for(milliseconds(1));
          continue;
        }
        const auto value = cache->get(own);
        if (value && *value && **value != own) ++wrong;
      }
    });
  for (int round = 0; round < 3; ++round) {
    std::this_thread::sleep_for(milliseconds(50));
    server.kill();
    server.start();
  }
  std::this_thread::sleep_for(milliseconds(50));
  stop = true;
  for (std::thread& user : users) user.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_TRUE(comes_back(*cache));
}

TEST(Fault, GarbageIsNoAnswer) {
  for (const char* garbage : {"HTTP/1.1 400 Bad Request\r\n\r\n", "$99999999999\r\n", "*-7\r\n", "\0\0\0\0", "\r\n",
                              "-ERR unknown command\r\n", ":1\r\n", "*0\r\n", "+PONG\r\n"}) {
    const ScriptedServer server(garbage);
    const auto cache = open({.url = server.url(), .command_timeout = milliseconds(30)});
    expect_unavailable(*cache);
    const auto tokens = cache->take("bucket", {1, kLong}, 1);
    ASSERT_FALSE(tokens) << garbage;
    EXPECT_EQ(tokens.error().code, ErrorCode::kUnavailable);
    EXPECT_FALSE(cache->set("key", "value", kLong)) << garbage;
  }
}

TEST(Fault, AServerThatSendsUsInCirclesIsLeft) {
  const ScriptedServer target("-MOVED 1 :1\r\n");
  const ScriptedServer server("-MOVED 1 127.0.0.1:" + std::to_string(target.port()) + "\r\n");
  const ScriptedServer circle("-ASK 1 127.0.0.1:" + std::to_string(server.port()) + "\r\n+OK\r\n");
  for (const ScriptedServer* begin : {&server, &circle}) {
    const auto cache = open({.url = begin->url() + "?cluster=true", .command_timeout = milliseconds(30)});
    EXPECT_LT(time_of([&] { expect_unavailable(*cache); }), kConnectTimeout + kSlack);
  }
  const auto single = open({.url = server.url()});
  expect_unavailable(*single);
}

}  // namespace
}  // namespace housing::redis
