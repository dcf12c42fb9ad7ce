// What the server does not accept: limits, ambiguous framing, malformed heads. Each with the status it promises.
#include <string>

#include <gtest/gtest.h>

#include "http/test_client.hpp"

namespace housing::http {
namespace {

void ok(const Request& request, Reply reply) { reply.send(text_response(std::string(request.body))); }

// Sends `bytes` on a connection of its own; the server must refuse and close.
TestResponse refused(TestServer& server, std::string_view bytes) {
  TestClient client(server.port());
  client.send(bytes);
  TestResponse response = client.read();
  EXPECT_EQ(response.header("connection"), "close");
  EXPECT_EQ(response.header("content-type"), "application/problem+json");
  EXPECT_NE(response.body.find("\"status\":" + std::to_string(response.status)), std::string::npos) << response.body;
  EXPECT_TRUE(client.is_closed());
  return response;
}

struct Case {
  const char* what;
  std::string request;
  int status;
};

TEST(Refusal, AmbiguousFraming) {
  TestServer server(ok);
  const std::string post = "POST / HTTP/1.1\r\nHost: t\r\n";
  const std::string chunk = "5\r\nhello\r\n0\r\n\r\n";
  const Case cases[] = {
      {"length, then coding", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk, 400},
      {"coding, then length", post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + chunk, 400},
      {"two lengths", post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400},
      {"the same length twice", post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400},
      {"a list of lengths", post + "Content-Length: 5, 5\r\n\r\nhello", 400},
      {"a signed length", post + "Content-Length: +5\r\n\r\nhello", 400},
      {"a negative length", post + "Content-Length: -5\r\n\r\nhello", 400},
      {"a hexadecimal length", post + "Content-Length: 0x5\r\n\r\nhello", 400},
      {"an empty length", post + "Content-Length:\r\n\r\nhello", 400},
      {"a length beyond 64 bits", post + "Content-Length: 99999999999999999999999\r\n\r\nhello", 400},
      {"two codings", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk, 400},
      {"a coding on 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk, 400},
      {"chunked, then identity", post + "Transfer-Encoding: chunked, identity\r\n\r\n" + chunk, 501},
      {"gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n" + chunk, 501},
      {"a disguised coding", post + "Transfer-Encoding: xchunked\r\n\r\n" + chunk, 501},
      {"a coding behind a tab", post + "Transfer-Encoding:\tchunked\r\nContent-Length: 3\r\n\r\n" + chunk, 400},
      {"a blank before the colon", post + "Content-Length : 5\r\n\r\nhello", 400},
      {"a blank before the name", post + " Content-Length: 5\r\n\r\nhello", 400},
      {"a folded header", post + "X-A: a\r\n b\r\n\r\n", 400},
      {"a bare line feed in a header", post + "X-A: a\nContent-Length: 5\r\n\r\nhello", 400},
      {"a bare carriage return in a header", post + "X-A: a\rContent-Length: 5\r\n\r\nhello", 400},
      {"a NUL in a header", post + std::string("X-A: a\0b\r\n\r\n", 12), 400},
      {"a chunk size that is no number", post + "Transfer-Encoding: chunked\r\n\r\nx\r\nhello\r\n0\r\n\r\n", 400},
      {"a negative chunk size", post + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n", 400},
      {"a chunk size beyond 64 bits",
       post + "Transfer-Encoding: chunked\r\n\r\n10000000000000005\r\nhello\r\n0\r\n\r\n", 413},
      {"a chunk without its end", post + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n0\r\n\r\n", 400},
      {"a chunk line ended by a line feed", post + "Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n", 400},
      {"an endless chunk extension", post + "Transfer-Encoding: chunked\r\n\r\n5;" + std::string(20'000, 'e'), 400},
  };
  for (const Case& one : cases) EXPECT_EQ(refused(server, one.request).status, one.status) << one.what;
}

TEST(Refusal, MalformedHeads) {
  TestServer server(ok);
  const Case cases[] = {
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
      {"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"a host with credentials", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
      {"no version", "GET /\r\n\r\n", 400},
      {"an unknown version", "GET / HTTP/1.2\r\nHost: t\r\n\r\n", 505},
      {"HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"two blanks", "GET  / HTTP/1.1\r\nHost: t\r\n\r\n", 400},
      {"a relative target", "GET x HTTP/1.1\r\nHost: t\r\n\r\n", 400},
      {"an asterisk for GET", "GET * HTTP/1.1\r\nHost: t\r\n\r\n", 400},
      {"a fragment", "GET /a#b HTTP/1.1\r\nHost: t\r\n\r\n", 400},
      {"a TLS greeting", std::string("\x16\x03\x01\x02\x00\x01", 6), 400},
      {"no name", "GET / HTTP/1.1\r\nHost: t\r\n: v\r\n\r\n", 400},
      {"a name with a blank", "GET / HTTP/1.1\r\nHost: t\r\na b: v\r\n\r\n", 400},
      {"a line without a colon", "GET / HTTP/1.1\r\nHost: t\r\nnonsense\r\n\r\n", 400},
      {"an unknown method", "BREW / HTTP/1.1\r\nHost: t\r\n\r\n", 501},
      {"TRACE", "TRACE / HTTP/1.1\r\nHost: t\r\n\r\n", 501},
      {"CONNECT", "CONNECT t:80 HTTP/1.1\r\nHost: t\r\n\r\n", 501},
      {"a method in lower case", "get / HTTP/1.1\r\nHost: t\r\n\r\n", 501},
      {"an unknown expectation", "GET / HTTP/1.1\r\nHost: t\r\nExpect: a-pony\r\n\r\n", 417},
  };
  for (const Case& one : cases) EXPECT_EQ(refused(server, one.request).status, one.status) << one.what;
}

TEST(Refusal, EachLimit) {
  ServerConfig config = TestServer::quick_config();
  config.limits.max_body_bytes = 1000;
  TestServer server(ok, config);
  const auto target = [](std::size_t size) {
    return "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\nHost: t\r\n\r\n";
  };
  const auto headers = [](int count) {
    std::string request = "GET / HTTP/1.1\r\nHost: t\r\n";
    for (int i = 1; i < count; ++i) request += "X: y\r\n";
    return request + "\r\n";
  };
  const auto head = [](std::size_t size) {
    const std::string start = "GET / HTTP/1.1\r\nHost: t\r\nX: ";
    return start + std::string(size - start.size() - 4, 'x') + "\r\n\r\n";
  };
  const auto body = [](std::size_t size) {
    return "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(size, 'b');
  };
  const auto chunks = [](int count) {  // of 100 bytes
    std::string request = "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < count; ++i) request += "64\r\n" + std::string(100, 'c') + "\r\n";
    return request + "0\r\n\r\n";
  };
  const Limits& limits = config.limits;
  TestClient client(server.port());
  for (const std::string& request :
       {target(limits.max_target_bytes), headers(100), head(limits.max_head_bytes), body(1000), chunks(10)}) {
    client.send(request);
    ASSERT_EQ(client.read().status, 200) << request.substr(0, 60);
  }
  EXPECT_EQ(refused(server, target(limits.max_target_bytes + 1)).status, 414);
  EXPECT_EQ(refused(server, target(limits.max_head_bytes * 2)).status, 414);
  EXPECT_EQ(refused(server, "GET /" + std::string(limits.max_head_bytes, 'a')).status, 414);  // its line never ends
  EXPECT_EQ(refused(server, headers(101)).status, 431);
  EXPECT_EQ(refused(server, head(limits.max_head_bytes + 1)).status, 431);
  EXPECT_EQ(refused(server, head(limits.max_head_bytes * 4)).status, 431);
  EXPECT_EQ(refused(server, body(1001)).status, 413);
  EXPECT_EQ(refused(server, chunks(11)).status, 413);
}

TEST(Refusal, AnswersBeforeTheWrongRequestInOrder) {
  TestServer server(ok);
  TestClient client(server.port());
  client.send(
      "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\nokGET / HTTP/9.9\r\n\r\nGET / HTTP/1.1\r\nHost: "
      "t\r\n\r\n");
  EXPECT_EQ(client.read().body, "ok");
  EXPECT_EQ(client.read().status, 505);
  EXPECT_TRUE(client.is_closed());  // and what follows is not looked at
  EXPECT_EQ(server.server().stats().requests(), 2U);
}

TEST(Refusal, ReachesAClientThatGoesOnSending) {
  ServerConfig config = TestServer::quick_config();
  config.limits.max_body_bytes = 1000;
  TestServer server(ok, config);
  TestClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 300000\r\n\r\n");
  client.send(std::string(300'000, 'b'));
  EXPECT_EQ(client.read().status, 413);
  EXPECT_TRUE(client.is_closed());
}

TEST(Refusal, ToHeadHasNoBody) {
  TestServer server(ok);
  TestClient client(server.port());
  client.send("HEAD / HTTP/1.1\r\nHost: t\r\nX: a\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.read(true).status, 400);
  EXPECT_TRUE(client.is_closed());
}

TEST(Refusal, ConnectionsBeyondTheLimit) {
  ServerConfig config = TestServer::quick_config();
  config.limits.max_connections = 3;
  TestServer server(ok, config);
  std::vector<std::unique_ptr<TestClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<TestClient>(server.port()));
    ASSERT_EQ(clients.back()->get("/").status, 200);
  }
  {
    TestClient fourth(server.port());
    const TestResponse refused = fourth.read();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("retry-after"), "5");
    EXPECT_TRUE(fourth.is_closed());
  }
  EXPECT_EQ(server.server().stats().connections_refused, 1U);
  EXPECT_EQ(clients.front()->get("/").status, 200);
  clients.pop_back();
  ASSERT_TRUE(eventually([&] { return server.server().stats().connections_open == 2; }));
  EXPECT_EQ(TestClient(server.port()).get("/").status, 200);
}

TEST(Refusal, IgnoresEmptyLinesBetweenRequests) {
  TestServer server(ok);
  TestClient client(server.port());
  EXPECT_EQ(client.get("/").status, 200);
  client.send("\r\n\r");
  client.send("\n");
  EXPECT_EQ(client.get("/").status, 200);
}

}  // namespace
}  // namespace housing::http
