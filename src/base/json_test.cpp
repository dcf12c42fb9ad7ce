#include "base/json.hpp"

#include <gtest/gtest.h>

namespace housing::base {
namespace {

Json parse(std::string_view text) {
  auto json = Json::parse(text);
  EXPECT_TRUE(json.has_value()) << text << ": " << json.error().message;
  return json ? std::move(*json) : Json();
}

TEST(Json, ReadsATree) {
  const Json json = parse(R"( {"a": [1, -2, 2.5, "x", true, null], "b": {"c": "d"}, "e": [], "f": {}} )");
  ASSERT_TRUE(json.is_object());
  EXPECT_EQ(json.members().size(), 4U);
  EXPECT_EQ(json.members()[0].first, "a");
  const auto& items = json.array("a");
  ASSERT_EQ(items.size(), 6U);
  EXPECT_EQ(items[0].integer_or(0), 1);
  EXPECT_EQ(items[1].integer_or(0), -2);
  EXPECT_EQ(items[2].number_or(0), 2.5);
  EXPECT_EQ(items[0].number_or(0), 1.0);
  EXPECT_EQ(items[3].text_or(""), "x");
  EXPECT_TRUE(items[3].is_text());
  EXPECT_TRUE(items[4].bool_or(false));
  EXPECT_TRUE(items[5].is_null());
  EXPECT_EQ(json.find("b")->text("c"), "d");
  EXPECT_TRUE(json.find("e")->is_array());
  EXPECT_TRUE(json.find("f")->is_object());
}

TEST(Json, OtherwiseWhereSomethingElseIsHeld) {
  const Json json = parse(R"({"text": "x", "number": 7, "real": 7.5})");
  EXPECT_EQ(json.find("none"), nullptr);
  EXPECT_EQ(json.text("none", "else"), "else");
  EXPECT_EQ(json.text("number", "else"), "else");
  EXPECT_EQ(json.integer("text", -1), -1);
  EXPECT_EQ(json.integer("real", -1), -1);
  EXPECT_EQ(json.integer("number"), 7);
  EXPECT_TRUE(json.array("text").empty());
  EXPECT_TRUE(json.items().empty());
  EXPECT_EQ(json.find("text")->find("x"), nullptr);
  EXPECT_FALSE(json.bool_or(false));
  EXPECT_EQ(json.number_or(2.5), 2.5);
}

TEST(Json, Numbers) {
  EXPECT_EQ(parse("9223372036854775807").integer_or(0), INT64_MAX);
  EXPECT_EQ(parse("-9223372036854775808").integer_or(0), INT64_MIN);
  EXPECT_EQ(parse("9223372036854775808").integer_or(5), 5);
  EXPECT_EQ(parse("9223372036854775808").number_or(0), 9223372036854775808.0);
  EXPECT_EQ(parse("1e3").number_or(0), 1000.0);
}

TEST(Json, Texts) {
  EXPECT_EQ(parse(R"("a\"\\\/\n\u00f1\ud83c\udfe0")").text_or(""), "a\"\\/\n\xC3\xB1\xF0\x9F\x8F\xA0");
  EXPECT_EQ(parse(R"("a\u0000b")").text_or(""), std::string_view("a\0b", 3));
}

TEST(Json, BrokenDocuments) {
  for (const char* text : {"", " ", "{", "[1,", "[1,]", "{\"a\":}", "{\"a\" 1}", "{a:1}", "'a'", "01", "1.", "nul",
                           "[1] 2", "\"\n\"", "\"\xFF\"", "\"\\ud83c\"", "\"\\x\"", "NaN", "1e999"}) {
    const auto json = Json::parse(text);
    ASSERT_FALSE(json.has_value()) << text;
    EXPECT_EQ(json.error().code, ErrorCode::kInvalidInput);
  }
  EXPECT_EQ(Json::parse("[1,x]").error().message, "not valid JSON at byte 4");
}

TEST(Json, DepthIsLimited) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
  };
  EXPECT_TRUE(Json::parse(nested(Json::kMaxDepth)).has_value());
  const auto deeper = Json::parse(nested(Json::kMaxDepth + 1));
  ASSERT_FALSE(deeper.has_value());
  EXPECT_EQ(deeper.error().code, ErrorCode::kLimitExceeded);
  EXPECT_FALSE(Json::parse(std::string(1'000'000, '[')).has_value());
}

// The tree is built through pointers into it: many siblings at several depths would show one that went stale.
TEST(Json, ManySiblings) {
  std::string text = "[";
  for (int i = 0; i < 1000; ++i)
    text +=
        std::string(i == 0 ? "" : ",") + "{\"n\":" + std::to_string(i) + ",\"list\":[[" + std::to_string(i) + "],[]]}";
  const Json json = parse(text + "]");
  ASSERT_EQ(json.items().size(), 1000U);
  for (std::size_t i = 0; i < 1000; ++i) {
    EXPECT_EQ(json.items()[i].integer("n"), static_cast<std::int64_t>(i));
    EXPECT_EQ(json.items()[i].array("list").at(0).items().at(0).integer_or(-1), static_cast<std::int64_t>(i));
  }
}

}  // namespace
}  // namespace housing::base
