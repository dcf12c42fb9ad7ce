#include "base/text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace housing::base {
namespace {

TEST(Text, Trim) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim("a"), "a");
  EXPECT_EQ(trim(" \t\r\n"), "");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim("\xC2\xA0"
                 "a"),
            "\xC2\xA0"
            "a");  // a no-break space is a letter here
}

TEST(Text, CaseIsAsciiOnly) {
  EXPECT_EQ(lower("AbZ09-\xC3\x91"), "abz09-\xC3\x91");
  EXPECT_TRUE(equal_ignoring_case("RegionID", "regionid"));
  EXPECT_FALSE(equal_ignoring_case("RegionID", "regionid "));
  EXPECT_FALSE(equal_ignoring_case("[", "{"));
  EXPECT_TRUE(equal_ignoring_case("", ""));
}

TEST(Text, SplitAndJoin) {
  using Views = std::vector<std::string_view>;
  EXPECT_EQ(split("a,b,,c", ','), (Views{"a", "b", "", "c"}));
  EXPECT_EQ(split("", ','), (Views{""}));
  EXPECT_EQ(split(",", ','), (Views{"", ""}));
  EXPECT_EQ(join({"a", "b", "c"}, ", "), "a, b, c");
  EXPECT_EQ(join({"", "a", ""}, ","), ",a,");
  EXPECT_EQ(join({}, ","), "");
}

TEST(Text, ParseInteger) {
  EXPECT_EQ(parse_integer("0"), 0);
  EXPECT_EQ(parse_integer("-17"), -17);
  EXPECT_EQ(parse_integer("007"), 7);
  EXPECT_EQ(parse_integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  for (const char* text : {"", "+1", " 1", "1 ", "1.0", "0x1", "-", "9223372036854775808", "1,000"})
    EXPECT_FALSE(parse_integer(text).has_value()) << text;
}

TEST(Text, EditDistance) {
  EXPECT_EQ(edit_distance("rent", "rent", 3), 0);
  EXPECT_EQ(edit_distance("rent", "rents", 3), 1);
  EXPECT_EQ(edit_distance("rent", "ent", 3), 1);
  EXPECT_EQ(edit_distance("rent", "bent", 3), 1);
  EXPECT_EQ(edit_distance("rent", "rnet", 3), 1);  // neighbours swapped
  EXPECT_EQ(edit_distance("home_value", "hmoe_vlaue", 5), 2);
  EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3);
  EXPECT_EQ(edit_distance("", "abc", 3), 3);
  EXPECT_EQ(edit_distance("", "", 0), 0);
}

TEST(Text, EditDistanceStopsAtTheLimit) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting", 0), 1);
  EXPECT_EQ(edit_distance("a", "abcdefgh", 3), 4);
  EXPECT_EQ(edit_distance("abcdefgh", "stuvwxyz", 1), 2);
}

}  // namespace
}  // namespace housing::base
