#include "api/key_gate.hpp"

#include <gtest/gtest.h>

#include "accounts/api_keys.hpp"
#include "testing/people.hpp"

namespace housing::api {
namespace {

using accounts::RefusalKind;
using std::chrono::seconds;
using testing::People;

class KeyGateTest : public ::testing::Test {
 protected:
  void SetUp() override {
    people_.join("ann@example.org");
    caller_ = people_.caller("ann@example.org");
    made_ = accounts::create_api_key(people_.context(), People::visitor(), caller_, "script", false, {}).value();
  }

  People people_;
  accounts::Caller caller_;
  accounts::NewApiKey made_;
  KeyGate gate_{people_.context()};
};

TEST_F(KeyGateTest, HoldsNothingBeforeItAsked) {
  EXPECT_FALSE(gate_.at_hand(made_.key));
  const Passage first = gate_.ask(made_.key);
  EXPECT_FALSE(first.refusal);
  EXPECT_EQ(first.remaining, kKeyLimit.capacity - 1);
  const auto second = gate_.at_hand(made_.key);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->remaining, kKeyLimit.capacity - 2);
}

TEST_F(KeyGateTest, RefusesAKeyNobodyHas) {
  EXPECT_EQ(gate_.ask("ht_nothing").refusal->kind, RefusalKind::kNotSignedIn);
  EXPECT_FALSE(gate_.at_hand("ht_nothing"));
}

TEST_F(KeyGateTest, LetsThroughWhatIsStatedAndSaysWhenAgain) {
  std::int64_t passed = 0;
  Passage last;
  while (!(last = gate_.ask(made_.key)).refusal) ++passed;
  EXPECT_EQ(passed, kKeyLimit.capacity);
  EXPECT_EQ(last.refusal->kind, RefusalKind::kTooMany);
  EXPECT_GT(last.refusal->retry_in, seconds(0));
  EXPECT_EQ(last.remaining, 0);
  people_.clock().advance(kKeyLimit.period);
  EXPECT_FALSE(gate_.ask(made_.key).refusal);
}

TEST_F(KeyGateTest, CountsForAllProcessesTogether) {
  KeyGate other(people_.context());
  std::int64_t passed = 0;
  while (!gate_.ask(made_.key).refusal && !other.ask(made_.key).refusal) passed += 2;
  EXPECT_NEAR(static_cast<double>(passed), static_cast<double>(kKeyLimit.capacity), static_cast<double>(2 * kLease));
}

TEST_F(KeyGateTest, ForgetsARevokedKeyWithinALease) {
  ASSERT_FALSE(gate_.ask(made_.key).refusal);
  ASSERT_TRUE(accounts::revoke_api_key(people_.context(), People::visitor(), caller_, made_.row.id));
  people_.clock().advance(kLeaseTime + seconds(1));
  EXPECT_EQ(gate_.ask(made_.key).refusal->kind, RefusalKind::kNotSignedIn);
}

}  // namespace
}  // namespace housing::api
