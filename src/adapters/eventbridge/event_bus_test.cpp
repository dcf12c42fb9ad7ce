#include "adapters/eventbridge/event_bus.hpp"

#include <gmock/gmock.h>

#include <mutex>

#include "base/json_writer.hpp"
#include "base/trace_context.hpp"
#include "testing/aws_session.hpp"
#include "testing/fault_proxy.hpp"

namespace housing::eventbridge {
namespace {

using base::ErrorCode;
using testing::AwsSession;
using testing::FaultProxy;
using testing::MotoServer;

class EventBusTest : public ::testing::Test {
 protected:
  // A rule for one type to a queue, as in infrastructure.
  void SetUp() override {
    if (!MotoServer::why_not().empty()) GTEST_SKIP() << MotoServer::why_not();
    MotoServer::shared().reset();
    direct_ = std::make_unique<AwsSession>(MotoServer::shared().url());
    queue_ = direct_->call("sqs", "AmazonSQS.CreateQueue", R"({"QueueName":"publish-queue"})", "1.0").text("QueueUrl");
    direct_->call("events", "AWSEvents.CreateEventBus", R"({"Name":"jobs-bus"})");
    direct_->call("events", "AWSEvents.PutRule",
                  R"json({"Name":"imports","EventBusName":"jobs-bus",
                      "EventPattern":"{\"source\":[\"housing-trends\"],\"detail-type\":[\"import-finished\"]}"})json");
    direct_->call("events", "AWSEvents.PutTargets",
                  R"({"Rule":"imports","EventBusName":"jobs-bus",
                      "Targets":[{"Id":"1","Arn":"arn:aws:sqs:us-east-1:123456789012:publish-queue"}]})");
    proxy_ = std::make_unique<FaultProxy>(MotoServer::shared().port());
    session_ = std::make_unique<AwsSession>(proxy_->url());
    bus_ = EventBus::open("eventbridge://jobs-bus", **session_).value();
  }
  std::vector<base::Json> arrived() {
    std::string body;
    base::JsonWriter writer(body);
    writer.begin_object().member("QueueUrl", queue_).member("MaxNumberOfMessages", 10).end_object();
    std::vector<base::Json> events;
    const base::Json answer = direct_->call("sqs", "AmazonSQS.ReceiveMessage", body, "1.0");
    for (const base::Json& message : answer.array("Messages"))
      events.push_back(base::Json::parse(message.text("Body")).value());
    return events;
  }
  base::Status put(const ports::Event& event) { return bus_->put(event, session_->soon()); }
  // Instead of the bus's, once.
  void answer_once(const std::string& body, int times = 1) {
    proxy_->fail_next(
        times, [](const auto&) { return true; },
        {.kind = testing::Fault::Kind::kAnswer,
         .text = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body});
  }

  std::string queue_;
  std::unique_ptr<AwsSession> direct_;
  std::unique_ptr<FaultProxy> proxy_;
  std::unique_ptr<AwsSession> session_;
  std::unique_ptr<EventBus> bus_;
};

const ports::Event kImported{.type = "import-finished", .detail = R"({"source":"zillow","metrics":["home_value"]})"};

TEST_F(EventBusTest, AnEventReachesWhoListensForIt) {
  const auto told = put(kImported);
  ASSERT_TRUE(told.has_value()) << told.error().message;
  ASSERT_TRUE(put({.type = "publication-finished", .detail = "{}"}));
  const auto events = arrived();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].text("source"), "housing-trends");
  EXPECT_EQ(events[0].text("detail-type"), "import-finished");
  ASSERT_NE(events[0].find("detail"), nullptr);
  EXPECT_EQ(base::to_text(*events[0].find("detail")), kImported.detail);
}

TEST_F(EventBusTest, AnEventTheBusDidNotTakeIsPutAgain) {
  answer_once(R"({"FailedEntryCount":1,"Entries":[{"ErrorCode":"ThrottlingException","ErrorMessage":"slow down"}]})",
              2);
  const auto told = put(kImported);
  ASSERT_TRUE(told.has_value()) << told.error().message;
  EXPECT_EQ(proxy_->take_requests().size(), 3u);
  EXPECT_EQ(arrived().size(), 1u);
}

TEST_F(EventBusTest, AnAnswerThatWasLostMakesItTwice) {
  proxy_->fail_next(1, [](const auto&) { return true; }, {.kind = testing::Fault::Kind::kLoseAnswer});
  ASSERT_TRUE(put(kImported));
  EXPECT_EQ(arrived().size(), 2u);
}

TEST_F(EventBusTest, GivesUpInTheEnd) {
  answer_once(R"({"FailedEntryCount":1,"Entries":[{"ErrorCode":"InternalFailure","ErrorMessage":"no"}]})", kMaxPuts);
  EXPECT_EQ(put(kImported).error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(proxy_->take_requests().size(), static_cast<std::size_t>(kMaxPuts));
  answer_once("{}", kMaxPuts);
  EXPECT_EQ(put(kImported).error().code, ErrorCode::kUnavailable) << "nothing said is nothing taken";
}

TEST_F(EventBusTest, WhatIsWrongWithAnEventIsSaidAtOnce) {
  EXPECT_EQ(put({.type = "", .detail = "{}"}).error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(put({.type = "a", .detail = "[1]"}).error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(put({.type = "a", .detail = "{"}).error().code, ErrorCode::kInvalidInput);
  const std::string large = "{\"a\":\"" + std::string(ports::kMaxEventBytes, 'x') + "\"}";
  EXPECT_EQ(put({.type = "a", .detail = large}).error().code, ErrorCode::kLimitExceeded);
  answer_once(R"({"FailedEntryCount":1,"Entries":[{"ErrorCode":"InvalidArgument","ErrorMessage":"no"}]})");
  EXPECT_EQ(put(kImported).error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(proxy_->take_requests().size(), 1u);
}

TEST_F(EventBusTest, SaysWhenThereIsNoSuchBus) {
  const auto nowhere = EventBus::open("eventbridge://nowhere", **session_).value()->put(kImported, session_->soon());
  ASSERT_FALSE(nowhere.has_value());
  EXPECT_EQ(nowhere.error().code, ErrorCode::kInvalidInput) << nowhere.error().message;
  for (const char* url : {"", "eventbridge://", "eventbridge:bus", "sqs://bus", "eventbridge://bus?a=b"})
    EXPECT_EQ(EventBus::open(url, **session_).error().code, ErrorCode::kInvalidInput) << url;
}

}  // namespace
}  // namespace housing::eventbridge
