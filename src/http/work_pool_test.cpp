#include "http/work_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

#include "http/owned_request.hpp"

namespace housing::http {
namespace {

TEST(WorkPool, RunsEverythingItTookBeforeItEnds) {
  std::atomic<int> done = 0;
  {
    WorkPool pool(3, 1000);
    for (int i = 0; i < 500; ++i) EXPECT_TRUE(pool.post([&] { ++done; }));
  }
  EXPECT_EQ(done, 500);
}

TEST(WorkPool, RefusesWhatIsAboveItsLimit) {
  std::latch started(1);
  std::latch release(1);
  WorkPool pool(1, 2);
  EXPECT_TRUE(pool.post([&] {
    started.count_down();
    release.wait();
  }));
  started.wait();
  EXPECT_TRUE(pool.post([] {}));
  EXPECT_TRUE(pool.post([] {}));
  EXPECT_EQ(pool.waiting(), 2u);
  EXPECT_FALSE(pool.post([] {}));
  release.count_down();
}

TEST(Cookie, IsFoundByItsWholeName) {
  constexpr std::string_view header = "a=1; session=abc; xsession=no; empty=";
  EXPECT_EQ(cookie(header, "session"), "abc");
  EXPECT_EQ(cookie(header, "a"), "1");
  EXPECT_EQ(cookie(header, "empty"), "");
  EXPECT_EQ(cookie(header, "sess"), "");
  EXPECT_EQ(cookie("", "session"), "");
}

TEST(Cookie, IsClosedToScriptsAndOtherSites) {
  EXPECT_EQ(session_cookie("s", "v", 60, true), "s=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure");
  EXPECT_EQ(session_cookie("s", "", 0, false), "s=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST(OwnedRequest, OutlivesTheBufferItCameFrom) {
  std::string buffer = "value";
  const std::vector<HeaderField> fields = {{"X-Name", buffer}};
  Request request;
  request.path = "/a";
  request.headers = fields;
  const OwnedRequest owned(request);
  buffer = "gone!";
  EXPECT_EQ(owned.header("x-name"), "value");
  EXPECT_EQ(owned.header("other"), "");
  EXPECT_EQ(owned.path, "/a");
}

}  // namespace
}  // namespace housing::http
