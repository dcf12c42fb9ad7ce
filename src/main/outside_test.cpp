#include "main/store.hpp"

#include <gtest/gtest.h>

#include "testing/temp_folder.hpp"

namespace housing::main {
namespace {

TEST(OpenStore, LiesBelowTheDataFolder) {
  testing::TempFolder folder;
  const auto store = open_store({}, folder.path() / "data");
  ASSERT_TRUE(store.has_value());
  ASSERT_TRUE((*store)->put("a/b", "x"));
  EXPECT_EQ(testing::read_file(folder.path() / "data/objects/a/b"), "x");
}

TEST(OpenStore, LiesWhereTheAddressSays) {
  testing::TempFolder folder;
  Environment environment;
  environment.objects_url = "file://" + (folder.path() / "elsewhere").string();
  const auto store = open_store(environment, folder.path() / "data");
  ASSERT_TRUE(store.has_value());
  ASSERT_TRUE((*store)->put("a", "x"));
  EXPECT_EQ(testing::read_file(folder.path() / "elsewhere/a"), "x");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "data"));
}

TEST(OpenStore, RefusesAnAddressNobodyServes) {
  testing::TempFolder folder;
  for (const char* url : {"", "s3://bucket/prefix", "/srv/objects", "file://", "file://host/share", "file:/x"}) {
    Environment environment;
    environment.objects_url = url;
    const auto store = open_store(environment, folder.path());
    ASSERT_FALSE(store.has_value()) << url;
    EXPECT_EQ(store.error().code, base::ErrorCode::kInvalidInput);
    EXPECT_NE(store.error().message.find("HOUSING_OBJECTS_URL"), std::string::npos) << store.error().message;
  }
}

}  // namespace
}  // namespace housing::main
