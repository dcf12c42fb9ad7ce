// Large objects, which go up in parts.
#include "adapters/s3/upload.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <barrier>
#include <condition_variable>

#include "testing/s3_bucket.hpp"

namespace housing::s3 {
namespace {

using base::ErrorCode;
using housing::testing::Fault;
using housing::testing::MotoServer;
using housing::testing::ProxiedRequest;
using housing::testing::read_file;
using Kind = Fault::Kind;

bool is_part(const ProxiedRequest& request) { return request.target.find("partNumber=") != std::string::npos; }
bool is_completion(const ProxiedRequest& request) {
  return request.method == "POST" && request.target.find("uploadId=") != std::string::npos;
}

Fault answer(std::string_view status, const std::string& body) {
  return {.kind = Kind::kAnswer,
          .text = "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: application/xml\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n" + body};
}

class S3Upload : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!MotoServer::why_not().empty()) GTEST_SKIP() << MotoServer::why_not();
    bucket_ = std::make_unique<testing::S3Bucket>();
    store_ = bucket_->open(options());
    for (std::size_t i = 0; i < bytes_.size(); ++i) bytes_[i] = static_cast<char>(i * i >> 7);
  }
  S3Options options() const {
    S3Options options = bucket_->options();
    options.multipart_above = kLeastPartBytes;
    return options;
  }
  std::filesystem::path local_copy(std::string_view bytes) {
    const auto path = store_->scratch_file("test").value();
    testing::write_file(path, bytes);
    return path;
  }

  std::unique_ptr<testing::S3Bucket> bucket_;
  std::unique_ptr<S3Store> store_;
  std::string bytes_ = std::string(3 * kLeastPartBytes + 17, '\0');  // four parts
};

TEST_F(S3Upload, SendsLargeFilesInParts) {
  const auto local = local_copy(bytes_);
  ASSERT_TRUE(store_->put_file("shards/large.shard", local));
  EXPECT_FALSE(std::filesystem::exists(local));
  std::size_t parts = 0;
  for (const std::string& request : bucket_->proxy.take_requests())
    parts += request.find("partNumber=") != std::string::npos ? 1 : 0;
  EXPECT_EQ(parts, 4u);
  EXPECT_TRUE(store_->get("shards/large.shard").value() == bytes_);
  EXPECT_TRUE(read_file(store_->local_file("shards/large.shard").value()) == bytes_);
  EXPECT_FALSE(bucket_->has_unfinished_uploads());
}

TEST_F(S3Upload, SendsInOnePieceWhatIsNotAboveTheLimit) {
  ASSERT_TRUE(store_->put("key", std::string_view(bytes_).substr(0, kLeastPartBytes)));
  EXPECT_EQ(bucket_->proxy.take_requests().size(), 1u);
}

TEST_F(S3Upload, SendsNothingOfWhatIsThereAlready) {
  ASSERT_TRUE(store_->put("key", "first"));
  bucket_->proxy.take_requests();
  ASSERT_TRUE(store_->put_file("key", local_copy(bytes_)));
  EXPECT_EQ(bucket_->proxy.take_requests().size(), 1u);
  EXPECT_EQ(store_->get("key").value(), "first");
}

TEST_F(S3Upload, KeepsTheBytesOfWhoeverIsFirst) {
  bucket_->proxy.set_hook([&](const ProxiedRequest& request) {
    if (is_completion(request)) bucket_->raw("PUT", "/key", "theirs");
    return Fault{};
  });
  ASSERT_TRUE(store_->put("key", bytes_));
  EXPECT_EQ(store_->get("key").value(), "theirs");
  EXPECT_FALSE(bucket_->has_unfinished_uploads());
}

TEST_F(S3Upload, LeavesNothingOfWhatFailed) {
  const auto local = local_copy(bytes_);
  bucket_->proxy.fail_next(1, is_part, answer("403 Forbidden", "<Error><Code>AccessDenied</Code></Error>"));
  const auto put = store_->put_file("key", local);
  ASSERT_FALSE(put.has_value());
  EXPECT_EQ(put.error().code, ErrorCode::kIo);
  EXPECT_FALSE(store_->exists("key").value());
  EXPECT_TRUE(store_->list("").value().empty());
  EXPECT_FALSE(bucket_->has_unfinished_uploads());
  EXPECT_TRUE(read_file(local) == bytes_) << "the file is the caller's until it is stored";
  ASSERT_TRUE(store_->put_file("key", local));
  EXPECT_TRUE(store_->get("key").value() == bytes_);
}

TEST_F(S3Upload, SendsPartsAgainThatWereCutOff) {
  bucket_->proxy.fail_next(3, is_part, {.kind = Kind::kCutRequest, .bytes = 1'000'000});
  ASSERT_TRUE(store_->put("key", bytes_));
  EXPECT_TRUE(store_->get("key").value() == bytes_);
}

TEST_F(S3Upload, IsCompleteAlthoughTheAnswerWasLost) {
  bucket_->proxy.fail_next(1, is_completion, {.kind = Kind::kLoseAnswer});
  ASSERT_TRUE(store_->put("key", bytes_));
  bucket_->proxy.fail_next(1000, is_completion, {.kind = Kind::kLoseAnswer});
  ASSERT_TRUE(store_->put("other", bytes_));
  bucket_->proxy.set_hook({});
  EXPECT_TRUE(store_->get("key").value() == bytes_);
  EXPECT_TRUE(store_->get("other").value() == bytes_);
}

// S3 begins to answer before the parts are together; what goes wrong then it says under a 200.
TEST_F(S3Upload, CompletesAgainAfterAFailureUnderA200) {
  const std::string error = "  \n<Error><Code>InternalError</Code><Message>We encountered an error</Message></Error>";
  bucket_->proxy.fail_next(2, is_completion, answer("200 OK", error));
  ASSERT_TRUE(store_->put("key", bytes_));
  EXPECT_TRUE(store_->get("key").value() == bytes_);
  bucket_->proxy.fail_next(1000, is_completion, answer("200 OK", error));
  const auto put = store_->put("other", bytes_);
  ASSERT_FALSE(put.has_value());
  EXPECT_EQ(put.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(put.error().message.find("InternalError"), std::string::npos) << put.error().message;
  EXPECT_FALSE(bucket_->has_unfinished_uploads());
}

TEST_F(S3Upload, BeginsAgainWhenS3SawAnotherWriteAtTheSameMoment) {
  bucket_->proxy.fail_next(1, is_completion,
                           answer("409 Conflict", "<Error><Code>ConditionalRequestConflict</Code></Error>"));
  ASSERT_TRUE(store_->put("key", bytes_));
  EXPECT_TRUE(store_->get("key").value() == bytes_);
  EXPECT_FALSE(bucket_->has_unfinished_uploads());
}

TEST_F(S3Upload, ShowsNothingOfAProcessThatWasKilledHalfWay) {
  std::atomic<int> parts = 0;
  std::atomic<bool> killed = false;
  bucket_->proxy.set_hook([&](const ProxiedRequest& request) {
    if (is_part(request) && ++parts > 1)
      while (!killed) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return Fault{};
  });
  const S3Options own = options();
  const std::string endpoint = bucket_->proxy.url();
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const client::ClientOptions defaults;
    client::Client client(defaults);
    aws::Session session({.region = "us-east-1", .endpoint_url = endpoint}, *bucket_->credentials, client,
                         bucket_->clock);
    const auto store = S3Store::open(own, session);
    [[maybe_unused]] const auto put = (*store)->put("key", bytes_);
    ::_exit(0);
  }
  for (int waited = 0; parts < 4 && waited < 2000; ++waited) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  killed = true;
  ASSERT_TRUE(WIFSIGNALED(status)) << "it was still at work";
  EXPECT_EQ(parts, 4);
  EXPECT_FALSE(store_->exists("key").value());
  EXPECT_TRUE(store_->list("").value().empty());
  EXPECT_TRUE(bucket_->has_unfinished_uploads()) << "the bucket's lifecycle removes it";
  ASSERT_TRUE(store_->put("key", bytes_)) << "and it is in nobody's way";
  EXPECT_TRUE(store_->get("key").value() == bytes_);
}

}  // namespace
}  // namespace housing::s3
