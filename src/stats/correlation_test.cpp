#include "stats/correlation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace housing::stats {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t kWidth = 30;

std::vector<float> line(float slope, float from) {
  std::vector<float> values(kWidth);
  for (std::size_t i = 0; i < kWidth; ++i) values[i] = from + slope * static_cast<float>(i * i % 17);
  return values;
}

std::vector<float> joined(std::initializer_list<std::vector<float>> rows) {
  std::vector<float> all;
  for (const auto& row : rows) all.insert(all.end(), row.begin(), row.end());
  return all;
}

TEST(Correlate, IsOneOfTheSameAndMinusOneOfTheOpposite) {
  const auto all = correlate(scaled_rows(joined({line(2, 5), line(3, -1), line(-1, 0)}), kWidth), 0);
  EXPECT_NEAR(all[0].r, 1, 1e-6);
  EXPECT_NEAR(all[1].r, 1, 1e-6);
  EXPECT_NEAR(all[2].r, -1, 1e-6);
  EXPECT_EQ(all[1].common, kWidth);
}

TEST(Correlate, CountsOnlyWhatBothHave) {
  auto gappy = line(2, 0);
  gappy[3] = kNaN;
  auto sparse = std::vector<float>(kWidth, kNaN);
  sparse[0] = 1;
  const auto flat = std::vector<float>(kWidth, 4.0F);
  const auto all = correlate(scaled_rows(joined({line(1, 0), gappy, sparse, flat}), kWidth), 0);
  EXPECT_NEAR(all[1].r, 1, 1e-6);
  EXPECT_EQ(all[1].common, kWidth - 1);
  EXPECT_TRUE(std::isnan(all[2].r));
  EXPECT_EQ(all[2].common, 1);
  EXPECT_TRUE(std::isnan(all[3].r));
}

TEST(Correlate, TheQuickWayAgreesWithTheCarefulOne) {
  std::mt19937 random(5);
  std::normal_distribution<float> number(3, 2);
  std::vector<float> rows(40 * kWidth);
  for (float& value : rows) value = number(random);
  const auto quick = correlate(scaled_rows(rows, kWidth), 7);
  auto careful_rows = rows;
  careful_rows.insert(careful_rows.end(), rows.begin() + 7 * kWidth, rows.begin() + 8 * kWidth);
  auto scaled = scaled_rows(careful_rows, kWidth);
  scaled.complete[40] = 0;  // so that the last row, the same as the seventh, is compared the other way
  const auto careful = correlate(scaled, 40);
  for (std::size_t i = 0; i < 40; ++i) EXPECT_NEAR(quick[i].r, careful[i].r, 1e-5) << i;
}

}  // namespace
}  // namespace housing::stats
