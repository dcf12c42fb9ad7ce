// The contract of ports::Queue as tests that every adapter runs. A `Provider` is default-constructible, owns empty
// queues, its open() gives a new handle on them, its pass(duration) lets that much time go by, its why_not() says why
// there is none, in which case the tests are skipped. `static constexpr bool kMayDeliverTwice = true` says that a
// message may come to two workers at once, and that what is over is not always told:
//   INSTANTIATE_TYPED_TEST_SUITE_P(Database, QueueContract, DatabaseQueueProvider);
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "ports/queue.hpp"

namespace housing::testing {

template <class Provider>
class QueueContract : public ::testing::Test {
 protected:
  static constexpr std::chrono::seconds kVisible{30};

  void send(std::string key, std::string body = "{}", std::chrono::seconds delay = {}) {
    const ports::OutgoingMessage message{
        .key = std::move(key), .body = std::move(body), .trace = "t-1", .delay = delay};
    const auto sent = queue_->send("work", {&message, 1});
    ASSERT_TRUE(sent.has_value()) << sent.error().message;
  }
  std::vector<ports::Message> receive(std::size_t most = 10) {
    auto messages = queue_->receive("work", most, kVisible, std::chrono::seconds(0));
    EXPECT_TRUE(messages.has_value());
    return messages ? std::move(*messages) : std::vector<ports::Message>{};
  }
  // Of a delivery that is over.
  static void expect_over(const base::Status& status) {
    if constexpr (requires { Provider::kMayDeliverTwice; }) {
      if (status) return;
    }
    expect_error(status, base::ErrorCode::kNotFound);
  }
  static void expect_error(const base::Status& status, base::ErrorCode code) {
    ASSERT_FALSE(status.has_value());
    EXPECT_EQ(status.error().code, code) << status.error().message;
    EXPECT_FALSE(status.error().message.empty());
  }

  void SetUp() override {
    if (!provider_.why_not().empty()) GTEST_SKIP() << provider_.why_not();
    queue_ = provider_.open();
  }

  Provider provider_;
  std::unique_ptr<ports::Queue> queue_;
};

TYPED_TEST_SUITE_P(QueueContract);

TYPED_TEST_P(QueueContract, DeliversWhatWasSentUntilItIsDone) {
  this->send("a", R"({"text":"ünï"})");
  const auto messages = this->receive();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].key, "a");
  EXPECT_EQ(messages[0].body, R"({"text":"ünï"})");
  EXPECT_EQ(messages[0].trace, "t-1");
  EXPECT_EQ(messages[0].attempts, 1);
  EXPECT_TRUE(this->receive().empty()) << "hidden while somebody has it";
  ASSERT_TRUE(this->queue_->done("work", messages[0].receipt));
  this->provider_.pass(this->kVisible + std::chrono::seconds(1));
  EXPECT_TRUE(this->receive().empty());
  this->expect_over(this->queue_->done("work", messages[0].receipt));
}

TYPED_TEST_P(QueueContract, DeliversAgainWhatNobodyFinished) {
  this->send("a");
  const auto first = this->receive();
  ASSERT_EQ(first.size(), 1u);
  this->provider_.pass(this->kVisible + std::chrono::seconds(1));
  const auto second = this->receive();
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].attempts, 2);
  this->expect_over(this->queue_->done("work", first[0].receipt));
  ASSERT_TRUE(this->queue_->done("work", second[0].receipt));
  this->provider_.pass(this->kVisible + std::chrono::seconds(1));
  EXPECT_TRUE(this->receive().empty());
}

TYPED_TEST_P(QueueContract, ExtendsReleasesAndBuries) {
  this->send("a");
  auto message = this->receive().at(0);
  this->provider_.pass(std::chrono::seconds(20));
  ASSERT_TRUE(this->queue_->extend("work", message.receipt, this->kVisible));
  this->provider_.pass(std::chrono::seconds(20));
  EXPECT_TRUE(this->receive().empty());
  ASSERT_TRUE(this->queue_->release("work", message.receipt, std::chrono::seconds(60), "not yet"));
  EXPECT_TRUE(this->receive().empty());
  this->provider_.pass(std::chrono::seconds(61));
  message = this->receive().at(0);
  EXPECT_EQ(message.attempts, 2);
  ASSERT_TRUE(this->queue_->bury("work", message.receipt, "never"));
  this->provider_.pass(std::chrono::seconds(3600));
  EXPECT_TRUE(this->receive().empty());
  const auto dead = this->queue_->dead("work", 10).value();
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].reason, "never");
  EXPECT_EQ(dead[0].key, "a");
}

TYPED_TEST_P(QueueContract, PutsAsideWhatFailsTooOften) {
  this->send("poison");
  for (int i = 0; i < ports::kMaxReceives; ++i) {
    const auto messages = this->receive();
    ASSERT_EQ(messages.size(), 1u) << i;
    ASSERT_TRUE(
        this->queue_->release("work", messages[0].receipt, std::chrono::seconds(0), "bad " + std::to_string(i)));
  }
  EXPECT_TRUE(this->receive().empty());
  const auto dead = this->queue_->dead("work", 10).value();
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].reason, "bad 4");
  EXPECT_EQ(dead[0].attempts, ports::kMaxReceives);
  EXPECT_EQ(this->queue_->depth("work")->dead, 1);

  ASSERT_TRUE(this->queue_->retry_dead("work", dead[0].id));
  const auto again = this->receive();
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].attempts, 1);
  ASSERT_TRUE(this->queue_->bury("work", again[0].receipt, "no"));
  ASSERT_TRUE(this->queue_->discard_dead("work", this->queue_->dead("work", 1)->at(0).id));
  EXPECT_TRUE(this->queue_->dead("work", 10)->empty());
  this->expect_error(this->queue_->retry_dead("work", "nothing"), base::ErrorCode::kNotFound);
}

TYPED_TEST_P(QueueContract, PutsAsideWhatIsNeverFinishedInTime) {
  this->send("slow");
  for (int i = 0; i < ports::kMaxReceives; ++i) {
    ASSERT_EQ(this->receive().size(), 1u) << i;
    this->provider_.pass(this->kVisible + std::chrono::seconds(1));
  }
  EXPECT_TRUE(this->receive().empty());
  ASSERT_EQ(this->queue_->dead("work", 10)->size(), 1u);
  EXPECT_FALSE(this->queue_->dead("work", 10)->at(0).reason.empty());
}

TYPED_TEST_P(QueueContract, FinishesManyAtOnce) {
  for (int i = 0; i < 12; ++i) this->send("m" + std::to_string(i));
  std::vector<std::string> receipts;
  for (auto messages = this->receive(); !messages.empty(); messages = this->receive())
    for (const ports::Message& message : messages) receipts.push_back(message.receipt);
  ASSERT_EQ(receipts.size(), 12u);
  ASSERT_TRUE(this->queue_->release("work", receipts.back(), std::chrono::seconds(0), "not this one"));
  receipts.pop_back();
  ASSERT_TRUE(this->queue_->done_all("work", receipts));
  ASSERT_TRUE(this->queue_->done_all("work", {}));
  this->provider_.pass(this->kVisible + std::chrono::seconds(1));
  EXPECT_EQ(this->receive().size(), 1u);
  this->expect_over(this->queue_->done_all("work", receipts));
}

TYPED_TEST_P(QueueContract, WaitsAsLongAsAMessageIsDelayed) {
  this->send("later", "{}", std::chrono::seconds(90));
  EXPECT_TRUE(this->receive().empty());
  EXPECT_EQ(this->queue_->depth("work")->delayed, 1);
  this->provider_.pass(std::chrono::seconds(91));
  EXPECT_EQ(this->receive().size(), 1u);
}

TYPED_TEST_P(QueueContract, KeepsQueuesApartAndCounts) {
  this->send("a");
  this->send("b");
  const auto depth = this->queue_->depth("work").value();
  EXPECT_EQ(depth.waiting, 2);
  EXPECT_EQ(depth.in_flight, 0);
  EXPECT_EQ(this->queue_->depth("other")->waiting, 0);
  EXPECT_TRUE(this->queue_->receive("other", 10, this->kVisible, std::chrono::seconds(0))->empty());
  EXPECT_EQ(this->receive(1).size(), 1u);
  EXPECT_EQ(this->queue_->depth("work")->in_flight, 1);
  EXPECT_EQ(this->queue_->depth("work")->waiting, 1);
}

TYPED_TEST_P(QueueContract, RefusesWhatBreaksItsLimits) {
  const auto send = [&](const ports::OutgoingMessage& message) { return this->queue_->send("work", {&message, 1}); };
  this->expect_error(send({.key = "a", .body = std::string(ports::kMaxMessageBytes + 1, 'x'), .trace = {}}),
                     base::ErrorCode::kLimitExceeded);
  this->expect_error(send({.key = "", .body = "{}", .trace = {}}), base::ErrorCode::kInvalidInput);
  this->expect_error(send({.key = "a", .body = "{}", .trace = {}, .delay = ports::kMaxDelay + std::chrono::seconds(1)}),
                     base::ErrorCode::kInvalidInput);
  const std::vector<ports::OutgoingMessage> many(ports::kMaxBatch + 1, {.key = "a", .body = "{}", .trace = {}});
  this->expect_error(this->queue_->send("work", many), base::ErrorCode::kLimitExceeded);
  EXPECT_EQ(this->queue_->depth("work")->waiting, 0);
}

TYPED_TEST_P(QueueContract, GivesEachMessageToOneWorkerAtATime) {
  constexpr int kMessages = 200;
  for (int i = 0; i < kMessages; ++i) this->send("m" + std::to_string(i));
  std::mutex mutex;
  std::multiset<std::string> seen;
  std::vector<std::jthread> workers;
  for (int worker = 0; worker < 4; ++worker)
    workers.emplace_back([&] {
      const auto handle = this->provider_.open();
      while (true) {
        const auto messages = handle->receive("work", 7, std::chrono::seconds(3600), std::chrono::seconds(0));
        if (!messages || messages->empty()) return;
        for (const ports::Message& message : *messages) {
          {
            const std::scoped_lock lock(mutex);
            seen.insert(message.key);
          }
          EXPECT_TRUE(handle->done("work", message.receipt));
        }
      }
    });
  workers.clear();
  // Now and then twice is what some queues allow themselves.
  if constexpr (!requires { TypeParam::kMayDeliverTwice; }) {
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(kMessages));
  }
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), static_cast<std::size_t>(kMessages));
}

REGISTER_TYPED_TEST_SUITE_P(QueueContract, DeliversWhatWasSentUntilItIsDone, DeliversAgainWhatNobodyFinished,
                            ExtendsReleasesAndBuries, PutsAsideWhatFailsTooOften, PutsAsideWhatIsNeverFinishedInTime,
                            FinishesManyAtOnce, WaitsAsLongAsAMessageIsDelayed, KeepsQueuesApartAndCounts,
                            RefusesWhatBreaksItsLimits, GivesEachMessageToOneWorkerAtATime);

}  // namespace housing::testing
