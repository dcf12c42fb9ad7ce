// The functions as a process has them, driven by a stand-in of Lambda's Runtime API.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <thread>

#include "adapters/lambda_runtime/testing_runtime_api.hpp"
#include "base/json.hpp"
#include "main/commands.hpp"
#include "testing/temp_folder.hpp"

namespace housing::main {
namespace {

using lambda_runtime::RuntimeApi;

class LambdaTest : public ::testing::Test {
 protected:
  LambdaTest() {
    environment_.aws["AWS_LAMBDA_RUNTIME_API"] = api_->address();
    environment_.data_dir = folder_.path().string();
    environment_.database_url = "sqlite://" + (folder_.path() / "housing.sqlite").string();
    environment_.queue_url = "database:";
    environment_.signing_key = std::string(40, 'k');
    environment_.public_url = "https://housing.example";
    environment_.mail_url = "file://" + (folder_.path() / "mail").string();
    environment_.mail_from = "no-reply@housing.example";
    environment_.objects_url = "file://" + (folder_.path() / "objects").string();
  }
  // Until the runtime is gone, which it is when the answers are there.
  std::deque<RuntimeApi::Came> run(const std::string& name, std::size_t answers) {
    std::thread function([&] { code_ = run_lambda(environment_, {.data_dir = *environment_.data_dir, .name = name}); });
    auto posts = api_->posts(answers);
    api_.reset();
    function.join();
    return posts;
  }

  testing::TempFolder folder_;
  std::unique_ptr<RuntimeApi> api_ = std::make_unique<RuntimeApi>();
  Environment environment_;
  int code_ = -1;
};

TEST_F(LambdaTest, WritesDigestsWhenTheClockSaysSo) {
  api_->give({.event = "{}", .id = "r-1"});
  api_->give({.event = "{}", .id = "r-2"});
  const auto posts = run("digest", 2);
  ASSERT_EQ(posts.size(), 2u);
  EXPECT_EQ(posts[0].path, "/2018-06-01/runtime/invocation/r-1/response") << posts[0].body;
  EXPECT_EQ(posts[0].body, "{}");
  EXPECT_EQ(posts[1].path, "/2018-06-01/runtime/invocation/r-2/response");
  EXPECT_EQ(code_, kExitFailed) << "the runtime was gone";
}

TEST_F(LambdaTest, AnswersABatchOfMailsMessageByMessage) {
  api_->give({.event = R"({"Records":[{"messageId":"a","body":"{\"mail\":\"gone\"}"},{"messageId":"b","body":"{"},)"
                       R"({"messageId":"c","body":"{\"export\":\"x\"}"}]})",
              .id = "r-1"});
  const auto posts = run("mail", 1);
  ASSERT_EQ(posts.size(), 1u);
  EXPECT_EQ(posts[0].body, R"({"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"c"}]})");
}

TEST_F(LambdaTest, EvaluatesAlertsAfterAPublication) {
  api_->give({.event = R"({"Records":[{"messageId":"a","body":"{\"detail-type\":\"publication-finished\",)"
                       R"(\"source\":\"housing-trends\",\"detail\":{\"publication\":\"x\"}}"}]})",
              .id = "r-1"});
  const auto posts = run("alerts", 1);
  ASSERT_EQ(posts.size(), 1u);
  EXPECT_EQ(posts[0].body, R"({"batchItemFailures":[]})");
}

TEST_F(LambdaTest, DoesNotStartWithoutWhatItNeeds) {
  environment_.signing_key.reset();
  environment_.public_url = "";
  const auto posts = run("alerts", 1);
  ASSERT_EQ(posts.size(), 1u);
  EXPECT_EQ(posts[0].path, "/2018-06-01/runtime/init/error");
  EXPECT_EQ(posts[0].headers.at("lambda-runtime-function-error-type"), "Housing.Settings");
  const auto body = base::Json::parse(posts[0].body).value();
  EXPECT_NE(body.text("errorMessage").find("HOUSING_SIGNING_KEY, HOUSING_PUBLIC_URL"), std::string::npos);
  EXPECT_EQ(code_, kExitFailed);
}

TEST_F(LambdaTest, FailsAnInvocationWhoseServicesAreWrongAndLives) {
  environment_.database_url = "nonsense://x";
  api_->give({.event = "{}", .id = "r-1"});
  api_->give({.event = "{}", .id = "r-2"});
  const auto posts = run("digest", 2);
  ASSERT_EQ(posts.size(), 2u);
  EXPECT_EQ(posts[1].path, "/2018-06-01/runtime/invocation/r-2/error");
  EXPECT_NE(posts[1].body.find("HOUSING_DATABASE_URL"), std::string::npos) << posts[1].body;
}

TEST_F(LambdaTest, SaysWhoStartsItWhenNobodyDid) {
  environment_.aws.clear();
  EXPECT_EQ(run_lambda(environment_, {.data_dir = *environment_.data_dir, .name = "mail"}), kExitUsage);
}

TEST_F(LambdaTest, HasEveryFunctionOfTheSettings) {
  std::ifstream file(std::string(HOUSING_SOURCE_DIR) + "/infrastructure/settings/jobs.json");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto settings = base::Json::parse(text);
  ASSERT_TRUE(settings.has_value());
  std::vector<std::string> wanted;
  for (const auto& [name, sizes] : settings->find("functions")->members()) wanted.push_back(name);
  std::vector<std::string> known;
  for (const auto& [name, words] : lambda_functions()) known.push_back(name);
  std::ranges::sort(wanted);
  std::ranges::sort(known);
  EXPECT_EQ(known, wanted);
}

}  // namespace
}  // namespace housing::main
