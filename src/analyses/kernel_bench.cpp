// What parts cost: column kernels over 26,000 and 260,000 made cells, which should be ten times as much; season,
// forecast and Theta of single series of a data folder of `housing demo`. Answers are checked. Prints JSON.
//   kernel_bench DIR ROUNDS
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <span>

#include "adapters/filesystem/folder_store.hpp"
#include "analyses/forecast_query.hpp"
#include "analyses/testing_timed.hpp"
#include "places/embedded.hpp"
#include "stats/bit_columns.hpp"
#include "stats/column_kernels.hpp"
#include "stats/season.hpp"
#include "stats/stl.hpp"

namespace {

using namespace housing;
using analyses::testing::digest;
using analyses::testing::Figure;
using analyses::testing::timed;

constexpr std::size_t kPage = 50;
constexpr std::size_t kSeasonMonths = 300;
constexpr std::size_t kThetaSeries = 500;
constexpr std::size_t kSmall = 26'000;
constexpr std::size_t kLarge = 260'000;

// Series of ZIPs that have all of their months.
std::vector<std::vector<double>> whole_series(const app::World& world, std::size_t count) {
  std::vector<std::vector<double>> all;
  const series::Block& block = *world.block(*model::find_metric("home_value"));
  const auto rows = block.rows_of(model::RegionType::kZip);
  for (std::uint32_t row = rows.begin; row < rows.end && all.size() < count; ++row) {
    std::vector<double> values;
    for (const model::WideCell cell : block.row(row))
      if (cell != model::kWideGap) values.push_back(static_cast<double>(cell) / std::pow(10.0, block.decimals()));
    if (values.size() == block.ordinals().size()) all.push_back(std::move(values));
  }
  HT_ASSERT(!all.empty());
  return all;
}

std::vector<Figure> measure_series(const app::World& world, std::size_t rounds) {
  std::vector<Figure> figures;
  const auto all = whole_series(world, kThetaSeries);
  const auto months = [&](std::size_t round) {
    const auto& values = all[round % all.size()];
    return std::span(values).last(std::min(values.size(), kSeasonMonths));
  };
  figures.push_back(timed(
      "STL of 300 months", rounds, [&](std::size_t round) { return stats::stl(months(round), {}); },
      [&](const auto& parts, std::size_t round, bool) {
        HT_ASSERT(parts.has_value());
        const auto values = months(round);
        for (std::size_t i = 0; i < values.size(); ++i)
          HT_ASSERT(std::abs(parts->season[i] + parts->trend[i] + parts->remainder[i] - values[i]) < 1e-6);
        return digest(parts->trend);
      }));
  figures.push_back(timed(
      "seasonal adjustment of 300 months (robust STL of logarithms)", rounds,
      [&](std::size_t round) { return stats::take_apart(months(round), 12, true); },
      [&](const auto& parts, std::size_t round, bool) {
        HT_ASSERT(parts.has_value());
        const auto values = months(round);
        for (std::size_t i = 0; i < values.size(); ++i)
          HT_ASSERT(std::abs(parts->season[i] * parts->adjusted[i] / values[i] - 1) < 1e-9);
        return digest(parts->adjusted);
      }));
  const auto regions = world.regions_with_data(model::RegionType::kZip);
  figures.push_back(timed(
      "forecast of one series with intervals and track record", std::max<std::size_t>(1, rounds / 16),
      [&](std::size_t round) {
        return analyses::answer_forecast(world, {.region = std::string(regions[round * 7919 % regions.size()].text()),
                                                 .metric = "home_value",
                                                 .horizon = {},
                                                 .method = {},
                                                 .levels = {}});
      },
      [&](const auto& answer, std::size_t, bool) {
        HT_ASSERT(answer.has_value() && answer->record.has_value());
        const auto& record = *answer->record;
        const auto band = record.band(forecast::Method::kEnsemble, record.forecasts().last(), 0, 1);
        HT_ASSERT(!band || band->lower <= band->upper);
        return static_cast<std::uint64_t>(1e6 * record.scores(forecast::Method::kEnsemble).mase);
      }));
  const std::size_t count = std::min(all.size(), rounds * 2);
  figures.push_back(timed(
      "Theta of one ZIP with intervals and track record", count,
      [&](std::size_t round) { return forecast::TrackRecord(all[round], {.methods = {forecast::Method::kTheta}}); },
      [&](const forecast::TrackRecord& record, std::size_t, bool) {
        HT_ASSERT(record.past_origins() > 0 && record.scores(forecast::Method::kTheta).mase > 0);
        return static_cast<std::uint64_t>(1e6 * record.scores(forecast::Method::kTheta).mase);
      }));
  return figures;
}

struct Linear {
  std::string name;
  double small = 0;
  double large = 0;
};

// Made columns; every tenth cell of one a gap.
std::vector<model::Cell> made_column(std::size_t size, std::uint32_t seed) {
  std::vector<model::Cell> cells;
  for (std::size_t i = 0; i < size; ++i) {
    seed = seed * 1'664'525 + 1'013'904'223;
    cells.push_back(seed % 10 == 0 ? model::kGap : static_cast<model::Cell>(10'000'000 + seed % 90'000'000));
  }
  return cells;
}

std::vector<Linear> measure_growth(std::size_t rounds) {
  std::vector<Linear> all{{"change"}, {"within two bounds"}, {"top 50"}, {"percentiles"}};
  for (const std::size_t size : {kSmall, kLarge}) {
    const auto now = made_column(size, 1);
    const auto then = made_column(size, 2);
    std::vector<model::Cell> out(size);
    const auto best = [&](auto ask) {
      return timed(
                 "", rounds, [&](std::size_t) { return ask(); },
                 [](std::uint64_t answer, std::size_t, bool) { return answer; })
          .best;
    };
    const auto keep = [&](Linear& one, double time) { (size == kSmall ? one.small : one.large) = time; };
    keep(all[0], best([&] { return std::uint64_t{stats::percent_change_cells(now, then, out).value()}; }));
    keep(all[1], best([&] { return stats::within(now, 20'000'000, 50'000'000).yes[size / 128]; }));
    keep(all[2], best([&] { return std::uint64_t{stats::top_cells(now, kPage, true).back()}; }));
    keep(all[3], best([&] {
           stats::percentile_cells(now, out);
           return static_cast<std::uint64_t>(out[size / 2]);
         }));
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: kernel_bench DIR ROUNDS\n", stderr);
    return 2;
  }
  const std::size_t rounds = std::strtoull(argv[2], nullptr, 10);
  const auto store = filesystem::FolderStore::open(std::filesystem::path(argv[1]) / "objects").value();
  const auto world = app::World::load(*store, places::embedded_gazetteer()).value();
  std::string out;
  base::JsonWriter json(out);
  json.begin_object();
  write_figures(json, measure_series(*world, rounds));
  json.key("linear").begin_array();
  for (const Linear& one : measure_growth(rounds))
    json.begin_object()
        .member("name", one.name)
        .member("small_us", one.small)
        .member("large_us", one.large)
        .end_object();
  json.end_array().end_object();
  std::printf("%s\n", out.c_str());
  return 0;
}
