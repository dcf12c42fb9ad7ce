#include "adapters/secrets/secrets.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "base/json_writer.hpp"
#include "testing/aws_session.hpp"
#include "testing/fault_proxy.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::secrets {
namespace {

using base::ErrorCode;
using ::testing::AllOf;
using testing::AwsSession;
using testing::FaultProxy;
using ::testing::HasSubstr;
using testing::MotoServer;
using ::testing::Not;

constexpr std::string_view kVariable = "HOUSING_DATABASE_PASSWORD";

TEST(SecretReference, IsReadAsItIsWritten) {
  const auto plain = Reference::parse("secretsmanager://housing-trends-prod-cache-auth").value();
  EXPECT_EQ(plain.name, "housing-trends-prod-cache-auth");
  EXPECT_EQ(plain.key, "");
  const auto arn =
      Reference::parse(
          "secretsmanager://arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1f2e-AbCdEf#password")
          .value();
  EXPECT_EQ(arn.name, "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1f2e-AbCdEf");
  EXPECT_EQ(arn.key, "password");
  EXPECT_EQ(arn.region, "eu-west-1");
  const auto parameter = Reference::parse("ssm:///housing-trends/prod/key").value();
  EXPECT_EQ(parameter.name, "/housing-trends/prod/key");
  EXPECT_EQ(parameter.store, Reference::Store::kParameterStore);
  for (const char* text : {"", "secretsmanager://", "secretsmanager://#key", "secretsmanager://name#", "ssm://",
                           "file:///a", "secretsmanager://arn:aws:secretsmanager"})
    EXPECT_FALSE(Reference::parse(text)) << text;
  EXPECT_TRUE(Reference::is_one("ssm:///a"));
  EXPECT_FALSE(Reference::is_one("a password with secretsmanager:// in it"));
}

class SecretsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!MotoServer::why_not().empty()) GTEST_SKIP() << MotoServer::why_not();
    MotoServer::shared().reset();
    direct_ = std::make_unique<AwsSession>(MotoServer::shared().url());
    proxy_ = std::make_unique<FaultProxy>(MotoServer::shared().port());
    aws::SessionOptions options = direct_->options();
    options.endpoint_url = proxy_->url();
    secrets_ = std::make_unique<Secrets>(options, direct_->credentials(), direct_->client(), clock_);
  }
  void make(const std::string& name, const std::string& field, const std::string& value) {
    store("CreateSecret", "Name", name, field, value);
  }
  void store(const std::string& operation, const std::string& by, const std::string& name, const std::string& field,
             const std::string& value) {
    std::string body;
    base::JsonWriter(body).begin_object().member(by, name).member(field, value).end_object();
    direct_->call("secretsmanager", "secretsmanager." + operation, body);
  }
  std::string get(const std::string& reference, bool refresh = false) {
    const auto value = secrets_->resolve(kVariable, reference, refresh);
    EXPECT_TRUE(value.has_value()) << value.error().message;
    return value.value_or("(none)");
  }
  base::Error error(const std::string& reference) {
    const auto value = secrets_->resolve(kVariable, reference);
    EXPECT_FALSE(value.has_value());
    return value ? base::Error{} : value.error();
  }

  testing::SimulatedClock clock_;
  std::unique_ptr<AwsSession> direct_;
  std::unique_ptr<FaultProxy> proxy_;
  std::unique_ptr<Secrets> secrets_;
};

TEST_F(SecretsTest, ReadsAnObjectOnceForAllItsKeys) {
  make("db", "SecretString", R"({"username":"housing","password":"s3cret","port":5432})");
  EXPECT_EQ(get("secretsmanager://db#username"), "housing");
  EXPECT_EQ(get("secretsmanager://db#password"), "s3cret");
  EXPECT_EQ(get("secretsmanager://db#port"), "5432");
  EXPECT_EQ(proxy_->take_requests().size(), 1u);
}

TEST_F(SecretsTest, ReadsTextBytesAndParameters) {
  make("plain", "SecretString", "just a password");
  make("bytes", "SecretBinary", "AP9hYmM=");
  direct_->call("ssm", "AmazonSSM.PutParameter", R"({"Name":"/a/b","Value":"of ssm","Type":"SecureString"})");
  EXPECT_EQ(get("secretsmanager://plain"), "just a password");
  EXPECT_EQ(get("secretsmanager://bytes"), std::string("\0\xff"
                                                       "abc",
                                                       5));
  EXPECT_EQ(get("ssm:///a/b"), "of ssm") << "decrypted: moto says kms:alias/aws/ssm: before it when it is not";
}

TEST_F(SecretsTest, ARotatedSecretIsReadAnewWhenItIsRefused) {
  make("db", "SecretString", R"({"username":"housing","password":"old"})");
  EXPECT_EQ(get("secretsmanager://db#password"), "old");
  store("PutSecretValue", "SecretId", "db", "SecretString", R"({"username":"rotated","password":"new"})");
  EXPECT_EQ(get("secretsmanager://db#password"), "old") << "nobody refused it yet";
  clock_.advance(kRefreshInterval);
  EXPECT_EQ(get("secretsmanager://db#username", true), "rotated");
  EXPECT_EQ(get("secretsmanager://db#password", true), "new");
  EXPECT_EQ(proxy_->take_requests().size(), 2u);
}

TEST_F(SecretsTest, AWrongPasswordMakesNoStorm) {
  make("db", "SecretString", "wrong");
  for (int i = 0; i < 50; ++i) EXPECT_EQ(get("secretsmanager://db", true), "wrong");
  EXPECT_EQ(proxy_->take_requests().size(), 1u);
  clock_.advance(kRefreshInterval);
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([this] { get("secretsmanager://db", true); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(proxy_->take_requests().size(), 1u);
}

TEST_F(SecretsTest, WhatIsRememberedServesWhileTheStoreIsSilent) {
  make("db", "SecretString", "known");
  EXPECT_EQ(get("secretsmanager://db"), "known");
  clock_.advance(kRefreshInterval);
  proxy_->set_hook([](const auto&) {
    return testing::Fault{.kind = testing::Fault::Kind::kAnswer,
                          .text = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"};
  });
  EXPECT_EQ(get("secretsmanager://db", true), "known");
  EXPECT_EQ(error("secretsmanager://other").code, ErrorCode::kUnavailable);
}

TEST_F(SecretsTest, ErrorsNameThePlaceAndNeverTheValue) {
  make("db", "SecretString", R"({"username":"housing","password":"s3cret","list":[1]})");
  make("plain", "SecretString", "s3cret");
  make("empty", "SecretString", R"({"password":""})");
  for (const char* reference : {"secretsmanager://db#pasword", "secretsmanager://db#list",
                                "secretsmanager://plain#password", "secretsmanager://empty#password"}) {
    const base::Error found = error(reference);
    EXPECT_EQ(found.code, ErrorCode::kInvalidInput);
    EXPECT_THAT(found.message,
                AllOf(HasSubstr(std::string(kVariable)), HasSubstr(reference), Not(HasSubstr("s3cret"))));
  }
  EXPECT_EQ(error("secretsmanager://nothing").code, ErrorCode::kNotFound);
  EXPECT_EQ(error("ssm:///nothing").code, ErrorCode::kNotFound);
}

TEST_F(SecretsTest, AnArnIsAskedForInItsRegion) {
  aws::SessionOptions options = direct_->options();
  options.region = "eu-west-1";
  aws::Session there(options, direct_->credentials(), direct_->client(), direct_->clock());
  const auto made = there.call_json("secretsmanager", "secretsmanager.CreateSecret", "1.1",
                                    R"({"Name":"far","SecretString":"away"})", direct_->soon());
  ASSERT_TRUE(made && *made);
  EXPECT_EQ(get("secretsmanager://" + std::string((*made)->text("ARN"))), "away");
  EXPECT_EQ(error("secretsmanager://far").code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace housing::secrets
