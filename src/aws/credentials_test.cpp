// Where credentials come from, when they are refreshed, and what never shows in a message.
#include "aws/credentials.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "aws/session.hpp"
#include "base/text.hpp"
#include "testing/misbehaving_server.hpp"
#include "testing/simulated_clock.hpp"
#include "testing/temp_folder.hpp"

namespace housing::aws {
namespace {

using base::ErrorCode;
using housing::testing::Conversation;
using housing::testing::MisbehavingServer;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class Chains : public ::testing::Test {
 protected:
  Chains() {
    // Nothing of whoever runs the tests, and no machine to ask.
    variables_["HOME"] = folder_.path();
    variables_["AWS_EC2_METADATA_DISABLED"] = "true";
    variables_["AWS_REGION"] = "us-east-1";
  }
  void serve(MisbehavingServer::Behaviour behaviour) { server_.emplace(std::move(behaviour)); }
  CredentialsProvider& provider() {
    provider_ = default_credentials(variables_, client_, clock_);
    return *provider_;
  }
  base::Result<Credentials> get() { return provider().get(clock_.monotonic() + seconds(5)); }
  base::Result<Credentials> again() { return provider_->get(clock_.monotonic() + seconds(5)); }
  std::string key(const base::Result<Credentials>& found) {
    return found ? found->access_key : "error: " + found.error().message;
  }
  std::string json(const std::string& access_key, minutes life) const {
    return R"({"Code":"Success","AccessKeyId":")" + access_key +
           R"(","SecretAccessKey":"the-secret","Token":"the-token","Expiration":")" +
           base::to_iso8601(clock_.now() + life) + "\"}";
  }
  void use_container() { variables_["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = server_->url("/creds"); }

  housing::testing::TempFolder folder_;
  housing::testing::SimulatedClock clock_;
  client::Client client_{{}};
  Variables variables_;
  std::optional<MisbehavingServer> server_;
  std::unique_ptr<CredentialsProvider> provider_;
};

TEST_F(Chains, TheEnvironmentComesFirst) {
  variables_["AWS_ACCESS_KEY_ID"] = "key";
  variables_["AWS_SECRET_ACCESS_KEY"] = "the-secret";
  variables_["AWS_SESSION_TOKEN"] = "token";
  folder_.write(".aws/credentials", "[default]\naws_access_key_id = other\naws_secret_access_key = other\n");
  const auto found = get();
  EXPECT_EQ(key(found), "key");
  EXPECT_EQ(found->secret_key, "the-secret");
  EXPECT_EQ(found->session_token, "token");
  EXPECT_FALSE(found->ends);
  variables_.erase("AWS_ACCESS_KEY_ID");
  EXPECT_THAT(key(get()), HasSubstr("AWS_ACCESS_KEY_ID: is not set"));
  EXPECT_THAT(key(get()), Not(HasSubstr("the-secret")));
}

TEST_F(Chains, NothingAnywhereSaysWhereItLooked) {
  const auto found = get();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::kInvalidInput);
  for (const char* place : {"AWS_ACCESS_KEY_ID", "the profile 'default'", "AWS_WEB_IDENTITY_TOKEN_FILE",
                            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "instance metadata"})
    EXPECT_THAT(found.error().message, HasSubstr(place));
}

TEST_F(Chains, AProfileOfTheSharedFiles) {
  folder_.write(".aws/config",
                "# mine\n[default]\nregion = eu-central-1 # near\ns3 =\n  max_queue_size = 1000\n"
                "[profile work]\nregion=us-west-2\naws_access_key_id = from-config\naws_secret_access_key = x\n"
                "[sso-session a]\nsso_region = us-east-1\n");
  folder_.write(".aws/credentials",
                "[default]\naws_access_key_id=mine\naws_secret_access_key=a;b#c\n"
                "[work]\naws_access_key_id = working\naws_secret_access_key = x\naws_session_token = t\n");
  auto found = get();
  EXPECT_EQ(key(found), "mine");
  EXPECT_EQ(found->secret_key, "a;b#c");
  variables_.erase("AWS_REGION");
  EXPECT_EQ(session_options(variables_)->region, "eu-central-1");
  variables_["AWS_PROFILE"] = "work";
  found = get();
  EXPECT_EQ(key(found), "working");
  EXPECT_EQ(found->session_token, "t");
  EXPECT_EQ(session_options(variables_)->region, "us-west-2");
  variables_["AWS_PROFILE"] = "none";
  EXPECT_THAT(key(get()), HasSubstr("AWS profile 'none': is in none of the shared files"));
}

TEST_F(Chains, ASharedFileThatIsWrongIsNamedWithItsLine) {
  const auto path = folder_.write("elsewhere", "[default]\naws_access_key_id = a\nsecret-without-equals\n");
  variables_["AWS_SHARED_CREDENTIALS_FILE"] = path;
  EXPECT_THAT(key(get()), HasSubstr("elsewhere, line 3: neither a section nor a setting"));
  EXPECT_THAT(key(get()), Not(HasSubstr("secret-without")));
  folder_.write("elsewhere", "[default]\naws_access_key_id = a\n");
  EXPECT_THAT(key(get()), HasSubstr("has only one of"));
}

TEST_F(Chains, RotatedFilesAreReadAgainWhenTheServiceRefuses) {
  folder_.write(".aws/credentials", "[default]\naws_access_key_id=old\naws_secret_access_key=x\n");
  EXPECT_EQ(key(get()), "old");
  folder_.write(".aws/credentials", "[default]\naws_access_key_id=new\naws_secret_access_key=x\n");
  EXPECT_EQ(key(again()), "old");
  provider_->refused();
  EXPECT_EQ(key(again()), "new");
}

TEST_F(Chains, ARoleIsTakenWithTheCredentialsOfAnotherProfile) {
  serve([this](Conversation& c) {
    EXPECT_THAT(c.header("Authorization"), HasSubstr("Credential=source/"));
    EXPECT_THAT(c.header("Authorization"), HasSubstr("/us-east-1/sts/aws4_request"));
    EXPECT_THAT(c.body(), HasSubstr("Action=AssumeRole&ExternalId=e&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&"));
    c.answer(200,
             "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>taken</AccessKeyId><SecretAccessKey>s"
             "</SecretAccessKey><SessionToken>t</SessionToken><Expiration>" +
                 base::to_iso8601(clock_.now() + minutes(60)) +
                 "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>");
  });
  variables_["AWS_ENDPOINT_URL_STS"] = server_->url("");
  folder_.write(".aws/config",
                "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\nexternal_id = e\n"
                "[profile base]\naws_access_key_id = source\naws_secret_access_key = x\n");
  const auto found = get();
  EXPECT_EQ(key(found), "taken");
  EXPECT_EQ(found->session_token, "t");
  EXPECT_TRUE(found->ends);
  folder_.write(".aws/config",
                "[default]\nrole_arn = a\nsource_profile = b\n[profile b]\nrole_arn = b\nsource_profile = default\n");
  EXPECT_THAT(key(get()), HasSubstr("leads in a circle"));
}

TEST_F(Chains, WebIdentityIsExchangedForARole) {
  serve([this](Conversation& c) {
    EXPECT_EQ(c.header("Authorization"), "");
    EXPECT_THAT(c.body(), HasSubstr("Action=AssumeRoleWithWebIdentity"));
    if (c.body().find("WebIdentityToken=good-token") == std::string::npos)
      return c.answer(400,
                      "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>Not "
                      "yours</Message></Error></ErrorResponse>");
    c.answer(200,
             "<R><Credentials><AccessKeyId>web</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t"
             "</SessionToken><Expiration>" +
                 base::to_iso8601(clock_.now() + minutes(60)) + "</Expiration></Credentials></R>");
  });
  variables_["AWS_ENDPOINT_URL_STS"] = server_->url("");
  variables_["AWS_WEB_IDENTITY_TOKEN_FILE"] = folder_.write("token", "good-token\n");
  EXPECT_THAT(key(get()), HasSubstr("AWS_ROLE_ARN: is not set"));
  variables_["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/r";
  EXPECT_EQ(key(get()), "web");
  folder_.write("token", "other-token");
  EXPECT_THAT(key(get()), HasSubstr("Not yours (InvalidIdentityToken"));
  EXPECT_THAT(key(get()), Not(HasSubstr("other-token")));
  variables_["AWS_WEB_IDENTITY_TOKEN_FILE"] = folder_.path() / "none";
  EXPECT_THAT(key(get()), HasSubstr("there is no such file"));
}

TEST_F(Chains, AContainerAsksItsAgentWithItsToken) {
  serve([this](Conversation& c) {
    const bool known = c.header("Authorization") == "Basic the-token";
    c.answer(known ? 200 : 401, known ? json("ecs", minutes(60)) : "no");
  });
  use_container();
  EXPECT_THAT(key(get()), HasSubstr("container credentials: answers with status 401"));
  variables_["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "Basic the-token";
  EXPECT_EQ(key(get()), "ecs");
  variables_["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = folder_.write("token", "Basic the-token");
  variables_["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "wrong";
  EXPECT_EQ(key(get()), "ecs");
  variables_.erase("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  variables_["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "the-token\r\nX: y";
  EXPECT_THAT(key(get()), HasSubstr("has a line break"));
  EXPECT_THAT(key(get()), Not(HasSubstr("the-token")));
}

TEST_F(Chains, AContainersTokenGoesToNoStranger) {
  for (const char* url : {"http://example.com/creds", "http://169.254.170.3/creds", "http://localhost.example.com/x",
                          "http://127.0.0.1@example.com/x", "http://169.254.170.2.example.com/", "ftp://localhost/x"}) {
    variables_["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = url;
    EXPECT_THAT(key(get()), HasSubstr("AWS_CONTAINER_CREDENTIALS_FULL_URI: has to be https")) << url;
  }
}

TEST_F(Chains, AnInstanceIsAskedWithATokenOfItsOwn) {
  serve([this](Conversation& c) {
    if (c.path() == "/latest/api/token") {
      EXPECT_THAT(c.request(), HasSubstr("PUT /latest/api/token"));
      EXPECT_EQ(c.header("X-aws-ec2-metadata-token-ttl-seconds"), "21600");
      return c.answer(200, "imds-token");
    }
    EXPECT_EQ(c.header("X-aws-ec2-metadata-token"), "imds-token");
    if (c.path() == "/latest/meta-data/iam/security-credentials/") return c.answer(200, "the-role\n");
    EXPECT_EQ(c.path(), "/latest/meta-data/iam/security-credentials/the-role");
    c.answer(200, json("instance", minutes(60)));
  });
  variables_["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = server_->url("/");
  EXPECT_THAT(key(get()), HasSubstr("no AWS credentials"));
  EXPECT_THAT(server_->requests(), IsEmpty());
  variables_["AWS_EC2_METADATA_DISABLED"] = "false";
  EXPECT_EQ(key(get()), "instance");
  EXPECT_THAT(server_->requests(), SizeIs(3));
}

TEST_F(Chains, AMachineThatIsNoInstanceHasNone) {
  serve([](Conversation&) {});
  variables_["AWS_EC2_METADATA_DISABLED"] = "false";
  variables_["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = server_->url("/");
  server_.reset();
  EXPECT_THAT(key(get()), HasSubstr("no AWS credentials"));
}

TEST_F(Chains, TheyAreRefreshedBeforeTheyEnd) {
  int fetched = 0;
  serve([&](Conversation& c) { c.answer(200, json("key" + std::to_string(++fetched), minutes(60))); });
  use_container();
  EXPECT_EQ(key(get()), "key1");
  clock_.advance(minutes(54));
  EXPECT_EQ(key(again()), "key1");
  clock_.advance(minutes(1));
  EXPECT_EQ(key(again()), "key2");
  EXPECT_EQ(key(again()), "key2");
  EXPECT_EQ(fetched, 2);
}

TEST_F(Chains, WhileARefreshFailsThoseAtHandServeUntilTheyEnd) {
  int asked = 0;
  bool well = true;
  serve([&](Conversation& c) {
    ++asked;
    c.answer(well ? 200 : 500, well ? json("key" + std::to_string(asked), minutes(60)) : "");
  });
  use_container();
  EXPECT_EQ(key(get()), "key1");
  well = false;
  clock_.advance(minutes(56));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(key(again()), "key1");
  EXPECT_EQ(asked, 3);  // one refresh, of two attempts
  clock_.advance(seconds(11));
  EXPECT_EQ(key(again()), "key1");
  EXPECT_EQ(asked, 5);
  clock_.advance(minutes(4));
  const auto ended = again();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().code, ErrorCode::kUnavailable);
  well = true;
  EXPECT_THAT(key(again()), HasSubstr("key"));
}

TEST_F(Chains, ManyWhoAskAtOnceAskTheSourceOnce) {
  std::atomic<int> asked = 0;
  serve([&](Conversation& c) {
    ++asked;
    std::this_thread::sleep_for(milliseconds(50));
    c.answer(200, json("key", minutes(60)));
  });
  use_container();
  CredentialsProvider& shared = provider();
  std::atomic<int> served = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] { served += shared.get(clock_.monotonic() + seconds(5)) ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(served, 8);
  EXPECT_EQ(asked, 1);
}

TEST_F(Chains, ARefusalTwiceInAMomentIsOneRefresh) {
  int asked = 0;
  serve([&](Conversation& c) { c.answer(200, json("key" + std::to_string(++asked), minutes(60))); });
  use_container();
  EXPECT_EQ(key(get()), "key1");
  provider_->refused();
  EXPECT_EQ(key(again()), "key2");
  provider_->refused();  // by a call that was on its way with the first
  EXPECT_EQ(key(again()), "key2");
  clock_.advance(seconds(6));
  provider_->refused();
  EXPECT_EQ(key(again()), "key3");
}

TEST_F(Chains, AnAnswerThatIsNoneIsSaidSo) {
  std::string body;
  serve([&](Conversation& c) { c.answer(200, body); });
  use_container();
  const std::pair<const char*, const char*> cases[] = {
      {"the-secret", "is not JSON"},
      {R"({"Code":"AssumeRoleUnauthorizedAccess"})", "says AssumeRoleUnauthorizedAccess"},
      {R"({"AccessKeyId":"a"})", "has no keys"},
      {R"({"AccessKeyId":"a","SecretAccessKey":"the-secret","Expiration":"soon"})", "Expiration is no time"}};
  for (const auto& [text, complaint] : cases) {
    body = text;
    EXPECT_THAT(key(get()), HasSubstr(complaint));
    EXPECT_THAT(key(get()), Not(HasSubstr("the-secret")));
  }
}

TEST_F(Chains, SettingsOfTheSession) {
  variables_["AWS_ENDPOINT_URL"] = "http://localhost:4566/";
  variables_["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = "https://vpce.example.com";
  const auto options = session_options(variables_);
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->endpoint_url, "http://localhost:4566/");
  ASSERT_THAT(options->endpoint_urls, SizeIs(1));
  EXPECT_EQ(options->endpoint_urls[0].first, "secretsmanager");
  variables_["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
  EXPECT_EQ(session_options(variables_)->endpoint_url, "");
  variables_.erase("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
  variables_["AWS_ENDPOINT_URL"] = "localhost:4566";
  EXPECT_THAT(session_options(variables_).error().message, HasSubstr("AWS_ENDPOINT_URL: is no address"));
  variables_["AWS_REGION"] = "evil.com/";
  EXPECT_THAT(session_options(variables_).error().message, HasSubstr("is no region"));
  variables_.erase("AWS_REGION");
  EXPECT_THAT(session_options(variables_).error().message, HasSubstr("AWS_REGION: is not set"));
}

}  // namespace
}  // namespace housing::aws
