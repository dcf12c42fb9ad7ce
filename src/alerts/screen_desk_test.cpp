// Alerts on screens from being made to being told of: one person, one world, publications in a row.
#include "alerts/screen_desk.hpp"

#include <gtest/gtest.h>

#include "accounts/letters.hpp"
#include "accounts/profile.hpp"
#include "alerts/desk.hpp"
#include "alerts/digest.hpp"
#include "alerts/publication.hpp"
#include "testing/imported_world.hpp"
#include "testing/people.hpp"

namespace housing::alerts {
namespace {

using accounts::Caller;
using accounts::RefusalKind;
using Texts = std::vector<std::string>;

class ScreenDeskTest : public ::testing::Test {
 protected:
  void SetUp() override {
    people_.join("ann@example.org");
    ann_ = people_.caller("ann@example.org");
    publish({"90", "95"}, {"50", "55"});
  }
  const accounts::Context& context() { return people_.context(); }
  void publish(const Texts& boston, const Texts& chicago) {
    world_.clock().advance(std::chrono::hours(1));
    before_ = world_.holder().get();
    world_.import_one(
        testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2024, static_cast<int>(boston.size())),
                             {testing::boston(boston), testing::chicago(chicago)}),
        model::Date::of(2025, 1, ++releases_));
  }
  EvaluationReport evaluate(std::shared_ptr<const app::World> world = nullptr) {
    auto report = evaluate_publication(context(), world != nullptr ? world : world_.world());
    EXPECT_TRUE(report.has_value());
    return report.value_or(EvaluationReport{});
  }
  static AlertRequest metros_where(std::string_view where) {
    AlertRequest request;
    request.screen = {.type = "metro", .within = {}, .where = std::string(where)};
    return request;
  }
  records::Alert make(const AlertRequest& request) {
    auto made = create_alert(context(), ann_, world_.world(), request);
    EXPECT_TRUE(made.has_value());
    return made.value_or(MadeAlert{}).alert;
  }
  std::vector<accounts::FieldError> mistakes(const AlertRequest& request) {
    const auto refused = create_alert(context(), ann_, world_.world(), request);
    return refused ? std::vector<accounts::FieldError>{} : refused.error().fields;
  }
  Texts fields(const AlertRequest& request) {
    Texts fields;
    for (const accounts::FieldError& error : mistakes(request)) fields.push_back(error.field);
    return fields;
  }
  Texts mails() {
    Texts all = people_.mails_to("ann@example.org");
    all.erase(all.begin());  // the one to verify
    return all;
  }
  std::vector<records::Notification> notices() {
    return list_notifications(context(), ann_, false).value_or(std::vector<records::Notification>{});
  }
  records::Alert listed() { return list_alerts(context(), ann_)->at(0); }

  testing::People people_;
  testing::ImportedWorld world_;
  std::shared_ptr<const app::World> before_;  // the world before the last publication
  Caller ann_;
  int releases_ = 0;
};

TEST_F(ScreenDeskTest, TellsEveryMistakeByTheNamesOfTheForm) {
  AlertRequest request = metros_where("home_value >= ");
  request.screen->type = "galaxy";
  request.screen->within = "atlantis";
  request.cooldown_days = -1;
  request.delivery = "pigeon";
  EXPECT_EQ(fields(request), (Texts{"screen.type", "screen.within", "screen.where", "cooldown", "delivery"}));
  EXPECT_EQ(mistakes(metros_where("home_value >= "))[0].message,
            analyses::parse_condition("home_value >= ", "where").error().detail)
      << "the analyses' own words";
  EXPECT_EQ(fields(metros_where("rent < 2000")), Texts{"screen.where"}) << "nothing of rent is here";
  EXPECT_EQ(fields(metros_where("home_value > 1" + std::string(kMaxScreenWhereBytes, ' '))), Texts{"screen.where"});
  AlertRequest both = metros_where("home_value > 1");
  both.region = "metro-14460";
  EXPECT_EQ(fields(both), Texts{"region"});
}

TEST_F(ScreenDeskTest, TellsOfNewPlacesOnceInOneMail) {
  EXPECT_EQ(make(metros_where("home_value >= 100")).matched, 0);
  EXPECT_EQ(evaluate().fired, 0u);
  publish({"90", "95", "110"}, {"50", "55", "120"});
  const EvaluationReport report = evaluate();
  EXPECT_EQ(report.fired, 2u);
  EXPECT_EQ(report.mails, 1u);
  EXPECT_EQ(evaluate().fired, 0u);
  ASSERT_EQ(mails().size(), 1u);
  EXPECT_TRUE(mails()[0].starts_with("Alert: Metro areas where home value is at least $100\n")) << mails()[0];
  EXPECT_NE(mails()[0].find("IL-IN: home value $120 in 2024-03.\n"), std::string::npos) << mails()[0];
  ASSERT_EQ(notices().size(), 1u);
  EXPECT_EQ(notices()[0].link, "/screener?level=metro&where=home_value%20%3E%3D%20100");
  EXPECT_TRUE(notices()[0].body.starts_with("2 places newly meet it: Chicago")) << notices()[0].body;
  EXPECT_EQ(listed().matched, 2);
  publish({"90", "95", "110", "50"}, {"50", "55", "120", "120"});
  EXPECT_EQ(evaluate().fired, 0u) << "a lost place is no news";
  EXPECT_EQ(listed().matched, 1);
}

TEST_F(ScreenDeskTest, PassesOverAPublicationThatIsOlderThanTheOneLastLookedAt) {
  make(metros_where("home_value >= 100"));
  publish({"90", "95", "110"}, {"50", "55", "56"});
  EXPECT_EQ(evaluate().fired, 1u);
  EXPECT_EQ(evaluate(before_).alerts, 0u);
  EXPECT_EQ(evaluate().fired, 0u) << "else Boston would have been forgotten and be new again";
}

TEST_F(ScreenDeskTest, BeginsAnewWhenTheConditionIsChanged) {
  const records::Alert alert = make(metros_where("home_value >= 100"));
  publish({"90", "95", "110"}, {"50", "55", "90"});
  AlertChange change;
  change.name = "same";
  change.screen = *begin_screen(world_.world(), {.type = "metro", .within = {}, .where = "home_value >= 100"});
  ASSERT_TRUE(change_alert(context(), ann_, alert.id, change));
  EXPECT_EQ(evaluate().fired, 1u) << "the same screen goes on";
  change.screen = *begin_screen(world_.world(), {.type = "metro", .within = {}, .where = "home_value >= 80"});
  const auto changed = change_alert(context(), ann_, alert.id, change);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->matched, 2);
  EXPECT_EQ(changed->screen.where, "home_value >= 80");
  EXPECT_EQ(evaluate().fired, 0u);
}

TEST_F(ScreenDeskTest, ChangesOnlyWhatTheAlertHas) {
  const records::Alert alert = make(metros_where("home_value >= 100"));
  AlertChange change;
  change.threshold = 1;
  change.hysteresis = 1;
  change.cooldown_days = kMaxCooldownDays + 1;
  const auto refused = change_alert(context(), ann_, alert.id, change);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 3u);
  EXPECT_EQ(refused.error().fields[0].field, "threshold");
  AlertRequest on_place;
  on_place.region = "metro-14460";
  on_place.metric = "home_value";
  on_place.op = "above";
  on_place.threshold = 1;
  AlertChange screen;
  screen.screen = *begin_screen(world_.world(), {.type = "metro", .within = {}, .where = "home_value >= 1"});
  const auto other = change_alert(context(), ann_, make(on_place).id, screen);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().fields.at(0).field, "screen");
}

TEST_F(ScreenDeskTest, TellsAfterAPauseWhatIsNewSinceItBegan) {
  const records::Alert alert = make(metros_where("home_value >= 100"));
  AlertChange pause;
  pause.paused = true;
  ASSERT_TRUE(change_alert(context(), ann_, alert.id, pause));
  publish({"90", "95", "110"}, {"50", "55", "56"});
  EXPECT_EQ(evaluate().alerts, 0u);
  pause.paused = false;
  ASSERT_TRUE(change_alert(context(), ann_, alert.id, pause));
  EXPECT_EQ(evaluate().fired, 1u);
}

TEST_F(ScreenDeskTest, EndsByTheLinkInItsMail) {
  const records::Alert alert = make(metros_where("home_value >= 100"));
  ASSERT_TRUE(unsubscribe(context(), accounts::unsubscribe_token(context(), "alert:" + alert.id)));
  publish({"90", "95", "110"}, {"50", "55", "56"});
  EXPECT_EQ(evaluate().fired, 1u);
  EXPECT_EQ(mails().size(), 0u);
  EXPECT_EQ(notices().size(), 1u) << "on the page it is still said";
}

TEST_F(ScreenDeskTest, HasItsPlaceInADigest) {
  AlertRequest request = metros_where("home_value >= 100");
  request.delivery = "digest";
  request.name = "new ones";
  make(request);
  accounts::ProfileChange daily;
  daily.digest = "daily";
  ASSERT_TRUE(accounts::change_profile(context(), people_.visitor(), ann_, daily));
  publish({"90", "95", "110"}, {"50", "55", "56"});
  EXPECT_EQ(evaluate().mails, 0u);
  while (context().clock.now().time_since_epoch() % std::chrono::hours(24) < std::chrono::hours(12))
    people_.clock().advance(std::chrono::hours(1));
  EXPECT_EQ(write_digests(context()), 1u);
  EXPECT_NE(mails().at(0).find("new ones: 1 place newly meets it: Boston"), std::string::npos) << mails().at(0);
}

TEST_F(ScreenDeskTest, HasALimitOfItsOwn) {
  for (std::size_t i = 0; i < kMaxScreenAlerts; ++i) make(metros_where("home_value >= 100"));
  const auto refused = create_alert(context(), ann_, world_.world(), metros_where("home_value >= 100"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, RefusalKind::kLimit);
}

TEST_F(ScreenDeskTest, PlansARehearsalAndNamesItsAnswer) {
  AlertRequest request = metros_where("home_value >= 100");
  const auto plan = plan_rehearsal(context(), ann_, *world_.world(), request);
  ASSERT_TRUE(plan);
  ASSERT_TRUE(plan->screen);
  request.cooldown_days = 3;
  const auto cooling = plan_rehearsal(context(), ann_, *world_.world(), request);
  ASSERT_TRUE(cooling);
  EXPECT_NE(plan->key("1"), cooling->key("1"));
  EXPECT_NE(plan->key("1"), plan->key("2"));
  EXPECT_EQ(list_alerts(context(), ann_)->size(), 0u) << "nothing is made";
}

}  // namespace
}  // namespace housing::alerts
