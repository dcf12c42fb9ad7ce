// Local copies, lists of several pages, unusual keys, presigned addresses.
#include <gtest/gtest.h>

#include <algorithm>
#include <barrier>
#include <thread>

#include "testing/s3_bucket.hpp"

namespace housing::s3 {
namespace {

using base::ErrorCode;
using housing::testing::Fault;
using housing::testing::MotoServer;
using housing::testing::ProxiedRequest;
using housing::testing::read_file;

class S3Reading : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!MotoServer::why_not().empty()) GTEST_SKIP() << MotoServer::why_not();
    bucket_ = std::make_unique<testing::S3Bucket>();
    store_ = bucket_->open();
  }

  std::unique_ptr<testing::S3Bucket> bucket_;
  std::unique_ptr<S3Store> store_;
};

TEST_F(S3Reading, AsksOnceForACopy) {
  ASSERT_TRUE(store_->put("blocks/a.block", "content"));
  const auto path = store_->local_file("blocks/a.block").value();
  bucket_->proxy.take_requests();
  EXPECT_EQ(store_->local_file("blocks/a.block").value(), path);
  EXPECT_EQ(bucket_->open()->local_file("blocks/a.block").value(), path) << "another process has it too";
  EXPECT_TRUE(bucket_->proxy.take_requests().empty());
}

TEST_F(S3Reading, KeepsApartBucketsAndPrefixesInOneCache) {
  S3Options below = bucket_->options();
  below.prefix = "below";
  const auto other = bucket_->open(below);
  ASSERT_TRUE(store_->put("key", "here"));
  ASSERT_TRUE(other->put("key", "below"));
  EXPECT_EQ(read_file(store_->local_file("key").value()), "here");
  EXPECT_EQ(read_file(other->local_file("key").value()), "below");
  EXPECT_EQ(store_->get("below/key").value(), "below");
  EXPECT_EQ(other->list("").value().size(), 1u);
}

TEST_F(S3Reading, ForgetsTheCopyOfWhatItRemoves) {
  ASSERT_TRUE(store_->put("exports/a", "first"));
  const auto path = store_->local_file("exports/a").value();
  ASSERT_TRUE(store_->remove("exports/a"));
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_EQ(store_->local_file("exports/a").error().code, ErrorCode::kNotFound);
}

TEST_F(S3Reading, LetsSeveralFetchTheSameAtOnce) {
  const std::string bytes(2 * kLeastPartBytes + 5, 'z');
  ASSERT_TRUE(store_->put("key", bytes));
  constexpr int kReaders = 3;
  std::barrier together(kReaders);
  std::vector<std::jthread> readers;
  for (int i = 0; i < kReaders; ++i)
    readers.emplace_back([&] {
      const auto own = bucket_->open();
      together.arrive_and_wait();
      EXPECT_TRUE(read_file(own->local_file("key").value()) == bytes);
    });
  readers.clear();
  EXPECT_TRUE(std::filesystem::is_empty(bucket_->folder.path() / "cache" / "scratch"));
}

TEST_F(S3Reading, TakesWhatOthersPutThereWithoutADigest) {
  bucket_->raw("PUT", "/raw/file.csv", "by hand");
  EXPECT_EQ(store_->get("raw/file.csv").value(), "by hand");
  EXPECT_EQ(read_file(store_->local_file("raw/file.csv").value()), "by hand");
}

TEST_F(S3Reading, ListsOnlyWhatCanBeAKey) {
  for (const char* target : {"/folder/", "/caf%C3%A9", "/.hidden", "/a%26b", "/good"}) bucket_->raw("PUT", target, "x");
  const auto objects = store_->list("").value();
  ASSERT_EQ(objects.size(), 1u);
  EXPECT_EQ(objects[0].key, "good");
}

TEST_F(S3Reading, TakesEveryCharacterOfKeys) {
  const std::string key = "AZaz09/._-+=() /x";
  ASSERT_TRUE(store_->put(key, "content"));
  EXPECT_EQ(bucket_->proxy.take_requests().at(0), "PUT /objects-of-tests/AZaz09/._-%2B%3D%28%29%20/x");
  EXPECT_TRUE(store_->exists(key).value());
  EXPECT_EQ(store_->get(key).value(), "content");
  EXPECT_EQ(read_file(store_->local_file(key).value()), "content");
  EXPECT_EQ(store_->list("AZaz09/._-+=()").value().at(0).key, key);
  EXPECT_EQ(store_->list("AZaz09/._-+").value().size(), 1u);
  EXPECT_TRUE(store_->list("AZaz09/._- ").value().empty());
  ASSERT_TRUE(store_->remove(key));
  EXPECT_FALSE(store_->exists(key).value());
}

TEST_F(S3Reading, ListsPageAfterPage) {
  constexpr int kObjects = 250;
  const MotoServer moto({"MOTO_S3_DEFAULT_MAX_KEYS=100"});
  moto.send("PUT", "/paged");
  for (int i = kObjects; i-- > 0;) moto.send("PUT", "/paged/raw/" + std::to_string(i) + "%2B", "x");
  aws::Session session({.region = std::string(MotoServer::kRegion), .endpoint_url = moto.url()}, *bucket_->credentials,
                       bucket_->client, bucket_->clock);
  const auto objects = S3Store::open(bucket_->options("paged"), session).value()->list("raw/").value();
  ASSERT_EQ(objects.size(), static_cast<std::size_t>(kObjects));
  EXPECT_TRUE(std::ranges::is_sorted(objects, {}, &ports::ObjectInfo::key));
  EXPECT_EQ(objects[0].key, "raw/0+");
}

// A list as long as a page of S3 is, three times: moto would need a minute to be filled.
TEST_F(S3Reading, ListsThousandsOfObjects) {
  constexpr int kObjects = 2'500;
  constexpr int kPage = 1'000;
  bucket_->proxy.set_hook([&](const ProxiedRequest& request) {
    const std::size_t token = request.target.find("continuation-token=t");
    const int first = token == std::string::npos ? 0 : std::stoi(request.target.substr(token + 20));
    const int last = std::min(first + kPage, kObjects);
    std::string body =
        "<ListBucketResult><IsTruncated>" + std::string(last < kObjects ? "true" : "false") + "</IsTruncated>";
    if (last < kObjects) body += "<NextContinuationToken>t" + std::to_string(last) + "</NextContinuationToken>";
    for (int i = first; i < last; ++i)
      body += "<Contents><Key>raw/" + std::to_string(100'000 + i) + "%20%28a%29</Key><Size>" + std::to_string(i) +
              "</Size></Contents>";
    body += "</ListBucketResult>";
    return Fault{.kind = Fault::Kind::kAnswer,
                 .text = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body};
  });
  const auto objects = store_->list("raw/").value();
  ASSERT_EQ(objects.size(), static_cast<std::size_t>(kObjects));
  EXPECT_EQ(bucket_->proxy.take_requests().size(), 3u);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    ASSERT_EQ(objects[i].key, "raw/" + std::to_string(100'000 + i) + " (a)");
    ASSERT_EQ(objects[i].size, i);
  }
}

TEST_F(S3Reading, GivesAnAddressThatWhoeverHasItMayGet) {
  ASSERT_TRUE(store_->put("exports/a (1).csv", "content"));
  const auto url = store_->presigned("exports/a (1).csv", std::chrono::hours(1));
  ASSERT_TRUE(url.has_value()) << url.error().message;
  EXPECT_NE(url->find("/exports/a%20%281%29.csv?"), std::string::npos) << *url;
  EXPECT_NE(url->find("X-Amz-Expires=3600"), std::string::npos) << *url;
  const auto answer = bucket_->client.send(
      {.method = "GET", .url = *url, .headers = {}, .body = {}, .time_left = std::chrono::seconds(10), .sink = {}});
  ASSERT_TRUE(answer.has_value()) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "content");
  EXPECT_EQ(store_->presigned("exports/a", std::chrono::hours(24 * 8)).error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(store_->presigned("../a", std::chrono::hours(1)).error().code, ErrorCode::kInvalidInput);
}

}  // namespace
}  // namespace housing::s3
