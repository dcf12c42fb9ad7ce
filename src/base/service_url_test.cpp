#include "base/service_url.hpp"

#include <gmock/gmock.h>

namespace housing::base {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ServiceUrl, HasItsParts) {
  const auto url = ServiceUrl::parse("SMTP://ana:p%40ss%3a%2f@mail.example:587/a%20b?tls=none&x");
  ASSERT_TRUE(url) << url.error().message;
  EXPECT_EQ(url->scheme, "smtp");
  EXPECT_EQ(url->user, "ana");
  EXPECT_EQ(url->password, "p@ss:/");
  EXPECT_EQ(url->host, "mail.example");
  EXPECT_EQ(url->port, 587);
  EXPECT_EQ(url->path, "/a b");
  EXPECT_EQ(url->parameter("tls"), "none");
  EXPECT_EQ(url->parameter("x"), "");
  EXPECT_EQ(url->parameter("y"), std::nullopt);
  EXPECT_EQ(url->shown(), "smtp://mail.example:587");
}

TEST(ServiceUrl, LittleIsEnough) {
  const auto url = ServiceUrl::parse("redis://localhost");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->port, 0);
  EXPECT_EQ(url->path + url->user + url->password, "");
  EXPECT_EQ(ServiceUrl::parse("redis://[::1]:6379/2")->host, "::1");
  EXPECT_EQ(ServiceUrl::parse("redis://[::1]:6379/2")->shown(), "redis://[::1]:6379");
  EXPECT_EQ(ServiceUrl::parse("smtp://a:b@c@host")->password, "b@c");
}

TEST(ServiceUrl, WhatIsNoneIsRefusedWithoutShowingSecrets) {
  for (const char* text :
       {"", "redis", "://host", "redis://", "redis://:6379", "redis://host:0", "redis://host:65536", "redis://host:x",
        "redis://[::1", "redis://[::1]6379", "redis://u:sesame@", "redis://ho st", "redis://u:sesame%4@host",
        "redis://u:sesame%00@host", "redis://host\n", "redis://ho%73t", "redis://host?a=1&a=2"}) {
    const auto url = ServiceUrl::parse(text);
    ASSERT_FALSE(url) << text;
    EXPECT_EQ(url.error().code, ErrorCode::kInvalidInput);
    EXPECT_THAT(url.error().message, Not(HasSubstr("sesame")));
  }
  EXPECT_FALSE(ServiceUrl::parse("redis://" + std::string(kMaxServiceUrlBytes, 'h')));
}

TEST(ServiceUrl, AMisspeltParameterIsNoticed) {
  const auto url = ServiceUrl::parse("redis://host?clustre=true");
  ASSERT_TRUE(url);
  const auto allowed = url->allow_parameters({"cluster", "ca"});
  ASSERT_FALSE(allowed);
  EXPECT_THAT(allowed.error().message, HasSubstr("'clustre'; known: cluster, ca"));
  EXPECT_TRUE(ServiceUrl::parse("redis://host?cluster=true")->allow_parameters({"cluster"}));
}

TEST(ServiceUrl, KnowsThisMachine) {
  for (const char* host : {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1"})
    EXPECT_TRUE(is_loopback_host(host)) << host;
  for (const char* host : {"", "localhost.example", "127.0.0.1.example", "127.0.0", "127.0.0.300", "128.0.0.1", "::2"})
    EXPECT_FALSE(is_loopback_host(host)) << host;
}

}  // namespace
}  // namespace housing::base
