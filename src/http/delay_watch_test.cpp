#include "http/delay_watch.hpp"

#include <gtest/gtest.h>

namespace housing::http {
namespace {

using std::chrono::milliseconds;

constexpr DelayLimits kLimits{.target = milliseconds(20),
                              .within = milliseconds(20),
                              .interval = milliseconds(100),
                              .memory = milliseconds(1'000)};

TEST(DelayWatch, LetsABurstPass) {
  DelayWatch watch(kLimits);
  for (int at = 0; at < 90; at += 10) watch.saw(milliseconds(at), milliseconds(500));
  EXPECT_FALSE(watch.refuses(milliseconds(90), milliseconds(500)));
  watch.saw(milliseconds(95), milliseconds(1));
  watch.saw(milliseconds(110), milliseconds(500));
  EXPECT_FALSE(watch.is_overload(milliseconds(110)));
}

TEST(DelayWatch, RefusesWhatWaitsLongOnceAllOfItDoes) {
  DelayWatch watch(kLimits);
  for (int at = 0; at <= 100; at += 10) watch.saw(milliseconds(at), milliseconds(21));
  EXPECT_TRUE(watch.is_overload(milliseconds(100)));
  EXPECT_TRUE(watch.refuses(milliseconds(100), milliseconds(21)));
  EXPECT_FALSE(watch.refuses(milliseconds(100), milliseconds(20))) << "what does not wait is welcome";
}

TEST(DelayWatch, AWaitOfTheTargetIsStillGood) {
  DelayWatch watch(kLimits);
  for (int at = 0; at <= 1'000; at += 10) watch.saw(milliseconds(at), milliseconds(20));
  EXPECT_FALSE(watch.is_overload(milliseconds(1'000)));
}

TEST(DelayWatch, InAnOverloadLetsInWhatWaitsLess) {
  DelayLimits limits = kLimits;
  limits.within = milliseconds(5);
  DelayWatch watch(limits);
  for (int at = 0; at < 100; at += 10) watch.saw(milliseconds(at), milliseconds(21));
  EXPECT_FALSE(watch.refuses(milliseconds(99), milliseconds(21))) << "no overload yet";
  watch.saw(milliseconds(100), milliseconds(21));
  EXPECT_TRUE(watch.refuses(milliseconds(100), milliseconds(6)));
  EXPECT_FALSE(watch.refuses(milliseconds(100), milliseconds(5)));
  watch.saw(milliseconds(900), milliseconds(6));
  EXPECT_TRUE(watch.is_overload(milliseconds(1'899))) << "it goes on while anybody waits that long";
  watch.saw(milliseconds(1'899), milliseconds(5));
  EXPECT_FALSE(watch.is_overload(milliseconds(1'900)));
  for (int at = 1'900; at < 3'000; at += 10) watch.saw(milliseconds(at), milliseconds(20));
  EXPECT_FALSE(watch.is_overload(milliseconds(3'000))) << "which is good when there is none";
}

TEST(DelayWatch, NeedsNoSecondIntervalSoonAfterAnOverload) {
  DelayWatch watch(kLimits);
  for (int at = 0; at <= 100; at += 10) watch.saw(milliseconds(at), milliseconds(30));
  watch.saw(milliseconds(110), milliseconds(0));
  EXPECT_FALSE(watch.refuses(milliseconds(110), milliseconds(0)));
  watch.saw(milliseconds(900), milliseconds(30));
  EXPECT_TRUE(watch.refuses(milliseconds(900), milliseconds(30)));
  EXPECT_TRUE(watch.is_overload(milliseconds(1'899))) << "seen again at 900 ms";
  EXPECT_FALSE(watch.is_overload(milliseconds(1'900)));
  watch.saw(milliseconds(2'500), milliseconds(30));
  EXPECT_FALSE(watch.is_overload(milliseconds(2'500))) << "a burst again";
}

TEST(DelayWatch, AnOverloadIsProlongedAndNeverBegunByRefusals) {
  DelayWatch watch(kLimits);
  watch.prolong(milliseconds(0));
  EXPECT_FALSE(watch.is_overload(milliseconds(1)));
  for (int at = 0; at <= 100; at += 10) watch.saw(milliseconds(at), milliseconds(30));
  watch.prolong(milliseconds(900));
  EXPECT_TRUE(watch.is_overload(milliseconds(1'899)));
  EXPECT_FALSE(watch.is_overload(milliseconds(1'900)));
  watch.prolong(milliseconds(1'900));
  EXPECT_FALSE(watch.is_overload(milliseconds(1'900)));
}

TEST(DelayWatch, APauseWithoutWorkIsNoOverload) {
  DelayWatch watch(kLimits);
  watch.saw(milliseconds(0), milliseconds(30));
  watch.saw(milliseconds(5'000), milliseconds(30));
  EXPECT_FALSE(watch.is_overload(milliseconds(5'000)));
}

TEST(DelayWatch, AWaitLongerThanTheIntervalIsNoPause) {
  DelayWatch watch(kLimits);
  watch.saw(milliseconds(1'000), milliseconds(400));
  watch.saw(milliseconds(1'400), milliseconds(400));
  EXPECT_TRUE(watch.is_overload(milliseconds(1'400)));
}

}  // namespace
}  // namespace housing::http
