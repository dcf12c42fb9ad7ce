// What networks and S3 itself do to requests: refusals, cuts, lost answers, changed bytes.
#include <gtest/gtest.h>

#include <thread>

#include "testing/s3_bucket.hpp"

namespace housing::s3 {
namespace {

using base::ErrorCode;
using housing::testing::Fault;
using housing::testing::MotoServer;
using housing::testing::ProxiedRequest;
using housing::testing::read_file;
using Kind = Fault::Kind;

constexpr std::size_t kSmall = 100'000;

std::string answer_of(std::string_view status, std::string_view code, std::string_view headers = "") {
  const std::string body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + std::string(code) +
                           "</Code><Message>words of S3</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>";
  return "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: application/xml\r\n" + std::string(headers) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Fault refusal(std::string_view status, std::string_view code, std::string_view headers = "") {
  return {.kind = Kind::kAnswer, .text = answer_of(status, code, headers)};
}

auto is(const std::string& method, const std::string& part_of_target = "") {
  return [=](const ProxiedRequest& request) {
    return request.method == method && request.target.find(part_of_target) != std::string::npos;
  };
}

std::string noise(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 1;
  for (char& c : bytes) c = static_cast<char>((state = state * 1'664'525 + 1'013'904'223) >> 24);
  return bytes;
}

class S3Faults : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!MotoServer::why_not().empty()) GTEST_SKIP() << MotoServer::why_not();
    bucket_ = std::make_unique<testing::S3Bucket>();
    store_ = bucket_->open();
  }
  testing::FaultProxy& proxy() { return bucket_->proxy; }
  template <class T>
  static void expect_error(const base::Result<T>& result, ErrorCode code, std::string_view words) {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, code) << result.error().message;
    EXPECT_NE(result.error().message.find(words), std::string::npos) << result.error().message;
  }

  std::unique_ptr<testing::S3Bucket> bucket_;
  std::unique_ptr<S3Store> store_;
};

TEST_F(S3Faults, TriesAgainWhenAskedToSlowDown) {
  proxy().fail_next(2, is("PUT"), refusal("503 Slow Down", "SlowDown"));
  ASSERT_TRUE(store_->put("key", "x"));
  EXPECT_EQ(proxy().take_requests().size(), 3u);
  proxy().fail_next(2, is("GET"), refusal("500 Internal Server Error", "InternalError"));
  EXPECT_EQ(store_->get("key").value(), "x");
}

TEST_F(S3Faults, GivesUpWithTheWordsOfS3) {
  proxy().fail_next(1000, is("PUT"), refusal("503 Slow Down", "SlowDown"));
  expect_error(store_->put("some/key", "x"), ErrorCode::kUnavailable, "SlowDown");
  expect_error(store_->put("some/key", "x"), ErrorCode::kUnavailable, "some/key");
}

TEST_F(S3Faults, ReadsAgainWhatWasCutOff) {
  const std::string bytes = noise(kSmall);
  ASSERT_TRUE(store_->put("key", bytes));
  proxy().fail_next(2, is("GET"), {.kind = Kind::kCutAnswer, .bytes = kSmall / 2});
  EXPECT_EQ(store_->get("key").value(), bytes);
  proxy().fail_next(2, is("GET"), {.kind = Kind::kCutAnswer, .bytes = kSmall / 2});
  EXPECT_EQ(read_file(store_->local_file("key").value()), bytes);
}

TEST_F(S3Faults, ReadsPartsAgainThatWereCutOff) {
  const std::string bytes = noise(3 * kLeastPartBytes + 1);
  ASSERT_TRUE(store_->put("key", bytes));
  std::atomic<int> parts = 0;
  proxy().set_hook([&](const ProxiedRequest& request) {
    const bool cut = request.method == "GET" && ++parts <= 3;
    return cut ? Fault{.kind = Kind::kCutAnswer, .bytes = kSmall} : Fault{};
  });
  EXPECT_EQ(read_file(store_->local_file("key").value()), bytes);
  EXPECT_EQ(parts, 4 + 3);
}

TEST_F(S3Faults, ReadsWhatComesSlowly) {
  const std::string bytes = noise(kSmall);
  ASSERT_TRUE(store_->put("key", bytes));
  proxy().fail_next(2, is("GET"), {.kind = Kind::kSlowAnswer, .bytes = kSmall / 20});
  EXPECT_EQ(store_->get("key").value(), bytes);
  EXPECT_EQ(read_file(store_->local_file("key").value()), bytes);
}

TEST_F(S3Faults, NoticesBytesThatChangedOnTheirWay) {
  const std::string bytes = noise(kSmall);
  ASSERT_TRUE(store_->put("key", bytes));
  const Fault changed{.kind = Kind::kChangeAnswer, .bytes = kSmall - 1};
  proxy().fail_next(1, is("GET"), changed);
  EXPECT_EQ(store_->get("key").value(), bytes);
  proxy().fail_next(1, is("GET"), changed);
  EXPECT_EQ(read_file(store_->local_file("key").value()), bytes);

  ASSERT_TRUE(store_->put("other", bytes));
  proxy().fail_next(1000, is("GET"), changed);
  expect_error(store_->get("other"), ErrorCode::kCorrupt, "other");
  expect_error(store_->local_file("other"), ErrorCode::kCorrupt, "other");
  proxy().set_hook({});
  EXPECT_EQ(read_file(store_->local_file("other").value()), bytes) << "nothing wrong was kept";
}

TEST_F(S3Faults, ReadsOneVersionOfAnObjectThatIsReplacedMeanwhile) {
  const std::string before = noise(2 * kLeastPartBytes);
  const std::string after(2 * kLeastPartBytes, 'y');
  ASSERT_TRUE(store_->put("exports/a", before));
  std::atomic<bool> replaced = false;
  proxy().set_hook([&](const ProxiedRequest& request) {
    if (request.headers.contains("if-match") && !replaced.exchange(true)) bucket_->raw("PUT", "/exports/a", after);
    return Fault{};
  });
  EXPECT_TRUE(read_file(store_->local_file("exports/a").value()) == after);
  EXPECT_TRUE(replaced);
}

TEST_F(S3Faults, SendsAgainWhatWasCutOff) {
  const std::string bytes = noise(kSmall);
  proxy().fail_next(2, is("PUT"), {.kind = Kind::kCutRequest, .bytes = kSmall / 2});
  ASSERT_TRUE(store_->put("key", bytes));
  EXPECT_EQ(store_->get("key").value(), bytes);
}

TEST_F(S3Faults, FindsAnObjectThatIsThereAlthoughNobodySaidSo) {
  proxy().fail_next(1, is("PUT"), {.kind = Kind::kLoseAnswer});
  ASSERT_TRUE(store_->put("key", "x"));
  EXPECT_EQ(store_->get("key").value(), "x");
}

TEST_F(S3Faults, WritesAgainWhenS3SawAnotherWriteAtTheSameMoment) {
  proxy().fail_next(1, is("PUT"), refusal("409 Conflict", "ConditionalRequestConflict"));
  ASSERT_TRUE(store_->put("key", "x"));
  EXPECT_EQ(store_->get("key").value(), "x");
  proxy().fail_next(1000, is("PUT"), refusal("409 Conflict", "ConditionalRequestConflict"));
  expect_error(store_->put("other", "x"), ErrorCode::kConflict, "other");
}

TEST_F(S3Faults, SaysWhichRightIsMissing) {
  proxy().set_hook([](const ProxiedRequest& request) {
    return request.method == "HEAD"
               ? Fault{.kind = Kind::kAnswer, .text = "HTTP/1.1 403 Forbidden\r\nContent-Length: 300\r\n\r\n"}
               : refusal("403 Forbidden", "AccessDenied");
  });
  expect_error(store_->put("key", "x"), ErrorCode::kIo, "s3:PutObject");
  expect_error(store_->get("key"), ErrorCode::kIo, "s3:GetObject");
  expect_error(store_->exists("key"), ErrorCode::kIo, "s3:ListBucket");
  expect_error(store_->list("raw/"), ErrorCode::kIo, "s3:ListBucket");
  expect_error(store_->local_file("key"), ErrorCode::kIo, "key");
  expect_error(store_->put_pointer("key", "x", "a"), ErrorCode::kIo, "key");
  expect_error(store_->remove("key"), ErrorCode::kIo, "s3:DeleteObject");
}

TEST_F(S3Faults, SaysWhereTheBucketIs) {
  proxy().set_hook([](const ProxiedRequest&) {
    return refusal("301 Moved Permanently", "PermanentRedirect", "x-amz-bucket-region: eu-west-1\r\n");
  });
  expect_error(store_->get("key"), ErrorCode::kInvalidInput, "eu-west-1");
  expect_error(store_->put("key", "x"), ErrorCode::kInvalidInput, "AWS_REGION");
  proxy().set_hook([](const ProxiedRequest&) {
    return Fault{.kind = Kind::kAnswer, .text = "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n"};
  });
  expect_error(store_->get("key"), ErrorCode::kUnavailable, "AWS_ENDPOINT_URL");
}

TEST_F(S3Faults, SaysThatThereIsNoSuchBucket) {
  const auto store = bucket_->open(bucket_->options("another-bucket"));
  for (int i = 0; i < 2; ++i) {
    expect_error(store->exists("key"), ErrorCode::kInvalidInput, "another-bucket");
    expect_error(store->get("key"), ErrorCode::kInvalidInput, "another-bucket");
    expect_error(store->put("key", "x"), ErrorCode::kInvalidInput, "another-bucket");
    expect_error(store->list(""), ErrorCode::kInvalidInput, "another-bucket");
    expect_error(store->local_file("key"), ErrorCode::kInvalidInput, "another-bucket");
    expect_error(store->get_pointer("key"), ErrorCode::kInvalidInput, "another-bucket");
    expect_error(store->put_pointer("key", "x", ""), ErrorCode::kInvalidInput, "another-bucket");
  }
}

TEST_F(S3Faults, GoesOnAfterTheServerWasRestarted) {
  aws::Session direct({.region = std::string(MotoServer::kRegion), .endpoint_url = bucket_->moto().url()},
                      *bucket_->credentials, bucket_->client, bucket_->clock);
  const auto store = S3Store::open(bucket_->options(), direct).value();
  ASSERT_TRUE(store->put("before", "x"));
  bucket_->moto().stop();
  bucket_->moto().start();
  bucket_->raw("PUT", "");
  EXPECT_FALSE(store->exists("before").value());
  ASSERT_TRUE(store->put("after", "y"));
  EXPECT_EQ(store->get("after").value(), "y");
}

}  // namespace
}  // namespace housing::s3
