// What networks and SQS itself do to calls: nothing is lost, some things come twice.
#include <gmock/gmock.h>

#include <cstdlib>

#include "adapters/sqs/sqs_queue.hpp"
#include "testing/fault_proxy.hpp"
#include "testing/sqs_moto.hpp"

namespace housing::sqs {
namespace {

using base::ErrorCode;
using std::chrono::seconds;
using testing::AwsSession;
using testing::Fault;
using testing::FaultProxy;
using testing::MotoServer;
using testing::ProxiedRequest;

std::string answer(const std::string& status, const std::string& body, const std::string& head = "") {
  return "HTTP/1.1 " + status + "\r\n" + head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

auto of(std::string operation) {
  return [target = "AmazonSQS." + std::move(operation)](const ProxiedRequest& request) {
    return request.header("x-amz-target") == target;
  };
}

class SqsFaults : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!MotoServer::why_not().empty()) GTEST_SKIP() << MotoServer::why_not();
    testing::SqsMoto& moto = testing::SqsMoto::shared();
    const std::string prefix = moto.next_prefix();
    moto.make_queue(prefix, "work");
    proxy_ = std::make_unique<FaultProxy>(moto.server().port());
    session_ = std::make_unique<AwsSession>(proxy_->url());
    queue_ = SqsQueue::open("sqs://" + prefix, **session_).value();
    ASSERT_TRUE(queue_->depth("work"));  // the addresses are known from here on
    proxy_->take_requests();
  }
  void fail(const std::string& operation, const Fault& fault, int times = 1) {
    proxy_->fail_next(times, of(operation), fault);
  }
  base::Status send(const std::vector<std::string>& keys) {
    std::vector<ports::OutgoingMessage> messages;
    for (const std::string& key : keys) messages.push_back({.key = key, .body = "{}", .trace = {}});
    return queue_->send("work", messages);
  }
  std::vector<ports::Message> receive() {
    const auto messages = queue_->receive("work", 10, seconds(30), seconds(0));
    EXPECT_TRUE(messages.has_value()) << messages.error().message;
    return messages.value_or(std::vector<ports::Message>());
  }
  std::vector<std::string> keys() {
    std::vector<std::string> found;
    for (auto messages = receive(); !messages.empty(); messages = receive())
      for (const auto& message : messages) found.push_back(message.key);
    return found;
  }

  std::unique_ptr<FaultProxy> proxy_;
  std::unique_ptr<AwsSession> session_;
  std::unique_ptr<SqsQueue> queue_;
};

TEST_F(SqsFaults, ThrottlingAndBrokenServersAreWaitedOut) {
  const Fault throttled{
      .kind = Fault::Kind::kAnswer,
      .text = answer("400 Bad Request", R"({"__type":"com.amazonaws.sqs#RequestThrottled","message":"slow down"})")};
  const Fault broken{.kind = Fault::Kind::kAnswer, .text = answer("503 Service Unavailable", "")};
  fail("SendMessageBatch", throttled, 2);
  ASSERT_TRUE(send({"a"}));
  fail("ReceiveMessage", broken);
  const auto messages = receive();
  ASSERT_EQ(messages.size(), 1u);
  fail("DeleteMessage", broken, 2);
  EXPECT_TRUE(queue_->done("work", messages[0].receipt));
  fail("ReceiveMessage", broken, 100);
  EXPECT_EQ(queue_->receive("work", 1, seconds(30), seconds(0)).error().code, ErrorCode::kUnavailable);
}

TEST_F(SqsFaults, WhatWasPerhapsSentIsSentAgain) {
  fail("SendMessageBatch", {.kind = Fault::Kind::kLoseAnswer});
  ASSERT_TRUE(send({"a"}));
  EXPECT_THAT(keys(), ::testing::ElementsAre("a", "a")) << "twice, with the same key";
}

TEST_F(SqsFaults, ADeliveryThatWasCutComesAgain) {
  ASSERT_TRUE(send({"a", "b"}));
  fail("ReceiveMessage", {.kind = Fault::Kind::kCutAnswer, .bytes = 40});
  EXPECT_TRUE(keys().empty()) << "hidden, for a delivery that nobody got";
  testing::SqsMoto::shared().pass(seconds(31));
  EXPECT_THAT(keys(), ::testing::UnorderedElementsAre("a", "b"));
}

TEST_F(SqsFaults, OnlyWhatABatchRefusedIsSentAgain) {
  // MD5 of "{}" for the one that is said to be taken; the answer forgets the third.
  fail("SendMessageBatch",
       {.kind = Fault::Kind::kAnswer,
        .text = answer("200 OK", R"({"Successful":[{"Id":"0","MD5OfMessageBody":"99914b932bd37a50b983c5e7c90ae93b"}],
             "Failed":[{"Id":"1","SenderFault":false,"Code":"InternalError","Message":"again"}]})")});
  ASSERT_TRUE(send({"taken", "refused", "forgotten"}));
  EXPECT_THAT(keys(), ::testing::UnorderedElementsAre("refused", "forgotten"));
}

TEST_F(SqsFaults, WhatArrivedDamagedIsSentAgain) {
  fail("SendMessageBatch", {.kind = Fault::Kind::kAnswer, .text = answer("200 OK", R"({"Successful":[
             {"Id":"0","MD5OfMessageBody":"00000000000000000000000000000000"}]})")});
  ASSERT_TRUE(send({"a"}));
  EXPECT_THAT(keys(), ::testing::ElementsAre("a"));
}

TEST_F(SqsFaults, WhatWillNeverBeTakenIsSaid) {
  fail("SendMessageBatch", {.kind = Fault::Kind::kAnswer, .text = answer("200 OK", R"({"Failed":[
             {"Id":"0","SenderFault":true,"Code":"InvalidMessageContents","Message":"a character"},
             {"Id":"1","SenderFault":false,"Code":"InternalError","Message":"again"}]})")});
  const auto sent = send({"never", "later"});
  ASSERT_FALSE(sent.has_value());
  EXPECT_EQ(sent.error().code, ErrorCode::kInvalidInput);
  EXPECT_THAT(sent.error().message, ::testing::HasSubstr("InvalidMessageContents"));
  EXPECT_THAT(keys(), ::testing::ElementsAre("later")) << "the others are sent all the same";
  fail("SendMessageBatch", {.kind = Fault::Kind::kAnswer, .text = answer("200 OK", "{}")}, 100);
  EXPECT_EQ(send({"a"}).error().code, ErrorCode::kUnavailable) << "never silently lost";
}

TEST_F(SqsFaults, ABodyThatIsNotWhatWasSentIsNotGivenOn) {
  const std::string other =
      R"({"Messages":[{"MessageId":"1","ReceiptHandle":"h","Body":"{}",
                       "MD5OfBody":"0123456789abcdef0123456789abcdef"}]})";
  fail("ReceiveMessage", {.kind = Fault::Kind::kAnswer, .text = answer("200 OK", other)});
  const auto messages = queue_->receive("work", 10, seconds(30), seconds(0));
  ASSERT_FALSE(messages.has_value());
  EXPECT_EQ(messages.error().code, ErrorCode::kUnavailable);
}

TEST_F(SqsFaults, BuriedAndNotDeletedItComesAgain) {
  ASSERT_TRUE(send({"a"}));
  const auto first = receive();
  ASSERT_EQ(first.size(), 1u);
  fail("DeleteMessage", {.kind = Fault::Kind::kAnswer, .text = answer("503 Service Unavailable", "")}, 100);
  EXPECT_EQ(queue_->bury("work", first[0].receipt, "why").error().code, ErrorCode::kUnavailable);
  proxy_->set_hook({});
  testing::SqsMoto::shared().pass(seconds(31));
  const auto again = receive();
  ASSERT_EQ(again.size(), 1u);
  ASSERT_TRUE(queue_->bury("work", again[0].receipt, "why"));
  EXPECT_EQ(queue_->dead("work", 10)->size(), 2u) << "dead twice, and never lost";
}

TEST_F(SqsFaults, ABatchOfDeletesThatFailedInPartIsFinishedOneByOne) {
  ASSERT_TRUE(send({"a", "b"}));
  std::vector<std::string> receipts;
  for (const auto& message : receive()) receipts.push_back(message.receipt);
  ASSERT_EQ(receipts.size(), 2u);
  fail("DeleteMessageBatch",
       {.kind = Fault::Kind::kAnswer,
        .text = answer("200 OK", R"({"Failed":[{"Id":"0","SenderFault":false,"Code":"InternalError"},
             {"Id":"1","SenderFault":false,"Code":"InternalError"}]})")});
  EXPECT_TRUE(queue_->done_all("work", receipts));
  testing::SqsMoto::shared().pass(seconds(31));
  EXPECT_TRUE(keys().empty());
}

TEST_F(SqsFaults, AClockThatIsWrongIsPutRight) {
  std::vector<std::string> dates;
  proxy_->set_hook([&](const ProxiedRequest& request) -> Fault {
    dates.push_back(request.header("x-amz-date"));
    if (dates.size() > 1) return {};
    return {.kind = Fault::Kind::kAnswer,
            .text = answer("403 Forbidden",
                           R"({"__type":"InvalidSignatureException","message":"Signature expired: it is now 2040"})",
                           "Date: Sun, 01 Jan 2040 00:00:00 GMT\r\n")};
  });
  ASSERT_TRUE(send({"a"}));
  ASSERT_EQ(dates.size(), 2u);
  EXPECT_TRUE(dates[1].starts_with("20400101T0000")) << dates[1];
}

}  // namespace
}  // namespace housing::sqs
