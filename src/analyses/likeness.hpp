// Likeness: places of the same type that resemble one, and those whose growth moves with it.
//
// By profile: each feature is put on a common scale over the level (less its mean, by its standard deviation; prices,
// populations and incomes as logarithms), distance = sqrt(sum w d^2 / sum w) over the features both places have. The
// weights are the asker's, 1 unless said otherwise; every part of a distance is told. A place with fewer than
// kMinFeatures in common is not compared. By growth: Pearson's r of the monthly growth over the last months.
// Errors: as level.hpp; unknown-feature. Thread-safety: pure over the columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyses/level.hpp"

namespace housing::analyses {

inline constexpr std::int64_t kDefaultSimilar = 10;
inline constexpr std::int64_t kMaxSimilar = 100;
inline constexpr std::size_t kMinFeatures = 3;
inline constexpr double kMaxWeight = 100;
inline constexpr std::int64_t kDefaultGrowthMonths = 120;
inline constexpr std::int64_t kMinGrowthMonths = 24;
inline constexpr std::int64_t kMaxGrowthMonths = 480;

struct Feature {
  std::string_view id;       // "price", "growth" …
  std::string_view measure;  // what parse_measure() reads
  bool logarithm;
};
std::span<const Feature> all_features();

struct SimilarQuestion {
  std::string region;
  std::string weights;  // "price:2,growth:0"; features not named weigh 1
  std::string within;
  std::string limit;
};

struct FeatureUse {
  const Feature* feature = nullptr;
  double weight = 1;
  std::shared_ptr<const Column> column;  // nullptr: nothing of it is here, or its weight is zero
  bool has_region = false;               // whether the place itself has a value
};

struct SimilarPlace {
  std::uint32_t place = 0;
  double distance = 0;
  std::uint32_t common = 0;                  // features both have
  std::vector<std::optional<double>> parts;  // for each feature the difference in standard deviations
};

struct Similar {
  Level level;
  std::uint32_t place = 0;  // the region asked about
  std::vector<FeatureUse> features;
  std::size_t compared = 0;
  std::vector<SimilarPlace> places;  // nearest first
};

app::Answered<Similar> answer_similar(Columns& columns, const SimilarQuestion& question);

struct CorrelatedQuestion {
  std::string region;
  std::string metric;  // "home_value" if empty; monthly
  std::string months;
  std::string within;
  std::string limit;
};

struct CorrelatedPlace {
  std::uint32_t place = 0;
  double r = 0;
  std::uint32_t common = 0;  // months both have
};

struct Correlated {
  Level level;
  std::uint32_t place = 0;
  const model::MetricInfo* metric = nullptr;
  std::int32_t first = 0;  // ordinals of the growths' window
  std::int32_t last = 0;
  std::size_t compared = 0;
  std::vector<CorrelatedPlace> places;  // the most alike first
};

app::Answered<Correlated> answer_correlated(Columns& columns, const CorrelatedQuestion& question);

}  // namespace housing::analyses
