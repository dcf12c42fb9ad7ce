// Who we are to the server, who the server is to us, and what an address may say.
#include <gmock/gmock.h>

#include "adapters/redis/redis_cache.hpp"
#include "testing/redis_server.hpp"
#include "testing/test_authority.hpp"

namespace housing::redis {
namespace {

using base::ErrorCode;
using housing::testing::RedisServer;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr milliseconds kLong{60'000};
const base::SystemClock kClock;

class SignIn : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto missing = RedisServer::why_not(); !missing.empty()) GTEST_SKIP() << missing;
  }
  static std::unique_ptr<RedisCache> open(RedisOptions options) {
    if (options.connect_timeout == kConnectTimeout) options.connect_timeout = milliseconds(3000);
    return RedisCache::open(options, kClock).value();
  }
  static std::string refusal(const RedisOptions& options) {
    const auto status = open(options)->ping();
    EXPECT_FALSE(status.has_value());
    if (status) return "";
    EXPECT_EQ(status.error().code, ErrorCode::kUnavailable);
    return status.error().message;
  }
};

TEST_F(SignIn, APasswordComesFromTheAddressOrItsSource) {
  const RedisServer server({.password = "open/sesame"});
  const std::string port = std::to_string(server.port());
  EXPECT_TRUE(open({.url = "redis://:open%2Fsesame@127.0.0.1:" + port})->ping());
  EXPECT_TRUE(open({.url = "redis://default:open%2Fsesame@127.0.0.1:" + port + "/2"})->ping());
  EXPECT_TRUE(
      open({.url = server.url(), .credentials = [](bool) { return ports::Credentials{"", "open/sesame"}; }})->ping());
}

TEST_F(SignIn, AWrongPasswordIsRefusedAndNotRepeatedInTheMessage) {
  const RedisServer server({.password = "sesame"});
  const std::string wrong =
      refusal({.url = server.url(), .credentials = [](bool) { return ports::Credentials{"", "barley"}; }});
  EXPECT_THAT(wrong, HasSubstr("check user and password"));
  EXPECT_THAT(wrong, Not(HasSubstr("barley")));
  EXPECT_THAT(refusal({.url = server.url()}), HasSubstr("NOAUTH"));
  EXPECT_THAT(refusal({.url = server.url("/1")}), HasSubstr("NOAUTH"));
  const RedisServer open_to_all;
  EXPECT_THAT(
      refusal({.url = open_to_all.url(), .credentials = [](bool) { return ports::Credentials{"nobody", "barley"}; }}),
      HasSubstr("WRONGPASS"));
}

TEST_F(SignIn, AChangedPasswordIsFetchedAnew) {
  const RedisServer server({.password = "new"});
  std::atomic<int> asked = 0;
  std::atomic<int> refreshed = 0;
  const auto cache = open({.url = server.url(), .credentials = [&](bool refresh) {
                             ++asked;
                             if (refresh) ++refreshed;
                             return ports::Credentials{"", refreshed > 0 ? "new" : "old"};
                           }});
  EXPECT_TRUE(cache->ping());
  EXPECT_EQ(refreshed, 1);
  EXPECT_EQ(asked, 2);
  EXPECT_TRUE(cache->ping());
  EXPECT_EQ(asked, 2) << "the connection is kept";
}

TEST_F(SignIn, APasswordThatChangesUnderAnOpenConnection) {
  RedisServer server({.password = "admin"});
  server.command({"ACL", "SETUSER", "housing", "on", ">first", "~*", "+@all"});
  std::string password = "first";
  const auto cache = open({.url = server.url(), .credentials = [&](bool refresh) {
                             return ports::Credentials{"housing", refresh ? "second" : password};
                           }});
  ASSERT_TRUE(cache->set("key", "value", kLong));
  // Deleting the user cuts its connections.
  server.command({"ACL", "DELUSER", "housing"});
  server.command({"ACL", "SETUSER", "housing", "on", ">second", "~*", "+@all"});
  const auto value = cache->get("key");
  ASSERT_TRUE(value) << value.error().message;
  EXPECT_EQ(*value, "value");
}

TEST_F(SignIn, ASourceWithoutAnAnswerMakesItUnavailable) {
  const RedisServer server({.password = "sesame"});
  EXPECT_THAT(refusal({.url = server.url(),
                       .credentials = [](bool) -> base::Result<ports::Credentials> {
                         return base::fail(ErrorCode::kUnavailable, "the store of secrets is away");
                       }}),
              HasSubstr("store of secrets"));
}

TEST_F(SignIn, AUserWhoMayNotIsToldSo) {
  const RedisServer server;
  server.command({"ACL", "SETUSER", "housing", "on", ">p", "~nothing", "+@all"});
  const auto cache =
      open({.url = server.url(), .credentials = [](bool) { return ports::Credentials{"housing", "p"}; }});
  const auto status = cache->set("key", "value", kLong);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(status.error().message, HasSubstr("NOPERM"));
}

TEST_F(SignIn, TheServerHasToProveItsName) {
  const RedisServer server({.tls = true});
  EXPECT_TRUE(open({.url = server.url(), .ca_file = server.authority()})->ping());
  const std::string by_number = "rediss://127.0.0.1:" + std::to_string(server.port());
  EXPECT_THAT(refusal({.url = by_number, .ca_file = server.authority()}), HasSubstr("cannot prove who it is"));
  EXPECT_THAT(refusal({.url = server.url()}), HasSubstr("cannot prove who it is")) << "nobody the system trusts";
  const housing::testing::TempFolder folder;
  const housing::testing::TestAuthority other(folder.path(), "other");
  EXPECT_THAT(refusal({.url = server.url(), .ca_file = other.certificate()}), HasSubstr("cannot prove who it is"));
  EXPECT_TRUE(open({.url = server.url(), .ca_file = server.authority()})->ping()) << "it was there all the time";
}

TEST_F(SignIn, ACertificateForAnAddressInNumbersIsAccepted) {
  const RedisServer server({.tls = true, .names = "IP:127.0.0.1,DNS:localhost"});
  EXPECT_TRUE(
      open({.url = "rediss://127.0.0.1:" + std::to_string(server.port()), .ca_file = server.authority()})->ping());
}

TEST_F(SignIn, PlainAndTlsDoNotMeet) {
  const RedisServer secured({.tls = true});
  EXPECT_NE(refusal({.url = "redis" + secured.url().substr(6), .command_timeout = milliseconds(300)}), "");
  const RedisServer plain;
  EXPECT_NE(refusal({.url = "rediss" + plain.url().substr(5), .connect_timeout = milliseconds(200)}), "");
}

TEST(Target, AddressesThatCannotBeUsedAreRefusedAtOnce) {
  for (const char* url :
       {"", "http://localhost", "redis://", "redis://localhost/16", "redis://localhost/x", "redis://localhost/-1",
        "redis://localhost/1?cluster=true", "redis://localhost?cluster=yes", "redis://localhost?clustre=true"}) {
    const auto cache = RedisCache::open({.url = url}, kClock);
    ASSERT_FALSE(cache) << url;
    EXPECT_EQ(cache.error().code, ErrorCode::kInvalidInput);
  }
  const auto cache = RedisCache::open({.url = "rediss://localhost", .ca_file = "/no/such/file"}, kClock);
  ASSERT_FALSE(cache);
  EXPECT_THAT(cache.error().message, HasSubstr("/no/such/file"));
  EXPECT_EQ(parse_target({.url = "redis://cache"})->endpoint.shown(), "cache:6379");
}

}  // namespace
}  // namespace housing::redis
