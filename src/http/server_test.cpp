// What a well-behaved client sees.
#include "http/server.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "http/test_client.hpp"

namespace housing::http {
namespace {

void echo(const Request& request, Reply reply) {
  std::string text(to_string(request.method));
  text.append(" ").append(request.path).append(" ?").append(request.query).append(" ").append(request.body);
  reply.send(text_response(std::move(text)));
}

TEST(Server, KeepsTheConnection) {
  TestServer server(echo);
  TestClient client(server.port());
  for (int i = 0; i < 100; ++i) {
    const TestResponse response = client.get("/n?i=" + std::to_string(i));
    ASSERT_EQ(response.status, 200);
    ASSERT_EQ(response.body, "GET /n ?i=" + std::to_string(i) + " ");
  }
  EXPECT_EQ(server.server().stats().connections_accepted, 1U);
  EXPECT_EQ(server.server().stats().requests_by_class[2], 100U);
}

TEST(Server, WritesEveryHeaderItOwes) {
  ServerConfig config = TestServer::quick_config();
  config.constant_headers = default_security_headers();
  TestServer server(
      [](const Request&, Reply reply) {
        Response response = text_response("hello");
        response.etag = "\"1\"";
        response.cache_control = "no-cache";
        response.headers.push_back({"X-Text", "a\r\nInjected: b"});
        reply.send(std::move(response));
      },
      config);
  const TestResponse response = TestClient(server.port()).get("/");
  EXPECT_EQ(response.header("content-length"), "5");
  EXPECT_EQ(response.header("content-type"), "text/plain");
  EXPECT_EQ(response.header("etag"), "\"1\"");
  EXPECT_EQ(response.header("cache-control"), "no-cache");
  EXPECT_EQ(response.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(response.header("x-text"), "a  Injected: b");
  EXPECT_EQ(response.headers.count("injected"), 0U);
  EXPECT_TRUE(response.header("date").ends_with(" GMT")) << response.header("date");
  EXPECT_EQ(response.header("x-request-id").size(), 16U);
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  TestServer server(echo);
  TestClient client(server.port());
  std::string burst;
  constexpr int kCount = 100;  // several times max_pipelined
  for (int i = 0; i < kCount; ++i) {
    burst += i % 3 == 0 ? "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nabc"
                        : "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: t\r\n\r\n";
  }
  client.send(burst);
  for (int i = 0; i < kCount; ++i) {
    const std::string expected =
        (i % 3 == 0 ? "POST /" : "GET /") + std::to_string(i) + " ? " + (i % 3 == 0 ? "abc" : "");
    ASSERT_EQ(client.read().body, expected);
  }
}

TEST(Server, ReadsARequestCutAtEveryByte) {
  TestServer server(echo);
  const std::string plain = "POST /cut?a=b HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nhello";
  const std::string chunked =
      "POST /cut?a=b HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nT: "
      "r\r\n\r\n";
  for (const std::string& request : {plain, chunked}) {
    TestClient client(server.port());
    for (std::size_t cut = 1; cut < request.size(); ++cut) {
      const auto before = server.server().stats().bytes_received;
      client.send(std::string_view(request).substr(0, cut));
      ASSERT_TRUE(eventually([&] { return server.server().stats().bytes_received == before + cut; }));
      client.send(std::string_view(request).substr(cut));
      const TestResponse response = client.read();
      ASSERT_EQ(response.body, "POST /cut ?a=b hello") << "cut at " << cut;
    }
  }
}

TEST(Server, TakesABodyAsLargeAsItsLimit) {
  std::atomic<std::size_t> seen{0};
  TestServer server([&](const Request& request, Reply reply) {
    seen = request.body.size();
    // The head was moved while the body was read; its views must have followed.
    reply.send(text_response(std::string(request.header("X-Mark")).append(request.path)));
  });
  const std::size_t size = Limits{}.max_body_bytes;
  TestClient client(server.port());
  client.send("PUT /large HTTP/1.1\r\nHost: t\r\nX-Mark: m\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
  client.send(std::string(size, 'b'));
  EXPECT_EQ(client.read().body, "m/large");
  EXPECT_EQ(seen, size);
  EXPECT_EQ(client.get("/next").body, "/next");
}

TEST(Server, AnswersHeadWithoutBody) {
  TestServer server(echo);
  TestClient client(server.port());
  const std::string expected = "HEAD /h ? ";
  for (int i = 0; i < 2; ++i) {
    client.send("HEAD /h HTTP/1.1\r\nHost: t\r\n\r\n");
    const TestResponse response = client.read(true);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("content-length"), std::to_string(expected.size()));
  }
  EXPECT_EQ(client.get("/g").body, "GET /g ? ");  // no stray body came between
}

TEST(Server, AnswersNotModified) {
  Response response = text_response("body");
  response.etag = "\"v1\"";
  response.headers.push_back({"Vary", "Accept-Encoding"});
  response.headers.push_back({"X-Other", "1"});
  const PreparedPtr prepared = PreparedResponse::make(response);
  TestServer server([&](const Request& request, Reply reply) {
    if (request.path == "/prepared") {
      reply.send(prepared);
    } else {
      reply.send(response);
    }
  });
  TestClient client(server.port());
  for (const std::string path : {"/prepared", "/plain"}) {
    const TestResponse fresh = client.get(path);
    EXPECT_EQ(fresh.status, 200);
    EXPECT_EQ(fresh.body, "body");
    const TestResponse same = client.get(path, "If-None-Match: \"v0\", W/\"v1\"\r\n");
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.header("etag"), "\"v1\"");
    EXPECT_EQ(same.header("vary"), "Accept-Encoding");
    EXPECT_EQ(same.headers.count("x-other"), 0U);
    EXPECT_EQ(same.headers.count("content-length"), 0U);
    EXPECT_EQ(client.get(path, "If-None-Match: \"v2\"\r\n").status, 200);
    client.send("POST " + path + " HTTP/1.1\r\nHost: t\r\nIf-None-Match: *\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(client.read().status, 200);
  }
}

TEST(Server, EchoesSaneRequestIdsAndReplacesOthers) {
  TestServer server(
      [](const Request& request, Reply reply) { reply.send(text_response(std::string(request.request_id))); });
  TestClient client(server.port());
  const TestResponse kept = client.get("/", "X-Request-ID: abc-1._Z\r\n");
  EXPECT_EQ(kept.body, "abc-1._Z");
  EXPECT_EQ(kept.header("x-request-id"), "abc-1._Z");
  for (const std::string& bad : {std::string("a b"), std::string("\"quoted\""), std::string(65, 'a'), std::string()}) {
    const TestResponse replaced = client.get("/", "X-Request-Id: " + bad + "\r\n");
    EXPECT_EQ(replaced.body.size(), 16U) << bad;
    EXPECT_EQ(replaced.header("x-request-id"), replaced.body);
  }
}

TEST(Server, ReducesAbsoluteTargets) {
  TestServer server(echo);
  TestClient client(server.port());
  EXPECT_EQ(client.get("http://elsewhere.example:80/p?q=1").body, "GET /p ?q=1 ");
  EXPECT_EQ(client.get("HTTP://elsewhere.example").body, "GET / ? ");
  client.send("OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.read().body, "OPTIONS * ? ");
}

TEST(Server, ObeysConnectionHeaders) {
  TestServer server(echo);
  TestClient closing(server.port());
  EXPECT_EQ(closing.get("/", "Connection: close\r\n").header("connection"), "close");
  EXPECT_TRUE(closing.is_closed());
  TestClient old(server.port());
  old.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.read().header("connection"), "close");
  EXPECT_TRUE(old.is_closed());
  TestClient old_keeping(server.port());
  old_keeping.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(old_keeping.read().header("connection"), "keep-alive");
  EXPECT_FALSE(old_keeping.is_closed(std::chrono::milliseconds(50)));
}

TEST(Server, AnswersAClientThatHasStoppedSending) {
  TestServer server(echo);
  TestClient client(server.port());
  client.send("GET /half HTTP/1.1\r\nHost: t\r\n\r\n");
  client.shutdown_send();
  EXPECT_EQ(client.read().body, "GET /half ? ");
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, TellsExpectingClientsToContinue) {
  TestServer server(echo);
  TestClient client(server.port());
  client.send("POST /e HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  client.send("ok");
  EXPECT_EQ(client.read().body, "POST /e ? ok");
  // Not asked for when the body is here already.
  client.send("POST /e HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok");
  EXPECT_EQ(client.read().status, 200);
}

TEST(Server, TakesTheAddressThatTrustedProxiesSaw) {
  const Handler tell = [](const Request& request, Reply reply) {
    reply.send(text_response(std::string(request.remote_address)));
  };
  ServerConfig config = TestServer::quick_config();
  TestServer direct(tell, config);
  EXPECT_EQ(TestClient(direct.port()).get("/", "X-Forwarded-For: 9.9.9.9\r\n").body, "127.0.0.1");
  config.trusted_hops = 2;
  TestServer behind(tell, config);
  TestClient client(behind.port());
  EXPECT_EQ(client.get("/", "X-Forwarded-For: 6.6.6.6, 2001:db8::1, 10.0.0.1\r\n").body, "2001:db8::1");
  EXPECT_EQ(client.get("/", "X-Forwarded-For: 5.5.5.5\r\n").body, "5.5.5.5");
  EXPECT_EQ(client.get("/", "X-Forwarded-For: <script>, 10.0.0.1\r\n").body, "127.0.0.1");
}

TEST(Server, SpreadsConnectionsOverItsThreads) {
  ServerConfig config = TestServer::quick_config();
  config.threads = 4;
  std::mutex mutex;
  std::vector<std::thread::id> ids;
  TestServer server(
      [&](const Request&, Reply reply) {
        {
          const std::scoped_lock lock(mutex);
          if (std::ranges::find(ids, std::this_thread::get_id()) == ids.end())
            ids.push_back(std::this_thread::get_id());
        }
        reply.send(text_response("x"));
      },
      config);
  std::vector<std::unique_ptr<TestClient>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<TestClient>(server.port()));
    ASSERT_EQ(clients.back()->get("/").status, 200);
  }
  EXPECT_EQ(ids.size(), 4U);
}

TEST(Server, ServesManyThreadsOfClientsAtOnce) {
  TestServer server(echo);
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      TestClient client(server.port());
      for (int i = 0; i < 200; ++i) {
        const std::string path = "/" + std::to_string(t) + "/" + std::to_string(i);
        if (client.get(path).body == "GET " + path + " ? ") ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 1600);
  EXPECT_EQ(server.server().stats().requests(), 1600U);
}

TEST(Server, HoldsAThousandIdleConnections) {
  TestServer server(echo);
  std::vector<std::unique_ptr<TestClient>> idle;
  for (int i = 0; i < 1000; ++i) idle.push_back(std::make_unique<TestClient>(server.port()));
  ASSERT_TRUE(eventually([&] { return server.server().stats().connections_open == 1000; }));
  for (const auto& client : idle) ASSERT_EQ(client->get("/").status, 200);
  idle.clear();
  EXPECT_TRUE(eventually([&] { return server.server().stats().connections_open == 0; }));
}

TEST(Server, SaysWhyItCannotListen) {
  TestServer first(echo);
  base::SystemClock clock;
  base::Log log(clock, 2, base::LogLevel::kError);
  ServerConfig config;
  config.port = first.port();
  const auto taken = Server::start(config, echo, clock, log);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, base::ErrorCode::kIo);
  EXPECT_NE(taken.error().message.find(std::to_string(config.port)), std::string::npos);
  config.address = "localhost.example";
  const auto wrong = Server::start(config, echo, clock, log);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, base::ErrorCode::kInvalidInput);
}

}  // namespace
}  // namespace housing::http
