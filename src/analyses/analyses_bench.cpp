// What questions over every ZIP code cost: the engine alone, over a data folder of `housing demo`. Each is asked twice
// in every round's form: to check the answer against plain arithmetic, and to time it, when the answer must be the
// same.
//   analyses_bench measure DIR ROUNDS SCREEN LONG_SCREEN    prints figures and answers as JSON
//   analyses_bench export DIR FILE MONTHS METRIC…           writes month,metric,zip,value lines: the first metric's
//   last
//                                                           MONTHS, 13 months of the others; metrics by their number
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

#include "adapters/filesystem/folder_store.hpp"
#include "analyses/likeness.hpp"
#include "analyses/map_level.hpp"
#include "analyses/ranking.hpp"
#include "analyses/screen.hpp"
#include "analyses/screen_history.hpp"
#include "analyses/testing_plain.hpp"
#include "analyses/testing_rows.hpp"
#include "analyses/testing_timed.hpp"
#include "base/json_writer.hpp"
#include "places/embedded.hpp"

namespace {

using namespace housing;
using analyses::Columns;
using analyses::Measure;
using analyses::testing::digest;
using analyses::testing::Figure;
using analyses::testing::Plain;
using analyses::testing::timed;
using analyses::testing::write_rows;
using model::RegionType;

constexpr std::size_t kPage = 50;

Measure measure_of(std::string_view text) {
  const auto measure = analyses::parse_measure(text, "metric");
  HT_ASSERT(measure.has_value());
  return *measure;
}

std::string month_text(std::int32_t ordinal) { return model::Period{model::Frequency::kMonth, ordinal}.to_string(); }

struct Bench {
  std::shared_ptr<const app::World> world;
  std::shared_ptr<Columns> columns = std::make_shared<Columns>(world);
  Plain plain{*columns, RegionType::kZip};
  std::size_t rounds = 0;
  analyses::Condition screen;
  analyses::Condition long_screen;
  std::vector<std::int32_t> ordinals{};  // months with a year before them, the newest last
  std::vector<Figure> figures{};

  std::int32_t newest() const { return ordinals.back(); }
  // Another month each round: what no column is kept of.
  std::int32_t month(std::size_t round) const { return ordinals[ordinals.size() - 1 - round % ordinals.size()]; }
  // Fresh columns whose axis and areas are there, as in a server at work, but nothing else.
  std::shared_ptr<Columns> empty_columns() const {
    auto fresh = std::make_shared<Columns>(world);
    fresh->axis(RegionType::kZip);
    fresh->inside(RegionType::kZip, model::RegionId::us());
    return fresh;
  }
};

std::vector<model::WideCell> plain_cells(const Bench& bench, const Measure& measure, std::int32_t ordinal) {
  std::vector<model::WideCell> cells;
  for (std::size_t place = 0; place < bench.plain.axis().size(); ++place)
    cells.push_back(bench.plain.cell(measure, place, ordinal).value_or(model::kWideGap));
  return cells;
}

void measure_yoy(Bench& bench) {
  const Measure yoy = measure_of("yoy(home_value)");
  bench.figures.push_back(timed(
      "yoy of every ZIP", std::min(bench.rounds, bench.ordinals.size()),
      [&](std::size_t round) {
        return bench.columns->made({.measure = yoy, .type = RegionType::kZip, .ordinal = bench.month(round)});
      },
      [&](const auto& column, std::size_t round, bool thorough) {
        if (thorough) HT_ASSERT(column->cells().copied() == plain_cells(bench, yoy, bench.month(round)));
        return digest(column->narrow);
      }));
}

// Places in order of the measure at a month, the greatest first.
std::vector<std::uint32_t> plainly_ranked(const Bench& bench, const Measure& measure, std::int32_t ordinal,
                                          const analyses::Condition* where) {
  const auto cells = plain_cells(bench, measure, ordinal);
  std::vector<std::uint32_t> places;
  for (std::uint32_t place = 0; place < cells.size(); ++place)
    if (where == nullptr ? cells[place] != model::kWideGap : bench.plain.meets(*where, place, ordinal).value_or(false))
      places.push_back(place);
  std::ranges::stable_sort(places, [&](std::uint32_t a, std::uint32_t b) { return cells[a] > cells[b]; });
  return places;
}

void measure_ranking(Bench& bench) {
  const Measure yoy = measure_of("yoy(home_value)");
  const auto check = [&](const auto& ranking, std::size_t round, bool thorough) {
    HT_ASSERT(ranking.has_value() && ranking->rows.size() == kPage);
    if (thorough) {
      const auto wanted = plainly_ranked(bench, yoy, bench.month(round), nullptr);
      HT_ASSERT(ranking->of == wanted.size());
      for (std::size_t i = 0; i < kPage; ++i) HT_ASSERT(ranking->rows[i].place == wanted[i]);
    }
    std::vector<std::uint32_t> places;
    for (const auto& row : ranking->rows) places.push_back(row.place * 64 + row.rank);
    return digest(places);
  };
  const auto question = [&](std::size_t round) {
    return analyses::RankingQuestion{.level = {.type = "zip", .within = {}, .period = month_text(bench.month(round))},
                                     .metric = "home_value",
                                     .transform = "yoy",
                                     .order = {},
                                     .limit = {},
                                     .offset = {}};
  };
  const std::size_t rounds = std::min(bench.rounds, bench.ordinals.size());
  std::vector<std::shared_ptr<Columns>> fresh{bench.empty_columns(), bench.empty_columns()};  // one a pass
  std::size_t asked = 0;
  bench.figures.push_back(timed(
      "top 50 by yoy", rounds,
      [&](std::size_t round) { return analyses::answer_ranking(*fresh[asked++ / rounds], question(round)); }, check));
  bench.figures.push_back(timed(
      "top 50 by yoy, column at hand", bench.rounds,
      [&](std::size_t) { return analyses::answer_ranking(*bench.columns, question(0)); },
      [&](const auto& ranking, std::size_t, bool thorough) { return check(ranking, 0, thorough); }));
}

void measure_percentiles(Bench& bench) {
  const Measure percentile = measure_of("percentile(home_value)");
  bench.figures.push_back(timed(
      "percentile of every ZIP", std::min(bench.rounds, bench.ordinals.size()),
      [&](std::size_t round) {
        return bench.columns->made({.measure = percentile, .type = RegionType::kZip, .ordinal = bench.month(round)});
      },
      [&](const auto& column, std::size_t round, bool thorough) {
        if (thorough) {
          const auto cells = plain_cells(bench, measure_of("home_value"), bench.month(round));
          std::vector<model::WideCell> sorted = cells;
          std::ranges::sort(sorted);
          sorted.erase(sorted.begin(), std::ranges::upper_bound(sorted, model::kWideGap));
          for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i] == model::kWideGap) continue;
            const auto [first, last] = std::ranges::equal_range(sorted, cells[i]);
            const double below = static_cast<double>(first - sorted.begin()) + 0.5 * static_cast<double>(last - first);
            HT_ASSERT(column->narrow[i] == std::llrint(100 * below / static_cast<double>(sorted.size()) * 10'000));
          }
        }
        return digest(column->narrow);
      }));
}

analyses::ScreenQuestion screen_question(const analyses::Condition& where, const std::string& period) {
  return {.level = {.type = "zip", .within = {}, .period = period},
          .where = where,
          .columns = {},
          .sort = {},
          .order = {},
          .limit = {},
          .offset = {},
          .histograms = false,
          .ids = false};
}

void measure_screen(Bench& bench, const std::string& name, const analyses::Condition& where) {
  // The first bound moves as a slider does.
  const auto moved = [&](std::size_t round) {
    analyses::Condition condition = where;
    condition.parts.front().low += 0.01 * static_cast<double>(round);
    return condition;
  };
  const auto check = [&](const auto& screen, const analyses::Condition& condition, std::int32_t month, bool thorough) {
    HT_ASSERT(screen.has_value());
    if (thorough) {
      auto wanted = plainly_ranked(bench, condition.parts.front().measure, month, &condition);
      HT_ASSERT(screen->matched == wanted.size());
      wanted.resize(std::min(wanted.size(), kPage));
      HT_ASSERT(screen->places == wanted);
    }
    return digest(screen->places) + screen->matched;
  };
  const std::string newest = month_text(bench.newest());
  bench.figures.push_back(timed(
      name, bench.rounds,
      [&](std::size_t round) { return analyses::answer_screen(*bench.columns, screen_question(moved(round), newest)); },
      [&](const auto& screen, std::size_t round, bool thorough) {
        return check(screen, moved(round), bench.newest(), thorough);
      }));
  const std::size_t rounds = std::min(bench.rounds, bench.ordinals.size());
  std::vector<std::shared_ptr<Columns>> fresh{bench.empty_columns(), bench.empty_columns()};
  std::size_t asked = 0;
  bench.figures.push_back(timed(
      name + ", the first time", rounds,
      [&](std::size_t round) {
        return analyses::answer_screen(*fresh[asked++ / rounds],
                                       screen_question(where, month_text(bench.month(round))));
      },
      [&](const auto& screen, std::size_t round, bool thorough) {
        return check(screen, where, bench.month(round), thorough);
      }));
}

void measure_maps(Bench& bench) {
  const Plain counties(*bench.columns, RegionType::kCounty);
  const Measure yoy = measure_of("yoy(home_value)");
  bench.figures.push_back(timed(
      "all months of all counties for the map", std::max<std::size_t>(1, bench.rounds / 8),
      [&](std::size_t) {
        return analyses::answer_maps(*bench.columns, {.map = {.level = {.type = "county", .within = {}, .period = {}},
                                                              .metric = "home_value",
                                                              .transform = "yoy",
                                                              .breaks = {},
                                                              .classes = {}},
                                                      .from = {},
                                                      .to = {}});
      },
      [&](const auto& maps, std::size_t round, bool thorough) {
        HT_ASSERT(maps.has_value() && maps->codes.size() == maps->places.size() * maps->ordinals.size());
        for (std::size_t i = 0; thorough && round == 0 && i < maps->codes.size(); ++i) {
          const auto cell =
              counties.cell(yoy, maps->places[i % maps->places.size()], maps->ordinals[i / maps->places.size()]);
          HT_ASSERT(cell.has_value() == (maps->codes[i] != 0));
          if (!cell) continue;
          const double decoded = maps->least + (maps->codes[i] - 1) * maps->step;
          HT_ASSERT(std::abs(decoded - static_cast<double>(*cell)) <= maps->step * 0.51);
        }
        return digest(maps->codes);
      }));
}

void measure_history(Bench& bench) {
  bench.figures.push_back(timed(
      "back-test of a screen over all months", std::max<std::size_t>(1, bench.rounds / 30),
      [&](std::size_t) {
        return analyses::answer_screen_history(*bench.columns, {.level = {.type = "zip", .within = {}, .period = {}},
                                                                .where = bench.screen,
                                                                .outcome = {},
                                                                .horizon = {},
                                                                .from = {},
                                                                .to = {}});
      },
      [&](const auto& history, std::size_t round, bool thorough) {
        HT_ASSERT(history.has_value() && history->counted > 0);
        std::uint64_t matched = 0;
        for (const auto& period : history->periods) matched = matched * 31 + period.matched;
        for (std::size_t i = 0; thorough && round == 0 && i < history->periods.size(); i += 50) {
          const auto& period = history->periods[i];
          const auto places = plainly_ranked(bench, measure_of("home_value"), period.ordinal, &bench.screen);
          HT_ASSERT(period.matched == places.size());
          std::vector<model::WideCell> after;
          for (const std::uint32_t place : places)
            if (const auto cell = bench.plain.cell(measure_of("yoy(home_value)"), place, period.ordinal + 12))
              after.push_back(*cell);
          HT_ASSERT(after.size() == period.with_outcome);
          const double sum = static_cast<double>(std::accumulate(after.begin(), after.end(), model::WideCell{0}));
          HT_ASSERT(after.empty() || std::abs(sum / static_cast<double>(after.size()) / 10'000 - period.mean) < 1e-6);
        }
        return matched;
      }));
}

// Pearson's r of two ZIPs' monthly growth over the window.
double plain_r(const Bench& bench, const analyses::Correlated& answer, std::uint32_t a, std::uint32_t b) {
  const Measure level = measure_of("home_value");
  const auto growth = [&](std::uint32_t place, std::int32_t ordinal) {
    return static_cast<double>(*bench.plain.cell(level, place, ordinal)) /
               static_cast<double>(*bench.plain.cell(level, place, ordinal - 1)) -
           1;
  };
  double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  for (std::int32_t ordinal = answer.first; ordinal <= answer.last; ++ordinal) {
    const double x = 1000 * growth(a, ordinal);
    const double y = 1000 * growth(b, ordinal);
    n += 1, sx += x, sy += y, sxx += x * x, syy += y * y, sxy += x * y;
  }
  return (n * sxy - sx * sy) / std::sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
}

void measure_correlation(Bench& bench) {
  const auto& regions = bench.plain.axis().regions;
  const auto asked = [&](std::size_t round) { return round * 7919 % regions.size(); };
  bench.figures.push_back(timed(
      "one ZIP's growth beside all over 120 months", std::max<std::size_t>(1, bench.rounds / 8),
      [&](std::size_t round) {
        return analyses::answer_correlated(*bench.columns, {.region = std::string(regions[asked(round)].text()),
                                                            .metric = {},
                                                            .months = {},
                                                            .within = {},
                                                            .limit = {}});
      },
      [&](const auto& answer, std::size_t, bool thorough) {
        HT_ASSERT(answer.has_value() && !answer->places.empty());
        std::vector<std::uint32_t> places;
        for (const auto& one : answer->places) {
          places.push_back(one.place);
          if (thorough && one.common == 120)
            HT_ASSERT(std::abs(plain_r(bench, *answer, answer->place, one.place) - one.r) < 1e-4);
        }
        return digest(places);
      }));
}

void write_screen(base::JsonWriter& json, const Bench& bench, std::string_view name, const analyses::Condition& where) {
  const auto screen = analyses::answer_screen(*bench.columns, screen_question(where, month_text(bench.newest())));
  json.key(name).begin_object().member("matched", std::uint64_t{screen->matched}).key("ids").begin_array();
  for (const std::uint32_t place : screen->places) json.value(bench.plain.axis().regions[place].text());
  json.end_array().end_object();
}

// What the databases must say as well.
void write_answers(base::JsonWriter& json, Bench& bench) {
  const auto column = [&](std::string_view text) {
    return bench.columns->column({.measure = measure_of(text), .type = RegionType::kZip, .ordinal = bench.newest()});
  };
  const auto yoy = column("yoy(home_value)");
  const auto percentile = column("percentile(home_value)");
  std::int64_t sum = 0;
  std::int64_t weighted = 0;  // by a number of the region's, so that it matters whose percentile is whose
  for (std::size_t i = 0; i < yoy->narrow.size(); ++i) {
    const std::string zip(bench.plain.axis().regions[i].text().substr(4));
    if (yoy->narrow[i] != model::kGap) sum += yoy->narrow[i];
    if (percentile->narrow[i] != model::kGap) weighted += std::int64_t{percentile->narrow[i]} * (std::stoi(zip) % 97);
  }
  json.key("answers").begin_object();
  json.key("yoy").begin_object().member("count", std::uint64_t{yoy->present}).member("sum", sum).end_object();
  json.key("percentile").begin_object().member("count", std::uint64_t{percentile->present});
  json.member("sum", weighted).end_object();
  const auto top = analyses::answer_ranking(
      *bench.columns, {.level = {.type = "zip", .within = {}, .period = month_text(bench.newest())},
                       .metric = "yoy(home_value)",
                       .transform = {},
                       .order = {},
                       .limit = {},
                       .offset = {}});
  json.key("top").begin_array();
  for (const auto& row : top->rows) json.value(bench.plain.axis().regions[row.place].text());
  json.end_array();
  write_screen(json, bench, "screen", bench.screen);
  write_screen(json, bench, "long_screen", bench.long_screen);
  json.end_object();
}

std::shared_ptr<const app::World> load(const std::filesystem::path& folder,
                                       std::unique_ptr<ports::ObjectStore>& store) {
  store = filesystem::FolderStore::open(folder / "objects").value();
  return app::World::load(*store, places::embedded_gazetteer()).value();
}

int measure(const std::shared_ptr<const app::World>& world, std::size_t rounds, const char* screen,
            const char* long_screen) {
  Bench bench{.world = world,
              .rounds = rounds,
              .screen = analyses::parse_condition(screen, "where").value(),
              .long_screen = analyses::parse_condition(long_screen, "where").value()};
  const auto ordinals = world->block(*measure_of("home_value").metric)->ordinals();
  bench.ordinals.assign(ordinals.begin() + 12, ordinals.end());
  measure_yoy(bench);
  measure_ranking(bench);
  measure_percentiles(bench);
  measure_screen(bench, "screen of 5 predicates", bench.screen);
  measure_screen(bench, "screen of 20 predicates", bench.long_screen);
  measure_maps(bench);
  measure_history(bench);
  measure_correlation(bench);

  std::string out;
  base::JsonWriter json(out);
  json.begin_object().member("zips", std::uint64_t{bench.plain.axis().size()});
  json.member("months", std::uint64_t{ordinals.size()}).member("newest", month_text(bench.newest()));
  write_figures(json, bench.figures);
  write_answers(json, bench);
  json.end_object();
  std::printf("%s\n", out.c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string command = argc > 1 ? argv[1] : "";
  std::unique_ptr<ports::ObjectStore> store;
  if (command == "measure" && argc == 6)
    return measure(load(argv[2], store), std::strtoull(argv[3], nullptr, 10), argv[4], argv[5]);
  if (command == "export" && argc >= 6) {
    const auto rows = write_rows(*load(argv[2], store), argv[3], std::atoi(argv[4]), std::span(argv + 5, argv + argc));
    std::printf("{\"rows\":%llu}\n", static_cast<unsigned long long>(rows));
    return 0;
  }
  std::fputs("usage: analyses_bench measure DIR ROUNDS SCREEN LONG_SCREEN | export DIR FILE MONTHS METRIC...\n",
             stderr);
  return 2;
}
