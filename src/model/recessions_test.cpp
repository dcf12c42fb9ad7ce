#include "model/recessions.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace housing::model {
namespace {

// The NBER's table gives each contraction's length in months beside its dates.
TEST(Recessions, LastAsLongAsTheNberSays) {
  std::vector<int> months;
  for (const Recession& recession : recessions()) months.push_back(recession.trough.ordinal - recession.peak.ordinal);
  EXPECT_EQ(months, (std::vector<int>{11, 10, 8, 10, 11, 16, 6, 16, 8, 8, 18, 2}));
}

// And the expansion between two, from trough to peak.
TEST(Recessions, AreAsFarApartAsTheNberSays) {
  std::vector<int> months;
  for (std::size_t i = 1; i < recessions().size(); ++i)
    months.push_back(recessions()[i].peak.ordinal - recessions()[i - 1].trough.ordinal);
  EXPECT_EQ(months, (std::vector<int>{45, 39, 24, 106, 36, 58, 12, 92, 120, 73, 128}));
}

TEST(Recessions, BeginAfterThePeakAndEndWithTheTrough) {
  EXPECT_FALSE(in_recession(Period::month(2007, 12)));
  EXPECT_TRUE(in_recession(Period::month(2008, 1)));
  EXPECT_TRUE(in_recession(Period::month(2009, 6)));
  EXPECT_FALSE(in_recession(Period::month(2009, 7)));
  EXPECT_TRUE(in_recession(Period::month(2020, 3)));
  EXPECT_FALSE(in_recession(Period::month(1948, 11)));
  EXPECT_FALSE(in_recession(Period::month(2025, 1)));
}

// FRED's USRECM, USREC and USRECP in 2020, whose peak was in February and whose trough in April.
TEST(RecessionBands, ComeInThreeReadings) {
  const auto band = [](const char* name) {
    const RecessionBand last = recession_bands(parse_recession_reading(name).value()).back();
    return last.from.to_string() + " " + last.to.to_string();
  };
  EXPECT_EQ(band("midpoint"), "2020-02 2020-04");
  EXPECT_EQ(band("trough"), "2020-03 2020-04");
  EXPECT_EQ(band("peak"), "2020-02 2020-03");
  EXPECT_FALSE(parse_recession_reading("both"));
  for (const RecessionBand& one : recession_bands(RecessionReading::kTrough))
    for (Period month = one.from; month <= one.to; ++month.ordinal) EXPECT_TRUE(in_recession(month));
}

}  // namespace
}  // namespace housing::model
