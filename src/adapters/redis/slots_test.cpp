#include "adapters/redis/slots.hpp"

#include <gtest/gtest.h>

namespace housing::redis {
namespace {

// The numbers of the specification, and of a server asked by CLUSTER KEYSLOT.
TEST(Slots, AreThoseOfTheSpecification) {
  EXPECT_EQ(key_slot("123456789"), 0x31C3 % 16384);
  EXPECT_EQ(key_slot("foo"), 12182);
  EXPECT_EQ(key_slot(""), 0);
  EXPECT_EQ(key_slot("{user1000}.following"), key_slot("{user1000}.followers"));
  EXPECT_EQ(key_slot("{user1000}.following"), key_slot("user1000"));
  EXPECT_EQ(key_slot("foo{{bar}}zap"), key_slot("{bar"));
  EXPECT_EQ(key_slot("foo{bar}{zap}"), key_slot("bar"));
  EXPECT_NE(key_slot("foo{}{bar}"), key_slot("bar")) << "nothing stands in the first braces: the whole key counts";
}

Reply error(std::string text) { return {.kind = ReplyKind::kError, .text = std::move(text)}; }

TEST(Redirect, IsUnderstood) {
  const auto moved = parse_redirect(error("MOVED 3999 127.0.0.1:6381"), "here");
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->slot, 3999);
  EXPECT_EQ(moved->to, (Endpoint{"127.0.0.1", 6381}));
  EXPECT_FALSE(moved->only_once);
  EXPECT_TRUE(parse_redirect(error("ASK 0 node.example:1"), "here")->only_once);
  EXPECT_EQ(parse_redirect(error("MOVED 1 :6381"), "here")->to.host, "here");
  EXPECT_EQ(parse_redirect(error("MOVED 1 ::1:6381"), "here")->to.host, "::1");
  for (const char* text : {"MOVED", "MOVED 1", "MOVED x a:1", "MOVED 16384 a:1", "MOVED -1 a:1", "MOVED 1 a",
                           "MOVED 1 a:0", "MOVED 1 a:65536", "MOVED 1 a:x", "ERR MOVED 1 a:1"})
    EXPECT_FALSE(parse_redirect(error(text), "here")) << text;
  EXPECT_FALSE(parse_redirect({.kind = ReplyKind::kStatus, .text = "MOVED 1 a:1"}, "here"));
}

Reply text(std::string value) { return {.kind = ReplyKind::kString, .text = std::move(value)}; }
Reply number(std::int64_t value) { return {.kind = ReplyKind::kInteger, .text = {}, .integer = value}; }
Reply list(std::vector<Reply> elements) { return {ReplyKind::kArray, {}, 0, std::move(elements)}; }

TEST(SlotMap, IsTakenFromTheAnswer) {
  const Endpoint teller{"teller", 1};
  const auto map = parse_slots(
      list({list({number(0), number(99), list({text("a"), number(1), text("id")}), list({text("replica"), number(9)})}),
            list({number(100), number(100), list({text(""), number(2)})})}),
      teller);
  ASSERT_TRUE(map) << map.error().message;
  EXPECT_EQ(*map->find(0), (Endpoint{"a", 1}));
  EXPECT_EQ(*map->find(99), (Endpoint{"a", 1}));
  EXPECT_EQ(*map->find(100), (Endpoint{"teller", 2}));
  EXPECT_EQ(map->find(101), nullptr);
}

TEST(SlotMap, NonsenseIsAnError) {
  const Endpoint teller{"teller", 1};
  for (const Reply& reply :
       {error("ERR This instance has cluster support disabled"), list({}), number(1), list({number(1)}),
        list({list({number(5), number(4), list({text("a"), number(1)})})}),
        list({list({number(0), number(16384), list({text("a"), number(1)})})}),
        list({list({number(-1), number(1), list({text("a"), number(1)})})}),
        list({list({number(0), number(1), list({text("a"), number(70000)})})}), list({list({number(0), number(1)})})}) {
    const auto map = parse_slots(reply, teller);
    ASSERT_FALSE(map);
    EXPECT_EQ(map.error().code, base::ErrorCode::kUnavailable);
  }
}

TEST(SlotMap, HoldsNoMoreServersThanItMay) {
  SlotMap map;
  for (std::uint16_t i = 0; i < 2 * kMaxNodes; ++i) map.assign(i, {"host" + std::to_string(i), 1});
  EXPECT_EQ(map.primaries.size(), kMaxNodes);
  EXPECT_EQ(map.find(2 * kMaxNodes - 1), nullptr);
}

}  // namespace
}  // namespace housing::redis
