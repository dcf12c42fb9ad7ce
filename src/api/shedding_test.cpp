// What is refused when there is too much to do, and what is answered all the same.
#include <gtest/gtest.h>

#include <set>

#include "api/testing_client.hpp"
#include "testing/imported_world.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::api {
namespace {

constexpr std::string_view kSeries = "/api/v1/series?region=us&metric=home_value";
constexpr std::string_view kSlow = "/api/v1/forecast?region=us&metric=home_value";

struct Shop {
  Shop() {
    imported.import_one(testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2024, 3),
                                             {testing::united_states({"300000.5", "", "310000"})}));
    imported.world();
  }
  std::uint64_t shed() { return metrics.counter(telemetry::Metric::kRequestsShed).total(); }

  testing::ImportedWorld imported;
  testing::SimulatedClock clock;
  telemetry::Metrics metrics;
  http::WorkPool full{{.threads = 1, .max_waiting = 0}, clock};
  TestClient client{imported.holder(), &full, &metrics};
};

void expect_refused(const Answered& answer) {
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.json().text("type"), "about:blank#busy");
  EXPECT_EQ(answer.reply.header("Cache-Control"), "no-store");
  const std::string after(answer.reply.header("Retry-After"));
  EXPECT_TRUE(after == "1" || after == "2" || after == "3") << after;
}

TEST(Shedding, ALateThreadRefusesWhatItWouldHaveToMake) {
  Shop shop;
  shop.client.late = true;
  expect_refused(shop.client.get(kSeries));
  expect_refused(shop.client.get("/api/v1/regions?q=us"));
  expect_refused(shop.client.ask(http::Method::kPost, "/api/v1/screener"));
  EXPECT_EQ(shop.shed(), 3u);
}

TEST(Shedding, ALateThreadAnswersWhatIsAtHand) {
  Shop shop;
  ASSERT_EQ(shop.client.get(kSeries).status, 200);
  shop.client.late = true;
  EXPECT_EQ(shop.client.get(kSeries).status, 200) << "from the cache";
  for (const char* path : {"/health", "/health/ready", "/metrics"}) EXPECT_EQ(shop.client.get(path).status, 200);
  EXPECT_EQ(shop.shed(), 0u);
}

TEST(Shedding, AFullPoolRefusesSlowAnswersAlone) {
  Shop shop;
  expect_refused(shop.client.get(kSlow));
  EXPECT_EQ(shop.client.get(kSeries).status, 200);
  EXPECT_EQ(shop.shed(), 1u);
}

TEST(Shedding, ThoseRefusedTogetherAreToldDifferentSeconds) {
  Shop shop;
  std::set<std::string> seconds;
  for (int i = 0; i < 3; ++i) seconds.emplace(shop.client.get(kSlow).reply.header("Retry-After"));
  EXPECT_EQ(seconds.size(), 3u);
}

}  // namespace
}  // namespace housing::api
