// Live looks, publication by publication, and the rehearsal of the whole: the same mails.
#include "alerts/screen_rehearsal.hpp"

#include <gtest/gtest.h>

#include <random>

#include "testing/imported_world.hpp"

namespace housing::alerts {
namespace {

using testing::ImportedWorld;
using Texts = std::vector<std::string>;

constexpr int kMonths = 11;  // of two metrics: 22 publications
constexpr std::size_t kPlaces = 5;

ScreenRule metros_where(std::string_view where, std::int64_t cooldown = 0,
                        std::optional<model::RegionId> within = std::nullopt) {
  return {.type = model::RegionType::kMetro,
          .within = within,
          .where = *analyses::parse_condition(where, "where"),
          .cooldown_days = cooldown};
}

std::vector<ScreenRule> rules() {
  std::vector<ScreenRule> all;
  all.push_back(metros_where("home_value >= 100000"));
  all.push_back(metros_where("home_value >= 100000", 95));
  all.push_back(metros_where("home_value >= 98000 and rent < 2050"));
  all.push_back(metros_where("mom(home_value) > 1 or rent is unknown"));
  all.push_back(metros_where("not price_to_rent > 4.1", 40));
  all.push_back(metros_where("home_value > 0", 0, model::RegionId::parse("state-ca")));
  return all;
}

// Around `middle`, with gaps; the first month has a value everywhere. Some of the past is revised at each release.
class Walk {
 public:
  Walk(std::mt19937& random, int middle, int step) : random_(random), values_(kPlaces) {
    for (Texts& place : values_) place.push_back(std::to_string(middle));
    middle_ = middle;
    step_ = step;
  }
  const std::vector<Texts>& next() {
    for (Texts& place : values_) {
      if (any(0, 3) == 0) place.back() = value();
      place.push_back(any(0, 6) == 0 ? "" : value());
    }
    return values_;
  }

 private:
  int any(int least, int most) { return std::uniform_int_distribution<>(least, most)(random_); }
  std::string value() { return std::to_string(middle_ + any(-step_, step_)); }

  std::mt19937& random_;
  std::vector<Texts> values_;
  int middle_;
  int step_;
};

void publish(ImportedWorld& world, std::string_view file, const std::vector<Texts>& values, model::Date released) {
  world.import_one(
      testing::zillow_file(file, testing::month_ends(2023, static_cast<int>(values.front().size())),
                           {testing::san_francisco(values[0]), testing::boston(values[1]), testing::chicago(values[2]),
                            testing::denver(values[3]), testing::seattle(values[4])}),
      released);
}

// A mail as text: the day, the new places with their values, how many meet it.
std::string plain(model::Date day, const ScreenNews& news) {
  std::string text = day.to_string() + ": " + std::to_string(news.fresh) + " of " + std::to_string(news.matched);
  for (const NewPlace& place : news.places) {
    text.append(" ").append(place.region.text());
    for (const model::WideCell value : place.values) text += "," + std::to_string(value);
  }
  for (const MeasureThen& measure : news.measures)
    text += " " + measure.measure.text() + " " + measure.period.to_string() + " " +
            (measure.release ? measure.release->to_string() : "");
  return text;
}

class ScreenRehearsalTest : public ::testing::TestWithParam<int> {};

TEST_P(ScreenRehearsalTest, TellsWhatLiveLooksTold) {
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  Walk home_values(random, 100'000, 4'000);
  Walk rents(random, 2'000, 90);
  const auto all_rules = rules();
  ImportedWorld world;
  std::vector<std::optional<ScreenState>> states(all_rules.size());
  std::vector<Texts> live(all_rules.size());
  std::vector<std::size_t> matched(all_rules.size());
  model::Date day = model::Date::of(2023, 3, 10);
  const auto look = [&] {
    const auto now = world.world();
    ScreenWatch watch(now);
    for (std::size_t r = 0; r < all_rules.size(); ++r) {
      const auto news = watch.look(all_rules[r], states[r]);
      if (!news) continue;
      matched[r] = news->matched;
      if (news->fresh > 0) live[r].insert(live[r].begin(), plain(day, *news));
      const auto before = states[r];
      EXPECT_EQ(watch.look(all_rules[r], states[r])->fresh, 0u) << "the same publication again";
      EXPECT_EQ(states[r], before);
    }
  };
  for (int month = 0; month < kMonths; ++month) {
    publish(world, testing::kMetroHomeValue, home_values.next(), day);
    look();
    day = day.plus_days(11);
    publish(world, testing::kMetroRent, rents.next(), day);
    look();
    day = day.plus_days(19);
  }
  std::size_t total = 0;
  for (std::size_t r = 0; r < all_rules.size(); ++r) {
    SCOPED_TRACE(all_rules[r].where.text());
    const auto rehearsed = rehearse_screen(*world.world(), world.store(), all_rules[r], 2 * kMonths);
    ASSERT_TRUE(rehearsed.has_value());
    Texts mails;
    for (const RehearsedNews& mail : rehearsed->mails) mails.push_back(plain(mail.day, mail.news));
    EXPECT_EQ(mails, live[r]);
    EXPECT_EQ(rehearsed->matched, matched[r]);
    EXPECT_EQ(rehearsed->left_out, 0u);
    total += mails.size();
  }
  EXPECT_GT(total, 20u) << "or this says little";
}

INSTANTIATE_TEST_SUITE_P(Seeds, ScreenRehearsalTest, ::testing::Values(1, 2));

TEST(ScreenRehearsal, LooksAtTheNewestAndCountsTheRest) {
  ImportedWorld world;
  model::Date day = model::Date::of(2023, 3, 10);
  constexpr std::size_t kMore = 3;
  std::vector<Texts> values(kPlaces);
  for (std::size_t i = 0; i < kMaxRehearsedPublications + kMore; ++i) {
    for (std::size_t place = 0; place < kPlaces; ++place) values[place].push_back(i % 2 == place % 2 ? "90" : "110");
    publish(world, testing::kMetroHomeValue, values, day.plus_days(static_cast<int>(i) * 30));
  }
  const ScreenRule rule = metros_where("home_value > 100");
  const auto rehearsed = rehearse_screen(*world.world(), world.store(), rule);
  ASSERT_TRUE(rehearsed.has_value());
  EXPECT_EQ(rehearsed->days.size(), kMaxRehearsedPublications);
  EXPECT_EQ(rehearsed->left_out, kMore);
  EXPECT_EQ(rehearsed->mails.size(), kMaxRehearsedPublications - 1) << "the first is only remembered";
  EXPECT_EQ(rehearsed->mails.front().day, rehearsed->days.back());
  const auto of_rent = rehearse_screen(*world.world(), world.store(), metros_where("rent > 1"));
  ASSERT_TRUE(of_rent.has_value());
  EXPECT_TRUE(of_rent->days.empty()) << "none of them concerns it";
}

}  // namespace
}  // namespace housing::alerts
