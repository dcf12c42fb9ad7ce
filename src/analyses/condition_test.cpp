#include "analyses/condition.hpp"

#include <gtest/gtest.h>

namespace housing::analyses {
namespace {

std::string reread(std::string_view text) {
  const auto condition = parse_condition(text, "where");
  return condition ? condition->text() : "!" + condition.error().kind + ": " + condition.error().detail;
}

std::string from_json(std::string_view text) {
  const auto json = base::Json::parse(text);
  if (!json) return "!json";
  const auto condition = read_condition(*json, "where");
  return condition ? condition->text() : "!" + condition.error().kind;
}

TEST(ParseCondition, ReadsComparisonsAndPrintsThemAlike) {
  EXPECT_EQ(reread("yoy(home_value) >= 5"), "yoy(home_value) >= 5");
  EXPECT_EQ(reread("  rent<2000.5 "), "rent < 2000.5");
  EXPECT_EQ(reread("home_value = 0"), "home_value = 0");
  EXPECT_EQ(reread("cagr( home_value , 10 ) > -1.5"), "cagr(home_value,10) > -1.5");
  EXPECT_EQ(reread("index(rent,2020-01) <= 120"), "index(rent,2020-01) <= 120");
  EXPECT_EQ(reread("home_value between 100000 and 2e5"), "home_value >= 100000 and home_value <= 200000");
  EXPECT_EQ(reread("rent is known"), "rent is known");
  EXPECT_EQ(reread("rent is unknown"), "not (rent is known)");
}

TEST(ParseCondition, OrBindsWeakerThanAndAndNotStrongest) {
  EXPECT_EQ(reread("rent > 1 or rent > 2 and rent > 3"), "rent > 1 or (rent > 2 and rent > 3)");
  EXPECT_EQ(reread("(rent > 1 or rent > 2) and rent > 3"), "(rent > 1 or rent > 2) and rent > 3");
  EXPECT_EQ(reread("not rent > 1 and rent > 3"), "not (rent > 1) and rent > 3");
  EXPECT_EQ(reread("NOT (rent > 1 AND rent > 3)"), "not (rent > 1 and rent > 3)");
}

// What is printed means the same when it is read again.
TEST(ParseCondition, PrintsWhatItReads) {
  for (const char* text : {"rent between 1 and 2 or not (home_value > 3 and rent is unknown)", "not not rent > 1",
                           "((rent > 1))", "price_to_rent < 20 and gross_yield >= 6"}) {
    const std::string once = reread(text);
    EXPECT_EQ(reread(once), once) << text;
  }
}

TEST(ParseCondition, SaysWhereItCannotBeRead) {
  EXPECT_TRUE(reread("").starts_with("!bad-condition: The condition cannot be read at character 1"));
  EXPECT_TRUE(reread("rent >").starts_with("!bad-condition"));
  EXPECT_TRUE(reread("rent > 5 rent").starts_with("!bad-condition: The condition cannot be read at character 10"));
  EXPECT_TRUE(reread("(rent > 5").starts_with("!bad-condition"));
  EXPECT_TRUE(reread("rent > nan").starts_with("!bad-condition"));
  EXPECT_TRUE(reread("rent ! 5").starts_with("!bad-condition"));
  EXPECT_TRUE(reread("rint > 5").starts_with("!unknown-metric"));
  EXPECT_TRUE(reread("twice(rent) > 5").starts_with("!unknown-transform"));
  EXPECT_TRUE(reread("sa(rent) > 5").starts_with("!transform-does-not-apply"));
  EXPECT_TRUE(reread("mom(hpi) > 5").starts_with("!transform-does-not-apply"));
  EXPECT_TRUE(reread("cagr(rent,0) > 5").starts_with("!bad-number"));
  EXPECT_TRUE(reread("index(rent) > 5").starts_with("!bad-date"));
  EXPECT_TRUE(reread("real(unemployment_rate) > 5").starts_with("!transform-does-not-apply"));
}

TEST(ParseCondition, HasLimits) {
  EXPECT_TRUE(reread(std::string(kMaxConditionBytes + 1, ' ')).starts_with("!limit-exceeded"));
  EXPECT_TRUE(reread(std::string(40, '(') + "rent > 1" + std::string(40, ')')).starts_with("!limit-exceeded"));
  std::string many = "rent > 0";
  for (std::size_t i = 1; i < kMaxComparisons; ++i) many += " and rent > 0";
  EXPECT_FALSE(reread(many).starts_with("!"));
  EXPECT_TRUE(reread(many + " and rent > 0").starts_with("!limit-exceeded"));
}

TEST(ReadCondition, TakesTheSameAsJson) {
  EXPECT_EQ(from_json(R"j({"measure":"yoy(home_value)","op":">=","value":5})j"), "yoy(home_value) >= 5");
  EXPECT_EQ(from_json(R"j({"metric":"home_value","transform":"yoy","op":"<","value":-1})j"), "yoy(home_value) < -1");
  EXPECT_EQ(from_json(R"j({"all":[{"measure":"rent","between":[1,2]},{"not":{"measure":"rent","known":false}}]})j"),
            "(rent >= 1 and rent <= 2) and not (not (rent is known))");
  EXPECT_EQ(from_json(R"j({"any":["rent > 1",{"measure":"rent","op":"=","value":0}]})j"), "rent > 1 or rent = 0");
}

TEST(ReadCondition, RefusesWhatIsNone) {
  EXPECT_EQ(from_json("{}"), "!bad-condition");
  EXPECT_EQ(from_json("[]"), "!bad-condition");
  EXPECT_EQ(from_json(R"({"all":[]})"), "!bad-condition");
  EXPECT_EQ(from_json(R"({"measure":"rent","op":"!=","value":5})"), "!bad-condition");
  EXPECT_EQ(from_json(R"({"measure":"rent","op":">","value":"five"})"), "!bad-condition");
  EXPECT_EQ(from_json(R"({"measure":"rent","op":">"})"), "!bad-condition");
  EXPECT_EQ(from_json(R"({"measure":"rent","between":[1]})"), "!bad-condition");
}

TEST(MeasuresOf, NamesEachOnce) {
  const auto condition = parse_condition("rent > 1 or (rent < 0 and yoy(rent) > 2)", "where");
  ASSERT_TRUE(condition);
  const auto measures = measures_of(*condition);
  ASSERT_EQ(measures.size(), 2);
  EXPECT_EQ(measures[0].text(), "rent");
  EXPECT_EQ(measures[1].text(), "yoy(rent)");
}

}  // namespace
}  // namespace housing::analyses
