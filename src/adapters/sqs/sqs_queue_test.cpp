#include "adapters/sqs/sqs_queue.hpp"

#include "adapters/sqs/wire.hpp"
#include "testing/queue_contract.hpp"
#include "testing/sqs_moto.hpp"

namespace housing::sqs {
namespace {

using base::ErrorCode;
using std::chrono::seconds;
using testing::MotoServer;

class Provider {
 public:
  static constexpr bool kMayDeliverTwice = true;

  static std::string why_not() { return MotoServer::why_not(); }
  std::unique_ptr<ports::Queue> open() {
    testing::SqsMoto& moto = testing::SqsMoto::shared();
    if (prefix_.empty()) {
      prefix_ = moto.next_prefix();
      for (const char* name : {"work", "other"}) moto.make_queue(prefix_, name);
    }
    return SqsQueue::open("sqs://" + prefix_, moto.session()).value();
  }
  static void pass(seconds time) { testing::SqsMoto::shared().pass(time); }

 private:
  std::string prefix_;
};

}  // namespace
}  // namespace housing::sqs

namespace housing::testing {

INSTANTIATE_TYPED_TEST_SUITE_P(Sqs, QueueContract, sqs::Provider);

}  // namespace housing::testing

namespace housing::sqs {
namespace {

class SqsQueueTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!MotoServer::why_not().empty()) GTEST_SKIP() << MotoServer::why_not();
    const std::string prefix = moto().next_prefix();
    url_ = moto().make_queue(prefix, "work");
    queue_ = SqsQueue::open("sqs://" + prefix, moto().session()).value();
  }
  static testing::SqsMoto& moto() { return testing::SqsMoto::shared(); }
  std::vector<ports::Message> receive() { return queue_->receive("work", 10, seconds(30), seconds(0)).value(); }
  // As EventBridge does it: no attribute of ours.
  void send_plain(const std::string& body) {
    std::string request;
    base::JsonWriter(request).begin_object().member("QueueUrl", url_).member("MessageBody", body).end_object();
    moto().call("SendMessage", request);
  }

  std::string url_;
  std::unique_ptr<SqsQueue> queue_;
};

TEST_F(SqsQueueTest, AMessageOfAnotherServiceHasItsIdForKey) {
  send_plain(R"({"source":"aws.ses"})");
  const auto messages = receive();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].key, messages[0].id);
  EXPECT_FALSE(messages[0].id.empty());
  EXPECT_EQ(messages[0].body, R"({"source":"aws.ses"})");
  ASSERT_TRUE(queue_->bury("work", messages[0].receipt, "no\x01 \xff use\nat all"));
  const auto dead = queue_->dead("work", 10);
  ASSERT_TRUE(dead.has_value()) << dead.error().message;
  ASSERT_EQ(dead->size(), 1u);
  EXPECT_EQ(dead->at(0).key, messages[0].id) << "also where it lies under another id";
  EXPECT_EQ(dead->at(0).reason, "no? ? use at all");
  EXPECT_EQ(dead->at(0).attempts, 1);
}

TEST_F(SqsQueueTest, TenLargeMessagesAreSentInAsManyCallsAsItTakes) {
  std::vector<ports::OutgoingMessage> messages;
  for (std::size_t i = 0; i < ports::kMaxBatch; ++i)
    messages.push_back(
        {.key = "m" + std::to_string(i), .body = std::string(200'000, static_cast<char>('a' + i)), .trace = {}});
  const auto sent = queue_->send("work", messages);
  ASSERT_TRUE(sent.has_value()) << sent.error().message;
  std::set<std::string> bodies;
  while (bodies.size() < messages.size()) {
    const auto some = receive();
    ASSERT_FALSE(some.empty());
    for (const ports::Message& message : some) bodies.insert(message.body);
  }
  for (const auto& message : messages) EXPECT_TRUE(bodies.contains(message.body));
}

TEST_F(SqsQueueTest, AMessageAsLargeAsOneMayBeCanBePutAside) {
  const std::size_t room = kMaxBatchBytes - size_of({.key = "key", .body = {}, .trace = {}, .reason = {}});
  ports::OutgoingMessage large{.key = "key", .body = std::string(room, 'x'), .trace = {}};
  ASSERT_TRUE(queue_->send("work", {&large, 1}));
  large.body += 'x';
  EXPECT_EQ(queue_->send("work", {&large, 1}).error().code, ErrorCode::kLimitExceeded);
  const auto messages = receive();
  ASSERT_EQ(messages.size(), 1u);
  ASSERT_TRUE(queue_->bury("work", messages[0].receipt, "a reason that has no room beside it"));
  const auto dead = queue_->dead("work", 1);
  ASSERT_EQ(dead->size(), 1u);
  EXPECT_EQ(dead->at(0).body.size(), room);
  EXPECT_FALSE(dead->at(0).reason.empty());
}

TEST_F(SqsQueueTest, AHandleAloneCanDoAllButBury) {
  send_plain("{}");
  send_plain("{}");
  const auto messages = receive();
  ASSERT_EQ(messages.size(), 2u);
  const auto handle = [&](std::size_t i) { return messages[i].receipt.substr(0, messages[i].receipt.find('\n')); };
  EXPECT_TRUE(queue_->extend("work", handle(0), seconds(60)));
  EXPECT_EQ(queue_->bury("work", handle(0), "why").error().code, ErrorCode::kInvalidInput);
  EXPECT_TRUE(queue_->done("work", handle(0)));
  EXPECT_TRUE(queue_->release("work", handle(1), seconds(0), "later"));
  EXPECT_EQ(receive().size(), 1u);
}

TEST_F(SqsQueueTest, WaitsForAMessageThatComesMeanwhile) {
  const auto begin = std::chrono::steady_clock::now();
  std::jthread sender([this] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    send_plain("{}");
  });
  const auto messages = queue_->receive("work", 10, seconds(30), seconds(15));
  ASSERT_TRUE(messages.has_value()) << messages.error().message;
  EXPECT_EQ(messages->size(), 1u);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(10));
  const auto nothing = std::chrono::steady_clock::now();
  EXPECT_TRUE(queue_->receive("work", 10, seconds(30), seconds(1))->empty());
  EXPECT_GE(std::chrono::steady_clock::now() - nothing, std::chrono::milliseconds(900));
}

TEST_F(SqsQueueTest, LooksThroughManyDeadOnesAndGivesThemBack) {
  constexpr std::size_t kDead = 25;
  for (std::size_t i = 0; i < kDead; ++i) {
    send_plain("{\"n\":" + std::to_string(i) + "}");
    moto().pass(seconds(1));
    const auto messages = receive();
    ASSERT_EQ(messages.size(), 1u);
    ASSERT_TRUE(queue_->bury("work", messages[0].receipt, "reason " + std::to_string(i)));
  }
  EXPECT_EQ(queue_->depth("work")->dead, 25);
  const auto newest = queue_->dead("work", 3);
  ASSERT_TRUE(newest.has_value()) << newest.error().message;
  ASSERT_EQ(newest->size(), 3u);
  EXPECT_EQ(newest->at(0).reason, "reason 24");
  EXPECT_EQ(newest->at(2).reason, "reason 22");
  EXPECT_EQ(queue_->dead("work", 100)->size(), kDead) << "they are there at once again";
  ASSERT_TRUE(queue_->discard_dead("work", newest->at(0).id));
  EXPECT_EQ(queue_->discard_dead("work", newest->at(0).id).error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(queue_->retry_dead("work", newest->at(1).id));
  EXPECT_EQ(queue_->depth("work")->dead, 23);
  ASSERT_EQ(receive().size(), 1u);
}

TEST_F(SqsQueueTest, WhileSomebodyElseLooksItIsNotSaidThatThereIsNone) {
  send_plain("{}");
  const auto messages = receive();
  ASSERT_TRUE(queue_->bury("work", messages.at(0).receipt, "why"));
  const auto dead = queue_->dead("work", 1);
  ASSERT_EQ(dead->size(), 1u);
  std::string request;
  base::JsonWriter(request)
      .begin_object()
      .member("QueueUrl", url_ + "-dlq")
      .member("VisibilityTimeout", 30)
      .end_object();
  ASSERT_EQ(moto().call("ReceiveMessage", request).array("Messages").size(), 1u);
  EXPECT_EQ(queue_->retry_dead("work", dead->at(0).id).error().code, ErrorCode::kUnavailable);
  moto().pass(seconds(31));
  EXPECT_TRUE(queue_->retry_dead("work", dead->at(0).id));
}

TEST_F(SqsQueueTest, SaysWhatIsWrongWithANameOrAnAddress) {
  const auto missing = queue_->receive("nothing", 1, seconds(1), seconds(0));
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::kInvalidInput) << missing.error().message;
  EXPECT_TRUE(missing.error().message.contains("-nothing-queue")) << missing.error().message;
  EXPECT_EQ(queue_->depth("").error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(queue_->depth("a b").error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(queue_->receive("work", 1, kMaxVisibility + seconds(1), seconds(0)).error().code, ErrorCode::kInvalidInput);
  for (const char* url : {"", "sqs:", "sqs://", "database:", "sqs://a/b", "sqs://a?b=c"})
    EXPECT_EQ(SqsQueue::open(url, moto().session()).error().code, ErrorCode::kInvalidInput) << url;
}

}  // namespace
}  // namespace housing::sqs
