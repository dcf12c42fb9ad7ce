#include <cstdio>

#include "api/series_text.hpp"
#include "app/catalogue_view.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "main/commands.hpp"
#include "main/store.hpp"
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
                std::string(to_string(series.unit)).c_str(), std::string(to_string(series.transform)).c_str());
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      std::string value = "-";
      if (series.values[i] != app::kGapValue) {
        value.clear();
        base::append_fixed_padded(value, series.values[i], series.decimals);
      }
      std::printf("%-12s %16s\n", model::Period{series.metric->frequency, series.ordinals[i]}.to_string().c_str(),
                  value.c_str());
    }
    std::printf("%s. Released %s.\n", std::string(source.attribution).c_str(),
                newest != nullptr ? newest->release.date.to_string().c_str() : "never");
  }
}

}  // namespace

int run_query(const Environment& environment, const QueryOptions& options) {
  auto store = open_store(environment, options.data_dir);
  if (!store) return report_failure(store.error());
  const auto world = app::World::load(**store, places::embedded_gazetteer());
  if (!world) return report_failure(world.error());
  const auto answer = app::answer_series(**world, options.question);
  if (!answer) {
    std::fprintf(stderr, "housing: --%s: %s\n", answer.error().parameter.c_str(), answer.error().detail.c_str());
    if (!answer.error().suggestions.empty())
      std::fprintf(stderr, "housing: perhaps %s\n", base::join(answer.error().suggestions, ", ").c_str());
    return kExitUsage;
  }
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
