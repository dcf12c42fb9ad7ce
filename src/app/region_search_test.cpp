#include "app/region_search.hpp"

#include <gtest/gtest.h>

#include <set>

#include "testing/imported_world.hpp"

namespace housing::app {
namespace {

class RegionSearchTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    imported_->import_one(
        testing::zillow_file(testing::kMetroHomeValue, {"2024-01-31"},
                             {testing::san_francisco({"1"}), {"999999", "Zzyzx Springs, CA", "msa", {"5"}}}));
    world_ = imported_->world();
  }
  static void TearDownTestSuite() {
    world_.reset();
    delete imported_;
  }
  static RegionPage page(const RegionQuestion& question) {
    auto answer = answer_regions(*world_, question);
    EXPECT_TRUE(answer.has_value()) << answer.error().detail;
    return answer ? std::move(*answer) : RegionPage{};
  }
  static QuestionError error(const RegionQuestion& question) {
    const auto answer = answer_regions(*world_, question);
    EXPECT_FALSE(answer.has_value());
    return answer ? QuestionError{} : answer.error();
  }
  static RegionQuestion ask(std::string text, std::string types = {}) {
    RegionQuestion question;
    question.text = std::move(text), question.types = std::move(types);
    return question;
  }

  static inline testing::ImportedWorld* imported_ = nullptr;
  static inline std::shared_ptr<const World> world_;
};

TEST_F(RegionSearchTest, GivesEveryPlaceOnceAcrossPages) {
  RegionQuestion question = ask("", "state");
  question.limit = "7";
  std::vector<std::string> paged;
  int pages = 0;
  do {
    const RegionPage now = page(question);
    EXPECT_LE(now.regions.size(), 7u);
    for (const model::RegionId& id : now.regions) paged.emplace_back(id.text());
    question.cursor = now.next;
    ASSERT_LT(++pages, 30);
  } while (!question.cursor.empty());
  question.limit = "200";
  std::vector<std::string> whole;
  for (const model::RegionId& id : page(question).regions) whole.emplace_back(id.text());
  EXPECT_EQ(paged, whole);
  EXPECT_EQ(std::set(paged.begin(), paged.end()).size(), paged.size());
  EXPECT_GE(paged.size(), 51u);
}

TEST_F(RegionSearchTest, EndsWithAFullLastPage) {
  RegionQuestion question = ask("", "us");
  question.limit = "1";
  const RegionPage one = page(question);
  EXPECT_EQ(one.regions.size(), 1u);
  EXPECT_EQ(one.next, "") << "as many as asked for, and no more behind them";
}

TEST_F(RegionSearchTest, FindsThePublishersOwnPlaces) {
  const RegionPage found = page(ask("zzyzx springs"));
  ASSERT_EQ(found.regions.size(), 1u);
  EXPECT_EQ(found.regions[0].text(), "x-zillow-999999");
  EXPECT_EQ(world_->label(found.regions[0]), "Zzyzx Springs, CA");
  EXPECT_EQ(world_->metric_count(found.regions[0]), 1);
  EXPECT_EQ(world_->metric_count(*model::RegionId::parse("state-ca")), 0);
}

TEST_F(RegionSearchTest, FiltersByTypeAndPlace) {
  for (const model::RegionId& id : page(ask("san", "metro,county")).regions)
    EXPECT_TRUE(id.type() == model::RegionType::kMetro || id.type() == model::RegionType::kCounty) << id.text();
  RegionQuestion question = ask("", "county");
  question.within = "state-de", question.limit = "50";
  EXPECT_EQ(page(question).regions.size(), 3u);
}

TEST_F(RegionSearchTest, RefusesWhatMakesNoSense) {
  EXPECT_EQ(error(ask(std::string(kMaxSearchText + 1, 'a'))).parameter, "q");
  EXPECT_TRUE(answer_regions(*world_, ask(std::string(kMaxSearchText, 'a'))).has_value());
  const QuestionError type = error(ask("", "metro,galaxy"));
  EXPECT_EQ(type.parameter, "type");
  EXPECT_EQ(type.suggestions.size(), model::kRegionTypes);
  RegionQuestion within = ask("");
  within.within = "state-zz";
  EXPECT_EQ(error(within).kind, "unknown-region");
  EXPECT_EQ(error(within).code, base::ErrorCode::kNotFound);
  for (const char* limit : {"0", "201", "-1", "x", "1e2"}) {
    RegionQuestion question = ask("");
    question.limit = limit;
    EXPECT_EQ(error(question).parameter, "limit") << limit;
  }
  for (const char* cursor : {"-1", "next", "100001"}) {
    RegionQuestion question = ask("");
    question.cursor = cursor;
    EXPECT_EQ(error(question).parameter, "cursor") << cursor;
  }
}

}  // namespace
}  // namespace housing::app
