// Every way a handler can answer: at once, later, from elsewhere, never, to nobody.
#include "http/reply.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "http/recorded_reply.hpp"
#include "http/test_client.hpp"

namespace housing::http {
namespace {

// Keeps replies until the test wants them.
class Shelf {
 public:
  void put(Reply reply) {
    const std::scoped_lock lock(mutex_);
    replies_.push_back(std::move(reply));
  }
  std::size_t size() {
    const std::scoped_lock lock(mutex_);
    return replies_.size();
  }
  Reply take() {
    const std::scoped_lock lock(mutex_);
    Reply reply = std::move(replies_.front());
    replies_.pop_front();
    return reply;
  }

 private:
  std::mutex mutex_;
  std::deque<Reply> replies_;
};

TEST(Reply, DroppedAnswers500) {
  TestServer server([](const Request&, Reply) {});
  TestClient client(server.port());
  const TestResponse response = client.get("/");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.header("content-type"), "application/problem+json");
  EXPECT_EQ(client.get("/").status, 500);  // the connection is none the worse for it
  EXPECT_EQ(server.server().stats().requests_in_flight, 0U);
}

TEST(Reply, ThrownThroughAnswers500) {
  TestServer server([](const Request&, Reply) { throw std::runtime_error("thrown by a test"); });
  EXPECT_EQ(TestClient(server.port()).get("/").status, 500);
}

TEST(Reply, LaterFromAnotherThread) {
  Shelf shelf;
  TestServer server([&](const Request&, Reply reply) { shelf.put(std::move(reply)); });
  TestClient client(server.port());
  // Two pipelined requests: the second must wait for the first one's answer.
  client.send(
      "GET /1 HTTP/1.1\r\nHost: t\r\nX-Request-Id: one\r\nIf-None-Match: \"e\"\r\n\r\nGET /2 HTTP/1.1\r\nHost: "
      "t\r\nX-Request-Id: two\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return shelf.size() == 1; }));
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(shelf.size(), 1U);
  EXPECT_EQ(server.server().stats().requests_in_flight, 1U);
  std::thread([&] {
    Response response = text_response("first");
    response.etag = "\"e\"";
    shelf.take().send(std::move(response));
  }).join();
  const TestResponse first = client.read();
  EXPECT_EQ(first.status, 304);  // If-None-Match was kept for the late answer
  EXPECT_EQ(first.header("x-request-id"), "one");
  ASSERT_TRUE(eventually([&] { return shelf.size() == 1; }));
  shelf.take().send(PreparedResponse::make(text_response("second")));
  const TestResponse second = client.read();
  EXPECT_EQ(second.body, "second");
  EXPECT_EQ(second.header("x-request-id"), "two");
}

TEST(Reply, ByAPoolUnderLoad) {
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::pair<std::string, Reply>> queue;
  bool done = false;
  std::vector<std::thread> pool;
  for (int i = 0; i < 3; ++i) {
    pool.emplace_back([&] {
      std::unique_lock lock(mutex);
      while (true) {
        wake.wait(lock, [&] { return done || !queue.empty(); });
        if (queue.empty()) return;
        auto [path, reply] = std::move(queue.front());
        queue.pop_front();
        lock.unlock();
        reply.send(text_response(path));
        lock.lock();
      }
    });
  }
  {
    TestServer server([&](const Request& request, Reply reply) {
      {
        const std::scoped_lock lock(mutex);
        queue.emplace_back(std::string(request.path), std::move(reply));
      }
      wake.notify_one();
    });
    std::atomic<int> right{0};
    std::vector<std::thread> clients;
    for (int t = 0; t < 4; ++t) {
      clients.emplace_back([&, t] {
        TestClient client(server.port());
        for (int i = 0; i < 200; ++i) {
          const std::string path = "/" + std::to_string(t * 1000 + i);
          if (client.get(path).body == path) ++right;
        }
      });
    }
    for (std::thread& client : clients) client.join();
    EXPECT_EQ(right, 800);
  }
  {
    const std::scoped_lock lock(mutex);
    done = true;
  }
  wake.notify_all();
  for (std::thread& thread : pool) thread.join();
}

TEST(Reply, AfterThePeerHasGone) {
  Shelf shelf;
  TestServer server([&](const Request&, Reply reply) { shelf.put(std::move(reply)); });
  {
    TestClient client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    ASSERT_TRUE(eventually([&] { return shelf.size() == 1; }));
    client.reset();
  }
  shelf.take().send(text_response(std::string(1 << 20, 'x')));
  EXPECT_TRUE(eventually([&] { return server.server().stats().connections_open == 0; }));
  EXPECT_EQ(server.server().stats().requests_in_flight, 0U);
}

TEST(Reply, AfterTheServerHasGone) {
  Shelf shelf;
  {
    ServerConfig config = TestServer::quick_config();
    config.timeouts.drain = std::chrono::milliseconds(50);
    TestServer server([&](const Request&, Reply reply) { shelf.put(std::move(reply)); }, config);
    TestClient client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    ASSERT_TRUE(eventually([&] { return shelf.size() == 1; }));
    server.server().stop();
    EXPECT_TRUE(client.is_closed());
  }
  shelf.take().send(text_response("to nobody"));
}

TEST(Reply, AssignedOverAnswers500) {
  RecordedReply first;
  RecordedReply second;
  Reply reply = first.reply();
  reply = second.reply();
  EXPECT_EQ(first.status(), 500);
  EXPECT_FALSE(second.answered());
  reply.send(text_response("x", 201));
  EXPECT_EQ(second.status(), 201);
  EXPECT_EQ(second.header("CONTENT-TYPE"), "text/plain");
  EXPECT_EQ(second.body(), "x");
}

TEST(ReplyDeathTest, SentTwiceIsAnError) {
  EXPECT_DEATH(
      {
        RecordedReply recorded;
        Reply reply = recorded.reply();
        reply.send(text_response("1"));
        reply.send(text_response("2"));
      },
      "assertion failed");
}

}  // namespace
}  // namespace housing::http
