#include "http/loop_probe.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "http/server.hpp"
#include "http/test_client.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::http {
namespace {

using std::chrono::milliseconds;

// A loop whose work takes as long as the test says, by the test's clock.
struct Loop {
  // A request is read, and the loop is busy with it and others for `work`.
  void read_and(milliseconds work) {
    clock.advance(LoopProbe::kEvery);
    probe.on_read(clock.monotonic());
    clock.advance(work);
    loop.restart();
    loop.run_one();
  }
  bool is_late() const { return probe.is_late(clock.monotonic()); }

  testing::SimulatedClock clock;
  boost::asio::io_context loop{1};
  LoopProbe probe{loop, clock, kLoopDelay};
};

TEST(LoopProbe, CallsALoopLateThatIsBehindAllTheTime) {
  Loop loop;
  for (int i = 0; i < 5; ++i) loop.read_and(milliseconds(150));
  EXPECT_FALSE(loop.is_late()) << "a burst";
  for (int i = 0; i < 5; ++i) loop.read_and(milliseconds(150));
  EXPECT_TRUE(loop.is_late());
  loop.read_and(milliseconds(1));
  EXPECT_FALSE(loop.is_late()) << "it has caught up";
}

TEST(LoopProbe, NeverCallsALoopLateThatCatchesUpNowAndThen) {
  Loop loop;
  for (int i = 0; i < 100; ++i) {
    loop.read_and(milliseconds(i % 5 == 0 ? 1 : 150));
    EXPECT_FALSE(loop.is_late());
  }
}

TEST(LoopProbe, AProbeOnItsWayTellsOfTheWaitSoFar) {
  Loop loop;
  for (int i = 0; i < 10; ++i) loop.read_and(milliseconds(150));
  loop.read_and(milliseconds(0));
  loop.clock.advance(LoopProbe::kEvery);
  loop.probe.on_read(loop.clock.monotonic());
  EXPECT_FALSE(loop.is_late());
  loop.clock.advance(milliseconds(110));
  EXPECT_TRUE(loop.is_late());
}

TEST(Server, TellsTheHandlerThatItsThreadIsLate) {
  testing::SimulatedClock clock;
  base::Log log(clock, -1, base::LogLevel::kError);
  std::atomic<int> work_ms = 30;
  ServerConfig config = TestServer::quick_config();
  config.threads = 1;
  auto server = Server::start(
      std::move(config),
      [&](const Request& request, Reply reply) {
        clock.advance(milliseconds(work_ms.load()));
        reply.send(text_response(request.late ? "late" : "in time"));
      },
      clock, log);
  ASSERT_TRUE(server);
  TestClient client((*server)->port());
  constexpr int kTogether = 10;  // one read, and less than max_pipelined
  const auto ask = [&] {
    std::string burst;
    for (int i = 0; i < kTogether; ++i) burst += "GET / HTTP/1.1\r\nHost: t\r\n\r\n";
    client.send(burst);
    std::string last;
    for (int i = 0; i < kTogether; ++i) last = client.read().body;
    return last;
  };
  // A probe and the next burst may come to the loop in either order: how many bursts it takes is not fixed.
  const auto asked_until = [&](std::string_view word) {
    constexpr int kMost = 30;
    for (int bursts = 1; bursts <= kMost; ++bursts)
      if (ask() == word) return true;
    return false;
  };
  EXPECT_EQ(ask(), "in time");
  EXPECT_TRUE(asked_until("late"));
  work_ms = 1;
  EXPECT_TRUE(asked_until("in time"));
}

}  // namespace
}  // namespace housing::http
