// Where calls go, and how paths and parameters are written.
#include "aws/endpoint.hpp"

#include <gmock/gmock.h>

#include "aws/escape.hpp"

namespace housing::aws {
namespace {

std::string url(const SessionOptions& options, const Call& call) {
  const Target target = target_of(options, call);
  return target.origin + target.path + " " + target.host;
}

TEST(Endpoint, AwsItself) {
  const SessionOptions options{.region = "eu-central-1", .endpoint_url = ""};
  EXPECT_EQ(url(options, {.service = "sqs"}), "https://sqs.eu-central-1.amazonaws.com/ sqs.eu-central-1.amazonaws.com");
  EXPECT_EQ(url(options, {.service = "ses", .endpoint = "email", .path = "/v2/email/outbound-emails"}),
            "https://email.eu-central-1.amazonaws.com/v2/email/outbound-emails email.eu-central-1.amazonaws.com");
  EXPECT_EQ(url({.region = "cn-north-1", .endpoint_url = ""}, {.service = "ssm"}),
            "https://ssm.cn-north-1.amazonaws.com.cn/ ssm.cn-north-1.amazonaws.com.cn");
}

TEST(Endpoint, ABucketIsAHostWhereItsNameFits) {
  const SessionOptions options{.region = "us-east-1", .endpoint_url = ""};
  EXPECT_EQ(url(options, {.service = "s3", .path = "/a//b c", .bucket = "files-1"}),
            "https://files-1.s3.us-east-1.amazonaws.com/a//b%20c files-1.s3.us-east-1.amazonaws.com");
  EXPECT_EQ(url(options, {.service = "s3", .path = "/key", .bucket = "with.dots"}),
            "https://s3.us-east-1.amazonaws.com/with.dots/key s3.us-east-1.amazonaws.com");
  EXPECT_EQ(url(options, {.service = "s3", .path = "/files/key"}),
            "https://s3.us-east-1.amazonaws.com/files/key s3.us-east-1.amazonaws.com");
}

TEST(Endpoint, AnOwnEndpointTakesAllOrOneService) {
  const SessionOptions options{.region = "us-east-1",
                               .endpoint_url = "http://localhost:4566/",
                               .endpoint_urls = {{"sqs", "https://vpce.example.com/base"}}};
  EXPECT_EQ(url(options, {.service = "s3", .path = "/key", .bucket = "files"}),
            "http://localhost:4566/files/key localhost:4566");
  EXPECT_EQ(url(options, {.service = "s3", .bucket = "files"}), "http://localhost:4566/files localhost:4566");
  EXPECT_EQ(url(options, {.service = "sqs"}), "https://vpce.example.com/base/ vpce.example.com");
  EXPECT_EQ(endpoint_variable("secretsmanager"), "SECRETS_MANAGER");
  EXPECT_EQ(endpoint_variable("s3"), "S3");
}

TEST(Escape, AllButTheUnreserved) {
  EXPECT_EQ(escaped("aZ9-_.~"), "aZ9-_.~");
  EXPECT_EQ(escaped("/ +!'()*%ä"), "%2F%20%2B%21%27%28%29%2A%25%C3%A4");
  EXPECT_EQ(escaped_path("/a b/c"), "/a%20b/c");
  EXPECT_EQ(unescaped("%2f%20+%zz%4"), "/ +%zz%4");
  EXPECT_EQ(canonical_query({{"b", "2"}, {"a", "z"}, {"a", "b"}, {"a-", ""}, {"A", "1"}}), "A=1&a=b&a=z&a-=&b=2");
  EXPECT_EQ(parse_query("a=1=2&&b&=c"), (Query{{"a", "1=2"}, {"b", ""}, {"", "c"}}));
}

TEST(Escape, PathsAreNormalised) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "/"}, {"/", "/"}, {"//", "/"}, {"/a/./b/../c", "/a/c"}, {"/../a/", "/a/"}, {"/a//b//", "/a/b/"}};
  for (const auto& [path, normal] : cases) EXPECT_EQ(normalised_path(path), normal) << path;
}

}  // namespace
}  // namespace housing::aws
