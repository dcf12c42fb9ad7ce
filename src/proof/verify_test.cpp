#include "proof/verify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "base/json.hpp"
#include "proof/families.hpp"
#include "proof/methods.hpp"

namespace housing::proof {
namespace {

using base::Json;

TEST(BuiltInExamples, AllAgreeAndAllAreUnderstood) {
  const auto report = verify(built_in_examples());
  ASSERT_TRUE(report) << report.error().message;
  for (const FamilyReport& family : report->families)
    for (const Check& check : family.checks)
      EXPECT_TRUE(check.ok()) << check.name << ": expected " << check.expected << ", got " << check.got
                              << ", tolerance " << check.tolerance;
  EXPECT_TRUE(report->unknown.empty()) << report->unknown.front();
  EXPECT_TRUE(report->not_run.empty()) << report->not_run.front().name;
  EXPECT_GT(report->count(), 100u);
}

TEST(Methods, EachHasExamplesAndEachFamilyIsAMethods) {
  const Report report = verify_built_in();
  for (const Method& method : all_methods()) {
    const FamilyReport* family = report.find(method.family);
    ASSERT_NE(family, nullptr) << method.id;
    EXPECT_FALSE(family->checks.empty()) << method.id;
  }
  for (const FamilyReport& family : report.families)
    EXPECT_EQ(std::ranges::count(all_methods(), family.key, &Method::family), 1) << family.key;
}

// Every number of the examples in turn, made wrong by more than rounding: something must turn red, or be refused.
void each_number(Json& json, const std::string& path, auto&& visit) {
  if (auto* object = std::get_if<Json::Object>(&json.value_)) {
    for (auto& [name, member] : *object) each_number(member, path + "." + name, visit);
  } else if (auto* array = std::get_if<Json::Array>(&json.value_)) {
    for (std::size_t i = 0; i < array->size(); ++i)
      each_number((*array)[i], path + "[" + std::to_string(i) + "]", visit);
  } else if (std::holds_alternative<double>(json.value_) || std::holds_alternative<std::int64_t>(json.value_)) {
    visit(json, path);
  }
}

// Inputs that other values serve as well: places in an order, a cost without an income to compare it with.
const std::set<std::string> kWithoutEffect = {"midrank_percentile.x[0]", "midrank_percentile.x[3]",
                                              "midrank_percentile.x[4]", "cost_burden[4].monthly_cost"};

TEST(BuiltInExamples, EveryWrongNumberTurnsThemRed) {
  auto document = Json::parse(built_in_examples());
  ASSERT_TRUE(document);
  for (auto& [key, family] : std::get<Json::Object>(document->value_)) {
    std::size_t seen = 0;
    each_number(family, key, [&](Json& number, const std::string& path) {
      if (kWithoutEffect.contains(path) || path.starts_with("heat_points")) return;  // a band holds many values
      if (++seen > 60 && seen % 40 != 0) return;                                     // of long series a part
      const auto kept = number.value_;
      number.value_ = number.number_or(0) * 1.02 + 1.5;
      Json one;
      one.value_ = Json::Object{{key, family}};
      const auto report = verify(base::to_text(one));
      EXPECT_TRUE(!report || !report->ok()) << path << " may be anything";
      number.value_ = kept;
    });
  }
}

TEST(Verify, NamesWhatIsMissingOrOfTheWrongKind) {
  const auto complaint = [](std::string_view text) {
    const auto report = verify(text);
    return report ? std::string("none") : report.error().message;
  };
  EXPECT_EQ(complaint(R"({"cagr": {"x0": 1, "years": 3, "cagr": 0}})"),
            "cagr.x1: a number is needed, and there is none");
  EXPECT_EQ(complaint(R"({"cagr": {"x0": 1, "x1": "2", "years": 3, "cagr": 0}})"), "cagr.x1: a number is needed");
  EXPECT_EQ(complaint(R"({"mortgage": [{"P": 1, "rate": 2, "years": 30}, {"P": [], "rate": 1, "years": 1}]})"),
            "mortgage[1].P: a number is needed");
  EXPECT_EQ(complaint(R"({"mortgage": {"P": 1}})"), "mortgage: an array is needed");
  EXPECT_EQ(complaint(R"({"mortgage": [{"P": 1, "rate": -2, "years": 30}]})"), "mortgage[0]: rate is out of bounds");
  EXPECT_EQ(complaint(R"({"mortgage": [{"P": 1, "rate": 2, "years": 1e300}]})"), "mortgage[0]: years is out of bounds");
  EXPECT_EQ(complaint("[]"), "the document: an object is needed");
  EXPECT_NE(complaint("{\"cagr\": "), "none");
}

TEST(Verify, NamesWhatNobodyUnderstands) {
  const auto report = verify(
      R"({"cagr": {"x0": 1, "x1": 1, "years": 1, "cagr": 0, "extra": 5}, "novelty": [1], "_note": "x",
          "mortgage": [{"P": 12, "rate": 0, "years": 1, "exact": 1, "apr": 3}]})");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->failed(), 0u);
  EXPECT_FALSE(report->ok());
  EXPECT_EQ(report->unknown, (std::vector<std::string>{"cagr.extra", "novelty", "mortgage[0].apr"}));
}

TEST(Verify, AWrongExpectationFails) {
  const auto report = verify(R"({"mortgage": [{"P": 200000, "rate": 6.5, "years": 30, "published": 1264.15}]})");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->failed(), 1u);
  const Check& check = report->families[0].checks[0];
  EXPECT_EQ(check.name, "mortgage[0].published");
  EXPECT_DOUBLE_EQ(check.expected, 1264.15);
  EXPECT_NEAR(check.got, 1264.1360469859, 1e-9);
  EXPECT_DOUBLE_EQ(check.tolerance, 0.005);
}

TEST(RoundingOf, IsHalfAUnitOfTheLastDigit) {
  EXPECT_DOUBLE_EQ(rounding_of(5.5), 0.05);
  EXPECT_DOUBLE_EQ(rounding_of(1966), 0.5);
  EXPECT_DOUBLE_EQ(rounding_of(-0.25), 0.005);
  EXPECT_DOUBLE_EQ(rounding_of(1264.1360469859305), 1264.1360469859305 * kLastBits);
  EXPECT_DOUBLE_EQ(rounding_of(0), 0.5);
  EXPECT_FALSE((Check{"x", 1, std::nan(""), 1}.ok()));
}

}  // namespace
}  // namespace housing::proof
