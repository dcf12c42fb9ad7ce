// /api/v1/alerts, /notifications, /unsubscribe: rules, what they found, and their end.
#include "alerts/desk.hpp"
#include "alerts/screen_wording.hpp"
#include "alerts/wording.hpp"
#include "api/alert_screens.hpp"
#include "api/form.hpp"
#include "api/person_routes.hpp"
#include "app/shared_answer.hpp"

namespace housing::api {
namespace {

using Answer = accounts::Outcome<http::Response>;
using http::Method;

// The world an answer is about; refuses while there is none.
accounts::Outcome<std::shared_ptr<const app::World>> world_of(const PersonCall& call) {
  auto world = call.services.worlds.get();
  if (world == nullptr)
    return accounts::refuse(accounts::RefusalKind::kUnavailable, "The data is being loaded. Try again in a moment.");
  return world;
}

alerts::AlertRequest request_of(Form& form) {
  alerts::AlertRequest request;
  request.name = form.maybe_text("name").value_or("");
  request.region = form.maybe_text("region").value_or("");
  request.list = form.maybe_text("watchlist").value_or("");
  request.cooldown_days = form.maybe_integer("cooldown").value_or(0);
  request.delivery = form.maybe_text("delivery").value_or("mail");
  request.screen = screen_of(form);
  if (request.screen) {
    refuse_rule_of(form);
    return request;
  }
  request.metric = form.text("metric");
  request.transform = form.maybe_text("transform").value_or("level");
  request.op = form.text("op");
  request.threshold = form.maybe_number("threshold");
  request.hysteresis = form.maybe_number("hysteresis").value_or(0);
  return request;
}

std::string words_of(const records::Alert& alert, const app::World* world) {
  if (const auto screen = alerts::screen_of(alert)) return alerts::screen_text(world, *screen);
  const auto rule = alerts::rule_of(alert);
  if (rule) return alerts::rule_text(*rule);
  return alert.is_on_screen() ? alert.screen.where : alert.metric;
}

void write_number(base::JsonWriter& json, std::string_view name, bool is_there, double number) {
  json.key(name);
  is_there ? json.value(number) : json.null();
}

void write_alert(base::JsonWriter& json, const PersonCall& call, const records::Alert& alert) {
  const auto world = call.services.worlds.get();
  const auto region = model::RegionId::parse(alert.region);
  json.member("id", alert.id)
      .member("name", alert.name)
      .member("text", words_of(alert, world.get()))
      .member_or_null("region", alert.region)
      .member_or_null("label", world != nullptr && region && !alert.region.empty() ? world->label(*region) : "")
      .member_or_null("watchlist", alert.list)
      .member_or_null("metric", alert.metric)
      .member_or_null("transform", alert.transform)
      .member_or_null("op", alert.op);
  write_number(json, "threshold", !alert.is_on_screen(), alert.threshold);
  write_number(json, "hysteresis", !alert.is_on_screen(), alert.hysteresis);
  write_screen(json, alert);
  json.member("cooldown", alert.cooldown_days)
      .member("delivery", alert.delivery)
      .member("paused", alert.paused.has_value());
  write_time(json, "created", alert.created);
}

Answer list_route(PersonCall& call) {
  HT_TRY(const auto alerts, alerts::list_alerts(call.accounts(), call.caller));
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("alerts").begin_array();
  for (const records::Alert& alert : alerts) {
    json.begin_object();
    write_alert(json, call, alert);
    json.end_object();
  }
  json.end_array().end_object();
  return json_answer(200, std::move(text));
}

Answer create_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  const alerts::AlertRequest request = request_of(form);
  HT_TRY(const auto world, world_of(call));
  HT_CHECK_OK(form.done(alerts::complaints_about(*world, request)));
  HT_TRY(const auto made, alerts::create_alert(call.accounts(), call.caller, world, request));
  std::string text;
  base::JsonWriter json(text);
  json.begin_object();
  write_alert(json, call, made.alert);
  json.key("now").begin_array();
  for (const alerts::NowText& now : made.now)
    json.begin_object()
        .member("region", now.region.text())
        .member("label", world->label(now.region))
        .member("period", now.period)
        .member("value", now.value)
        .member("beyond", now.beyond)
        .end_object();
  json.end_array().end_object();
  return json_answer(201, std::move(text));
}

Answer change_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  alerts::AlertChange change;
  change.name = form.maybe_text("name");
  change.threshold = form.maybe_number("threshold");
  change.hysteresis = form.maybe_number("hysteresis");
  change.cooldown_days = form.maybe_integer("cooldown");
  change.delivery = form.maybe_text("delivery");
  change.paused = form.maybe_bool("paused");
  const auto screen = screen_of(form);
  HT_CHECK_OK(form.done());
  if (screen) {
    HT_TRY(const auto world, world_of(call));
    HT_TRY(change.screen, alerts::begin_screen(world, *screen));
  }
  HT_TRY(const auto alert, alerts::change_alert(call.accounts(), call.caller, call.parts[0], change));
  std::string text;
  base::JsonWriter json(text);
  json.begin_object();
  write_alert(json, call, alert);
  json.end_object();
  return json_answer(200, std::move(text));
}

Answer delete_route(PersonCall& call) {
  HT_CHECK_OK(alerts::delete_alert(call.accounts(), call.caller, call.parts[0]));
  return no_content();
}

std::string rehearsal_text(const app::World& world, const alerts::Rehearsal& rehearsal) {
  std::string text;
  base::JsonWriter json(text);
  json.begin_object()
      .member("text", alerts::rule_text(rehearsal.rule))
      .member("years", alerts::kRehearsalYears)
      .member("places", static_cast<std::uint64_t>(rehearsal.places))
      .member("total", static_cast<std::uint64_t>(rehearsal.total));
  json.key("firings").begin_array();
  for (const alerts::Rehearsed& one : rehearsal.firings)
    json.begin_object()
        .member("region", one.region.text())
        .member("label", world.label(one.region))
        .member("period", model::Period{rehearsal.rule.metric->frequency, one.firing.ordinal}.to_string())
        .member("value", one.firing.value)
        .member("before", one.firing.before)
        .end_object();
  json.end_array();
  json.key("notes").begin_array();
  json.value("Judged by the numbers as they stand today; what was revised since counts as revised.");
  json.end_array().end_object();
  return text;
}

// A world of the past for each publication: worth making once.
Answer rehearse_screen(PersonCall& call, const app::World& world, const alerts::RehearsalPlan& plan) {
  HT_TRY(std::string text,
         app::shared_answer(call.accounts().cache, plan.key(world.version()), [&]() -> base::Result<std::string> {
           HT_TRY(const auto rehearsal, alerts::rehearse_screen(world, call.services.objects, *plan.screen));
           return screen_rehearsal_json(world, *plan.screen, rehearsal);
         }));
  return json_answer(200, std::move(text));
}

Answer rehearse_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  const alerts::AlertRequest request = request_of(form);
  HT_TRY(const auto world, world_of(call));
  HT_CHECK_OK(form.done(alerts::complaints_about(*world, request)));
  HT_TRY(const auto plan, alerts::plan_rehearsal(call.accounts(), call.caller, *world, request));
  if (plan.screen) return rehearse_screen(call, *world, plan);
  // A percentile over ten years sorts every place of a type for each month: worth making once.
  HT_TRY(std::string text, app::shared_answer(call.accounts().cache, plan.key(world->version()), [&] {
           return base::Result<std::string>(rehearsal_text(*world, alerts::rehearse(*world, plan)));
         }));
  return json_answer(200, std::move(text));
}

Answer notifications_route(PersonCall& call) {
  const bool unread = call.query.get("unread").value_or("") == "true";
  HT_TRY(const auto all, alerts::list_notifications(call.accounts(), call.caller, unread));
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("notifications").begin_array();
  for (const records::Notification& one : all) {
    json.begin_object()
        .member("id", one.id)
        .member("kind", one.kind)
        .member("title", one.title)
        .member("body", one.body)
        .member("link", one.link);
    write_time(json, "created", one.created);
    write_time(json, "read", one.read);
    json.end_object();
  }
  json.end_array().end_object();
  return json_answer(200, std::move(text));
}

Answer read_route(PersonCall& call) {
  HT_CHECK_OK(alerts::mark_read(call.accounts(), call.caller, call.parts[0]));
  return no_content();
}

Answer read_all_route(PersonCall& call) {
  HT_CHECK_OK(alerts::mark_read(call.accounts(), call.caller, ""));
  return no_content();
}

// One click in a mail program (RFC 8058) and the page's button alike: the token in the address says what ends; the
// body is not looked at.
Answer unsubscribe_route(PersonCall& call) {
  HT_CHECK_OK(alerts::unsubscribe(call.accounts(), call.query.get("token").value_or("")));
  std::string text;
  base::JsonWriter(text).begin_object().member("status", "ended").end_object();
  return json_answer(200, std::move(text));
}

constexpr PersonRoute kRoutes[] = {
    {Method::kGet, "/api/v1/alerts", Need::kPerson, list_route},
    {Method::kPost, "/api/v1/alerts", Need::kPerson, create_route},
    {Method::kPost, "/api/v1/alerts/rehearse", Need::kPerson, rehearse_route},
    {Method::kPatch, "/api/v1/alerts/{id}", Need::kPerson, change_route},
    {Method::kDelete, "/api/v1/alerts/{id}", Need::kPerson, delete_route},
    {Method::kGet, "/api/v1/notifications", Need::kPerson, notifications_route},
    {Method::kPost, "/api/v1/notifications/read", Need::kPerson, read_all_route},
    {Method::kPost, "/api/v1/notifications/{id}/read", Need::kPerson, read_route},
    {Method::kPost, "/api/v1/unsubscribe", Need::kNobody, unsubscribe_route},
};

}  // namespace

std::span<const PersonRoute> alert_routes() { return kRoutes; }

}  // namespace housing::api
