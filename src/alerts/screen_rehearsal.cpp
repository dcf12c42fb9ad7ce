#include "alerts/screen_rehearsal.hpp"

#include <algorithm>
#include <set>

#include "alerts/screen_memory.hpp"

namespace housing::alerts {
namespace {

// The days on which something of the metrics was released, in order.
std::vector<model::Date> release_days(const app::World& world, const std::set<std::string_view>& metrics) {
  std::set<model::Date> days;
  for (const series::ShardEntry& entry : world.manifest().shards)
    if (!entry.judgement.withdrawn &&
        std::ranges::any_of(entry.metrics, [&](const std::string& metric) { return metrics.contains(metric); }))
      days.insert(entry.release.date);
  return {days.begin(), days.end()};
}

}  // namespace

base::Result<ScreenRehearsal> rehearse_screen(const app::World& world, ports::ObjectStore& store,
                                              const ScreenRule& rule, std::size_t most) {
  ScreenRehearsal rehearsal;
  rehearsal.days = release_days(world, metrics_of(rule.where));
  if (rehearsal.days.size() > most) {
    rehearsal.left_out = rehearsal.days.size() - most;
    rehearsal.days.erase(rehearsal.days.begin(),
                         rehearsal.days.begin() + static_cast<std::ptrdiff_t>(rehearsal.left_out));
  }
  const auto blocks = std::make_shared<app::PastBlocks>(store);
  std::optional<ScreenState> state;
  for (const model::Date& day : rehearsal.days) {
    HT_TRY(const auto past, world.past(day, store, blocks));
    auto news = ScreenWatch(past).look(rule, state);
    if (const auto failure = past->failure()) return std::unexpected(*failure);
    if (!news) continue;  // a metric of it was not released yet
    rehearsal.matched = news->matched;
    if (news->fresh > 0) rehearsal.mails.push_back({.day = day, .news = std::move(*news)});
  }
  std::ranges::reverse(rehearsal.mails);
  return rehearsal;
}

}  // namespace housing::alerts
