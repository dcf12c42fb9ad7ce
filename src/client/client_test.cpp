// One request and its answer, over real connections, with a server that misbehaves.
#include "client/client.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "testing/misbehaving_server.hpp"

namespace housing::client {
namespace {

using base::ErrorCode;
using housing::testing::Conversation;
using housing::testing::MisbehavingServer;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

class Clients : public ::testing::Test {
 protected:
  MisbehavingServer& serve(MisbehavingServer::Behaviour behaviour) { return server_.emplace(std::move(behaviour)); }
  Request get(std::string_view path = "/") const {
    return {.method = "GET", .url = server_->url(path), .time_left = seconds(10)};
  }
  static void expect_error(const base::Result<Answer>& answer, ErrorCode code, const std::string& text) {
    ASSERT_FALSE(answer);
    EXPECT_EQ(to_string(answer.error().code), to_string(code)) << answer.error().message;
    EXPECT_THAT(answer.error().message, HasSubstr(text));
  }

  Client client_{{.silent_for = seconds(1)}};
  std::optional<MisbehavingServer> server_;
};

TEST_F(Clients, AnAnswerOfAnyStatusIsAnAnswer) {
  for (const int status : {200, 204, 301, 404, 503}) {
    serve([&](Conversation& c) { c.answer(status, status == 204 ? "" : "said", "X-One: 1\r\nLocation: /other\r\n"); });
    const auto answer = client_.send(get());
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, status);
    EXPECT_EQ(answer->body, status == 204 ? "" : "said");
    EXPECT_EQ(answer->header("x-one"), "1");
    EXPECT_EQ(answer->header("x-two"), std::nullopt);
    EXPECT_EQ(server_->requests().size(), 1u);  // no redirect was followed
  }
}

TEST_F(Clients, ExactlyTheHeadersAskedForAreSent) {
  serve([](Conversation& c) { c.answer(200, c.body()); });
  Request request = get("/a/../b?q=%20");
  request.method = "PUT";
  request.headers = {{"X-Kept", "one"}, {"X-Empty", ""}, {"Host", "example.test"}};
  request.body = "the body";
  const auto answer = client_.send(request);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "the body");
  EXPECT_EQ(server_->requests()[0],
            "PUT /a/../b?q=%20 HTTP/1.1\r\nHost: example.test\r\nX-Kept: one\r\nX-Empty:\r\nContent-Length: 8\r\n\r\n");
}

TEST_F(Clients, MethodsWithABodySayHowLongItIsAndOthersHaveNone) {
  serve([](Conversation& c) { c.answer(200, ""); });
  for (const char* method : {"POST", "PUT", "GET", "DELETE", "HEAD"}) {
    Request request = get();
    request.method = method;
    ASSERT_TRUE(client_.send(request)) << method;
    const bool has_body = std::string(method) == "POST" || std::string(method) == "PUT";
    EXPECT_THAT(server_->requests().back(), HasSubstr(std::string(method) + " / HTTP/1.1"));
    EXPECT_EQ(server_->requests().back().find("Content-Length: 0") != std::string::npos, has_body) << method;
  }
}

TEST_F(Clients, AnAnswerToHeadHasNoBodyWhateverItsLength) {
  serve([](Conversation& c) { c.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"); });
  Request request = get();
  request.method = "HEAD";
  const auto answer = client_.send(request);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->header("content-length"), "1000");
  EXPECT_EQ(answer->body, "");
}

TEST_F(Clients, AConnectionIsUsedAgain) {
  serve([](Conversation& c) { c.answer(200, "x"); });
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(client_.send(get()));
  EXPECT_EQ(server_->connections(), 1);
}

TEST_F(Clients, AConnectionThatTheServerClosedMeanwhileIsNoError) {
  serve([](Conversation& c) { c.answer(200, "x", "Keep-Alive: timeout=1\r\n"); });
  ASSERT_TRUE(client_.send(get()));
  serve([](Conversation& c) { c.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"); });  // and closes
  for (int i = 0; i < 3; ++i) {
    Request request = get();
    request.method = "POST";
    request.body = "again";
    const auto answer = client_.send(request);
    ASSERT_TRUE(answer) << answer.error().message;
  }
}

TEST_F(Clients, RequestsAtOnceHaveConnectionsOfTheirOwn) {
  serve([](Conversation& c) {
    std::this_thread::sleep_for(milliseconds(20));
    c.answer(200, c.path());
  });
  constexpr int kThreads = 4;
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < kThreads; ++i)
    threads.emplace_back([&, i] {
      for (int round = 0; round < 5; ++round) {
        const std::string path = "/" + std::to_string(i) + "-" + std::to_string(round);
        const auto answer = client_.send(get(path));
        right += answer && answer->body == path ? 1 : 0;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, kThreads * 5);
  EXPECT_GE(server_->connections(), 2);
  EXPECT_LE(server_->connections(), kThreads);
}

TEST_F(Clients, AnAnswerLargerThanAskedForIsRefused) {
  serve([](Conversation& c) { c.answer(200, std::string(1001, 'x')); });
  Request request = get();
  request.max_answer_bytes = 1000;
  expect_error(client_.send(request), ErrorCode::kLimitExceeded, "more than 1000 bytes");
  request.max_answer_bytes = 1001;
  const auto answer = client_.send(request);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body.size(), 1001u);
}

TEST_F(Clients, AHeadThatDoesNotEndIsRefused) {
  serve([](Conversation& c) {
    c.send("HTTP/1.1 200 OK\r\n");
    while (c.send("X-Line: " + std::string(1000, 'x') + "\r\n")) {
    }
  });
  expect_error(client_.send(get()), ErrorCode::kLimitExceeded, "kMaxHeadBytes");
}

TEST_F(Clients, ASinkTakesTheBodyOfAGoodAnswerAlone) {
  int status = 200;
  serve([&](Conversation& c) { c.answer(status, "the body"); });
  std::string taken;
  Request request = get();
  request.max_answer_bytes = 8;
  request.sink = [&](std::span<const char> chunk) -> base::Status {
    taken.append(chunk.data(), chunk.size());
    return {};
  };
  auto answer = client_.send(request);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "");
  EXPECT_EQ(taken, "the body");
  status = 404;
  answer = client_.send(request);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "the body");
  EXPECT_EQ(taken, "the body");
}

TEST_F(Clients, AFailingSinkEndsItWithItsOwnError) {
  serve([](Conversation& c) { c.answer(200, "the body"); });
  Request request = get();
  request.sink = [](std::span<const char>) -> base::Status { return base::fail(ErrorCode::kIo, "disk full"); };
  const auto answer = client_.send(request);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kIo);
  EXPECT_EQ(answer.error().message, "disk full");
}

TEST_F(Clients, ABodyThatIsCutIsUnavailable) {
  serve([](Conversation& c) { c.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"); });
  expect_error(client_.send(get()), ErrorCode::kUnavailable, server_->url(""));
}

TEST_F(Clients, WhatIsNotHttpIsUnavailable) {
  serve([](Conversation& c) { c.send("SSH-2.0-OpenSSH_9.2\r\n"); });
  expect_error(client_.send(get()), ErrorCode::kUnavailable, server_->url(""));
}

TEST_F(Clients, NobodyThereIsUnavailable) {
  serve([](Conversation&) {});
  const Request request = get();
  server_.reset();
  expect_error(client_.send(request), ErrorCode::kUnavailable, "127.0.0.1");
}

TEST_F(Clients, TheTimeIsALimit) {
  serve([](Conversation&) { std::this_thread::sleep_for(milliseconds(400)); });
  Request request = get();
  request.time_left = milliseconds(100);
  expect_error(client_.send(request), ErrorCode::kLimitExceeded, "its time is used up");
  request.time_left = milliseconds(0);
  expect_error(client_.send(request), ErrorCode::kLimitExceeded, "no time is left");
}

TEST_F(Clients, SilenceIsABrokenConnectionUnlessWeArePatient) {
  serve([](Conversation& c) {
    std::this_thread::sleep_for(milliseconds(2500));
    c.answer(200, "at last");
  });
  expect_error(client_.send(get()), ErrorCode::kUnavailable, "127.0.0.1");
  Request request = get();
  request.patient = true;
  const auto answer = client_.send(request);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "at last");
}

TEST_F(Clients, InterimHeadsAreForgotten) {
  serve([](Conversation& c) {
    c.send("HTTP/1.1 103 Early Hints\r\nX-One: early\r\n\r\n");
    c.answer(200, "x", "X-One: late\r\n");
  });
  const auto answer = client_.send(get());
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->header("x-one"), "late");
}

TEST_F(Clients, ProxiesOfTheEnvironmentAreNotUsed) {
  serve([](Conversation& c) { c.answer(200, "direct"); });
  ASSERT_EQ(::setenv("http_proxy", "http://127.0.0.1:9", 1), 0);
  const auto answer = client_.send(get());
  ::unsetenv("http_proxy");
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "direct");
}

TEST_F(Clients, WhatCannotBeSentIsRefused) {
  serve([](Conversation& c) { c.answer(200, ""); });
  Request request = get();
  request.headers = {{"X-Secret", "one\r\nX-Two: two"}};
  const auto answer = client_.send(request);
  expect_error(answer, ErrorCode::kInvalidInput, "X-Secret");
  EXPECT_THAT(answer.error().message, Not(HasSubstr("one")));
  request = get();
  request.method = "GET / HTTP/1.1\r\n";
  expect_error(client_.send(request), ErrorCode::kInvalidInput, "no HTTP method");
  for (const char* url : {"", "file:///etc/passwd", "localhost", "http://", "http://user:secret@localhost/"}) {
    request = get();
    request.url = url;
    const auto refused = client_.send(request);
    expect_error(refused, ErrorCode::kInvalidInput, "");
    EXPECT_THAT(refused.error().message, Not(HasSubstr("secret")));
  }
  EXPECT_TRUE(server_->requests().empty());
}

}  // namespace
}  // namespace housing::client
