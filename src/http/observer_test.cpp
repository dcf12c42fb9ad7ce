// Traces through the server: taken from headers, at hand in the handler and on the work pool, in the access log.
#include "http/observer.hpp"

#include <unistd.h>

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "http/test_client.hpp"
#include "http/work_pool.hpp"

namespace housing::http {
namespace {

using base::TraceContext;

constexpr std::string_view kTraceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
constexpr std::string_view kXray = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

std::string header(std::string_view name, std::string_view value) {
  return std::string(name).append(": ").append(value).append("\r\n");
}

// Answers with the trace it runs in.
void tell_trace(const Request&, Reply reply) {
  reply.send(text_response(base::current_trace().has_trace() ? base::current_trace().traceparent() : "none"));
}

TEST(Trace, IsTakenFromTheHeaders) {
  TestServer server(tell_trace);
  TestClient client(server.port());
  const std::string xray_as_traceparent = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";
  EXPECT_EQ(client.get("/").body, "none");
  EXPECT_EQ(client.get("/", header("TraceParent", kTraceparent)).body, kTraceparent);
  EXPECT_EQ(client.get("/", header("X-Amzn-Trace-Id", kXray)).body, xray_as_traceparent);
  EXPECT_EQ(client.get("/", header("X-Amzn-Trace-Id", kXray) + header("traceparent", kTraceparent)).body, kTraceparent);
  EXPECT_EQ(client.get("/", header("X-Amzn-Trace-Id", kXray) + header("traceparent", "00-nonsense")).body,
            xray_as_traceparent);
  EXPECT_EQ(client.get("/", header("traceparent", "00-nonsense")).body, "none");
  EXPECT_EQ(client.get("/").body, "none") << "nothing is left of the request before";
}

TEST(Trace, FollowsAMovedHead) {
  TestServer server(tell_trace);
  TestClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: t\r\n" + header("traceparent", kTraceparent) + "Content-Length: 5\r\n\r\n");
  client.send("hello");
  EXPECT_EQ(client.read().body, kTraceparent);
}

TEST(Trace, IsAtHandOnTheWorkPool) {
  const base::SystemClock clock;
  WorkPool pool({.threads = 2, .max_waiting = 10}, clock);
  TestServer server([&](const Request&, Reply reply) {
    const auto owed = std::make_shared<Reply>(std::move(reply));
    EXPECT_TRUE(pool.post([owed] { owed->send(text_response(base::current_trace().traceparent())); }));
  });
  TestClient client(server.port());
  EXPECT_EQ(client.get("/", header("traceparent", kTraceparent)).body, kTraceparent);
  EXPECT_EQ(client.get("/").body, TraceContext{}.traceparent());
}

// Gives every request the same trace and keeps what it is told.
class KeepingObserver final : public RequestObserver {
 public:
  struct Seen {
    Method method;
    std::string path;
    int status;
    std::uint64_t bytes;
    std::chrono::nanoseconds took;
    std::string request_id;
    std::string remote;
    TraceContext trace;
    TraceContext caller;
  };

  TraceContext begin(const BeganRequest& request) override {
    const std::scoped_lock lock(mutex_);
    began_.emplace_back(request.path);
    TraceContext context = *TraceContext::from_xray(kXray);
    context.span = {9, 9, 9, 9, 9, 9, 9, 9};
    return context;
  }
  void end(const FinishedRequest& request) override {
    const std::scoped_lock lock(mutex_);
    ended_.push_back({request.method, std::string(request.path), request.status, request.bytes,
                      request.ended - request.began, std::string(request.request_id),
                      std::string(request.remote_address), request.trace, request.caller});
  }
  std::vector<Seen> ended() const {
    const std::scoped_lock lock(mutex_);
    return ended_;
  }
  std::size_t began() const {
    const std::scoped_lock lock(mutex_);
    return began_.size();
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> began_;
  std::vector<Seen> ended_;
};

TEST(Observer, SeesEveryRequestOnce) {
  KeepingObserver observer;
  ServerConfig config = TestServer::quick_config();
  config.observer = &observer;
  const base::SystemClock clock;
  WorkPool pool({.threads = 1, .max_waiting = 10}, clock);
  TestServer server(
      [&](const Request& request, Reply reply) {
        if (request.path == "/now") return tell_trace(request, std::move(reply));
        const auto owed = std::make_shared<Reply>(std::move(reply));
        EXPECT_TRUE(pool.post([owed] {
          std::this_thread::sleep_for(std::chrono::milliseconds(5));
          owed->send(text_response("late", 404));
        }));
      },
      config);
  TestClient client(server.port());
  EXPECT_EQ(client.get("/now", header("traceparent", kTraceparent) + "X-Request-Id: r1\r\n").body,
            "00-5759e988bd862e3fe1be46a994272793-0909090909090909-01");
  EXPECT_EQ(client.get("/later?secret").status, 404);
  client.send("nonsense\r\n\r\n");
  client.read();
  const auto seen = observer.ended();
  ASSERT_EQ(seen.size(), 2U) << "what was not understood is no request";
  EXPECT_EQ(observer.began(), 2U);
  EXPECT_EQ(seen[0].path, "/now");
  EXPECT_EQ(seen[0].status, 200);
  EXPECT_EQ(seen[0].method, Method::kGet);
  EXPECT_EQ(seen[0].request_id, "r1");
  EXPECT_EQ(seen[0].remote, "127.0.0.1");
  EXPECT_EQ(seen[0].caller.traceparent(), kTraceparent);
  EXPECT_GT(seen[0].bytes, 100U);
  EXPECT_EQ(seen[1].path, "/later") << "kept for an answer that comes later, without the query";
  EXPECT_EQ(seen[1].status, 404);
  EXPECT_GE(seen[1].took, std::chrono::milliseconds(5));
  EXPECT_FALSE(seen[1].caller.has_trace());
  EXPECT_EQ(seen[1].trace.trace_id(), "5759e988bd862e3fe1be46a994272793");
}

TEST(Observer, PutsTheTraceIntoTheAccessLog) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  {
    ServerConfig config = TestServer::quick_config();
    config.access_log_descriptor = ends[1];
    TestServer server(tell_trace, config);
    TestClient client(server.port());
    client.get("/with", header("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793"));
    client.send("nonsense\r\n\r\n");
    client.read();
  }
  ::close(ends[1]);
  std::array<char, 4096> text{};
  const ssize_t count = ::read(ends[0], text.data(), text.size());
  ::close(ends[0]);
  ASSERT_GT(count, 0);
  const std::string_view lines(text.data(), static_cast<std::size_t>(count));
  EXPECT_NE(lines.find("\"remote\":\"127.0.0.1\",\"trace\":\"5759e988bd862e3fe1be46a994272793\"}\n"),
            std::string_view::npos)
      << lines;
  EXPECT_TRUE(lines.ends_with("\"remote\":\"127.0.0.1\"}\n")) << lines;
}

}  // namespace
}  // namespace housing::http
