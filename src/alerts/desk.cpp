#include "alerts/desk.hpp"

#include <algorithm>
#include <cmath>

#include "accounts/checks.hpp"
#include "app/question_error.hpp"
#include "base/json_writer.hpp"
#include "crypto/signed_token.hpp"
#include "records/saved.hpp"
#include "records/users.hpp"

namespace housing::alerts {
namespace {

using accounts::Caller;
using accounts::Context;
using accounts::Done;
using accounts::FieldError;
using accounts::in_transaction;
using accounts::Outcome;
using accounts::RefusalKind;
using accounts::refuse;
using ports::Access;
using ports::Sql;

constexpr double kMaxPercentile = 100;

bool is_delivery(std::string_view text) { return text == "mail" || text == "digest" || text == "notice"; }

// What was asked for, understood.
struct Plan {
  Rule rule;
  std::optional<model::RegionId> region;
  std::optional<ScreenRule> screen;
};

void check_cooldown(std::int64_t days, std::vector<FieldError>& errors) {
  if (days < 0 || days > kMaxCooldownDays)
    errors.push_back({"cooldown", "between 0 and " + std::to_string(kMaxCooldownDays)});
}

void check_numbers(const AlertRequest& request, std::optional<Op> op, std::vector<FieldError>& errors) {
  if (!request.threshold) {
    errors.push_back({"threshold", "is missing"});
  } else if (op == Op::kPercentile && (*request.threshold <= 0 || *request.threshold > kMaxPercentile)) {
    errors.push_back({"threshold", "a percentile lies above 0 and up to 100"});
  } else if (op == Op::kRevised && *request.threshold < 0) {
    errors.push_back({"threshold", "is a percentage of the value, 0 or more"});
  }
  if (!(request.hysteresis >= 0)) errors.push_back({"hysteresis", "is 0 or more"});
  check_cooldown(request.cooldown_days, errors);
}

void understand_rule(const AlertRequest& request, Plan& plan, std::vector<FieldError>& errors) {
  const auto metric = app::known_metric(request.metric, "metric");
  if (metric)
    plan.rule.metric = *metric;
  else
    errors.push_back({"metric", metric.error().detail});
  const auto transform = app::parse_transform(request.transform);
  if (!transform || !can_be_watched(*transform))
    errors.push_back({"transform", "an alert's transform is level, mom, yoy, diff or annualised"});
  else if (metric && *transform != app::Transform::kLevel && !app::lag_of(*transform, (*metric)->frequency))
    errors.push_back({"transform", "this metric is not published often enough for that change"});
  else
    plan.rule.transform = *transform;
  const auto op = parse_op(request.op);
  if (!op)
    errors.push_back({"op", "is above, below, crosses, percentile or revised"});
  else
    plan.rule.op = *op;
  check_numbers(request, op, errors);
  plan.rule.threshold = request.threshold.value_or(0);
  plan.rule.hysteresis = request.hysteresis;
  plan.rule.cooldown_days = request.cooldown_days;
}

// What was asked for as far as it is understood; the rest is complained of.
Plan understand(const app::World& world, const AlertRequest& request, std::vector<FieldError>& errors) {
  Plan plan;
  const int given = (request.region.empty() ? 0 : 1) + (request.list.empty() ? 0 : 1) + (request.screen ? 1 : 0);
  if (given != 1) errors.push_back({"region", "give one of region, watchlist and screen"});
  if (!request.region.empty()) {
    const auto region = app::known_region(world, request.region, "region");
    if (region)
      plan.region = *region;
    else
      errors.push_back({"region", region.error().detail});
  }
  if (request.screen) {
    plan.screen = understand_screen(world, *request.screen, errors);
    plan.screen->cooldown_days = request.cooldown_days;
    check_cooldown(request.cooldown_days, errors);
  } else {
    understand_rule(request, plan, errors);
  }
  if (!is_delivery(request.delivery)) errors.push_back({"delivery", "is mail, digest or notice"});
  accounts::complain(errors, "name", accounts::check_name(request.name));
  return plan;
}

Outcome<Plan> plan_of(const app::World& world, const AlertRequest& request) {
  std::vector<FieldError> errors;
  const Plan plan = understand(world, request, errors);
  if (!errors.empty()) return refuse(std::move(errors));
  return plan;
}

// The places a rule watches: the one, or those of the person's list.
base::Result<std::vector<model::RegionId>> places_of(Sql& sql, const Caller& caller, const Plan& plan,
                                                     std::string_view list) {
  if (plan.region) return std::vector{*plan.region};
  HT_TRY(const auto watched, records::watched_by(sql, caller.user_id));
  std::vector<model::RegionId> places;
  for (const records::Watched& one : watched)
    if (one.list == list)
      if (const auto id = model::RegionId::parse(one.region)) places.push_back(*id);
  return places;
}

// A new threshold has its own sides: what was below the old one may be beyond the new one.
base::Status judge_anew(Sql& sql, const records::Alert& alert) {
  const auto rule = rule_of(alert);
  if (!rule || rule->op == Op::kRevised) return {};
  HT_TRY(const auto places, records::places_seen(sql, alert.id));
  for (records::WatchedPlace place : places) {
    place.side = first_side(*rule, place.value);
    HT_CHECK_OK(records::put_place(sql, alert.id, place));
  }
  return {};
}

// What of the change is not for that alert, or no good.
void check_change(const records::Alert& alert, const AlertChange& change, std::vector<FieldError>& errors) {
  if (!alert.is_on_screen()) {
    AlertRequest numbers;
    numbers.threshold = alert.threshold;
    numbers.hysteresis = alert.hysteresis;
    numbers.cooldown_days = alert.cooldown_days;
    check_numbers(numbers, parse_op(alert.op), errors);
    if (change.screen) errors.push_back({"screen", "is of alerts on a screen alone: make another alert"});
    return;
  }
  constexpr std::string_view kNot = "is not of an alert on a screen: its condition says it";
  if (change.threshold) errors.push_back({"threshold", std::string(kNot)});
  if (change.hysteresis) errors.push_back({"hysteresis", std::string(kNot)});
  check_cooldown(alert.cooldown_days, errors);
}

std::unexpected<accounts::Refusal> no_such_alert() {
  return refuse(RefusalKind::kNotFound, "There is no such alert of yours.");
}

// What is the same of every alert that is made.
records::Alert unsaved_alert(const Context& context, const Caller& caller, const AlertRequest& request) {
  records::Alert alert;
  alert.id = crypto::random_id(context.random);
  alert.user_id = caller.user_id;
  alert.name = request.name;
  alert.cooldown_days = request.cooldown_days;
  alert.delivery = request.delivery;
  alert.created = context.clock.now();
  return alert;
}

Done room_for_one(Sql& sql, const Caller& caller, bool on_screen) {
  HT_TRY(const auto alerts, records::alerts_of(sql, caller.user_id));
  if (alerts.size() >= kMaxAlerts)
    return refuse(RefusalKind::kLimit, "You have " + std::to_string(kMaxAlerts) + " alerts already: end some.");
  const auto on_screens = std::ranges::count_if(alerts, &records::Alert::is_on_screen);
  if (on_screen && static_cast<std::size_t>(on_screens) >= kMaxScreenAlerts)
    return refuse(RefusalKind::kLimit,
                  "You have " + std::to_string(kMaxScreenAlerts) + " alerts on screens already: end some.");
  return {};
}

Outcome<MadeAlert> create_on_screen(const Context& context, const Caller& caller,
                                    const std::shared_ptr<const app::World>& world, const ScreenRule& rule,
                                    records::Alert alert) {
  HT_TRY(const ScreenStart start, begin_screen(world, rule));
  alert.screen = stored(start.rule);
  alert.matched = start.matches.matched;
  return in_transaction<MadeAlert>(context, Access::kWrite, [&](Sql& sql) -> Outcome<MadeAlert> {
    HT_CHECK_OK(room_for_one(sql, caller, true));
    HT_CHECK_OK(records::insert_alert(sql, alert));
    HT_CHECK_OK(records::put_matches(sql, alert.id, start.matches));
    return MadeAlert{.alert = alert, .now = {}};
  });
}

}  // namespace

std::optional<Rule> rule_of(const records::Alert& alert) {
  const auto metric = app::known_metric(alert.metric, "metric");
  const auto transform = app::parse_transform(alert.transform);
  const auto op = parse_op(alert.op);
  if (!metric || !transform || !op) return std::nullopt;
  return Rule{.metric = *metric,
              .transform = *transform,
              .op = *op,
              .threshold = alert.threshold,
              .hysteresis = alert.hysteresis,
              .cooldown_days = alert.cooldown_days};
}

std::vector<FieldError> complaints_about(const app::World& world, const AlertRequest& request) {
  std::vector<FieldError> errors;
  understand(world, request, errors);
  return errors;
}

Outcome<MadeAlert> create_alert(const Context& context, const Caller& caller,
                                const std::shared_ptr<const app::World>& world, const AlertRequest& request) {
  HT_TRY(const Plan plan, plan_of(*world, request));
  records::Alert alert = unsaved_alert(context, caller, request);
  if (plan.screen) return create_on_screen(context, caller, world, *plan.screen, std::move(alert));
  const Rule& rule = plan.rule;
  alert.region = plan.region ? std::string(plan.region->text()) : "";
  alert.list = request.list;
  alert.metric = rule.metric->id;
  alert.transform = app::to_string(rule.transform);
  alert.op = to_string(rule.op);
  alert.threshold = rule.threshold;
  alert.hysteresis = rule.hysteresis;
  return in_transaction<MadeAlert>(context, Access::kWrite, [&](Sql& sql) -> Outcome<MadeAlert> {
    HT_CHECK_OK(room_for_one(sql, caller, false));
    HT_TRY(const auto places, places_of(sql, caller, plan, request.list));
    HT_CHECK_OK(records::insert_alert(sql, alert));
    MadeAlert made{.alert = alert, .now = {}};
    Evaluator evaluator(*world);
    for (const model::RegionId& place : places) {
      State state;
      evaluator.evaluate(rule, place, state);
      if (!state.ordinal) continue;
      const std::string period = model::Period{rule.metric->frequency, *state.ordinal}.to_string();
      HT_CHECK_OK(records::put_place(sql, alert.id,
                                     {.region = std::string(place.text()),
                                      .side = state.side,
                                      .period = period,
                                      .value = state.value,
                                      .fired = {},
                                      .judgements = world->judgements(rule.metric->id)}));
      made.now.push_back({.region = place, .period = period, .value = state.value, .beyond = state.side > 0});
    }
    return made;
  });
}

Outcome<std::vector<records::Alert>> list_alerts(const Context& context, const Caller& caller) {
  using Alerts = std::vector<records::Alert>;
  return in_transaction<Alerts>(context, Access::kRead, [&](Sql& sql) -> Outcome<Alerts> {
    HT_TRY(Alerts alerts, records::alerts_of(sql, caller.user_id));
    return alerts;
  });
}

Outcome<records::Alert> change_alert(const Context& context, const Caller& caller, std::string_view id,
                                     const AlertChange& change) {
  std::vector<FieldError> errors;
  if (change.delivery && !is_delivery(*change.delivery)) errors.push_back({"delivery", "is mail, digest or notice"});
  if (change.name) accounts::complain(errors, "name", accounts::check_name(*change.name));
  return in_transaction<records::Alert>(context, Access::kWrite, [&](Sql& sql) -> Outcome<records::Alert> {
    HT_TRY(auto alert, records::find_alert(sql, caller.user_id, id));
    if (!alert) return no_such_alert();
    const bool on_another = change.screen && alert->is_on_screen() && stored(change.screen->rule) != alert->screen;
    if (on_another) alert->screen = stored(change.screen->rule);
    alert->name = change.name.value_or(alert->name);
    alert->threshold = change.threshold.value_or(alert->threshold);
    alert->hysteresis = change.hysteresis.value_or(alert->hysteresis);
    alert->cooldown_days = change.cooldown_days.value_or(alert->cooldown_days);
    alert->delivery = change.delivery.value_or(alert->delivery);
    if (change.paused && *change.paused != alert->paused.has_value())
      alert->paused = *change.paused ? std::optional(context.clock.now()) : std::nullopt;
    auto wrong = errors;
    check_change(*alert, change, wrong);
    if (!wrong.empty()) return refuse(std::move(wrong));
    HT_TRY(const bool there, records::update_alert(sql, *alert));
    if (!there) return no_such_alert();
    if (change.threshold) HT_CHECK_OK(judge_anew(sql, *alert));
    if (!on_another) return *alert;
    HT_CHECK_OK(records::put_matches(sql, alert->id, change.screen->matches));
    alert->matched = change.screen->matches.matched;
    return *alert;
  });
}

Done delete_alert(const Context& context, const Caller& caller, std::string_view id) {
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_TRY(const bool there, records::delete_alert(sql, caller.user_id, id));
    if (!there) return no_such_alert();
    return {};
  });
}

std::string RehearsalPlan::key(std::string_view publication) const {
  if (screen) {
    const records::AlertScreen texts = stored(*screen);
    return "rehearsal:" + std::string(publication) + ":" + texts.type + ":" + texts.within + ":" +
           std::to_string(screen->cooldown_days) + ":" + texts.where;
  }
  std::string text = "rehearsal:" + std::string(publication) + ":" + std::string(rule.metric->id) + ":" +
                     std::string(app::to_string(rule.transform)) + ":" + std::string(to_string(rule.op));
  base::JsonWriter(text)
      .begin_array()
      .value(rule.threshold)
      .value(rule.hysteresis)
      .value(rule.cooldown_days)
      .end_array();
  for (const model::RegionId& place : places) text.append(",").append(place.text());
  return text;
}

Outcome<RehearsalPlan> plan_rehearsal(const Context& context, const Caller& caller, const app::World& world,
                                      const AlertRequest& request) {
  HT_TRY(const Plan plan, plan_of(world, request));
  if (plan.screen) return RehearsalPlan{.rule = {}, .places = {}, .screen = plan.screen};
  return in_transaction<RehearsalPlan>(context, Access::kRead, [&](Sql& sql) -> Outcome<RehearsalPlan> {
    HT_TRY(auto places, places_of(sql, caller, plan, request.list));
    return RehearsalPlan{.rule = plan.rule, .places = std::move(places), .screen = {}};
  });
}

Rehearsal rehearse(const app::World& world, const RehearsalPlan& plan) {
  Rehearsal rehearsal{.rule = plan.rule, .firings = {}, .total = 0, .places = plan.places.size()};
  Evaluator evaluator(world);
  for (const model::RegionId& place : plan.places)
    for (const Firing& firing : evaluator.rehearse(plan.rule, place))
      rehearsal.firings.push_back({.region = place, .firing = firing});
  rehearsal.total = rehearsal.firings.size();
  std::ranges::stable_sort(rehearsal.firings, std::ranges::greater{},
                           [](const Rehearsed& one) { return one.firing.ordinal; });
  if (rehearsal.firings.size() > kMaxRehearsed) rehearsal.firings.resize(kMaxRehearsed);
  return rehearsal;
}

Done unsubscribe(const Context& context, std::string_view token) {
  const auto subject = crypto::read_token(context.settings.signing_key, "unsubscribe", token, context.clock.now());
  if (!subject) return refuse(RefusalKind::kInvalid, "This link is not one of ours, or it is too old.");
  const std::size_t colon = subject->find(':');
  const std::string kind = subject->substr(0, colon);
  const std::string id = colon == std::string::npos ? "" : subject->substr(colon + 1);
  // What is gone already is ended too: the answer is the same.
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    if (kind == "alert") HT_CHECK_OK(records::silence_alert(sql, id));
    if (kind != "digest") return {};
    HT_TRY(auto user, records::find_user(sql, id));
    if (!user) return {};
    user->digest = "off";
    HT_CHECK_OK(records::set_profile(sql, *user));
    return {};
  });
}

Outcome<std::vector<records::Notification>> list_notifications(const Context& context, const Caller& caller,
                                                               bool unread_alone) {
  using All = std::vector<records::Notification>;
  return in_transaction<All>(context, Access::kRead, [&](Sql& sql) -> Outcome<All> {
    HT_TRY(All all, records::notifications_of(sql, caller.user_id, unread_alone, kNotificationsPage));
    return all;
  });
}

Done mark_read(const Context& context, const Caller& caller, std::string_view id) {
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_CHECK_OK(records::read_notification(sql, caller.user_id, id, context.clock.now()));
    return {};
  });
}

}  // namespace housing::alerts
