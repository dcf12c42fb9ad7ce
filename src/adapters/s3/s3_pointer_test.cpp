// The pointer where answers are lost and several move it.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "testing/s3_bucket.hpp"

namespace housing::s3 {
namespace {

using base::ErrorCode;
using housing::testing::Fault;
using housing::testing::MotoServer;
using housing::testing::ProxiedRequest;
using Kind = Fault::Kind;

constexpr const char* kKey = "current.json";

bool is_put(const ProxiedRequest& request) { return request.method == "PUT"; }

class S3Pointer : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!MotoServer::why_not().empty()) GTEST_SKIP() << MotoServer::why_not();
    bucket_ = std::make_unique<testing::S3Bucket>();
    store_ = bucket_->open();
    first_ = store_->put_pointer(kKey, "first", "").value();
  }
  ErrorCode code_of(const base::Result<std::string>& result) {
    EXPECT_FALSE(result.has_value());
    return result ? ErrorCode::kInvalidInput : result.error().code;
  }
  std::string bytes() { return store_->get_pointer(kKey).value().bytes; }

  std::unique_ptr<testing::S3Bucket> bucket_;
  std::unique_ptr<S3Store> store_;
  std::string first_;
};

TEST_F(S3Pointer, HasVersionsWithoutQuotes) {
  EXPECT_FALSE(first_.empty());
  EXPECT_EQ(first_.find('"'), std::string::npos);
  EXPECT_EQ(store_->get_pointer(kKey).value().version, first_);
}

TEST_F(S3Pointer, IsMovedAlthoughTheAnswerWasLost) {
  bucket_->proxy.fail_next(1, is_put, {.kind = Kind::kLoseAnswer});
  const auto moved = store_->put_pointer(kKey, "second", first_);  // its second attempt is refused
  ASSERT_TRUE(moved.has_value()) << moved.error().message;
  EXPECT_EQ(store_->get_pointer(kKey).value().version, *moved);
  EXPECT_EQ(bytes(), "second");
}

TEST_F(S3Pointer, IsMovedAlthoughEveryAnswerWasLost) {
  bucket_->proxy.fail_next(1000, is_put, {.kind = Kind::kLoseAnswer});
  const auto moved = store_->put_pointer(kKey, "second", first_);
  ASSERT_TRUE(moved.has_value()) << moved.error().message;
  EXPECT_EQ(store_->get_pointer(kKey).value().version, *moved);
}

TEST_F(S3Pointer, IsMadeAlthoughTheAnswerWasLost) {
  bucket_->proxy.fail_next(1, is_put, {.kind = Kind::kLoseAnswer});
  const auto made = store_->put_pointer("other.json", "x", "");
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_EQ(store_->get_pointer("other.json").value().version, *made);
}

TEST_F(S3Pointer, IsNotMovedByWhatNeverArrived) {
  bucket_->proxy.fail_next(1000, is_put, {.kind = Kind::kCutRequest, .bytes = 2});
  EXPECT_EQ(code_of(store_->put_pointer(kKey, "second", first_)), ErrorCode::kUnavailable);
  EXPECT_EQ(bytes(), "first");
}

// The same bytes by somebody else are no move of ours.
TEST_F(S3Pointer, IsSomebodyElsesWhenTheyMovedItMeanwhile) {
  std::atomic<int> puts = 0;
  bucket_->proxy.set_hook([&](const ProxiedRequest& request) {
    if (!is_put(request) || ++puts > 1) return Fault{};
    bucket_->raw("PUT", std::string("/") + kKey, "second");
    return Fault{.kind = Kind::kCutRequest, .bytes = 0};
  });
  EXPECT_EQ(code_of(store_->put_pointer(kKey, "second", first_)), ErrorCode::kConflict);
  EXPECT_EQ(puts, 2);
}

TEST_F(S3Pointer, IsSomebodyElsesWhenS3SawBothAtOnce) {
  const std::string body = "<Error><Code>ConditionalRequestConflict</Code><Message>m</Message></Error>";
  const std::string head = "HTTP/1.1 409 Conflict\r\nContent-Type: application/xml\r\nContent-Length: ";
  std::atomic<bool> moved = false;
  bucket_->proxy.set_hook([&](const ProxiedRequest& request) {
    if (!is_put(request)) return Fault{};
    if (!moved.exchange(true)) bucket_->raw("PUT", std::string("/") + kKey, "theirs");
    return Fault{.kind = Kind::kAnswer, .text = head + std::to_string(body.size()) + "\r\n\r\n" + body};
  });
  EXPECT_EQ(code_of(store_->put_pointer(kKey, "second", first_)), ErrorCode::kConflict);
  EXPECT_EQ(bytes(), "theirs");
}

// As publishers do: read, build on it, move; begin again when somebody was faster. No step may be lost.
TEST_F(S3Pointer, LosesNoStepOfPublishersWhoRaceWhileAnswersAreLost) {
  constexpr int kPublishers = 3;
  constexpr int kSteps = 10;
  std::atomic<int> puts = 0;
  bucket_->proxy.set_hook([&](const ProxiedRequest& request) {
    return is_put(request) && ++puts % 4 == 0 ? Fault{.kind = Kind::kLoseAnswer} : Fault{};
  });
  std::vector<std::jthread> publishers;
  for (int publisher = 0; publisher < kPublishers; ++publisher)
    publishers.emplace_back([&, publisher] {
      const auto store = bucket_->open();
      for (int step = 0; step < kSteps; ++step)
        while (true) {
          const auto present = store->get_pointer(kKey).value();
          const std::string line = "\n" + std::to_string(publisher) + "/" + std::to_string(step);
          if (present.bytes.find(line + "\n") != std::string::npos || present.bytes.ends_with(line)) break;
          const auto moved = store->put_pointer(kKey, present.bytes + line, present.version);
          if (moved) break;
          ASSERT_EQ(moved.error().code, ErrorCode::kConflict) << moved.error().message;
        }
    });
  publishers.clear();
  const std::string all = bytes() + "\n";
  EXPECT_EQ(std::ranges::count(all, '\n'), kPublishers * kSteps + 1) << "each step once";
  for (int publisher = 0; publisher < kPublishers; ++publisher)
    for (int step = 0; step < kSteps; ++step)
      EXPECT_NE(all.find("\n" + std::to_string(publisher) + "/" + std::to_string(step) + "\n"), std::string::npos);
}

}  // namespace
}  // namespace housing::s3
