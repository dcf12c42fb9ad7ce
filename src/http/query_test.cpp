#include "http/query.hpp"

#include <gtest/gtest.h>

namespace housing::http {
namespace {

TEST(Query, KeepsOrderAndRepetitions) {
  const auto query = Query::parse("region=a&metric=x&region=b&empty=&bare&&=nameless");
  ASSERT_TRUE(query);
  ASSERT_EQ(query->parameters().size(), 6U);
  EXPECT_EQ(query->parameters()[2].name, "region");
  EXPECT_EQ(query->all("region"), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_EQ(query->get("region"), "a");
  EXPECT_EQ(query->get("empty"), "");
  EXPECT_EQ(query->get("bare"), "");
  EXPECT_EQ(query->get(""), "nameless");
  EXPECT_EQ(query->get("Region"), std::nullopt);
  EXPECT_TRUE(query->all("missing").empty());
  EXPECT_TRUE(Query::parse("")->parameters().empty());
}

TEST(Query, DecodesEscapesAndPlus) {
  const auto query = Query::parse("q=San+Francisco%2c%20CA&a%26b=c%3Dd%25&u=%C3%A9=");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->get("q"), "San Francisco, CA");
  EXPECT_EQ(query->get("a&b"), "c=d%");
  EXPECT_EQ(query->get("u"), "\xC3\xA9=");
}

TEST(Query, RefusesBrokenEscapes) {
  for (const char* broken : {"a=%", "a=%2", "a=%2g", "a=%g2", "%zz=1", "a=%%20", "a=%00"}) {
    const auto query = Query::parse(broken);
    ASSERT_FALSE(query) << broken;
    EXPECT_EQ(query.error().code, base::ErrorCode::kInvalidInput) << broken;
  }
}

TEST(Query, HasLimits) {
  std::string many;
  for (std::size_t i = 0; i < kMaxQueryParameters; ++i) many += "a=1&";
  EXPECT_TRUE(Query::parse(many));
  EXPECT_EQ(Query::parse(many + "a=1").error().code, base::ErrorCode::kLimitExceeded);
  EXPECT_TRUE(Query::parse("a=" + std::string(kMaxQueryValueBytes, 'v')));
  EXPECT_EQ(Query::parse("a=" + std::string(kMaxQueryValueBytes + 1, 'v')).error().code,
            base::ErrorCode::kLimitExceeded);
  EXPECT_EQ(Query::parse(std::string(kMaxQueryNameBytes + 1, 'n')).error().code, base::ErrorCode::kLimitExceeded);
}

TEST(PercentCoding, GoesBothWays) {
  std::string all;
  for (int byte = 1; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  EXPECT_EQ(percent_decode(percent_encode(all)), all);
  EXPECT_EQ(percent_encode("a b/~é"), "a%20b%2F~%C3%A9");
  EXPECT_EQ(percent_decode("a+b%2f"), "a+b/");
}

}  // namespace
}  // namespace housing::http
