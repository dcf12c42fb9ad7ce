#include "main/outside.hpp"

#include <gtest/gtest.h>

#include "testing/temp_folder.hpp"

namespace housing::main {
namespace {

const base::SystemClock kClock;

TEST(Objects, LieBelowTheDataFolder) {
  testing::TempFolder folder;
  const Environment environment;
  Outside outside(environment, folder.path() / "data", kClock);
  const auto store = outside.open_objects();
  ASSERT_TRUE(store.has_value());
  ASSERT_TRUE((*store)->put("a/b", "x"));
  EXPECT_EQ(testing::read_file(folder.path() / "data/objects/a/b"), "x");
}

TEST(Objects, LieWhereTheAddressSays) {
  testing::TempFolder folder;
  Environment environment;
  environment.objects_url = "file://" + (folder.path() / "elsewhere").string();
  Outside outside(environment, folder.path() / "data", kClock);
  const auto store = outside.open_objects();
  ASSERT_TRUE(store.has_value());
  ASSERT_TRUE((*store)->put("a", "x"));
  EXPECT_EQ(testing::read_file(folder.path() / "elsewhere/a"), "x");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "data"));
}

TEST(Objects, RefuseAnAddressNobodyServes) {
  testing::TempFolder folder;
  for (const char* url :
       {"", "s3://", "s3:///prefix", "ftp://bucket", "/srv/objects", "file://", "file://host/share", "file:/x"}) {
    Environment environment;
    environment.objects_url = url;
    Outside outside(environment, folder.path(), kClock);
    const auto store = outside.open_objects();
    ASSERT_FALSE(store.has_value()) << url;
    EXPECT_EQ(store.error().code, base::ErrorCode::kInvalidInput);
    EXPECT_NE(store.error().message.find("HOUSING_OBJECTS_URL"), std::string::npos) << store.error().message;
  }
}

// Each setting's addresses: which are served, and what is said of those that are not.
TEST(Outside, NamesTheSettingWhoseAddressNobodyServes) {
  testing::TempFolder folder;
  Environment environment;
  environment.database_url = "mysql://db/housing";
  environment.queue_url = "kafka://prefix";
  environment.mail_url = "pigeon://roof";
  environment.events_url = "kafka://events";
  environment.aws = {{"AWS_REGION", "us-east-1"}};
  Outside outside(environment, folder.path(), kClock);
  const auto expect = [](const auto& opened, const std::string& variable, const std::string& known) {
    ASSERT_FALSE(opened.has_value()) << variable;
    EXPECT_EQ(opened.error().code, base::ErrorCode::kInvalidInput);
    EXPECT_NE(opened.error().message.find(variable), std::string::npos) << opened.error().message;
    EXPECT_NE(opened.error().message.find(known), std::string::npos) << opened.error().message;
  };
  expect(outside.open_database(), "HOUSING_DATABASE_URL", "postgresql://");
  environment.database_url.reset();
  const auto database = outside.open_database();
  ASSERT_TRUE(database.has_value());
  expect(outside.open_queue(**database), "HOUSING_QUEUE_URL", "sqs://");
  expect(outside.open_mailer(), "HOUSING_MAIL_URL", "ses://");
  expect(outside.open_events(), "HOUSING_EVENTS_URL", "eventbridge://");
}

TEST(Outside, OpensWhatLiesOnAwsWithoutAskingAnybody) {
  testing::TempFolder folder;
  Environment environment;
  environment.objects_url = "s3://bucket/prefix";
  environment.queue_url = "sqs://housing-trends-test-jobs";
  environment.mail_url = "ses://eu-west-1?configuration=plain";
  environment.events_url = "eventbridge://bus";
  environment.aws = {{"AWS_REGION", "us-east-1"}};
  Outside outside(environment, folder.path(), kClock);
  EXPECT_TRUE(outside.open_objects().has_value());
  const auto database = outside.open_database();
  ASSERT_TRUE(database.has_value());
  EXPECT_TRUE(outside.open_queue(**database).has_value());
  EXPECT_TRUE(outside.open_mailer().has_value());
  const auto events = outside.open_events();
  ASSERT_TRUE(events.has_value());
  EXPECT_NE(*events, nullptr);
  EXPECT_EQ((*outside.aws("eu-west-1"))->region(), "eu-west-1");
  EXPECT_EQ((*outside.aws())->region(), "us-east-1");
}

TEST(Outside, WantsARegionForWhatLiesOnAws) {
  testing::TempFolder folder;
  Environment environment;
  environment.objects_url = "s3://bucket";
  Outside outside(environment, folder.path(), kClock);
  const auto store = outside.open_objects();
  ASSERT_FALSE(store.has_value());
  EXPECT_NE(store.error().message.find("AWS_REGION"), std::string::npos) << store.error().message;
}

TEST(Outside, ReadsSecretsOfThisMachine) {
  testing::TempFolder folder;
  const Environment environment;
  Outside outside(environment, folder.path(), kClock);
  testing::write_file(folder.path() / "secret", "from the file\n");
  EXPECT_EQ(*outside.secret("X", std::nullopt), "");
  EXPECT_EQ(*outside.secret("X", "plain"), "plain");
  EXPECT_EQ(*outside.secret("X", "file://" + (folder.path() / "secret").string()), "from the file");
  EXPECT_FALSE(outside.secret("X", "file:///nowhere").has_value());
}

}  // namespace
}  // namespace housing::main
