#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace housing::base {
namespace {

TEST(Utf8, LengthsOfValidSequences) {
  EXPECT_EQ(utf8_sequence_length("a"), 1U);
  EXPECT_EQ(utf8_sequence_length("\x7F"), 1U);
  EXPECT_EQ(utf8_sequence_length("\xC2\x80"), 2U);
  EXPECT_EQ(utf8_sequence_length("\xDF\xBF"), 2U);
  EXPECT_EQ(utf8_sequence_length("\xE0\xA0\x80"), 3U);
  EXPECT_EQ(utf8_sequence_length("\xED\x9F\xBF"), 3U);
  EXPECT_EQ(utf8_sequence_length("\xEE\x80\x80"), 3U);
  EXPECT_EQ(utf8_sequence_length("\xEF\xBF\xBD more"), 3U);
  EXPECT_EQ(utf8_sequence_length("\xF0\x90\x80\x80"), 4U);
  EXPECT_EQ(utf8_sequence_length("\xF4\x8F\xBF\xBF"), 4U);
}

TEST(Utf8, BrokenSequences) {
  for (const char* broken : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2 ", "\xE0\x9F\xBF", "\xE2\x82",
                             "\xE2\x82x", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                             "\xF5\x80\x80\x80", "\xF0\x90\x80", "\xFE", "\xFF"})
    EXPECT_EQ(utf8_sequence_length(broken), 0U) << broken;
  EXPECT_EQ(utf8_sequence_length(""), 0U);
}

TEST(Utf8, WholeTexts) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("Ca\xC3\xB1on City \xF0\x9F\x8F\xA0"));
  EXPECT_FALSE(
      is_valid_utf8("Do\xF1"
                    "a Ana"));  // Latin-1
  EXPECT_FALSE(is_valid_utf8("cut \xE2\x82"));
}

}  // namespace
}  // namespace housing::base
