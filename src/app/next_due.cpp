#include "app/next_due.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "model/catalogue.hpp"
#include "sources/registry.hpp"
#include "sources/registry_periods.hpp"

namespace housing::app {
namespace {

struct Held {
  model::Date release;
  model::Date last_day;
};

bool is_of(const series::ShardEntry& entry, std::string_view source) {
  return std::ranges::any_of(entry.metrics, [&](const std::string& id) {
    const model::MetricInfo* metric = model::find_metric(id);
    return metric != nullptr && metric->source == source;
  });
}

// The newest of each dataset.
std::map<std::string_view, Held> held_of(const series::Manifest& manifest, std::string_view source) {
  std::map<std::string_view, Held> held;
  for (const series::ShardEntry& entry : manifest.shards) {
    if (entry.judgement.withdrawn || !is_of(entry, source)) continue;
    Held& newest = held.try_emplace(entry.dataset, Held{entry.release.date, entry.last_day}).first->second;
    newest.release = std::max(newest.release, entry.release.date);
    newest.last_day = std::max(newest.last_day, entry.last_day);
  }
  return held;
}

}  // namespace

std::optional<model::Date> next_due(const series::Manifest& manifest, std::string_view source) {
  const auto held = held_of(manifest, source);
  if (held.empty()) return std::nullopt;
  struct Candidate {
    model::Date release;
    model::Date due;
  };
  std::optional<Candidate> best;
  const auto consider = [&](const Held& dataset, model::Date due) {
    const bool better =
        !best || dataset.release > best->release || (dataset.release == best->release && due < best->due);
    if (better) best = {dataset.release, due};
  };
  for (const sources::RemoteFile& file : sources::remote_files())
    if (const auto found = held.find(file.dataset); found != held.end() && file.cadence_days > 0)
      consider(found->second, found->second.release.plus_days(file.cadence_days));
  for (const sources::PeriodFamily& family : sources::period_families()) {
    const auto found = held.find(family.dataset);
    if (found == held.end()) continue;
    model::Period next = model::Period::containing(family.frequency, found->second.last_day);
    ++next.ordinal;
    consider(found->second, next.end().plus_days(family.lag_days));
  }
  return best ? std::optional(best->due) : std::nullopt;
}

}  // namespace housing::app
