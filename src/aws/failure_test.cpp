// What services say went wrong, as they say it, and what becomes of it.
#include <gmock/gmock.h>

#include "aws/session.hpp"
#include "aws/times.hpp"
#include "aws/verdict.hpp"
#include "aws/xml.hpp"

namespace housing::aws {
namespace {

using base::ErrorCode;
using ::testing::HasSubstr;
using ::testing::Not;

client::Answer answer(int status, std::string body, client::Headers headers = {}) {
  return {.status = status, .headers = std::move(headers), .body = std::move(body)};
}

struct Told {
  client::Answer answer;
  std::string code;
  std::string message;
  std::string request_id;
};

TEST(FailureOf, IsReadInEveryWayServicesTellIt) {
  const Told cases[] = {
      {answer(404,
              "<Error><Code>NoSuchKey</Code><Message>No key &quot;a&#xe4;&#65;&quot;</Message>"
              "<RequestId>R</RequestId></Error>"),
       "NoSuchKey", "No key \"aäA\"", "R"},
      {answer(403,
              "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
              "<Code>AccessDenied</Code><Message>No</Message></Error><RequestId>R</RequestId></ErrorResponse>"),
       "AccessDenied", "No", "R"},
      {answer(400, R"({"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"None"})"), "QueueDoesNotExist", "None",
       ""},
      {answer(400, R"({"code":"Bad","Message":"Words"})"), "Bad", "Words", ""},
      {answer(400, R"({"message":"Email address is not verified."})",
              {{"x-amzn-errortype", "MessageRejected:http://internal.amazon.com/x/"}, {"x-amzn-requestid", "R"}}),
       "MessageRejected", "Email address is not verified.", "R"},
      {answer(403, "", {{"x-amz-request-id", "R"}}), "", "", "R"},
      {answer(502, "<html>Bad gateway<br>"), "", "", ""},
      {answer(500, "{broken"), "", "", ""},
  };
  for (const Told& told : cases) {
    const auto failure = failure_of(told.answer);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->status, told.answer.status);
    EXPECT_EQ(failure->code, told.code) << told.answer.body;
    EXPECT_EQ(failure->message, told.message) << told.answer.body;
    EXPECT_EQ(failure->request_id, told.request_id) << told.answer.body;
  }
  EXPECT_FALSE(failure_of(answer(200, "<Error><Code>X</Code></Error>")));
  EXPECT_FALSE(failure_of(answer(304, "")));
}

TEST(FailureOf, ARequestThatIsRepeatedInTheMessageIsCutOff) {
  const auto failure = failure_of(answer(
      403, R"({"__type":"InvalidSignatureException","message":"It does not match.\n\nx-amz-security-token:secret"})"));
  EXPECT_EQ(failure->message, "It does not match.");
  const auto endless = failure_of(answer(403, R"({"message":")" + std::string(10'000, 'x') + "\"}"));
  EXPECT_EQ(endless->message.size(), kMaxFailureMessage);
}

TEST(ErrorOf, IsWhatTheCallerCanDoNext) {
  const auto code = [](int status, const char* name) {
    return error_of({.status = status, .code = name, .message = "", .request_id = ""}, "x").code;
  };
  EXPECT_EQ(code(404, ""), ErrorCode::kNotFound);
  EXPECT_EQ(code(400, "ResourceNotFoundException"), ErrorCode::kNotFound);
  EXPECT_EQ(code(400, "AWS.SimpleQueueService.NonExistentQueue"), ErrorCode::kNotFound);
  EXPECT_EQ(code(412, "PreconditionFailed"), ErrorCode::kConflict);
  EXPECT_EQ(code(409, "OperationAborted"), ErrorCode::kConflict);
  EXPECT_EQ(code(400, "ThrottlingException"), ErrorCode::kUnavailable);
  EXPECT_EQ(code(503, ""), ErrorCode::kUnavailable);
  EXPECT_EQ(code(403, "ExpiredToken"), ErrorCode::kUnavailable);
  EXPECT_EQ(code(400, "EntityTooLarge"), ErrorCode::kLimitExceeded);
  EXPECT_EQ(code(403, "AccessDenied"), ErrorCode::kInvalidInput);
  EXPECT_EQ(error_of({.status = 403, .code = "AccessDenied", .message = "No", .request_id = "R"}, "s3 get k").message,
            "s3 get k: No (AccessDenied, status 403, request R)");
}

TEST(Xml, ATreeOfElements) {
  const auto xml = Xml::parse(
      "\xef\xbb\xbf<?xml version=\"1.0\"?><!-- c -->\n<a:List xmlns:a='x' b = \"1>2\"><Item>1<![CDATA[<&>]]></Item>"
      "<Item/><Sub><Name>n</Name></Sub></a:List>\n");
  ASSERT_TRUE(xml) << xml.error().message;
  EXPECT_EQ(xml->name, "List");
  ASSERT_EQ(xml->children.size(), 3u);
  EXPECT_EQ(xml->children[0].text, "1<&>");
  EXPECT_EQ(xml->child_text("Item"), "1<&>");
  EXPECT_EQ(xml->find("Name")->text, "n");
  EXPECT_EQ(xml->find("None"), nullptr);
  EXPECT_EQ(xml->child_text("None"), "");
}

TEST(Xml, WhatIsNotWellFormedIsRefused) {
  for (const char* text :
       {"", "text", "<a>", "<a></b>", "<a", "<a b></a>", "<a b=1></a>", "<a>&nbsp;</a>", "<a>&</a>", "<a>&#0;</a>",
        "<a>&#xd800;</a>", "<a>&#x110000;</a>", "<a>&#;</a>", "<a></a><b/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<a>\xff</a>", "< a></a>", "<a><![CDATA[x</a>", "<a><!-- </a>"})
    EXPECT_FALSE(Xml::parse(text)) << text;
  std::string deep;
  for (int i = 0; i <= kMaxXmlDepth; ++i) deep += "<a>";
  const auto refused = Xml::parse(deep);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kLimitExceeded);
}

TEST(Times, AreReadAsServicesWriteThem) {
  EXPECT_EQ(base::to_iso8601(*parse_http_date("Tue, 20 Jan 2026 12:00:05 GMT")), "2026-01-20T12:00:05Z");
  EXPECT_EQ(base::to_iso8601(*parse_iso8601("2026-01-20T12:00:05Z")), "2026-01-20T12:00:05Z");
  EXPECT_EQ(base::to_iso8601(*parse_iso8601("2026-01-20T12:00:05.123Z")), "2026-01-20T12:00:05Z");
  for (const char* text : {"", "Tue, 20 Jun 2026", "Tue, 20 Xyz 2026 12:00:05 GMT", "Tue, 31 Feb 2026 12:00:05 GMT",
                           "Tue, 20 Jan 2026 25:00:05 GMT"})
    EXPECT_FALSE(parse_http_date(text)) << text;
  for (const char* text : {"", "2026-01-20", "2026-13-20T12:00:05Z", "2026-01-20T12:00:05", "2026-01-20T12:00:05+02:00",
                           "2026-01-20T12:00:05.Z"})
    EXPECT_FALSE(parse_iso8601(text)) << text;
}

TEST(Pauses, GrowWithEachFailureUpToTheLongest) {
  using std::chrono::milliseconds;
  EXPECT_EQ(pause_after(1, 0, std::nullopt), milliseconds(0));
  EXPECT_EQ(pause_after(1, 0.5, std::nullopt), milliseconds(25));
  EXPECT_EQ(pause_after(5, 0.5, std::nullopt), milliseconds(400));
  EXPECT_EQ(pause_after(60, 0.5, std::nullopt), kLongestPause / 2);
  EXPECT_EQ(pause_after(1, 0.5, milliseconds(900)), milliseconds(900));
  const base::WallTime now = *parse_http_date("Tue, 20 Jan 2026 12:00:05 GMT");
  EXPECT_EQ(asked_pause(answer(503, "", {{"retry-after", "Tue, 20 Jan 2026 12:00:15 GMT"}}), now),
            milliseconds(10'000));
  EXPECT_EQ(asked_pause(answer(503, "", {{"retry-after", "soon"}}), now), std::nullopt);
}

}  // namespace
}  // namespace housing::aws
