// SmtpMailer against a real SMTP server: the contract of mailers, refusals, sign-in, TLS, kept connections.
#include "adapters/curl/smtp_mailer.hpp"

#include "testing/child_process.hpp"
#include "testing/mailer_contract.hpp"
#include "testing/smtp_server.hpp"
#include "testing/test_authority.hpp"

namespace housing::curl {
namespace {

using base::ErrorCode;
using housing::testing::example_mail;
using housing::testing::SmtpServer;
using Security = housing::testing::SmtpServerOptions::Security;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Not;

const base::SystemClock& real_clock() {
  static const base::SystemClock clock;
  return clock;
}

std::unique_ptr<SmtpMailer> open(const SmtpOptions& options) { return SmtpMailer::open(options, real_clock()).value(); }

ports::CredentialsSource always(std::string user, std::string password) {
  return [said = ports::Credentials{std::move(user), std::move(password)}](bool) { return said; };
}

class PlainServer {
 public:
  static std::string missing() { return SmtpServer::why_not(); }
  std::unique_ptr<ports::Mailer> open() { return curl::open({.url = server().url()}); }
  std::vector<std::string> arrived() { return server().arrived(); }
  static std::chrono::nanoseconds now() { return real_clock().monotonic(); }

 private:
  SmtpServer& server() {
    if (!server_) server_ = std::make_unique<SmtpServer>();
    return *server_;
  }
  std::unique_ptr<SmtpServer> server_;
};

class StartTlsServer {
 public:
  static std::string missing() { return SmtpServer::why_not(); }
  std::unique_ptr<ports::Mailer> open() {
    return curl::open({.url = server().url("?tls=required"),
                       .credentials = always("user", "sesame"),
                       .ca_file = server().authority()});
  }
  std::vector<std::string> arrived() { return server().arrived(); }
  static std::chrono::nanoseconds now() { return real_clock().monotonic(); }

 private:
  SmtpServer& server() {
    using housing::testing::SmtpServerOptions;
    if (!server_)
      server_ = std::make_unique<SmtpServer>(SmtpServerOptions{.security = Security::kStartTls, .password = "sesame"});
    return *server_;
  }
  std::unique_ptr<SmtpServer> server_;
};

}  // namespace
}  // namespace housing::curl

namespace housing::testing {
INSTANTIATE_TYPED_TEST_SUITE_P(Smtp, MailerContract, curl::PlainServer);
INSTANTIATE_TYPED_TEST_SUITE_P(SmtpStartTlsAndPassword, MailerContract, curl::StartTlsServer);
}  // namespace housing::testing

namespace housing::curl {
namespace {

class Smtp : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto missing = SmtpServer::why_not(); !missing.empty()) GTEST_SKIP() << missing;
  }
  static base::Result<std::string> send(SmtpMailer& mailer, const std::string& to = "ana@home.example",
                                        milliseconds time = milliseconds(8000)) {
    mail::Mail mail = example_mail();
    mail.to = to;
    return mailer.send(mail, real_clock().monotonic() + time);
  }
  static base::Error refusal(const base::Result<std::string>& result) {
    EXPECT_FALSE(result.has_value());
    return result ? base::Error{} : result.error();
  }
};

TEST_F(Smtp, RefusalsSayWhetherToTryAgain) {
  const SmtpServer server;
  const auto mailer = open({.url = server.url()});
  const std::vector<std::pair<const char*, ErrorCode>> answers = {{"450@home.example", ErrorCode::kUnavailable},
                                                                  {"550@home.example", ErrorCode::kInvalidInput},
                                                                  {"451.data@home.example", ErrorCode::kUnavailable},
                                                                  {"552.data@home.example", ErrorCode::kInvalidInput}};
  for (const auto& [recipient, code] : answers) {
    const base::Error error = refusal(send(*mailer, recipient));
    EXPECT_EQ(error.code, code) << error.message;
    EXPECT_THAT(error.message, HasSubstr("the server answered: " + std::string(recipient).substr(0, 3)));
    EXPECT_THAT(error.message, HasSubstr("not for (recipient)"));
    EXPECT_THAT(error.message, HasSubstr(server.url()));
  }
  EXPECT_TRUE(server.arrived().empty());
  EXPECT_TRUE(send(*mailer)) << "a refusal spoils no later mail";
}

TEST_F(Smtp, AConnectionIsKept) {
  const SmtpServer server;
  const auto mailer = open({.url = server.url()});
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(send(*mailer));
  EXPECT_EQ(server.arrived().size(), 5u);
  EXPECT_EQ(server.sessions(), 1);
}

TEST_F(Smtp, AServerThatWentAndCameBack) {
  SmtpServer server;
  const auto mailer = open({.url = server.url()});
  ASSERT_TRUE(send(*mailer));
  server.kill();
  EXPECT_EQ(refusal(send(*mailer)).code, ErrorCode::kUnavailable);
  server.start();
  EXPECT_TRUE(send(*mailer));
  server.kill();
  server.start();
  EXPECT_TRUE(send(*mailer)) << "the kept connection is of no use, which is not the caller's business";
}

TEST_F(Smtp, ADeadlineIsKept) {
  const SmtpServer server;
  const auto mailer = open({.url = server.url()});
  const auto begin = real_clock().monotonic();
  const base::Error error = refusal(send(*mailer, "slow@home.example", milliseconds(300)));
  EXPECT_EQ(error.code, ErrorCode::kLimitExceeded) << error.message;
  EXPECT_LT(real_clock().monotonic() - begin, milliseconds(1500));
}

TEST_F(Smtp, TheSignInComesFromTheAddressOrItsSource) {
  const SmtpServer server({.security = Security::kStartTls, .password = "open sesame"});
  const std::string host = "localhost:" + std::to_string(server.port()) + "?tls=required";
  EXPECT_TRUE(send(*open({.url = "smtp://user:open%20sesame@" + host, .ca_file = server.authority()})));
  int refreshed = 0;
  const auto mailer = open({.url = "smtp://" + host,
                            .credentials =
                                [&](bool refresh) {
                                  refreshed += refresh ? 1 : 0;
                                  return ports::Credentials{"user", refreshed > 0 ? "open sesame" : "old"};
                                },
                            .ca_file = server.authority()});
  EXPECT_TRUE(send(*mailer)) << "the password had changed";
  EXPECT_EQ(refreshed, 1);
}

TEST_F(Smtp, AWrongSignInIsNotTheMailsFault) {
  const SmtpServer server({.security = Security::kStartTls, .password = "sesame"});
  const std::string url = server.url("?tls=required");
  const base::Error wrong =
      refusal(send(*open({.url = url, .credentials = always("user", "barley"), .ca_file = server.authority()})));
  EXPECT_EQ(wrong.code, ErrorCode::kUnavailable);
  EXPECT_THAT(wrong.message, HasSubstr("535"));
  EXPECT_THAT(wrong.message, HasSubstr("check user and password"));
  const base::Error none = refusal(send(*open({.url = url, .ca_file = server.authority()})));
  EXPECT_EQ(none.code, ErrorCode::kUnavailable) << none.message;
  EXPECT_THAT(none.message, HasSubstr("530"));
}

TEST_F(Smtp, WhatTheServerQuotesIsNotPassedOn) {
  const SmtpServer server({.security = Security::kStartTls, .password = "sesame"});
  const auto mailer = open(
      {.url = server.url("?tls=required"), .credentials = always("user", "sesame"), .ca_file = server.authority()});
  const base::Error error = refusal(send(*mailer, "550@home.example"));
  EXPECT_EQ(error.code, ErrorCode::kInvalidInput);
  EXPECT_THAT(error.message, HasSubstr("with the password (secret)"));
  EXPECT_THAT(error.message, Not(HasSubstr("sesame")));
}

TEST_F(Smtp, NothingIsSentInTheClearByMistake) {
  const SmtpServer plain;
  const base::Error error = refusal(send(*open({.url = plain.url("?tls=required")})));
  EXPECT_EQ(error.code, ErrorCode::kUnavailable);
  EXPECT_THAT(error.message, HasSubstr("does not offer STARTTLS"));
  EXPECT_TRUE(plain.arrived().empty());
}

TEST_F(Smtp, TheServerHasToProveItsName) {
  for (const Security security : {Security::kStartTls, Security::kTls}) {
    const SmtpServer server({.security = security});
    const std::string scheme = security == Security::kTls ? "smtps://" : "smtp://";
    const std::string rest = std::to_string(server.port()) + "?tls=required";
    EXPECT_TRUE(send(*open({.url = scheme + "localhost:" + rest, .ca_file = server.authority()})));
    const housing::testing::TempFolder folder;
    const housing::testing::TestAuthority other(folder.path(), "other");
    for (const SmtpOptions& options :
         {SmtpOptions{.url = scheme + "localhost:" + rest, .ca_file = other.certificate()},
          SmtpOptions{.url = scheme + "localhost:" + rest},
          SmtpOptions{.url = scheme + "127.0.0.1:" + rest, .ca_file = server.authority()}}) {
      const base::Error error = refusal(send(*open(options)));
      EXPECT_EQ(error.code, ErrorCode::kUnavailable);
      EXPECT_THAT(error.message, HasSubstr("cannot prove who it is"));
    }
    EXPECT_EQ(server.arrived().size(), 1u);
  }
}

TEST(SmtpAddress, WhatCannotBeUsedIsRefusedAtOnce) {
  for (const char* url : {"", "http://localhost", "smtp://", "smtp://localhost?tls=maybe", "smtps://localhost?tls=none",
                          "smtp://localhost/inbox", "smtp://localhost?starttls=1", "smtp://:sesame@localhost"}) {
    const auto mailer = SmtpMailer::open({.url = url}, real_clock());
    ASSERT_FALSE(mailer) << url;
    EXPECT_EQ(mailer.error().code, ErrorCode::kInvalidInput);
    EXPECT_THAT(mailer.error().message, Not(HasSubstr("sesame")));
  }
}

TEST(SmtpAddress, NobodyThereIsUnavailable) {
  const auto mailer = open({.url = "smtp://127.0.0.1:" + std::to_string(housing::testing::free_port())});
  const auto result = mailer->send(example_mail(), real_clock().monotonic() + std::chrono::seconds(5));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kUnavailable) << result.error().message;
}

}  // namespace
}  // namespace housing::curl
