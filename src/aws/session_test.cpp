// A call on its way: against a server that throttles, breaks, has another clock, or refuses the credentials.
#include "aws/session.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "base/trace_context.hpp"
#include "testing/misbehaving_server.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::aws {
namespace {

using base::ErrorCode;
using housing::testing::Conversation;
using housing::testing::MisbehavingServer;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr nanoseconds kDeadline = seconds(20);

// Tells how often it was refused; the keys change with it.
class CountingCredentials final : public CredentialsProvider {
 public:
  base::Result<Credentials> get(nanoseconds) override {
    return Credentials{.access_key = "key" + std::to_string(refusals),
                       .secret_key = "the-secret",
                       .session_token = token,
                       .ends = std::nullopt};
  }
  void refused() override { ++refusals; }

  int refusals = 0;
  std::string token;
};

std::string xml_error(const std::string& code, const std::string& message = "Words") {
  return "<?xml version=\"1.0\"?>\n<Error><Code>" + code + "</Code><Message>" + message +
         "</Message><RequestId>R1</RequestId></Error>";
}

class Sessions : public ::testing::Test {
 protected:
  // `behaviour` is told how many requests came before.
  void serve(std::function<void(Conversation&, int)> behaviour) {
    server_.emplace([this, behaviour = std::move(behaviour)](Conversation& c) { behaviour(c, answered_++); });
  }
  Session& session() {
    return session_.emplace(
        SessionOptions{.region = "us-east-1", .endpoint_url = server_ ? server_->url("") : "http://127.0.0.1:1"},
        credentials_, client_, clock_,
        Pauses{.sleep =
                   [this](nanoseconds time) {
                     pauses_.push_back(std::chrono::duration_cast<milliseconds>(time));
                     clock_.advance(pauses_.back());
                   },
               .uniform = [] { return 0.5; }});
  }
  base::Result<client::Answer> call(Call asked = {.service = "s3", .method = "GET", .path = "/key", .bucket = "b"}) {
    return session().call(asked, kDeadline);
  }
  static void expect_error(const auto& result, ErrorCode code, const std::string& text) {
    ASSERT_FALSE(result);
    EXPECT_EQ(to_string(result.error().code), to_string(code)) << result.error().message;
    EXPECT_THAT(result.error().message, HasSubstr(text));
  }

  housing::testing::SimulatedClock clock_;
  client::Client client_{{}};
  CountingCredentials credentials_;
  std::vector<milliseconds> pauses_;
  int answered_ = 0;
  std::optional<MisbehavingServer> server_;
  std::optional<Session> session_;
};

TEST_F(Sessions, ACallIsSignedAndAnswered) {
  serve([](Conversation& c, int) { c.answer(200, c.body()); });
  credentials_.token = "the-token";
  const auto answer = call({.service = "s3",
                            .method = "PUT",
                            .path = "/a b/ü+(1)",
                            .bucket = "files",
                            .query = {{"x", "1 2"}, {"acl", ""}},
                            .headers = {{"Content-Type", "text/csv"}},
                            .body = "a,b"});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "a,b");
  EXPECT_THAT(server_->requests()[0],
              AllOf(HasSubstr("PUT /files/a%20b/%C3%BC%2B%281%29?acl=&x=1%202 HTTP/1.1\r\n"),
                    HasSubstr("Host: 127.0.0.1:" + std::to_string(server_->port()) + "\r\n"),
                    HasSubstr("X-Amz-Date: 20260120T120000Z\r\n"), HasSubstr("X-Amz-Security-Token: the-token\r\n"),
                    HasSubstr("X-Amz-Content-Sha256: "),
                    HasSubstr("Authorization: AWS4-HMAC-SHA256 Credential=key0/20260120/us-east-1/s3/aws4_request, "
                              "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, "),
                    Not(HasSubstr("the-secret")), Not(HasSubstr("X-Amzn-Trace-Id"))));
}

TEST_F(Sessions, TheTraceAtHandIsSentUnsigned) {
  serve([](Conversation& c, int) { c.answer(200, ""); });
  base::TraceContext trace;
  trace.trace.fill(0x11);
  trace.span.fill(0x22);
  const base::TraceScope scope(trace);
  ASSERT_TRUE(call());
  EXPECT_THAT(server_->requests()[0], HasSubstr("X-Amzn-Trace-Id: " + trace.xray() + "\r\n"));
  EXPECT_THAT(server_->requests()[0], Not(HasSubstr("x-amzn-trace-id")));
}

TEST_F(Sessions, AThrottledCallIsSentAgainAfterAPause) {
  serve([](Conversation& c, int before) {
    if (before == 0) return c.answer(503, xml_error("SlowDown"));
    if (before == 1) return c.answer(400, R"({"__type":"com.amazonaws#ThrottlingException"})");
    if (before == 2) return c.answer(429, "");
    c.answer(200, "served");
  });
  const auto answer = call();
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "served");
  EXPECT_THAT(pauses_, ElementsAre(milliseconds(25), milliseconds(50), milliseconds(100)));
}

TEST_F(Sessions, RetryAfterIsHonoured) {
  serve([](Conversation& c, int before) {
    c.answer(before == 0 ? 503 : 200, "", before == 0 ? "Retry-After: 3\r\n" : "");
  });
  ASSERT_TRUE(call());
  EXPECT_THAT(pauses_, ElementsAre(seconds(3)));
}

TEST_F(Sessions, ARetryAfterBeyondTheDeadlineEndsItAtOnce) {
  serve([](Conversation& c, int) { c.answer(503, "", "Retry-After: 60\r\n"); });
  expect_error(call(), ErrorCode::kUnavailable, "status 503");
  EXPECT_THAT(pauses_, IsEmpty());
}

TEST_F(Sessions, TroubleWithoutEndIsToldInTheServicesWords) {
  serve([](Conversation& c, int) { c.answer(500, xml_error("InternalError", "We are <b>&amp;</b> sorry")); });
  expect_error(call(), ErrorCode::kUnavailable, "tried 6 times");
  EXPECT_THAT(server_->requests(), SizeIs(kMaxAttempts));
  answered_ = 0;
  serve([](Conversation& c, int) { c.answer(500, xml_error("InternalError", "Sorry &amp; so on")); });
  expect_error(call(), ErrorCode::kUnavailable, "Sorry & so on (InternalError, status 500, request R1)");
}

TEST_F(Sessions, TheDeadlineEndsTheAttempts) {
  serve([](Conversation& c, int) { c.answer(500, ""); });
  const auto answer = session().call({.service = "sqs"}, milliseconds(60));
  expect_error(answer, ErrorCode::kUnavailable, "until the deadline");
  EXPECT_THAT(pauses_, ElementsAre(milliseconds(25)));
}

TEST_F(Sessions, ADeadlineBeforeAnAnswerIsALimit) {
  serve([](Conversation& c, int) { c.answer(200, ""); });
  clock_.advance(seconds(21));
  expect_error(call(), ErrorCode::kLimitExceeded, "deadline");
  EXPECT_THAT(server_->requests(), IsEmpty());
}

TEST_F(Sessions, ASlowAnswerEndsWithTheDeadline) {
  serve([](Conversation& c, int) {
    c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
    std::this_thread::sleep_for(milliseconds(300));
  });
  expect_error(session().call({.service = "sqs"}, milliseconds(100)), ErrorCode::kLimitExceeded, "sqs: ");
  EXPECT_THAT(server_->requests(), SizeIs(1));
}

TEST_F(Sessions, ACutConnectionIsTriedAgain) {
  serve([](Conversation& c, int before) {
    if (before < 2) return static_cast<void>(c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"));
    c.answer(200, "1234567890");
  });
  const auto answer = call();
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "1234567890");
  EXPECT_THAT(pauses_, SizeIs(2));
}

TEST_F(Sessions, NobodyThereIsUnavailable) {
  expect_error(call(), ErrorCode::kUnavailable, "tried 6 times");
  EXPECT_THAT(pauses_, SizeIs(kMaxAttempts - 1));
}

TEST_F(Sessions, WhatMayNotHappenTwiceIsSentOnce) {
  serve([](Conversation& c, int) { c.answer(503, ""); });
  expect_error(call({.service = "ses", .retry = false}), ErrorCode::kUnavailable, "status 503");
  EXPECT_THAT(server_->requests(), SizeIs(1));
}

TEST_F(Sessions, OtherFailuresAreTheCallers) {
  for (const int status : {301, 400, 403, 404, 409, 412, 416}) {
    serve([&](Conversation& c, int) { c.answer(status, xml_error("NoSuchKey")); });
    const auto answer = call();
    ASSERT_TRUE(answer) << status << ": " << answer.error().message;
    EXPECT_EQ(answer->status, status);
    EXPECT_THAT(server_->requests(), SizeIs(1));
  }
}

TEST_F(Sessions, ASinkBeginsAnewAfterACut) {
  serve([](Conversation& c, int before) {
    if (before == 0) return static_cast<void>(c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"));
    c.answer(200, "1234567890");
  });
  std::string taken;
  int restarts = 0;
  Call asked{.service = "s3", .method = "GET", .path = "/key", .bucket = "b"};
  asked.sink = [&](std::span<const char> chunk) -> base::Status {
    taken.append(chunk.data(), chunk.size());
    return {};
  };
  asked.restart = [&]() -> base::Status {
    ++restarts;
    taken.clear();
    return {};
  };
  const auto answer = call(asked);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(taken, "1234567890");
  EXPECT_EQ(restarts, 1);

  answered_ = 0;
  asked.restart = {};
  expect_error(call(asked), ErrorCode::kUnavailable, "cannot be taken back");
  EXPECT_THAT(server_->requests(), SizeIs(3));
}

TEST_F(Sessions, AFailingSinkIsNotTriedAgain) {
  serve([](Conversation& c, int) { c.answer(200, "1234567890"); });
  Call asked{.service = "s3", .method = "GET", .path = "/key", .bucket = "b"};
  asked.sink = [](std::span<const char>) -> base::Status { return base::fail(ErrorCode::kUnavailable, "no room"); };
  expect_error(call(asked), ErrorCode::kUnavailable, "no room");
  EXPECT_THAT(server_->requests(), SizeIs(1));
}

TEST_F(Sessions, AWrongClockIsSetByTheServices) {
  const auto theirs = clock_.now() + minutes(30);
  const std::string date = "Date: " + base::to_http_date(theirs) + "\r\n";
  serve([&](Conversation& c, int) {
    const bool right = c.header("X-Amz-Date") == amz_date(theirs);
    c.answer(right ? 200 : 403, right ? "" : xml_error("RequestTimeTooSkewed"), date);
  });
  Session& made = session();
  const Call asked{.service = "s3", .method = "GET", .path = "/key", .bucket = "b"};
  for (int i = 0; i < 2; ++i) {
    const auto answer = made.call(asked, kDeadline);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 200);
  }
  EXPECT_THAT(server_->requests(), SizeIs(3));  // the second call knew
  EXPECT_THAT(pauses_, IsEmpty());
}

TEST_F(Sessions, AWrongSignatureAtTheRightTimeIsFinal) {
  const std::string date = "Date: " + base::to_http_date(clock_.now() + minutes(2)) + "\r\n";
  for (const std::string code : {"SignatureDoesNotMatch", "InvalidSignatureException"}) {
    serve([&](Conversation& c, int) { c.answer(403, xml_error(code), date); });
    const auto answer = call();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 403);
    EXPECT_THAT(server_->requests(), SizeIs(1));
  }
}

TEST_F(Sessions, AClockThatIsNeverRightIsSetOnce) {
  int minute = 0;
  serve([&](Conversation& c, int) {
    minute += 20;
    c.answer(403, xml_error("RequestTimeTooSkewed"),
             "Date: " + base::to_http_date(clock_.now() + minutes(minute)) + "\r\n");
  });
  const auto answer = call();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 403);
  EXPECT_THAT(server_->requests(), SizeIs(2));
}

TEST_F(Sessions, AHeadThatIsRefusedMayBeTheClocks) {
  const auto theirs = clock_.now() - minutes(10);
  serve([&](Conversation& c, int) {
    const bool right = c.header("X-Amz-Date") == amz_date(theirs);
    c.send("HTTP/1.1 " + std::string(right ? "200" : "403") +
           " Said\r\nContent-Length: 0\r\nDate: " + base::to_http_date(theirs) + "\r\n\r\n");
  });
  const auto answer = call({.service = "s3", .method = "HEAD", .path = "/key", .bucket = "b"});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
}

TEST_F(Sessions, RefusedCredentialsAreFetchedAnewOnce) {
  serve([](Conversation& c, int) {
    const bool fresh = c.header("Authorization").find("Credential=key1/") != std::string::npos;
    c.answer(fresh ? 200 : 400, fresh ? "" : xml_error("ExpiredToken"));
  });
  ASSERT_TRUE(call());
  EXPECT_EQ(credentials_.refusals, 1);
  EXPECT_THAT(server_->requests(), SizeIs(2));

  serve(
      [](Conversation& c, int) { c.answer(403, R"({"__type":"UnrecognizedClientException","message":"Bad token"})"); });
  expect_error(call({.service = "sqs"}), ErrorCode::kUnavailable, "sqs: its credentials are refused: Bad token");
  EXPECT_THAT(server_->requests(), SizeIs(2));
}

TEST_F(Sessions, AJsonCallGivesItsDocumentOrTheFailure) {
  serve([](Conversation& c, int before) {
    EXPECT_EQ(c.header("X-Amz-Target"), "AmazonSQS.SendMessage");
    EXPECT_EQ(c.header("Content-Type"), "application/x-amz-json-1.0");
    if (before == 0) return c.answer(200, R"({"MessageId":"m1"})");
    if (before == 1) return c.answer(200, "");
    if (before == 2) return c.answer(200, "<html>");
    c.answer(400, R"({"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"None"})", "x-amzn-RequestId: R7\r\n");
  });
  Session& made = session();
  const auto ask = [&] { return made.call_json("sqs", "AmazonSQS.SendMessage", "1.0", "{}", kDeadline); };
  auto outcome = ask();
  ASSERT_TRUE(outcome && *outcome);
  EXPECT_EQ((*outcome)->text("MessageId"), "m1");
  outcome = ask();
  ASSERT_TRUE(outcome && *outcome);
  EXPECT_TRUE((*outcome)->is_null());
  expect_error(ask(), ErrorCode::kUnavailable, "is not JSON");
  outcome = ask();
  ASSERT_TRUE(outcome);
  ASSERT_FALSE(*outcome);
  EXPECT_EQ(outcome->error().code, "QueueDoesNotExist");
  EXPECT_EQ(outcome->error().request_id, "R7");
  EXPECT_EQ(error_of(outcome->error(), "sqs send").code, ErrorCode::kNotFound);
}

TEST_F(Sessions, APresignedUrlNeedsNobodyToSign) {
  serve([](Conversation& c, int) { c.answer(200, "file"); });
  credentials_.token = "a/token=";
  const auto url = session().presign({.service = "s3",
                                      .method = "GET",
                                      .path = "/exports/a b.csv",
                                      .bucket = "files",
                                      .query = {{"response-content-disposition", "attachment; filename=\"a\""}}},
                                     seconds(900), kDeadline);
  ASSERT_TRUE(url) << url.error().message;
  EXPECT_THAT(*url,
              AllOf(HasSubstr("/files/exports/a%20b.csv?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=key0%2F"),
                    HasSubstr("&X-Amz-Expires=900&"), HasSubstr("&X-Amz-Security-Token=a%2Ftoken%3D&"),
                    HasSubstr("&X-Amz-SignedHeaders=host&"), HasSubstr("X-Amz-Signature="),
                    HasSubstr("&response-content-disposition=attachment%3B%20filename%3D%22a%22")));
  expect_error(session().presign({.service = "s3"}, seconds(604'801), kDeadline), ErrorCode::kInvalidInput,
               "kMaxPresignedLifetime");
}

}  // namespace
}  // namespace housing::aws
