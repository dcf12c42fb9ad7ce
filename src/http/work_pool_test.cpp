#include "http/work_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <latch>
#include <thread>
#include <utility>

#include "http/owned_request.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::http {
namespace {

TEST(WorkPool, RunsEverythingItTookBeforeItEnds) {
  std::atomic<int> done = 0;
  {
    const base::SystemClock clock;
    WorkPool pool({.threads = 3, .max_waiting = 1000}, clock);
    for (int i = 0; i < 500; ++i) EXPECT_TRUE(pool.post([&] { ++done; }));
  }
  EXPECT_EQ(done, 500);
}

TEST(WorkPool, RefusesWhatIsAboveItsLimit) {
  std::latch started(1);
  std::latch release(1);
  const testing::SimulatedClock clock;
  WorkPool pool({.threads = 1, .max_waiting = 2}, clock);
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

// A pool of one thread that is held until let go, by a clock that the test moves.
class HeldPool {
 public:
  HeldPool() {
    pool.post([this] {
      held_.count_down();
      release_.wait();
    });
    held_.wait();
  }
  ~HeldPool() { let_go(); }
  // Everything posted so far has been run, or told that it is too late.
  void let_go() {
    if (std::exchange(gone_, true)) return;
    release_.count_down();
    while (pool.waiting() > 0) std::this_thread::yield();
  }

 private:
  std::latch held_{1};
  std::latch release_{1};
  bool gone_ = false;

 public:
  testing::SimulatedClock clock;
  WorkPool pool{{.threads = 1, .max_waiting = 100}, clock};
};

using std::chrono::milliseconds;

TEST(WorkPool, TakesABurstHoweverLongItsLastWaits) {
  HeldPool held;
  std::atomic<int> done = 0;
  std::atomic<int> late = 0;
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(held.pool.post([&] { ++done; }, [&] { ++late; }));
  held.clock.advance(milliseconds(400));
  EXPECT_TRUE(held.pool.post([&] { ++done; }, [&] { ++late; }));
  held.let_go();
  while (done + late < 51) std::this_thread::yield();
  EXPECT_EQ(late, 0);
}

TEST(WorkPool, InAnOverloadRefusesAndTellsWhoHasWaitedTooLong) {
  HeldPool held;
  std::atomic<int> done = 0;
  std::atomic<int> late = 0;
  EXPECT_TRUE(held.pool.post([&] { ++done; }, [&] { ++late; }));
  EXPECT_TRUE(held.pool.post([&] { ++done; }));  // a task that has no other end
  held.clock.advance(milliseconds(200));
  EXPECT_TRUE(held.pool.post([&] { ++done; }, [&] { ++late; })) << "long, but not for long";
  held.clock.advance(milliseconds(2'000));
  EXPECT_TRUE(held.pool.is_full());
  EXPECT_FALSE(held.pool.post([&] { ++done; }, [&] { ++late; }));
  held.let_go();
  while (done + late < 3) std::this_thread::yield();
  EXPECT_EQ(done, 1);
  EXPECT_EQ(late, 2);
  EXPECT_FALSE(held.pool.is_full()) << "nothing waits any more";
}

TEST(WorkPool, InAnOverloadLetsInAsManyAsThereAreThreads) {
  HeldPool held;
  EXPECT_TRUE(held.pool.post([] {}));
  EXPECT_TRUE(held.pool.post([] {})) << "no overload yet";
  held.clock.advance(milliseconds(200));
  EXPECT_FALSE(held.pool.is_full());
  held.clock.advance(milliseconds(2'000));
  EXPECT_TRUE(held.pool.is_full());
  held.let_go();
  std::latch started(1);
  std::latch release(1);
  EXPECT_TRUE(held.pool.post([&] {
    started.count_down();
    release.wait();
  })) << "nobody waits";
  started.wait();
  EXPECT_TRUE(held.pool.post([] {})) << "one for the one thread";
  EXPECT_FALSE(held.pool.post([] {})) << "it would wait for two";
  held.clock.advance(milliseconds(2'500));
  EXPECT_TRUE(held.pool.post([] {})) << "the overload is forgotten";
  release.count_down();
}

// A pool that is overloaded; then, a round at a time, three come at once: one has the thread for `busy`, one waits for
// it, one is refused if the overload goes on; and the thread has nothing to do for `rest`. How many were refused.
int refused_after_an_overload(int rounds, milliseconds busy, milliseconds rest) {
  HeldPool held;
  held.pool.post([] {});
  held.clock.advance(milliseconds(200));
  held.pool.is_full();
  held.clock.advance(milliseconds(2'000));
  EXPECT_TRUE(held.pool.is_full());
  held.let_go();
  int refused = 0;
  for (int round = 0; round < rounds; ++round) {
    std::latch started(1);
    std::latch release(1);
    std::latch ended(1);
    EXPECT_TRUE(held.pool.post([&] {
      started.count_down();
      release.wait();
    })) << "nobody waits";
    started.wait();
    EXPECT_TRUE(held.pool.post([&] { ended.count_down(); }));
    refused += held.pool.is_full() ? 1 : 0;
    held.clock.advance(busy);
    release.count_down();
    ended.wait();
    std::this_thread::sleep_for(milliseconds(2));  // until the thread waits, most times
    held.clock.advance(rest);
  }
  return refused;
}

TEST(WorkPool, AnOverloadGoesOnThoughAThreadRestsForMoments) {
  EXPECT_EQ(refused_after_an_overload(100, milliseconds(80), milliseconds(20)), 100);
}

TEST(WorkPool, ARestEndsAnOverload) {
  EXPECT_LT(refused_after_an_overload(20, milliseconds(80), milliseconds(920)), 10);
}

// Each task posts the next as it begins and then takes 400 ms, by a clock that it moves: each waits for 400 ms.
TEST(WorkPool, ExcusesAWaitOfTwiceWhatTasksTake) {
  testing::SimulatedClock clock;
  std::atomic<int> late = 0;
  std::atomic<int> done = 0;
  constexpr int kChain = 20;
  std::function<void(int)> post;
  WorkPool pool({.threads = 1, .max_waiting = 100}, clock);
  post = [&](int left) {
    const auto task = [&, left] {
      if (left > 0) post(left - 1);
      clock.advance(milliseconds(400));
      ++done;
    };
    EXPECT_TRUE(pool.post(task, [&] { ++late; }));
  };
  for (int i = 0; i < kChain; ++i) {  // one at a time: what tasks take is learnt
    post(0);
    while (done <= i) std::this_thread::yield();
  }
  post(kChain);
  while (done < 2 * kChain + 1 && late == 0) std::this_thread::yield();
  EXPECT_EQ(late, 0);
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
