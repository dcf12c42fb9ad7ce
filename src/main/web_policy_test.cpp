#include "main/web_policy.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/json.hpp"
#include "http/config.hpp"

namespace housing::main {
namespace {

// What the edge sends for the files it serves is what this server sends for them.
TEST(WebPolicy, IsTheOneOfTheContract) {
  std::ifstream file(std::string(HOUSING_SOURCE_DIR) + "/contract/web-headers.json");
  std::stringstream text;
  text << file.rdbuf();
  const auto headers = base::Json::parse(text.str());
  ASSERT_TRUE(headers.has_value());
  EXPECT_EQ(headers->text("Content-Security-Policy"), kWebPolicy);
  for (const http::Header& header : http::default_security_headers())
    EXPECT_EQ(headers->text(header.name), header.value) << header.name;
}

}  // namespace
}  // namespace housing::main
