#include "main/environment.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace housing::main {
namespace {

base::Result<Environment> read(std::vector<std::string> variables) {
  std::vector<char*> pointers;
  for (std::string& variable : variables) pointers.push_back(variable.data());
  pointers.push_back(nullptr);
  return read_environment(pointers.data());
}

TEST(Environment, OfOthersMeansNothing) {
  const auto environment = read({"PATH=/bin", "HOUSE=1", "MY_HOUSING_PORT=1", "housing_port=2", "HOUSING=3"});
  ASSERT_TRUE(environment.has_value());
  EXPECT_FALSE(environment->data_dir || environment->objects_url || environment->port || environment->address ||
               environment->web_dir || environment->trusted_hops);
}

TEST(Environment, IsReadByName) {
  const auto environment = read({"HOUSING_DATA_DIR=/srv/a=b", "HOUSING_OBJECTS_URL=file:///x", "HOUSING_PORT=8080",
                                 "HOUSING_ADDRESS=0.0.0.0", "HOUSING_WEB_DIR=", "HOUSING_TRUSTED_HOPS=2"});
  ASSERT_TRUE(environment.has_value()) << environment.error().message;
  EXPECT_EQ(environment->data_dir, "/srv/a=b");
  EXPECT_EQ(environment->objects_url, "file:///x");
  EXPECT_EQ(environment->port, "8080");
  EXPECT_EQ(environment->address, "0.0.0.0");
  EXPECT_EQ(environment->web_dir, "");
  EXPECT_EQ(environment->trusted_hops, "2");
}

TEST(Environment, RefusesANameNobodyKnowsAndNamesTheKnown) {
  for (const char* variable :
       {"HOUSING_PROT=1", "HOUSING_=1", "HOUSING_PORT2=1", "HOUSING_DATADIR", "HOUSING_BINARY=x", "HOUSING_NODES=x"}) {
    const auto environment = read({"HOUSING_PORT=1", variable});
    ASSERT_FALSE(environment.has_value()) << variable;
    EXPECT_EQ(environment.error().code, base::ErrorCode::kInvalidInput);
    const std::string_view name = std::string_view(variable).substr(0, std::string_view(variable).find('='));
    EXPECT_NE(environment.error().message.find(name), std::string::npos) << environment.error().message;
    for (const char* known : {"HOUSING_DATA_DIR", "HOUSING_OBJECTS_URL", "HOUSING_PORT", "HOUSING_ADDRESS",
                              "HOUSING_WEB_DIR", "HOUSING_TRUSTED_HOPS"})
      EXPECT_NE(environment.error().message.find(known), std::string::npos) << known;
  }
}

TEST(Environment, PassesOverTheWorkshopsVariables) {
  const auto environment = read({"HOUSING_TEST_DATA=/x", "HOUSING_TEST_ANYTHING=1", "HOUSING_BIN=/y",
                                 "HOUSING_UPDATE_GOLDEN=1", "HOUSING_NODE=/z"});
  EXPECT_TRUE(environment.has_value()) << environment.error().message;
}

}  // namespace
}  // namespace housing::main
