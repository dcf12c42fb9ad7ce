// Clients that are slow on purpose, and the server's own end.
#include <atomic>
#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "http/test_client.hpp"

namespace housing::http {
namespace {

using std::chrono::milliseconds;

void ok(const Request&, Reply reply) { reply.send(text_response("ok")); }

TEST(Timeout, SlowHeadIsAnswered408HoweverBusyItLooks) {
  ServerConfig config = TestServer::quick_config();
  config.timeouts.head = milliseconds(200);
  TestServer server(ok, config);
  TestClient client(server.port());
  const auto start = std::chrono::steady_clock::now();
  client.send("GET / HTTP/1.1\r\nHost: t\r\n");
  // A header line every 20 ms would never end were the deadline moved by each byte.
  while (client.is_closed(milliseconds(20)) == false && std::chrono::steady_clock::now() - start < milliseconds(150))
    client.send("X: y\r\n");
  const TestResponse response = client.read();
  EXPECT_EQ(response.status, 408);
  EXPECT_TRUE(client.is_closed());
  EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(3000));
  EXPECT_EQ(server.server().stats().timeouts, 1U);
}

TEST(Timeout, SlowBodyIsAnswered408) {
  ServerConfig config = TestServer::quick_config();
  config.timeouts.body = milliseconds(100);
  TestServer server(ok, config);
  TestClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(client.read().status, 408);
  EXPECT_TRUE(client.is_closed());
}

TEST(Timeout, IdleConnectionsAreClosedSilently) {
  ServerConfig config = TestServer::quick_config();
  config.timeouts.idle = milliseconds(100);
  TestServer server(ok, config);
  TestClient fresh(server.port());
  TestClient used(server.port());
  EXPECT_EQ(used.get("/").status, 200);
  EXPECT_TRUE(fresh.is_closed());
  EXPECT_TRUE(used.is_closed());
  EXPECT_EQ(server.server().stats().timeouts, 0U);
}

TEST(Timeout, AReplyMayTakeLongerThanAnyOfThem) {
  ServerConfig config = TestServer::quick_config();
  config.timeouts.idle = config.timeouts.head = config.timeouts.body = milliseconds(30);
  std::vector<std::thread> threads;
  TestServer server(
      [&](const Request&, Reply reply) {
        threads.emplace_back([held = std::move(reply)]() mutable {
          std::this_thread::sleep_for(milliseconds(200));
          held.send(text_response("late"));
        });
      },
      config);
  EXPECT_EQ(TestClient(server.port()).get("/").body, "late");
  for (std::thread& thread : threads) thread.join();
}

TEST(Timeout, AReaderThatStopsIsReset) {
  ServerConfig config = TestServer::quick_config();
  config.timeouts.write_stall = milliseconds(150);
  const auto body = std::make_shared<const std::string>(std::size_t{16} << 20, 'x');
  TestServer server(
      [&](const Request&, Reply reply) {
        reply.send(Response{.status = 200,
                            .content_type = "text/plain",
                            .etag = {},
                            .cache_control = {},
                            .content_encoding = {},
                            .headers = {},
                            .body = body});
      },
      config);
  TestClient client(server.port(), 4096);
  client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_TRUE(eventually([&] { return server.server().stats().timeouts == 1; }));
  EXPECT_TRUE(eventually([&] { return server.server().stats().connections_open == 0; }));
  EXPECT_LT(server.server().stats().bytes_sent, body->size());
}

TEST(Timeout, AReaderThatIsOnlySlowGetsEverything) {
  ServerConfig config = TestServer::quick_config();
  config.timeouts.write_stall = milliseconds(2000);
  const auto body = std::make_shared<const std::string>(std::size_t{8} << 20, 'x');
  TestServer server(
      [&](const Request&, Reply reply) {
        Response response = text_response("");
        response.body = body;
        reply.send(std::move(response));
      },
      config);
  TestClient client(server.port(), 16384);
  // The second request lies in the read buffer while the first answer is stuck.
  client.send("GET /1 HTTP/1.1\r\nHost: t\r\n\r\nGET /2 HTTP/1.1\r\nHost: t\r\n\r\n");
  std::this_thread::sleep_for(milliseconds(100));
  EXPECT_EQ(client.read().body.size(), body->size());
  EXPECT_EQ(client.read().body.size(), body->size());
  EXPECT_EQ(client.get("/3").body.size(), body->size());
}

// Answers "/busy" as whoever is turned away is answered.
void refuse_busy(const Request& request, Reply reply) {
  if (request.path != "/busy") return ok(request, std::move(reply));
  reply.send_later(PreparedResponse::make(text_response("busy", 503)));
}

TEST(Busy, IsToldAfterAPauseAndOthersAreAnsweredMeanwhile) {
  ServerConfig config = TestServer::quick_config();
  config.timeouts.busy = milliseconds(150);
  TestServer server(refuse_busy, config);
  std::vector<std::unique_ptr<TestClient>> refused;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    refused.push_back(std::make_unique<TestClient>(server.port()));
    refused.back()->send("GET /busy HTTP/1.1\r\nHost: t\r\n\r\nGET /then HTTP/1.1\r\nHost: t\r\n\r\n");
  }
  EXPECT_EQ(TestClient(server.port()).get("/").status, 200);
  for (const auto& client : refused) {
    EXPECT_EQ(client->read().status, 503);
    EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(75));
    EXPECT_EQ(client->read().body, "ok") << "what was asked behind it";
  }
  EXPECT_EQ(refused.front()->get("/busy").status, 503);
  EXPECT_EQ(server.server().stats().requests_in_flight, 0U);
}

TEST(Busy, IsToldFromAnyThreadAndToNobodyWhoHasGone) {
  ServerConfig config = TestServer::quick_config();
  config.timeouts.busy = milliseconds(500);
  std::vector<std::thread> threads;
  TestServer server(
      [&](const Request&, Reply reply) {
        threads.emplace_back([later = std::move(reply)]() mutable {
          later.send_later(PreparedResponse::make(text_response("busy", 503)));
        });
      },
      config);
  auto gone = std::make_unique<TestClient>(server.port());
  gone->send("GET /busy HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_TRUE(eventually([&] { return server.server().stats().requests_in_flight == 1; }));
  gone->reset();
  EXPECT_TRUE(eventually([&] { return server.server().stats().connections_open == 0; }));
  EXPECT_EQ(TestClient(server.port()).get("/busy").status, 503);
  for (std::thread& thread : threads) thread.join();
}

TEST(Busy, IsStillToldWhenTheServerEnds) {
  ServerConfig config = TestServer::quick_config();
  config.timeouts.busy = milliseconds(500);
  TestServer server(refuse_busy, config);
  TestClient client(server.port());
  client.send("GET /busy HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_TRUE(eventually([&] { return server.server().stats().requests_in_flight == 1; }));
  server.server().stop();
  EXPECT_EQ(client.read().status, 503);
}

TEST(Shutdown, LetsRequestsInFlightFinishAndClosesIdleOnes) {
  std::promise<Reply> promised;
  TestServer server([&](const Request&, Reply reply) { promised.set_value(std::move(reply)); });
  TestClient idle(server.port());
  auto busy = std::make_unique<TestClient>(server.port());
  busy->send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
  Reply reply = promised.get_future().get();
  std::thread stopping([&] { server.server().stop(); });
  EXPECT_TRUE(idle.is_closed());
  EXPECT_FALSE(busy->is_closed(milliseconds(50)));
  EXPECT_THROW(TestClient(server.port()), std::runtime_error);  // nobody is accepted any more
  reply.send(text_response("finished"));
  const TestResponse response = busy->read();
  EXPECT_EQ(response.body, "finished");
  EXPECT_EQ(response.header("connection"), "close");
  EXPECT_TRUE(busy->is_closed());
  busy.reset();
  stopping.join();
}

TEST(Shutdown, CutsWhatDoesNotFinishInTime) {
  ServerConfig config = TestServer::quick_config();
  config.timeouts.drain = milliseconds(100);
  std::promise<Reply> promised;
  TestServer server([&](const Request&, Reply reply) { promised.set_value(std::move(reply)); }, config);
  TestClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
  const Reply held = promised.get_future().get();
  const auto start = std::chrono::steady_clock::now();
  server.server().stop();
  EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(100));
  EXPECT_TRUE(client.is_closed());
  server.server().stop();  // again is harmless
}

TEST(Shutdown, UnderLoadLosesNoAnswerThatWasBegun) {
  for (int round = 0; round < 5; ++round) {
    TestServer server(ok);
    std::atomic<bool> broken{false};
    std::vector<std::thread> clients;
    for (int t = 0; t < 4; ++t) {
      clients.emplace_back([&] {
        try {
          TestClient client(server.port());
          while (true) {
            const TestResponse response = client.get("/");
            if (response.status == 0) break;  // closed between two requests
            if (response.body != "ok") broken = true;
            if (response.header("connection") == "close") break;
          }
        } catch (const std::runtime_error&) {  // came too late to connect
        }
      });
    }
    std::this_thread::sleep_for(milliseconds(30));
    server.server().stop();
    for (std::thread& client : clients) client.join();
    EXPECT_FALSE(broken);
    EXPECT_EQ(server.server().stats().connections_open, 0U);
    EXPECT_EQ(server.server().stats().requests_in_flight, 0U);
  }
}

}  // namespace
}  // namespace housing::http
