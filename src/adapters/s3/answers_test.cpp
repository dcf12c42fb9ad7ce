#include "adapters/s3/answers.hpp"

#include <gtest/gtest.h>

#include "adapters/s3/options.hpp"

namespace housing::s3 {
namespace {

constexpr std::string_view kHead = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                                   "\n"
                                   R"(<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">)";

std::string list(std::string_view content) { return std::string(kHead) + std::string(content) + "</ListBucketResult>"; }

TEST(Answers, ReadsAPageOfAList) {
  const auto page = parse_page(list(
      "<Name>bucket</Name><Prefix>a%2B</Prefix><NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=</"
      "NextContinuationToken><KeyCount>2</KeyCount><IsTruncated>true</IsTruncated>"
      "<Contents><Key>a%2Bb+c%20d/%28e%29</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>&quot;x&quot;"
      "</ETag><Size>123456789012</Size></Contents><Contents><Size>0</Size><Key>z</Key></Contents>"));
  ASSERT_TRUE(page.has_value()) << page.error().message;
  ASSERT_EQ(page->objects.size(), 2u);
  EXPECT_EQ(page->objects[0].key, "a+b c d/(e)");
  EXPECT_EQ(page->objects[0].size, 123456789012u);
  EXPECT_EQ(page->objects[1].key, "z");
  EXPECT_EQ(page->next, "1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=");
}

TEST(Answers, ReadsTheLastPage) {
  const auto page = parse_page(list("<IsTruncated>false</IsTruncated>"));
  ASSERT_TRUE(page.has_value()) << page.error().message;
  EXPECT_TRUE(page->objects.empty());
  EXPECT_TRUE(page->next.empty());
}

TEST(Answers, RefusesWhatIsNoList) {
  for (const std::string& text :
       {std::string(), std::string("<html><body>hello</body></html>"), std::string("{}"),
        list("<IsTruncated>true</IsTruncated>"),
        list("<IsTruncated>false</IsTruncated><Contents><Key>a</Key></Contents>"),
        list("<IsTruncated>false</IsTruncated><Contents><Key>a</Key><Size>-1</Size></Contents>"),
        list("<IsTruncated>false</IsTruncated><Contents><Key>a%2</Key><Size>1</Size></Contents>"),
        list("<IsTruncated>false</IsTruncated><Contents><Key></Key><Size>1</Size></Contents>"),
        list("<IsTruncated>false</IsTruncated>").substr(0, 150)}) {
    SCOPED_TRACE(text);
    const auto page = parse_page(text);
    ASSERT_FALSE(page.has_value());
    EXPECT_EQ(page.error().code, base::ErrorCode::kUnavailable);
  }
}

TEST(Answers, TellsAnUploadThatIsCompleteFromOneThatFailedUnderA200) {
  EXPECT_EQ(
      parse_completed("  \n<CompleteMultipartUploadResult><ETag>&quot;e-2&quot;</ETag></CompleteMultipartUploadResult>")
          .value(),
      std::nullopt);
  EXPECT_EQ(parse_completed("<Error><Code>InternalError</Code><Message>m</Message></Error>").value(), "InternalError");
  EXPECT_FALSE(parse_completed("").has_value());
  EXPECT_FALSE(parse_completed("<Other/>").has_value());
}

TEST(Answers, ReadsAnUploadsId) {
  EXPECT_EQ(
      parse_upload_id("<InitiateMultipartUploadResult><UploadId>VXB.x_-</UploadId></InitiateMultipartUploadResult>")
          .value(),
      "VXB.x_-");
  EXPECT_FALSE(
      parse_upload_id("<InitiateMultipartUploadResult><UploadId/></InitiateMultipartUploadResult>").has_value());
}

TEST(Answers, WritesTheListOfParts) {
  EXPECT_EQ(complete_body({"\"a\"", "b<&"}),
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            "<Part><PartNumber>1</PartNumber><ETag>&quot;a&quot;</ETag></Part>"
            "<Part><PartNumber>2</PartNumber><ETag>b&lt;&amp;</ETag></Part></CompleteMultipartUpload>");
}

TEST(Options, TakesABucketAndAPrefix) {
  const auto plain = S3Options::parse("s3://housing-trends-prod-data", "/cache").value();
  EXPECT_EQ(plain.bucket, "housing-trends-prod-data");
  EXPECT_EQ(plain.prefix, "");
  EXPECT_EQ(plain.cache_dir, "/cache");
  const auto below = S3Options::parse("s3://bucket/some/prefix/?cache-mb=400", "/cache").value();
  EXPECT_EQ(below.prefix, "some/prefix");
  EXPECT_EQ(below.cache_bytes, 400 * kMiB);
}

TEST(Options, RefusesWhatIsNoBucketsAddress) {
  for (const char* url :
       {"s3://", "s3:bucket", "file:///folder", "s3://Bucket", "s3://ab", "s3://bucket-", "s3://a_bucket",
        "s3://key:secret@bucket", "s3://bucket:9000", "s3://bucket/a/../b", "s3://bucket/a//b",
        "s3://bucket?cache-mb=0", "s3://bucket?cache-mb=lots", "s3://bucket?region=us-east-1"}) {
    SCOPED_TRACE(url);
    const auto options = S3Options::parse(url, "/cache");
    ASSERT_FALSE(options.has_value());
    EXPECT_EQ(options.error().code, base::ErrorCode::kInvalidInput);
    EXPECT_EQ(options.error().message.find("secret"), std::string::npos);
  }
}

}  // namespace
}  // namespace housing::s3
