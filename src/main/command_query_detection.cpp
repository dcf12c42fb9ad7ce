// `housing query --anomalies`, `--turning-points` and `--disagreement`.
#include <cmath>
#include <cstdio>

#include "api/json_detection.hpp"
#include "main/query_prints.hpp"

namespace housing::main {
namespace {

void print_notes(const std::vector<std::string>& notes) {
  for (const std::string& note : notes) std::fprintf(stderr, "housing: %s\n", note.c_str());
}

void print_head(const app::World& world, const analyses::OwnSeries& own) {
  std::printf("%s  %s  [%s]\n%s\n", world.label(own.region).c_str(), std::string(own.metric->name).c_str(),
              std::string(to_string(own.metric->unit)).c_str(), own.method.c_str());
}

int print_json(const std::string& text) {
  std::printf("%s\n", text.c_str());
  return kExitDone;
}

int print_anomalies(const app::World& world, ports::ObjectStore& store, const QueryOptions& options) {
  const auto& question = options.question;
  const auto answer = analyses::answer_anomalies(
      world, store,
      {.region = question.regions[0], .metric = question.metrics[0], .from = question.from, .to = question.to});
  if (!answer) return report_question(answer.error());
  if (options.json) return print_json(api::anomalies_json(world, *answer));
  const analyses::OwnSeries& own = answer->series;
  print_head(world, own);
  std::printf("%zu values, %zu of them revised; listed where |z| > %.1f\n%-10s %-10s %16s %16s %8s %16s\n", answer->of,
              answer->revised, answer->threshold, "period", "class", "value", "expected", "z", "first said");
  for (const analyses::Anomaly& one : answer->found) {
    std::printf("%-10s %-10s %16.*f %16.*f %8.2f", own.period(one.at).to_string().c_str(),
                std::string(to_string(one.kind)).c_str(), own.line.decimals, one.value, own.decimals(), one.expected,
                one.z);
    if (one.first_said) std::printf(" %16.*f", own.line.decimals, *one.first_said);
    std::printf("\n");
  }
  print_notes(answer->notes);
  return kExitDone;
}

int print_turning_points(const app::World& world, const QueryOptions& options) {
  const auto& question = options.question;
  const auto answer = analyses::answer_turning_points(
      world, {.region = question.regions[0], .metric = question.metrics[0], .from = question.from, .to = question.to});
  if (!answer) return report_question(answer.error());
  if (options.json) return print_json(api::turning_points_json(world, *answer));
  const analyses::OwnSeries& own = answer->series;
  print_head(world, own);
  const char* const unit = own.metric->unit == model::Unit::kPercent ? "points" : "percent";
  std::printf("%-10s %-8s %16s %12s\n", "period", "kind", "trend", unit);
  for (const analyses::TurningPointOf& point : answer->points) {
    std::printf("%-10s %-8s %16.*f", own.period(point.at).to_string().c_str(), point.peak ? "peak" : "trough",
                own.decimals(), point.trend);
    if (point.change) std::printf(" %12.2f", *point.change);
    std::printf("\n");
  }
  std::printf("%-10s %-8s %16.*f", own.period(answer->newest).to_string().c_str(), "newest", own.decimals(),
              own.season.trend[answer->newest]);
  if (answer->change) std::printf(" %12.2f", *answer->change);
  std::printf("\n");
  if (answer->test)
    std::printf("%s to %s: %+.*f a year (%+.*f to %+.*f), Mann-Kendall p %.4f of %zu values\n",
                answer->test_from.to_string().c_str(), answer->test_to.to_string().c_str(), own.decimals(),
                answer->test->slope, own.decimals(), answer->test->slope_lower, own.decimals(),
                answer->test->slope_upper, answer->test->p, answer->test->used);
  print_notes(answer->notes);
  return kExitDone;
}

int print_disagreement(const app::World& world, const QueryOptions& options) {
  const auto answer =
      analyses::answer_disagreement(world, {.region = options.question.regions[0], .base = options.question.base});
  if (!answer) return report_question(answer.error());
  if (options.json) return print_json(api::disagreement_json(world, *answer));
  const auto name = [&](std::int32_t ordinal) { return model::Period{answer->frequency, ordinal}.to_string(); };
  const auto latest = static_cast<std::size_t>(answer->latest - answer->ordinals.front());
  std::printf("%s  %s = 100, at %s\n", world.label(answer->region).c_str(), name(answer->base).c_str(),
              name(answer->latest).c_str());
  for (const analyses::DisagreementRow& row : answer->rows)
    std::printf("%10.2f  %-20s %s: %s. %s\n", row.index[latest], std::string(row.metric->id).c_str(),
                world.label(row.region).c_str(), std::string(row.measure->measures).c_str(),
                std::string(row.measure->reason).c_str());
  std::printf("%10.2f  between the highest and the lowest of %zu\n", answer->spread.difference, answer->spread.of);
  print_notes(answer->notes);
  return kExitDone;
}

}  // namespace

int print_detection(const app::World& world, ports::ObjectStore& store, const QueryOptions& options) {
  const auto& question = options.question;
  const std::size_t metrics = options.disagreement ? 0 : 1;
  if (question.regions.size() != 1 || question.metrics.size() != metrics) {
    std::fprintf(stderr, "housing: this takes one --region and %s --metric\n", metrics == 0 ? "no" : "one");
    return kExitUsage;
  }
  if (options.disagreement) return print_disagreement(world, options);
  return options.anomalies ? print_anomalies(world, store, options) : print_turning_points(world, options);
}

}  // namespace housing::main
