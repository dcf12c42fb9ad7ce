// Alerts from being made to being told of: one person, one world, publications in a row.
#include "alerts/desk.hpp"

#include <gtest/gtest.h>

#include "accounts/letters.hpp"
#include "accounts/saved.hpp"
#include "alerts/publication.hpp"
#include "testing/imported_world.hpp"
#include "testing/people.hpp"

namespace housing::alerts {
namespace {

using accounts::Caller;
using accounts::Outcome;
using accounts::RefusalKind;
using testing::kMetroHomeValue;
using Values = std::vector<std::string>;

constexpr std::string_view kBoston = "metro-14460";
constexpr std::string_view kChicago = "metro-16980";

class DeskTest : public ::testing::Test {
 protected:
  void SetUp() override {
    people_.join("ann@example.org");
    ann_ = people_.caller("ann@example.org");
    publish({"90", "95"}, {"50", "55"});
  }
  const accounts::Context& context() { return people_.context(); }
  void publish(const Values& boston, Values chicago) {
    chicago.resize(boston.size());
    world_.import_one(testing::zillow_file(kMetroHomeValue, testing::month_ends(2024, static_cast<int>(boston.size())),
                                           {testing::boston(boston), testing::chicago(chicago)}),
                      model::Date::of(2025, 1, ++releases_));
  }
  EvaluationReport evaluate() {
    auto report = evaluate_publication(context(), world_.world());
    EXPECT_TRUE(report.has_value());
    return report.value_or(EvaluationReport{});
  }
  static AlertRequest above(double threshold, std::string_view region = kBoston) {
    AlertRequest request;
    request.region = region;
    request.metric = "home_value";
    request.op = "above";
    request.threshold = threshold;
    return request;
  }
  MadeAlert make(const AlertRequest& request) {
    auto made = create_alert(context(), ann_, world_.world(), request);
    EXPECT_TRUE(made.has_value());
    return made.value_or(MadeAlert{});
  }
  std::vector<std::string> fields(const AlertRequest& request) {
    const auto refused = create_alert(context(), ann_, world_.world(), request);
    std::vector<std::string> fields;
    if (!refused)
      for (const accounts::FieldError& error : refused.error().fields) fields.push_back(error.field);
    return fields;
  }
  std::size_t mails() { return people_.mails_to("ann@example.org").size() - 1; }  // but the one to verify
  std::vector<records::Notification> notices() {
    return list_notifications(context(), ann_, false).value_or(std::vector<records::Notification>{});
  }

  testing::People people_;
  testing::ImportedWorld world_;
  Caller ann_;
  int releases_ = 0;
};

TEST_F(DeskTest, TellsEveryMistakeAtOnceByTheNamesOfTheForm) {
  AlertRequest request;
  request.region = "atlantis";
  request.metric = "happiness";
  request.transform = "index";
  request.op = "near";
  request.hysteresis = -1;
  request.cooldown_days = kMaxCooldownDays + 1;
  request.delivery = "pigeon";
  request.name = "two\nlines";
  EXPECT_EQ(fields(request), (std::vector<std::string>{"region", "metric", "transform", "op", "threshold", "hysteresis",
                                                       "cooldown", "delivery", "name"}));
  AlertRequest both = above(1);
  both.list = "mine";
  EXPECT_EQ(fields(both), std::vector<std::string>{"region"});
  AlertRequest percentile = above(101);
  percentile.op = "percentile";
  EXPECT_EQ(fields(percentile), std::vector<std::string>{"threshold"});
}

TEST_F(DeskTest, OnlyWatchesWhatNeedsTheSeriesAlone) {
  for (const std::string_view name : app::transform_names()) {
    AlertRequest request = above(1);
    request.transform = name;
    const bool watched = name == "level" || name == "mom" || name == "yoy" || name == "diff" || name == "annualised";
    EXPECT_EQ(fields(request), watched ? std::vector<std::string>{} : std::vector<std::string>{"transform"}) << name;
  }
}

TEST_F(DeskTest, SaysHowThingsStandWhenItIsMade) {
  const MadeAlert made = make(above(92));
  ASSERT_EQ(made.now.size(), 1u);
  EXPECT_EQ(made.now[0].period, "2024-02");
  EXPECT_EQ(made.now[0].value, 95);
  EXPECT_TRUE(made.now[0].beyond);
  EXPECT_EQ(evaluate().fired, 0u);
  EXPECT_EQ(mails(), 0u);
}

TEST_F(DeskTest, TellsAnEventOnceHoweverOftenItIsEvaluated) {
  make(above(100));
  publish({"90", "95", "110"}, {"50", "55", "56"});
  EXPECT_EQ(evaluate().mails, 1u);
  EXPECT_EQ(evaluate().fired, 0u);
  EXPECT_EQ(mails(), 1u);
  ASSERT_EQ(notices().size(), 1u);
  EXPECT_EQ(notices()[0].link, "/region/metro-14460");
  publish({"90", "95", "110", "90", "120"}, {"50", "55", "56"});
  EXPECT_EQ(evaluate().mails, 1u) << "and again when it comes again";
}

TEST_F(DeskTest, WatchesEveryPlaceOfAList) {
  for (const std::string_view place : {kBoston, kChicago}) ASSERT_TRUE(accounts::watch(context(), ann_, "mine", place));
  ASSERT_TRUE(accounts::watch(context(), ann_, "other", "us"));
  AlertRequest request = above(100, "");
  request.list = "mine";
  EXPECT_EQ(make(request).now.size(), 2u);
  publish({"90", "95", "110"}, {"50", "55", "120"});
  const EvaluationReport report = evaluate();
  EXPECT_EQ(report.places, 2u);
  EXPECT_EQ(report.fired, 2u);
  EXPECT_EQ(report.mails, 1u);
  EXPECT_EQ(notices().size(), 2u);
}

TEST_F(DeskTest, IsSilentWhilePausedAndForWhoIsLeaving) {
  const MadeAlert made = make(above(100));
  AlertChange pause;
  pause.paused = true;
  ASSERT_TRUE(change_alert(context(), ann_, made.alert.id, pause));
  publish({"90", "95", "110"}, {"50", "55", "56"});
  EXPECT_EQ(evaluate().alerts, 0u);
  pause.paused = false;
  ASSERT_TRUE(change_alert(context(), ann_, made.alert.id, pause));
  EXPECT_EQ(evaluate().alerts, 1u);
}

TEST_F(DeskTest, EndsByTheLinkInItsMailAlone) {
  const MadeAlert made = make(above(100));
  const std::string token = accounts::unsubscribe_token(context(), "alert:" + made.alert.id);
  EXPECT_FALSE(unsubscribe(context(), token + "x"));
  EXPECT_FALSE(unsubscribe(context(), ""));
  for (const std::string_view subject : {"alert:nobody", "digest:nobody", "other:x", "alert:", ""})
    EXPECT_TRUE(unsubscribe(context(), accounts::unsubscribe_token(context(), subject))) << subject;
  EXPECT_TRUE(unsubscribe(context(), token));
  EXPECT_TRUE(unsubscribe(context(), token)) << "and again";
  publish({"90", "95", "110"}, {"50", "55", "56"});
  EXPECT_EQ(evaluate().fired, 1u);
  EXPECT_EQ(mails(), 0u);
  EXPECT_EQ(notices().size(), 1u) << "on the page it is still said";
}

TEST_F(DeskTest, BelongsToItsPerson) {
  const MadeAlert made = make(above(100));
  people_.join("bob@example.org");
  const Caller bob = people_.caller("bob@example.org");
  AlertChange change;
  change.name = "mine now";
  const auto changed = change_alert(context(), bob, made.alert.id, change);
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().kind, RefusalKind::kNotFound);
  EXPECT_FALSE(delete_alert(context(), bob, made.alert.id));
  EXPECT_EQ(list_alerts(context(), bob)->size(), 0u);
  EXPECT_TRUE(delete_alert(context(), ann_, made.alert.id));
  EXPECT_FALSE(delete_alert(context(), ann_, made.alert.id));
}

TEST_F(DeskTest, HasALimit) {
  for (std::size_t i = 0; i < kMaxAlerts; ++i) make(above(100));
  const auto refused = create_alert(context(), ann_, world_.world(), above(100));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, RefusalKind::kLimit);
  publish({"90", "95", "110"}, {"50", "55", "56"});
  EXPECT_EQ(evaluate().fired, kMaxAlerts);
}

TEST_F(DeskTest, RehearsesNewestFirst) {
  publish({"90", "110", "90", "120"}, {"50", "120", "50", "50"});
  ASSERT_TRUE(accounts::watch(context(), ann_, "mine", kBoston));
  ASSERT_TRUE(accounts::watch(context(), ann_, "mine", kChicago));
  AlertRequest request = above(100, "");
  request.list = "mine";
  const auto plan = plan_rehearsal(context(), ann_, *world_.world(), request);
  ASSERT_TRUE(plan);
  const std::optional<Rehearsal> rehearsal = rehearse(*world_.world(), *plan);
  ASSERT_TRUE(rehearsal);
  EXPECT_EQ(rehearsal->total, 3u);
  EXPECT_EQ(rehearsal->places, 2u);
  EXPECT_EQ(rehearsal->firings.front().firing.ordinal, model::Period::month(2024, 4).ordinal);
  EXPECT_EQ(list_alerts(context(), ann_)->size(), 0u) << "nothing is made";
}

}  // namespace
}  // namespace housing::alerts
