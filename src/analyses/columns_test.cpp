#include "analyses/columns.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analyses/comparison.hpp"
#include "analyses/likeness.hpp"
#include "analyses/map_level.hpp"
#include "analyses/ranking.hpp"
#include "analyses/screen.hpp"
#include "analyses/screen_history.hpp"
#include "app/series_query.hpp"
#include "testing/imported_world.hpp"

namespace housing::analyses {
namespace {

using testing::month_ends;
using Texts = std::vector<std::string>;

constexpr int kMonths = 36;

// Home values from `first` on, growing by `growth` percent a month.
Texts growing(double first, double growth) {
  Texts texts;
  for (int i = 0; i < kMonths; ++i) {
    texts.push_back(std::to_string(first));
    first *= 1 + growth / 100;
  }
  return texts;
}

// The nation, San Francisco and Boston; rents for San Francisco and the nation only.
class ColumnsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    Texts boston = growing(400'000, 1);
    boston[kMonths - 14] = "";
    imported_->import(
        {testing::zillow_file(testing::kMetroHomeValue, month_ends(2022, kMonths),
                              {testing::united_states(growing(300'000, 0.2)),
                               testing::san_francisco(growing(1'000'000, -0.5)), testing::boston(boston)})});
    imported_->import({testing::zillow_file(
        testing::kMetroRent, month_ends(2022, kMonths),
        {testing::united_states(growing(1'500, 0.1)), testing::san_francisco(growing(3'000, 0.3))})});
    columns_ = new Columns(imported_->world());
  }
  static void TearDownTestSuite() {
    delete columns_;
    delete imported_;
  }

  static Measure measure(std::string_view text) {
    const auto parsed = parse_measure(text, "metric");
    EXPECT_TRUE(parsed) << text;
    return *parsed;
  }

  static testing::ImportedWorld* imported_;
  static Columns* columns_;
};
testing::ImportedWorld* ColumnsTest::imported_ = nullptr;
Columns* ColumnsTest::columns_ = nullptr;

// One engine, one number: a column says of each place what /series says of it, at every period.
TEST_F(ColumnsTest, SayWhatSeriesSay) {
  const app::World& world = columns_->world();
  const auto axis = columns_->axis(model::RegionType::kMetro);
  ASSERT_EQ(axis->size(), 2);
  for (const char* transform : {"level", "mom", "yoy", "diff", "log", "annualised", "rank", "percentile", "history"}) {
    Measure asked = measure("home_value");
    asked.transform = *app::parse_transform(transform);
    for (const model::RegionId& region : axis->regions) {
      app::SeriesQuestion question;
      question.regions = {std::string(region.text())};
      question.metrics = {"home_value"};
      question.transform = transform;
      const auto answer = app::answer_series(world, question);
      ASSERT_TRUE(answer) << transform;
      const app::Series& series = answer->series.front();
      for (std::size_t i = 0; i < series.ordinals.size(); ++i) {
        const auto column =
            columns_->column({.measure = asked, .type = model::RegionType::kMetro, .ordinal = series.ordinals[i]});
        ASSERT_NE(column, nullptr);
        EXPECT_EQ(column->decimals, series.decimals) << transform;
        EXPECT_EQ(column->cells()[*axis->find(region)], series.values[i])
            << transform << " " << region.text() << " " << i;
      }
    }
  }
}

TEST_F(ColumnsTest, DerivedMeasuresAreQuotientsOfTheNewest) {
  const auto rank = answer_ranking(*columns_, {.level = {.type = "metro", .within = {}, .period = {}},
                                               .metric = "price_to_rent",
                                               .transform = {},
                                               .order = {},
                                               .limit = {},
                                               .offset = {}});
  ASSERT_TRUE(rank);
  EXPECT_EQ(rank->of, 1);  // Boston has no rent: no quotient, not zero
  const double value = 1'000'000 * std::pow(0.995, kMonths - 1);
  const double rent = 3'000 * std::pow(1.003, kMonths - 1);
  EXPECT_NEAR(static_cast<double>(rank->column->cells()[rank->rows.front().place]) / 100, value / (12 * rent), 0.006);
}

TEST_F(ColumnsTest, RankingsCountAndOrder) {
  RankingQuestion question{.level = {.type = "metro", .within = {}, .period = "2024-11"},
                           .metric = "home_value",
                           .transform = "yoy",
                           .order = "asc",
                           .limit = "1",
                           .offset = {}};
  auto ranking = answer_ranking(*columns_, question);
  ASSERT_TRUE(ranking);
  EXPECT_EQ(ranking->of, 1);  // Boston's value of a year before is missing
  question.level.period = "2024-12";
  ranking = answer_ranking(*columns_, question);
  ASSERT_TRUE(ranking);
  EXPECT_EQ(ranking->of, 2);
  EXPECT_EQ(ranking->level.axis->regions[ranking->rows.front().place].text(), "metro-41860");
  EXPECT_EQ(ranking->next, 1);
  question.level.type = "zip";
  EXPECT_EQ(answer_ranking(*columns_, question).error().kind, "no-data");
  question.level.type = "village";
  EXPECT_EQ(answer_ranking(*columns_, question).error().kind, "unknown-type");
}

Screen screened(Columns& columns, const std::string& where) {
  ScreenQuestion question{.level = {.type = "metro", .within = {}, .period = {}},
                          .where = *parse_condition(where, "where"),
                          .columns = {},
                          .sort = {},
                          .order = {},
                          .limit = {},
                          .offset = {},
                          .histograms = true,
                          .ids = true};
  auto screen = answer_screen(columns, question);
  EXPECT_TRUE(screen) << where;
  return std::move(*screen);
}

TEST_F(ColumnsTest, ScreensKeepWhatIsTrueAndTellWhatIsUnknown) {
  EXPECT_EQ(screened(*columns_, "home_value > 500000").matched, 2);
  EXPECT_EQ(screened(*columns_, "yoy(home_value) < 0").matched, 1);
  const Screen rents = screened(*columns_, "rent > 0");
  EXPECT_EQ(rents.matched, 1);
  EXPECT_EQ(rents.unknown, 1);
  EXPECT_EQ(screened(*columns_, "not rent > 0").matched, 0);  // a missing rent is not "not above zero"
  EXPECT_EQ(screened(*columns_, "rent is unknown").matched, 1);
  EXPECT_EQ(screened(*columns_, "rent > 0 or home_value > 0").matched, 2);
  const Screen both = screened(*columns_, "home_value > 0 and yoy(home_value) > 0");
  EXPECT_EQ(both.matched, 1);
  EXPECT_EQ(both.all.size(), 1);
  const Histogram& histogram = *both.columns[1].histogram;  // of yoy: without its own part both places count
  std::uint32_t matching = 0;
  for (const std::uint32_t count : histogram.matching) matching += count;
  EXPECT_EQ(matching, 2);
}

// Bounds are compared as decimals, not as binary fractions.
TEST_F(ColumnsTest, BoundsAreExact) {
  const auto level = screened(*columns_, "home_value > 0");
  const auto cells = level.columns.front().column->cells();
  for (std::size_t place = 0; place < cells.size(); ++place) {
    std::string text;
    const auto cents = cells[place];
    text = std::to_string(cents / 100) + "." + (cents % 100 < 10 ? "0" : "") + std::to_string(cents % 100);
    EXPECT_EQ(screened(*columns_, "home_value = " + text).matched, 1) << text;
    const auto least = screened(*columns_, "home_value >= " + text).matched;
    EXPECT_EQ(screened(*columns_, "home_value > " + text).matched + 1, least) << text;
  }
}

TEST_F(ColumnsTest, MapsOfManyMonthsComeBackWithinHalfAStep) {
  const auto maps = answer_maps(*columns_, {.map = {.level = {.type = "metro", .within = {}, .period = {}},
                                                    .metric = "home_value",
                                                    .transform = {},
                                                    .breaks = {},
                                                    .classes = {}},
                                            .from = {},
                                            .to = {}});
  ASSERT_TRUE(maps);
  ASSERT_EQ(maps->ordinals.size(), kMonths);
  ASSERT_EQ(maps->places.size(), 2);
  std::size_t gaps = 0;
  for (std::size_t period = 0; period < maps->ordinals.size(); ++period) {
    const auto column = columns_->column(
        {.measure = maps->measure, .type = model::RegionType::kMetro, .ordinal = maps->ordinals[period]});
    for (std::size_t i = 0; i < maps->places.size(); ++i) {
      const std::uint16_t code = maps->codes[period * maps->places.size() + i];
      const auto cell = column->cells()[maps->places[i]];
      EXPECT_EQ(code == 0, cell == model::kWideGap);
      gaps += code == 0 ? 1 : 0;
      if (code == 0) continue;
      EXPECT_NEAR(maps->least + (code - 1) * maps->step, static_cast<double>(cell), maps->step / 2 + 1e-6);
    }
  }
  EXPECT_EQ(gaps, 1);
}

TEST_F(ColumnsTest, AScreensHistoryIsWhatCameAfter) {
  const auto history = answer_screen_history(*columns_, {.level = {.type = "metro", .within = {}, .period = {}},
                                                         .where = *parse_condition("home_value > 700000", "where"),
                                                         .outcome = {},
                                                         .horizon = "12",
                                                         .from = "2023-01",
                                                         .to = "2023-06"});
  ASSERT_TRUE(history);
  ASSERT_EQ(history->periods.size(), 6);
  for (const HistoryPeriod& period : history->periods) {
    EXPECT_EQ(period.matched, 1);  // San Francisco
    EXPECT_NEAR(period.median, 100 * (std::pow(0.995, 12) - 1), 0.001);
    EXPECT_NEAR(period.mean_of_all, (100 * (std::pow(0.995, 12) - 1) + 100 * (std::pow(1.01, 12) - 1)) / 2, 0.001);
  }
  EXPECT_EQ(history->ahead, 0);
  EXPECT_EQ(history->thin, 6);
}

TEST_F(ColumnsTest, ComparesPlacesSideBySide) {
  const auto comparison = answer_comparison(
      *columns_, {.regions = {"metro-41860", "metro-14460", "us"}, .metrics = {"home_value", "rent"}, .period = {}});
  ASSERT_TRUE(comparison);
  ASSERT_EQ(comparison->rows.size(), 2);
  EXPECT_EQ(comparison->rows[0].cells[0].of, 2);
  EXPECT_EQ(comparison->rows[0].cells[2].rank, 0);  // the nation is alone
  EXPECT_FALSE(comparison->rows[1].cells[1].value);
  EXPECT_FALSE(comparison->notes.empty());
}

TEST_F(ColumnsTest, LikenessNeedsFeatures) {
  EXPECT_EQ(answer_similar(*columns_, {.region = "metro-14460", .weights = {}, .within = {}, .limit = {}}).error().kind,
            "no-data");
  EXPECT_EQ(answer_similar(*columns_, {.region = "metro-41860", .weights = "beauty:1", .within = {}, .limit = {}})
                .error()
                .kind,
            "unknown-feature");
  const auto correlated =
      answer_correlated(*columns_, {.region = "metro-41860", .metric = {}, .months = "24", .within = {}, .limit = {}});
  ASSERT_TRUE(correlated);
  EXPECT_EQ(correlated->first, model::Period::month(2023, 1).ordinal);
}

TEST(ColumnHolder, KeepsTheColumnsOfAWorld) {
  testing::ImportedWorld imported;
  imported.import(
      {testing::zillow_file(testing::kMetroHomeValue, month_ends(2023, 3), {testing::boston({"1", "2", "3"})})});
  ColumnHolder holder;
  const auto world = imported.world();
  const auto columns = holder.of(world);
  EXPECT_EQ(holder.of(world), columns);
  imported.import_one(
      testing::zillow_file(testing::kMetroRent, month_ends(2023, 3), {testing::boston({"4", "5", "6"})}));
  const auto next = imported.world();
  ASSERT_NE(next, world);
  EXPECT_NE(holder.of(next), columns);
}

}  // namespace
}  // namespace housing::analyses
