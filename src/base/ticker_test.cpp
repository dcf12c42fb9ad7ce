#include "base/ticker.hpp"

#include <atomic>

#include <gtest/gtest.h>

namespace housing::base {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""h;

bool reaches(const std::atomic<int>& count, int wanted) {
  for (int i = 0; i < 5'000 && count < wanted; ++i) std::this_thread::sleep_for(1ms);
  return count >= wanted;
}

TEST(Ticker, TicksUntilItGoes) {
  std::atomic<int> ticks{0};
  {
    const Ticker ticker(1ms, [&] { ++ticks; });
    EXPECT_TRUE(reaches(ticks, 3));
  }
  const int last = ticks;
  std::this_thread::sleep_for(10ms);
  EXPECT_EQ(ticks, last);
}

TEST(Ticker, WakesEarlyAndGoesAtOnce) {
  std::atomic<int> ticks{0};
  Ticker ticker(1h, [&] { ++ticks; });
  EXPECT_EQ(ticks, 0);
  ticker.wake();
  EXPECT_TRUE(reaches(ticks, 1));
}

}  // namespace
}  // namespace housing::base
