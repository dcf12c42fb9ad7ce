#include <cstdio>

#include "api/json_revisions.hpp"
#include "api/series_text.hpp"
#include "app/catalogue_view.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "main/commands.hpp"
#include "main/outside.hpp"
#include "main/query_prints.hpp"
#include "places/embedded.hpp"

namespace housing::main {
namespace {

void print_table(const app::World& world, const app::SeriesAnswer& answer) {
  if (world.synthetic())
    std::printf("%.*s\n", static_cast<int>(api::kSyntheticNote.size()), api::kSyntheticNote.data());
  for (const app::Series& series : answer.series) {
    const model::SourceInfo& source = app::source_of(world, *series.metric);
    const series::ShardEntry* newest = series.newest();
    std::printf("\n%s  %s  [%s, %s]\n", world.label(series.region).c_str(), std::string(series.metric->name).c_str(),
                std::string(series.unit_text()).c_str(), std::string(to_string(series.transform)).c_str());
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      std::string value = "-";
      if (series.values[i] != app::kGapValue) {
        value.clear();
        base::append_fixed_padded(value, series.values[i], series.decimals);
      }
      std::printf("%-12s %16s\n", model::Period{series.frequency, series.ordinals[i]}.to_string().c_str(),
                  value.c_str());
    }
    std::printf("%s. Released %s.\n", std::string(source.attribution).c_str(),
                newest != nullptr ? newest->release.date.to_string().c_str() : "never");
  }
}

void print_step(const app::RevisionStep& step, const model::MetricInfo& metric, bool in_points) {
  const char* const unit = in_points ? "points" : "percent";
  std::printf("\n%s: %s -> %s: %s\n", step.newer->dataset.c_str(), step.older->release.date.to_string().c_str(),
              step.newer->release.date.to_string().c_str(), std::string(to_string(step.kind)).c_str());
  std::printf("  %llu of %llu values revised, %llu added, %llu withdrawn; median %.4f %s",
              static_cast<unsigned long long>(step.revised), static_cast<unsigned long long>(step.compared),
              static_cast<unsigned long long>(step.added), static_cast<unsigned long long>(step.withdrawn),
              step.median_absolute, unit);
  if (!step.largest_region.empty())
    std::printf("; most %.2f in %s, %s", step.largest_absolute, step.largest_region.c_str(),
                model::Period{metric.frequency, step.largest_ordinal}.to_string().c_str());
  std::printf("\n  %-16s %12s %12s %16s\n", "periods before", "compared", "revised", "median");
  for (const app::LagRevision& lag : step.by_lag)
    std::printf("  %-16s %12llu %12llu %16.4f\n", (std::to_string(lag.lag) + " and more").c_str(),
                static_cast<unsigned long long>(lag.compared), static_cast<unsigned long long>(lag.revised),
                lag.median_absolute);
}

std::string text_of(model::WideCell value, int decimals) {
  std::string text;
  if (value == model::kWideGap) return "-";
  base::append_fixed_padded(text, value, decimals);
  return text;
}

int print_revisions(const app::World& world, ports::ObjectStore& store, const QueryOptions& options) {
  const auto& question = options.question;
  if (question.metrics.size() != 1 || question.regions.size() > 1) {
    std::fprintf(stderr, "housing: --revisions takes one --metric and at most one --region\n");
    return kExitUsage;
  }
  const auto answer =
      app::answer_revisions(world, store,
                            {.metric = question.metrics.front(),
                             .region = question.regions.empty() ? std::string() : question.regions.front(),
                             .from = question.from,
                             .to = question.to});
  if (!answer) return report_question(answer.error());
  if (options.json) {
    std::printf("%s\n", api::revisions_json(world, *answer).c_str());
    return kExitDone;
  }
  for (const app::RevisionStep& step : answer->steps) print_step(step, *answer->metric, answer->in_points);
  for (const app::CellHistory& cell : answer->history) {
    std::printf("%-12s", model::Period{answer->metric->frequency, cell.ordinal}.to_string().c_str());
    for (const app::ValueOfRelease& value : cell.values)
      std::printf("  %s: %s", value.shard->release.date.to_string().c_str(),
                  text_of(value.value, answer->metric->decimals).c_str());
    std::printf("\n");
  }
  for (const std::string& note : answer->notes) std::fprintf(stderr, "housing: %s\n", note.c_str());
  return kExitDone;
}

int print_passport(const app::World& world, ports::ObjectStore& store, const QueryOptions& options) {
  const auto passport = app::answer_passport(
      world, store,
      {.region = options.explain[0], .metric = options.explain[1], .period = options.explain[2], .shard = {}});
  if (!passport) return report_question(passport.error());
  if (options.json) {
    std::printf("%s\n", api::passport_json(world, *passport).c_str());
    return kExitDone;
  }
  const model::MetricInfo& metric = *passport->metric;
  const series::ShardEntry& shard = *passport->shard;
  std::printf("%s, %s, %s: %s %s\n", world.label(passport->region).c_str(), std::string(metric.name).c_str(),
              passport->period.to_string().c_str(), text_of(passport->value, metric.decimals).c_str(),
              std::string(to_string(metric.unit)).c_str());
  std::printf("%s\n", std::string(metric.definition).c_str());
  std::printf("file      %s\n", shard.file.c_str());
  if (passport->line > 0)
    std::printf("cell      line %llu%s%s\n", static_cast<unsigned long long>(passport->line),
                passport->column > 0 ? (", column " + std::to_string(passport->column)).c_str() : "",
                passport->text.empty() ? "" : (": " + passport->text).c_str());
  std::printf("place     %s '%s'\n", passport->publisher_id.c_str(), passport->publisher_name.c_str());
  std::printf("sha256    %s\nimport    %s\n", shard.sha256.c_str(), shard.id.c_str());
  std::printf("release   %s (%s), retrieved %s\n", shard.release.date.to_string().c_str(),
              std::string(to_string(shard.release.from)).c_str(), shard.retrieved.c_str());
  for (const app::ValueOfRelease& value : passport->history)
    std::printf("said      %s: %s\n", value.shard->release.date.to_string().c_str(),
                text_of(value.value, metric.decimals).c_str());
  return kExitDone;
}

}  // namespace

int report_question(const app::QuestionError& error) {
  std::fprintf(stderr, "housing: --%s: %s\n", error.parameter.c_str(), error.detail.c_str());
  if (!error.suggestions.empty())
    std::fprintf(stderr, "housing: perhaps %s\n", base::join(error.suggestions, ", ").c_str());
  return kExitUsage;
}

int run_query(const Environment& environment, const QueryOptions& options) {
  const base::SystemClock clock;
  Outside outside(environment, options.data_dir, clock);
  auto store = outside.open_objects();
  if (!store) return report_failure(store.error());
  app::WorldHolder worlds(**store, places::embedded_gazetteer());
  if (const auto loaded = worlds.refresh(); !loaded) return report_failure(loaded.error());
  const auto day = model::parse_date_range(options.as_of);
  if (!options.as_of.empty() && !day) {
    std::fprintf(stderr, "housing: --as-of: '%s' is no date; 2024-06-30 and 2024-06 are\n", options.as_of.c_str());
    return kExitUsage;
  }
  const auto world = worlds.at(day ? std::optional(day->last) : std::nullopt);
  if (!world) return report_failure(world.error());
  if (options.revisions) return print_revisions(**world, **store, options);
  if (options.anomalies || options.turning_points || options.disagreement)
    return print_detection(**world, **store, options);
  if (!options.explain.empty()) return print_passport(**world, **store, options);
  const auto answer = app::answer_series(**world, options.question);
  if (!answer) return report_question(answer.error());
  if (const auto failure = (*world)->failure()) return report_failure(*failure);
  if (options.json) {
    std::printf("%s\n", api::series_json(**world, *answer).c_str());
    return kExitDone;
  }
  if (options.csv)
    std::printf("%s", api::series_csv(**world, *answer).c_str());
  else
    print_table(**world, *answer);
  for (const std::string& note : answer->notes) std::fprintf(stderr, "housing: %s\n", note.c_str());
  return kExitDone;
}

}  // namespace housing::main
