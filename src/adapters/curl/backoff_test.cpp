#include "adapters/curl/backoff.hpp"

#include <gtest/gtest.h>

#include "adapters/curl/http_time.hpp"

namespace housing::curl {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr RetryPolicy kPolicy{.max_attempts = 5, .first_wait = milliseconds(100), .longest_wait = milliseconds(1000)};

TEST(Backoff, MostOfTheWaitDoublesUpToALimit) {
  constexpr double kNearlyOne = 0.999999;
  const auto most = [](int failures) {
    return std::chrono::round<milliseconds>(wait_after(kPolicy, failures, kNearlyOne)).count();
  };
  EXPECT_EQ(most(1), 100);
  EXPECT_EQ(most(2), 200);
  EXPECT_EQ(most(3), 400);
  EXPECT_EQ(most(5), 1000);
  EXPECT_EQ(most(1000), 1000);
}

TEST(Backoff, TheWaitIsAnythingDownToNothing) {
  EXPECT_EQ(wait_after(kPolicy, 3, 0.0), milliseconds(0));
  EXPECT_EQ(wait_after(kPolicy, 3, 0.25), milliseconds(100));
}

TEST(RetryAfter, IsSecondsOrADate) {
  const base::WallTime now = *parse_http_date("Wed, 16 Apr 2025 09:30:00 GMT");
  EXPECT_EQ(parse_retry_after("120", now), seconds(120));
  EXPECT_EQ(parse_retry_after(" 0 ", now), seconds(0));
  EXPECT_EQ(parse_retry_after("Wed, 16 Apr 2025 09:31:30 GMT", now), seconds(90));
  EXPECT_EQ(parse_retry_after("Wed, 16 Apr 2025 09:00:00 GMT", now), seconds(0));
  EXPECT_EQ(parse_retry_after("99999999999", now), seconds(30 * 24 * 3600));
}

TEST(RetryAfter, NonsenseIsNothing) {
  const base::WallTime now{};
  EXPECT_EQ(parse_retry_after("", now), std::nullopt);
  EXPECT_EQ(parse_retry_after("-5", now), std::nullopt);
  EXPECT_EQ(parse_retry_after("soon", now), std::nullopt);
}

TEST(Modification, IsBelievedOnlyWhenItIsTheFilesOwn) {
  const base::WallTime now = *parse_http_date("Fri, 18 Apr 2025 12:00:00 GMT");
  ResponseHead head;
  EXPECT_EQ(believable_modification(head, now), std::nullopt);
  head.last_modified = "Wed, 16 Apr 2025 23:59:59 GMT";
  EXPECT_EQ(believable_modification(head, now), model::Date::of(2025, 4, 16));
  head.date = "Wed, 16 Apr 2025 23:59:59 GMT";  // the very time of the answer
  EXPECT_EQ(believable_modification(head, now), std::nullopt);
  head.date = "Thu, 17 Apr 2025 12:00:00 GMT";
  EXPECT_EQ(believable_modification(head, now), model::Date::of(2025, 4, 16));
  head.last_modified = "Sat, 16 Apr 2050 00:00:00 GMT";  // to come
  EXPECT_EQ(believable_modification(head, now), std::nullopt);
}

}  // namespace
}  // namespace housing::curl
