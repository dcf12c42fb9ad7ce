// A real cluster of three: keys find their server, moved slots are followed, a dead server costs only its own keys.
#include <gmock/gmock.h>

#include <thread>

#include "adapters/redis/redis_cache.hpp"
#include "testing/redis_server.hpp"

namespace housing::redis {
namespace {

using housing::testing::RedisCluster;
using housing::testing::RedisServer;
using std::chrono::milliseconds;

constexpr milliseconds kLong{60'000};
const base::SystemClock kClock;

int slot_of(const std::string& key) { return key_slot(std::string(kKeyPrefix) + key); }

class OnACluster : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto missing = RedisServer::why_not(); !missing.empty()) GTEST_SKIP() << missing;
    cluster_ = std::make_unique<RedisCluster>();
    cache_ = RedisCache::open({.url = cluster_->url(), .command_timeout = milliseconds(500)}, kClock).value();
  }
  std::size_t index_of(const RedisServer& server) const {
    for (std::size_t i = 0; i < cluster_->size(); ++i)
      if (&cluster_->server(i) == &server) return i;
    return cluster_->size();
  }
  std::unique_ptr<RedisCluster> cluster_;
  std::unique_ptr<RedisCache> cache_;
};

TEST_F(OnACluster, KeysMovedSlotsAndADeadServer) {
  // Keys lie where they belong, and the server agrees with our arithmetic.
  for (int i = 0; i < 60; ++i) {
    const std::string key = "key" + std::to_string(i);
    ASSERT_TRUE(cache_->set(key, key, kLong));
    const std::string full = std::string(kKeyPrefix) + key;
    RedisServer& owner = cluster_->owner(slot_of(key));
    EXPECT_EQ(owner.command({"GET", full}), key);
    if (i >= 5) continue;
    EXPECT_EQ(owner.command({"CLUSTER", "KEYSLOT", full}), std::to_string(slot_of(key)));
  }

  // A slot on the move: what is not there yet is asked for where it goes (ASK), then it is moved (MOVED).
  const std::string key = "on the move";
  const int slot = slot_of(key);
  RedisServer& from = cluster_->owner(slot);
  RedisServer& to = cluster_->owner((slot + 16384 / 2) % 16384);
  const std::string from_id = cluster_->id_of(index_of(from));
  const std::string to_id = cluster_->id_of(index_of(to));
  const std::string number = std::to_string(slot);
  to.command({"CLUSTER", "SETSLOT", number, "IMPORTING", from_id});
  from.command({"CLUSTER", "SETSLOT", number, "MIGRATING", to_id});
  ASSERT_TRUE(cache_->set(key, "asked", kLong));
  EXPECT_EQ(cache_->get(key).value(), "asked");
  EXPECT_EQ(from.command({"GET", std::string(kKeyPrefix) + key}).substr(0, 3), "ASK");
  for (RedisServer* server : {&to, &from}) server->command({"CLUSTER", "SETSLOT", number, "NODE", to_id});
  EXPECT_EQ(cache_->get(key).value(), "asked");
  EXPECT_EQ(from.command({"GET", std::string(kKeyPrefix) + key}).substr(0, 5), "MOVED");
  EXPECT_EQ(cache_->get(key).value(), "asked") << "now from the server that has it, without a detour";

  // One dies: its keys are unavailable, the others' are not, even if it is the one whose address we were given.
  cluster_->server(0).kill();
  int lost = 0;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 60; ++i) {
      const std::string name = "key" + std::to_string(i);
      const bool dead = &cluster_->owner(slot_of(name)) == &cluster_->server(0);
      const auto value = cache_->get(name);
      EXPECT_EQ(value.has_value(), !dead) << name << (value ? "" : value.error().message);
      if (value) continue;
      EXPECT_EQ(value.error().code, base::ErrorCode::kUnavailable);
      ++lost;
    }
  }
  EXPECT_GT(lost, 0);
}

TEST(Cluster, AServerThatIsNoneIsUsedNevertheless) {
  if (const auto missing = RedisServer::why_not(); !missing.empty()) GTEST_SKIP() << missing;
  const RedisServer alone;
  const auto cache = RedisCache::open({.url = alone.url("?cluster=true")}, kClock).value();
  EXPECT_TRUE(cache->set("key", "value", kLong));
  EXPECT_EQ(cache->get("key").value(), "value");
}

}  // namespace
}  // namespace housing::redis
