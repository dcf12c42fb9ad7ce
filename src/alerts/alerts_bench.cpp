// How many rules a publication may be judged by in how little time: Evaluator over rules of every kind and the places
// of a made-up world, as evaluate_publication() asks it, without the database. Prints rules a second of CPU, best of
// some rounds, and checks that what fired is what a plain look at the numbers says.
//   alerts_bench [rules]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "alerts/evaluate.hpp"
#include "base/assert.hpp"
#include "testing/imported_world.hpp"

namespace {

using namespace housing;

constexpr int kRounds = 3;
constexpr int kMonths = 120;
constexpr std::size_t kPlaces = 4000;
constexpr std::size_t kDefaultRules = 100'000;

// ZIPs of the gazetteer with ten years of values; the last month is what is new.
testing::PublisherFile made_up(int months, std::vector<model::RegionId>& places) {
  std::vector<testing::ZillowRow> rows;
  for (int zip = 10'001; rows.size() < kPlaces && zip < 100'000; ++zip) {
    const std::string digits = std::to_string(zip);
    const auto id = model::RegionId::parse("zip-" + digits);
    if (!id || !testing::known_places().find(*id)) continue;
    std::vector<std::string> values;
    for (int month = 0; month < months; ++month)
      values.push_back(std::to_string(100'000 + (zip * 7919 + month * month * 31) % 50'000));
    rows.push_back({digits, digits, "zip", std::move(values)});
    if (places.size() < kPlaces) places.push_back(*id);
  }
  return testing::zillow_file(testing::kZipHomeValue, testing::month_ends(2015, months), rows);
}

std::vector<alerts::Rule> made_up_rules(std::size_t count) {
  const model::MetricInfo* metric = model::find_metric("home_value");
  std::vector<alerts::Rule> rules;
  using alerts::Op;
  using app::Transform;
  for (std::size_t i = 0; i < count; ++i) {
    const double threshold = 100'000 + static_cast<double>(i * 613 % 50'000);
    switch (i % 5) {
      case 0: rules.push_back({metric, Transform::kLevel, Op::kAbove, threshold, 0, 0}); break;
      case 1: rules.push_back({metric, Transform::kLevel, Op::kCrosses, threshold, 500, 60}); break;
      case 2: rules.push_back({metric, Transform::kYoy, Op::kBelow, 0, 0, 0}); break;
      case 3: rules.push_back({metric, Transform::kLevel, Op::kPercentile, 50, 0, 0}); break;
      default: rules.push_back({metric, Transform::kMom, Op::kAbove, 1, 0, 0}); break;
    }
  }
  return rules;
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// What the rules of "above" must give: the value before was not beyond, the newest is.
std::size_t plainly_above(const app::World& world, const std::vector<alerts::Rule>& rules,
                          const std::vector<model::RegionId>& places) {
  const series::Block& block = *world.block(*rules[0].metric);
  std::size_t fired = 0;
  for (std::size_t i = 0; i < rules.size(); i += 5) {
    const auto row = block.row(*block.find_row(places[i % places.size()]));
    const double scale = block.decimals() == 2 ? 100 : 1;
    const double before = static_cast<double>(row[row.size() - 2]) / scale;
    const double now = static_cast<double>(row[row.size() - 1]) / scale;
    fired += before <= rules[i].threshold && now > rules[i].threshold ? 1 : 0;
  }
  return fired;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : kDefaultRules;
  const auto rules = made_up_rules(count);
  std::vector<model::RegionId> places;
  testing::ImportedWorld world;
  world.import({made_up(kMonths - 1, places)}, model::Date::of(2024, 12, 16));
  const auto before = world.world();
  world.import({made_up(kMonths, places)}, model::Date::of(2025, 1, 16));
  const auto now = world.world();
  HT_ASSERT(!places.empty() && before->block(*rules[0].metric) != nullptr);

  std::vector<alerts::State> seen(count);
  alerts::Evaluator first(*before);
  for (std::size_t i = 0; i < count; ++i) first.evaluate(rules[i], places[i % places.size()], seen[i]);

  double best = 1e9;
  std::size_t fired = 0;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<alerts::State> states = seen;
    fired = 0;
    std::size_t above = 0;
    const double begin = cpu_seconds();
    alerts::Evaluator evaluator(*now);
    for (std::size_t i = 0; i < count; ++i)
      if (evaluator.evaluate(rules[i], places[i % places.size()], states[i])) {
        ++fired;
        above += i % 5 == 0 ? 1 : 0;
      }
    best = std::min(best, cpu_seconds() - begin);
    HT_ASSERT(above == plainly_above(*now, rules, places));
  }
  HT_ASSERT(fired > 0);
  std::printf("%zu rules on %zu places, %zu fired: %.3f s of CPU, %.0f rules/s\n", count, places.size(), fired, best,
              static_cast<double>(count) / best);
  return 0;
}
