#include "adapters/ses/ses_mailer.hpp"

#include <thread>

#include "testing/aws_session.hpp"
#include "testing/fault_proxy.hpp"
#include "testing/mailer_contract.hpp"

namespace housing::ses {
namespace {

using base::ErrorCode;
using housing::testing::AwsSession;
using housing::testing::example_mail;
using housing::testing::FaultProxy;
using housing::testing::MotoServer;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kUrl = "ses://us-east-1?configuration=housing-trends-test-mail-configuration";

class Ses {
 public:
  static constexpr bool kCarrierIds = true;

  static std::string missing() { return MotoServer::why_not(); }
  std::unique_ptr<ports::Mailer> open() {
    if (!session_) {
      MotoServer::shared().reset();
      session_ = std::make_unique<AwsSession>(MotoServer::shared().url());
      const auto verified =
          MotoServer::shared().send("POST", "/v2/email/identities", R"({"EmailIdentity":"housing.example"})",
                                    {"Content-Type: application/json"}, "ses");
      EXPECT_EQ(verified.status, 200) << verified.body;
    }
    return SesMailer::open(kUrl, **session_).value();
  }
  // moto tells all it was given.
  std::vector<std::string> arrived() const {
    std::vector<std::string> messages;
    const auto data = MotoServer::shared().send("GET", "/moto-api/data.json");
    const auto json = base::Json::parse(data.body);
    EXPECT_TRUE(json.has_value());
    const base::Json* ses = json->find("ses");
    if (ses != nullptr)
      for (const base::Json& message : ses->array("RawMessage")) {
        EXPECT_EQ(message.array("destinations").size(), 2u) << "the envelope's and the header's";
        messages.emplace_back(message.text("raw_data"));
      }
    return messages;
  }
  static std::chrono::nanoseconds now() { return base::SystemClock().monotonic(); }

 private:
  std::unique_ptr<AwsSession> session_;
};

}  // namespace
}  // namespace housing::ses

namespace housing::testing {
INSTANTIATE_TYPED_TEST_SUITE_P(Ses, MailerContract, ses::Ses);
}

namespace housing::ses {
namespace {

TEST(SesMailer, WhatIsNotTheMailsFaultIsTriedAgain) {
  const auto meaning = [](std::string code, std::string message = "") {
    return meaning_of({.status = 400, .code = std::move(code), .message = std::move(message), .request_id = ""});
  };
  for (const char* code : {"TooManyRequestsException", "LimitExceededException", "AccountSuspendedException",
                           "SendingPausedException", "MailFromDomainNotVerifiedException", "NotFoundException",
                           "AccessDeniedException", "InternalServiceErrorException", ""})
    EXPECT_EQ(meaning(code), ErrorCode::kUnavailable) << code;
  EXPECT_EQ(meaning("MessageRejected",
                    "Email address is not verified. The following identities failed the check in "
                    "region US-EAST-1: ana@home.example"),
            ErrorCode::kUnavailable);
  EXPECT_EQ(meaning("MessageRejected", "Message contains a virus"), ErrorCode::kInvalidInput);
  EXPECT_EQ(meaning("BadRequestException", "Illegal address"), ErrorCode::kInvalidInput);
}

class SesFaults : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!Ses::missing().empty()) GTEST_SKIP() << Ses::missing();
    direct_ = ses_.open();
    proxy_ = std::make_unique<FaultProxy>(MotoServer::shared().port());
    session_ = std::make_unique<AwsSession>(proxy_->url());
    mailer_ = SesMailer::open(kUrl, **session_).value();
  }
  void answer_once(const std::string& status, const std::string& type, const std::string& body) {
    proxy_->fail_next(1, [](const auto&) { return true; },
                      {.kind = testing::Fault::Kind::kAnswer,
                       .text = "HTTP/1.1 " + status + "\r\nx-amzn-ErrorType: " + type +
                               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body});
  }
  base::Result<std::string> send() { return mailer_->send(example_mail(), session_->soon()); }

  Ses ses_;
  std::unique_ptr<ports::Mailer> direct_;
  std::unique_ptr<FaultProxy> proxy_;
  std::unique_ptr<AwsSession> session_;
  std::unique_ptr<SesMailer> mailer_;
};

TEST_F(SesFaults, ThrottlingIsWaitedOut) {
  answer_once("429 Too Many Requests", "TooManyRequestsException", R"({"message":"Maximum sending rate exceeded."})");
  const auto sent = send();
  ASSERT_TRUE(sent.has_value()) << sent.error().message;
  EXPECT_EQ(ses_.arrived().size(), 1u);
  EXPECT_EQ(proxy_->take_requests().size(), 2u);
}

TEST_F(SesFaults, WordsAreWithoutTheRecipient) {
  answer_once("400 Bad Request", "MessageRejected",
              R"({"message":"Email address is not verified: ana@home.example, ana@home.example"})");
  const auto sent = send();
  ASSERT_FALSE(sent.has_value());
  EXPECT_EQ(sent.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(sent.error().message, HasSubstr("not verified: (recipient), (recipient)"));
  EXPECT_THAT(sent.error().message, Not(HasSubstr("ana@")));
}

TEST_F(SesFaults, AnAccountThatIsPausedIsNotTheMailsFault) {
  answer_once("400 Bad Request", "SendingPausedException", R"({"message":"Email sending has been paused."})");
  EXPECT_EQ(send().error().code, ErrorCode::kUnavailable);
  answer_once("400 Bad Request", "BadRequestException", R"({"message":"Missing final '@domain'"})");
  EXPECT_EQ(send().error().code, ErrorCode::kInvalidInput);
  EXPECT_TRUE(ses_.arrived().empty());
}

TEST_F(SesFaults, AnUnknownSenderIsAnswered) {
  mail::Mail mail = example_mail();
  mail.from = "stranger@elsewhere.example";
  const auto sent = mailer_->send(mail, session_->soon());
  ASSERT_FALSE(sent.has_value());
  EXPECT_EQ(sent.error().code, ErrorCode::kUnavailable) << sent.error().message;
}

TEST(SesMailer, SaysWhatIsWrongWithAnAddress) {
  AwsSession session("http://127.0.0.1:1");
  EXPECT_EQ(SesMailer::region_of("ses://eu-west-1?configuration=a").value(), "eu-west-1");
  EXPECT_TRUE(SesMailer::open("ses://us-east-1", *session));
  for (const char* url : {"ses://", "ses://us-east-1/path", "ses://us-east-1:80", "ses://us-east-1?set=a",
                          "ses://eu-west-1", "smtp://us-east-1", "us-east-1"})
    EXPECT_EQ(SesMailer::open(url, *session).error().code, ErrorCode::kInvalidInput) << url;
}

}  // namespace
}  // namespace housing::ses
