// Published values: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, chapter 7.
#include "forecast/smoothing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "forecast/testing_series.hpp"

namespace housing::forecast {
namespace {

const std::vector<double> kOil = {446.6565229, 454.4733065, 455.662974,  423.6322388, 456.2713279, 440.5880501,
                                  425.3325201, 485.1494479, 506.0481621, 526.7919833, 514.268889,  494.2110193};
const std::vector<double> kPassengers = {17.5534,   21.8601,   23.8866,   26.9293,   26.8885,
                                         28.8314,   30.0751,   30.9535,   30.1857,   31.5797,
                                         32.577569, 33.477398, 39.021581, 41.386432, 41.596552};

TEST(SimpleSmoothing, OilWithGivenWeights) {
  EXPECT_NEAR(smooth(kOil, {.alpha = 0.2}, {kOil[0], 0}).last.level, 484.802468, 1e-6);
  EXPECT_NEAR(smooth(kOil, {.alpha = 0.6}, {kOil[0], 0}).last.level, 501.837461, 1e-6);
}

TEST(SimpleSmoothing, OilsBestWeightAndStart) {
  const Weights weights = best_weights(kOil, Trend::kNone);
  const LevelAndGrowth start = best_start(kOil, weights, Trend::kNone);
  EXPECT_NEAR(weights.alpha, 0.891998, 1e-4);
  EXPECT_NEAR(start.level, 447.47844, 1e-3);
  EXPECT_NEAR(smooth(kOil, weights, start).last.level, 496.493543, 1e-3);
}

TEST(Holt, PassengersWithGivenWeights) {
  const Weights weights{.alpha = 0.8, .beta_star = 0.2, .phi = 1};
  const LevelAndGrowth last = smooth(kPassengers, weights, {kPassengers[0], kPassengers[1] - kPassengers[0]}).last;
  const std::vector<double> expected = {43.757, 45.5935, 47.4301, 49.2666, 51.1032};
  for (std::size_t h = 1; h <= expected.size(); ++h) EXPECT_NEAR(last.ahead(h, 1), expected[h - 1], 1e-4) << h;
}

TEST(DampedHolt, PassengersWithPhiAndStatesEstimated) {
  const double phi = best_phi(kPassengers, 0.8, 0.2);
  const Weights weights{.alpha = 0.8, .beta_star = 0.2, .phi = phi};
  const LevelAndGrowth last = smooth(kPassengers, weights, best_start(kPassengers, weights, Trend::kDamped)).last;
  const std::vector<double> expected = {42.85, 43.81, 44.66, 45.41, 46.06};
  for (std::size_t h = 1; h <= expected.size(); ++h) EXPECT_NEAR(last.ahead(h, phi), expected[h - 1], 0.01) << h;
}

TEST(Smoothing, NoOtherStartHasFewerSquares) {
  const Weights weights{.alpha = 0.5, .beta_star = 0.3, .phi = 0.9};
  const LevelAndGrowth best = best_start(kPassengers, weights, Trend::kDamped);
  const double least = smooth(kPassengers, weights, best).squares;
  for (const double by : {-0.1, 0.1}) {
    EXPECT_GT(smooth(kPassengers, weights, {best.level + by, best.growth}).squares, least);
    EXPECT_GT(smooth(kPassengers, weights, {best.level, best.growth + by}).squares, least);
  }
}

TEST(Smoothing, ALineIsContinuedByHolt) {
  std::vector<double> line(40);
  for (std::size_t i = 0; i < line.size(); ++i) line[i] = 1000 + 5 * static_cast<double>(i);
  const Weights weights = best_weights(line, Trend::kLinear);
  const LevelAndGrowth last = smooth(line, weights, best_start(line, weights, Trend::kLinear)).last;
  EXPECT_NEAR(last.ahead(12, 1), 1000 + 5 * 51.0, 1e-6);
}

TEST(Smoothing, AConstantStays) {
  const std::vector<double> constant(20, 7.0);
  for (const Trend trend : {Trend::kNone, Trend::kLinear, Trend::kDamped}) {
    const Weights weights = best_weights(constant, trend);
    EXPECT_NEAR(smooth(constant, weights, best_start(constant, weights, trend)).last.ahead(5, weights.phi), 7, 1e-9);
  }
}

TEST(Smoothing, ForecastsScaleWithTheUnit) {
  std::vector<double> scaled(kPassengers);
  for (double& value : scaled) value *= 1e6;
  for (const Trend trend : {Trend::kNone, Trend::kLinear, Trend::kDamped}) {
    const auto ahead = [&](const std::vector<double>& values) {
      const Weights weights = best_weights(values, trend);
      return smooth(values, weights, best_start(values, weights, trend)).last.ahead(3, weights.phi);
    };
    EXPECT_NEAR(ahead(scaled) / 1e6, ahead(kPassengers), 1e-2);
  }
}

// The search is local: a fine grid over all of the bounds finds nothing that is better by more than a thousandth.
TEST(Smoothing, NoPointOfAFineGridIsBetter) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const std::vector<double> values = simulate(static_cast<Simulated>(seed % 3), 400 + seed, 120);
    const auto squares = [&](const Weights& weights, Trend trend) {
      return smooth(values, weights, best_start(values, weights, trend)).squares;
    };
    const double ses = squares(best_weights(values, Trend::kNone), Trend::kNone);
    const double holt = squares(best_weights(values, Trend::kLinear), Trend::kLinear);
    const double damped = squares(best_weights(values, Trend::kDamped), Trend::kDamped);
    for (double alpha = 0.02; alpha < 1; alpha += 0.04) {
      EXPECT_GT(squares({.alpha = alpha}, Trend::kNone), 0.999 * ses) << seed << " " << alpha;
      for (double beta = 0.02; beta < 1; beta += 0.04) {
        EXPECT_GT(squares({alpha, beta, 1}, Trend::kLinear), 0.999 * holt) << seed << " " << alpha << " " << beta;
        for (double phi = kMinPhi; phi <= kMaxPhi; phi += 0.03)
          EXPECT_GT(squares({alpha, beta, phi}, Trend::kDamped), 0.999 * damped) << seed << " " << alpha << " " << beta;
      }
    }
  }
}

TEST(Smoothing, WeightsStayInTheirBounds) {
  for (const Trend trend : {Trend::kNone, Trend::kLinear, Trend::kDamped}) {
    const Weights weights = best_weights(kOil, trend);
    EXPECT_GE(weights.alpha, kMinWeight);
    EXPECT_LE(weights.alpha, kMaxWeight);
    EXPECT_TRUE(weights.phi == 1 || (weights.phi >= kMinPhi && weights.phi <= kMaxPhi));
  }
}

}  // namespace
}  // namespace housing::forecast
