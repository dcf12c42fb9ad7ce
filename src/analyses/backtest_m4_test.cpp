// Files of the M4 competition's layout. The competition's own files are taken when HOUSING_TEST_DATA has them under
// m4/.
#include "analyses/backtest_m4.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "base/mapped_file.hpp"
#include "forecast/scores.hpp"

namespace housing::analyses {
namespace {

using forecast::Method;
using forecast::MethodSet;

const std::string kHeader = "\"V1\",\"V2\",\"V3\",\"V4\",\"V5\",\"V6\",\"V7\",\"V8\",\"V9\",\"V10\",\"V11\"\n";

std::string row(const std::string& id, const std::vector<double>& values, std::size_t padded) {
  std::string text = "\"" + id + "\"";
  for (const double value : values) text += "," + std::to_string(value);
  for (std::size_t i = values.size(); i < padded; ++i) text += ",";
  return text + "\n";
}

std::vector<double> line(std::size_t from, std::size_t count) {
  std::vector<double> values;
  for (std::size_t i = from; i < from + count; ++i) values.push_back(100 + 2 * static_cast<double>(i));
  return values;
}

const M4Score& of(const M4Scores& scores, Method method) {
  for (const M4Score& score : scores.methods)
    if (score.method == method) return score;
  throw std::logic_error("no such method");
}

TEST(M4, YearlyLinesByHand) {
  const auto scores =
      score_m4(kHeader + row("Y1", line(0, 20), 30), kHeader + row("Y1", line(20, 6), 6), MethodSet::all());
  ASSERT_TRUE(scores) << scores.error().message;
  ASSERT_EQ(scores->size(), 1u);
  EXPECT_EQ(scores->front().frequency, "Yearly");
  // The last value goes on: off by 2, 4 … 12, of a scale of 2.
  EXPECT_NEAR(of(scores->front(), Method::kNaive).mase, 3.5, 1e-9);
  EXPECT_NEAR(of(scores->front(), Method::kHolt).mase, 0, 1e-6);
  EXPECT_NEAR(of(scores->front(), Method::kDrift).smape, 0, 1e-9);
  EXPECT_DOUBLE_EQ(of(scores->front(), Method::kNaive2).owa, 1);
}

TEST(M4, TheIdTellsTheFrequencyAndAllComesLast) {
  std::vector<double> months;
  for (std::size_t i = 0; i < 138; ++i)
    months.push_back(100 + 20 * std::sin(static_cast<double>(i % 12)) + 0.01 * static_cast<double>(i * 7919 % 13));
  const std::vector<double> known(months.begin(), months.begin() + 120);
  const std::vector<double> came(months.begin() + 120, months.end());
  const auto scores = score_m4(kHeader + row("M1", known, 130) + row("W1", line(0, 60), 130),
                               kHeader + row("M1", came, 20) + row("W1", line(60, 13), 20), MethodSet::all());
  ASSERT_TRUE(scores) << scores.error().message;
  ASSERT_EQ(scores->size(), 3u);
  EXPECT_EQ((*scores)[0].frequency, "Monthly");
  EXPECT_LT(of((*scores)[0], Method::kSeasonalNaive).smape, 0.1);
  EXPECT_LT(of((*scores)[0], Method::kNaive2).smape, 0.2) << "the season is taken out and put back";
  EXPECT_EQ((*scores)[1].frequency, "Weekly");
  EXPECT_EQ((*scores)[2].frequency, "All");
  EXPECT_EQ((*scores)[2].series, 2u);
}

TEST(M4, WhatCannotBeReadIsNamedWithItsLine) {
  const std::string test = kHeader + row("Y1", line(20, 6), 6);
  const auto message = [&](const std::string& train, const std::string& outcome) {
    const auto scores = score_m4(train, outcome, MethodSet::all());
    return scores ? std::string() : scores.error().message;
  };
  EXPECT_NE(message(kHeader + "\"Y1\",1,x,3,4,5\n", test).find("line 2: 'x' in column 3"), std::string::npos);
  EXPECT_NE(message(kHeader + row("X1", line(0, 20), 20), test).find("begins with none of"), std::string::npos);
  EXPECT_NE(message(kHeader + row("Y2", line(0, 20), 20), test).find("Y2 is not in the test file"), std::string::npos);
  EXPECT_NE(message(kHeader + row("Y1", line(0, 20), 20), kHeader + row("Y1", line(20, 5), 5)).find("6 are needed"),
            std::string::npos);
  EXPECT_NE(message(kHeader + row("Y1", line(0, 3), 3), test).find("too short"), std::string::npos);
  EXPECT_NE(message(kHeader + row("Y1", std::vector<double>(9, 4.0), 9), test).find("never changes"),
            std::string::npos);
  EXPECT_NE(message(kHeader, test).find("no series"), std::string::npos);
}

struct Published {
  const char* name;
  Method method;
  double smape;
  double mase;
};

// Evaluation and Ranks.xlsx of the competition's methods repository.
class PublishedM4 : public testing::TestWithParam<Published> {};

TEST_P(PublishedM4, IsMet) {
  // tidy: allow no_getenv because this is a part of tests, which are told by it where the files are
  const char* const named = std::getenv("HOUSING_TEST_DATA");
  const std::filesystem::path folder =
      (named != nullptr ? std::filesystem::path(named)
                        : std::filesystem::path(HOUSING_SOURCE_DIR) / ".." / "shared" / "data") /
      "m4";
  const std::string name = GetParam().name;
  const auto train = base::MappedFile::open(folder / (name + "-train.csv"));
  const auto test = base::MappedFile::open(folder / (name + "-test.csv"));
  if (!train || !test)
    GTEST_SKIP() << (folder / (name + "-train.csv")).string()
                 << " or its -test.csv is missing; the competition's own files are meant";
  const auto scores = score_m4(train->text(), test->text(), {GetParam().method});
  ASSERT_TRUE(scores) << scores.error().message;
  EXPECT_NEAR(of(scores->front(), GetParam().method).smape, GetParam().smape, 0.05);
  EXPECT_NEAR(of(scores->front(), GetParam().method).mase, GetParam().mase, 0.02);
}
INSTANTIATE_TEST_SUITE_P(Files, PublishedM4,
                         testing::Values(Published{"Weekly", Method::kNaive2, 9.161, 2.777},
                                         Published{"Weekly", Method::kSes, 9.012, 2.685},
                                         Published{"Weekly", Method::kTheta, 9.093, 2.637},
                                         Published{"Hourly", Method::kNaive2, 18.383, 2.395},
                                         Published{"Hourly", Method::kSes, 18.094, 2.385},
                                         Published{"Hourly", Method::kTheta, 18.138, 2.455},
                                         Published{"Hourly", Method::kSeasonalNaive, 13.912, 1.193}));

}  // namespace
}  // namespace housing::analyses
