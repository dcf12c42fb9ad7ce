#include "base/json_writer.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "base/json.hpp"

namespace housing::base {
namespace {

template <class Write>
std::string written(const Write& write) {
  std::string out;
  JsonWriter json(out);
  write(json);
  return out;
}

std::string text(std::string_view value) {
  return written([&](JsonWriter& json) { json.value(value); });
}

std::string fixed(std::int64_t scaled, int decimals) {
  std::string out;
  append_fixed(out, scaled, decimals);
  EXPECT_EQ(written([&](JsonWriter& json) { json.fixed(scaled, decimals); }), out);
  return out;
}

std::string padded(std::int64_t scaled, int decimals) {
  std::string out;
  append_fixed_padded(out, scaled, decimals);
  return out;
}

TEST(JsonWriter, Nesting) {
  EXPECT_EQ(
      written([](JsonWriter& json) {
        json.begin_object().member("a", 1).key("b").begin_array().value("x").null().begin_object().end_object();
        json.begin_array().end_array().value(true).end_array().member("c", false).key("d").raw("[1]").end_object();
      }),
      R"({"a":1,"b":["x",null,{},[],true],"c":false,"d":[1]})");
}

TEST(JsonWriter, Numbers) {
  EXPECT_EQ(written([](JsonWriter& json) {
              json.begin_array().value(std::numeric_limits<std::int64_t>::min());
              json.value(std::numeric_limits<std::uint64_t>::max()).value(-3).end_array();
            }),
            "[-9223372036854775808,18446744073709551615,-3]");
  EXPECT_EQ(written([](JsonWriter& json) { json.value(-0.0); }), "0") << "\"-0\" reads as another number";
}

TEST(JsonWriter, MemberOrNull) {
  EXPECT_EQ(written([](JsonWriter& json) {
              json.begin_object().member_or_null("a", "").member_or_null("b", "x").end_object();
            }),
            R"({"a":null,"b":"x"})");
}

TEST(JsonWriter, Escapes) {
  EXPECT_EQ(text("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(text("\n\r\t\x01\x1F\x7F"), R"("\n\r\t\u0001\u001f\u007f")");
  EXPECT_EQ(text(std::string_view("\0", 1)), R"("\u0000")");
  EXPECT_EQ(text("Ca\xC3\xB1on"), "\"Ca\xC3\xB1on\"");
  EXPECT_EQ(written([](JsonWriter& json) { json.begin_object().member("k\"", 1).end_object(); }), R"({"k\"":1})");
}

TEST(JsonWriter, BrokenBytesAreReplaced) {
  EXPECT_EQ(text("Do\xF1"
                 "a"),
            "\"Do\xEF\xBF\xBD"
            "a\"");
  EXPECT_EQ(text("\xE2\x82"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(JsonWriter, WhatIsWrittenCanBeReadBack) {
  const std::string odd = "q\"\\\n\x02 Ca\xC3\xB1on";
  const auto json = Json::parse(written([&](JsonWriter& out) { out.begin_object().member(odd, odd).end_object(); }));
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ(json->text(odd), odd);
}

TEST(JsonWriter, FixedPoint) {
  EXPECT_EQ(fixed(117277412, 2), "1172774.12");
  EXPECT_EQ(fixed(117277410, 2), "1172774.1");
  EXPECT_EQ(fixed(117277400, 2), "1172774");
  EXPECT_EQ(fixed(5, 3), "0.005");
  EXPECT_EQ(fixed(-5, 3), "-0.005");
  EXPECT_EQ(fixed(-100, 2), "-1");
  EXPECT_EQ(fixed(0, 9), "0");
  EXPECT_EQ(fixed(42, 0), "42");
  EXPECT_EQ(fixed(1, 9), "0.000000001");
  EXPECT_EQ(fixed(std::numeric_limits<std::int64_t>::min(), 0), "-9223372036854775808");
  EXPECT_EQ(fixed(std::numeric_limits<std::int64_t>::min(), 9), "-9223372036.854775808");
}

TEST(JsonWriter, FixedPointPadded) {
  EXPECT_EQ(padded(117277400, 2), "1172774.00");
  EXPECT_EQ(padded(-5, 3), "-0.005");
  EXPECT_EQ(padded(0, 2), "0.00");
  EXPECT_EQ(padded(42, 0), "42");
}

TEST(JsonWriterDeathTest, MisuseIsAnAssertion) {
  const auto misuse = [](auto write) { return written([&](JsonWriter& json) { write(json); }); };
  EXPECT_DEATH(misuse([](JsonWriter& json) { json.begin_object().value(1); }), "assertion failed");
  EXPECT_DEATH(misuse([](JsonWriter& json) { json.begin_object().begin_array(); }), "assertion failed");
  EXPECT_DEATH(misuse([](JsonWriter& json) { json.begin_array().key("a"); }), "assertion failed");
  EXPECT_DEATH(misuse([](JsonWriter& json) { json.key("a"); }), "assertion failed");
  EXPECT_DEATH(misuse([](JsonWriter& json) { json.begin_object().key("a").key("b"); }), "assertion failed");
  EXPECT_DEATH(misuse([](JsonWriter& json) { json.begin_object().key("a").end_object(); }), "assertion failed");
  EXPECT_DEATH(misuse([](JsonWriter& json) { json.begin_object().end_array(); }), "assertion failed");
  EXPECT_DEATH(misuse([](JsonWriter& json) { json.end_object(); }), "assertion failed");
  EXPECT_DEATH(misuse([](JsonWriter& json) { json.fixed(1, 10); }), "assertion failed");
}

}  // namespace
}  // namespace housing::base
