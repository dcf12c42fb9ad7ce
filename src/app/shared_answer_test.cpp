#include "app/shared_answer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "adapters/memory/memory_cache.hpp"
#include "testing/no_cache.hpp"

namespace housing::app {
namespace {

class SharedAnswerTest : public ::testing::Test {
 protected:
  std::string ask(std::string_view key, std::string answer = "made") {
    return shared_answer(cache_, key,
                         [&]() -> base::Result<std::string> {
                           ++made_;
                           return answer;
                         })
        .value();
  }

  base::SystemClock clock_;
  memory::MemoryCache cache_{clock_};
  std::atomic<int> made_ = 0;
};

TEST_F(SharedAnswerTest, IsMadeOnceForEachKey) {
  EXPECT_EQ(ask("a", "one"), "one");
  EXPECT_EQ(ask("a", "two"), "one");
  EXPECT_EQ(ask("b", "two"), "two");
  EXPECT_EQ(made_, 2);
}

TEST_F(SharedAnswerTest, IsMadeOnceForAllWhoAskAtOnce) {
  constexpr int kAskers = 6;
  std::latch together(kAskers);
  {
    std::vector<std::jthread> askers;
    for (int i = 0; i < kAskers; ++i)
      askers.emplace_back([&] {
        together.arrive_and_wait();
        const auto answer = shared_answer(cache_, "slow", [&]() -> base::Result<std::string> {
          ++made_;
          std::this_thread::sleep_for(std::chrono::milliseconds(100));
          return "slow answer";
        });
        EXPECT_EQ(answer.value(), "slow answer");
      });
  }
  EXPECT_EQ(made_, 1);
}

TEST_F(SharedAnswerTest, KeepsNoFailureAndHoldsNobodyUp) {
  const auto failing = []() -> base::Result<std::string> {
    return base::fail(base::ErrorCode::kUnavailable, "not now");
  };
  EXPECT_FALSE(shared_answer(cache_, "a", failing));
  EXPECT_EQ(ask("a"), "made");
}

TEST_F(SharedAnswerTest, IsMadeByEachWithoutACache) {
  testing::NoCache gone;
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(shared_answer(gone, "a", [] { return base::Result<std::string>("own"); }).value(), "own");
}

}  // namespace
}  // namespace housing::app
