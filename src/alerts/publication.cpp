#include "alerts/publication.hpp"

#include <algorithm>

#include "alerts/desk.hpp"
#include "alerts/evaluate.hpp"
#include "alerts/screen_publication.hpp"
#include "alerts/wording.hpp"
#include "records/outbox.hpp"

namespace housing::alerts {
namespace {

using accounts::Context;
using ports::Sql;

constexpr std::chrono::seconds kPageTime{60};

State state_of(const records::WatchedPlace& place, model::Frequency frequency) {
  State state;
  state.side = place.side;
  state.value = place.value;
  if (const auto period = model::Period::parse(frequency, place.period)) state.ordinal = period->ordinal;
  if (const auto period = model::Period::parse(frequency, place.fired)) state.fired = period->ordinal;
  return state;
}

records::WatchedPlace place_of(const std::string& region, const State& state, model::Frequency frequency,
                               const std::string& judgements) {
  const auto text = [&](const std::optional<std::int32_t>& ordinal) {
    return ordinal ? model::Period{frequency, *ordinal}.to_string() : std::string();
  };
  return {.region = region,
          .side = state.side,
          .period = text(state.ordinal),
          .value = state.value,
          .fired = text(state.fired),
          .judgements = judgements};
}

// The event, once: the same alert, place, period and values are the same event whoever tells of it, unless it was told
// of a release that was withdrawn since.
std::string event_key(const app::World& world, const records::Alert& alert, const Rule& rule,
                      const PlaceFiring& fired) {
  std::string key = "alert:" + alert.id + ":" + std::string(fired.region.text()) + ":" +
                    model::Period{rule.metric->frequency, fired.firing.ordinal}.to_string();
  if (rule.op == Op::kRevised) key += ":" + value_text(rule, fired.firing.value);
  const std::string& judgements = world.judgements(rule.metric->id);
  return judgements.empty() ? key : key + ":" + judgements;
}

// Notices, and the mail if one is wanted; gives whether there is a mail.
base::Result<bool> tell(Sql& sql, const Context& context, const app::World& world, const records::ActiveAlert& active,
                        const Rule& rule, const std::vector<PlaceFiring>& all) {
  const records::Alert& alert = active.alert;
  std::vector<PlaceFiring> fresh;
  for (const PlaceFiring& fired : all) {
    HT_TRY(const bool is_new,
           records::insert_notification(sql, {.id = crypto::random_id(context.random),
                                              .user_id = alert.user_id,
                                              .key = event_key(world, alert, rule, fired),
                                              .alert_id = alert.id,
                                              .kind = "alert",
                                              .title = alert.name.empty() ? rule_text(rule) : alert.name,
                                              .body = firing_text(world, rule, fired),
                                              .link = "/region/" + std::string(fired.region.text()),
                                              .created = context.clock.now(),
                                              .read = std::nullopt}));
    if (is_new) fresh.push_back(fired);
  }
  if (fresh.empty() || alert.delivery != "mail") return false;
  HT_CHECK_OK(accounts::post_letter(sql, context,
                                    {.key = event_key(world, alert, rule, fresh.front()),
                                     .user_id = alert.user_id,
                                     .address = active.email,
                                     .kind = "alert",
                                     .ends = "alert:" + alert.id},
                                    firing_letter(world, rule, alert.name, fresh, context.settings.public_url)));
  return true;
}

base::Status evaluate_alert(Sql& sql, const Context& context, const app::World& world, Evaluator& evaluator,
                            const records::ActiveAlert& active, EvaluationReport& report) {
  const auto rule = rule_of(active.alert);
  if (!rule) {
    context.log.warn("an alert's metric is not known to this program; it waits", {{"metric", active.alert.metric}});
    return {};
  }
  std::vector<PlaceFiring> fired;
  for (const records::WatchedPlace& place : active.places) {
    const auto region = model::RegionId::parse(place.region);
    if (!region) continue;
    const model::Frequency frequency = rule->metric->frequency;
    const std::string& judgements = world.judgements(rule->metric->id);
    const bool is_judged = place.judgements != judgements;
    const State before = state_of(place, frequency);
    // What was seen may have come from a release that was withdrawn: it begins anew, as with a new place.
    State state = is_judged ? State{} : before;
    const auto firing = evaluator.evaluate(*rule, *region, state);
    ++report.places;
    if (firing) fired.push_back({.region = *region, .firing = *firing});
    if (state != before || is_judged)
      HT_CHECK_OK(records::put_place(sql, active.alert.id, place_of(place.region, state, frequency, judgements)));
  }
  ++report.alerts;
  if (fired.empty()) return {};
  report.fired += fired.size();
  HT_TRY(const bool mailed, tell(sql, context, world, active, *rule, fired));
  if (mailed) ++report.mails;
  return {};
}

}  // namespace

base::Result<EvaluationReport> evaluate_publication(const Context& context,
                                                    const std::shared_ptr<const app::World>& shared) {
  const app::World& world = *shared;
  ScreenWatch screens(shared);
  EvaluationReport total;
  Evaluator evaluator(world);
  std::string after;
  while (true) {
    EvaluationReport page;
    std::string last;
    const base::Status done = context.database.transact(
        ports::Access::kWrite, context.clock.monotonic() + kPageTime, [&](Sql& sql) -> base::Status {
          page = {};
          last.clear();
          HT_TRY(const auto alerts, records::active_alerts(sql, after, kAlertsPage));
          for (const records::ActiveAlert& active : alerts)
            HT_CHECK_OK(active.alert.is_on_screen() ? evaluate_screen_alert(sql, context, world, screens, active, page)
                                                    : evaluate_alert(sql, context, world, evaluator, active, page));
          if (!alerts.empty()) last = alerts.back().alert.id;
          return {};
        });
    HT_CHECK_OK(done);
    total.alerts += page.alerts;
    total.places += page.places;
    total.fired += page.fired;
    total.mails += page.mails;
    if (last.empty()) return total;
    after = last;
  }
}

}  // namespace housing::alerts
