#include "api/alert_screens.hpp"

#include <algorithm>
#include <array>

#include "alerts/screen_wording.hpp"
#include "api/json_analyses.hpp"

namespace housing::api {
namespace {

using base::JsonWriter;

constexpr std::array<std::string_view, 3> kMembers = {"type", "within", "where"};

void write_mail(JsonWriter& json, const app::World& world, const alerts::RehearsedNews& mail) {
  const alerts::ScreenNews& news = mail.news;
  json.begin_object()
      .member("release", mail.day.to_string())
      .member("new", std::uint64_t{news.fresh})
      .member("matched", std::uint64_t{news.matched});
  json.key("measures").begin_array();
  for (const alerts::MeasureThen& measure : news.measures) {
    json.begin_object()
        .member("measure", measure.measure.text())
        .member("name", measure.measure.name())
        .member("unit", to_string(measure.unit))
        .member("decimals", measure.decimals)
        .member("period", measure.period.to_string())
        .member("source", measure.source->id)
        .member_or_null("release", measure.release ? measure.release->to_string() : "")
        .end_object();
  }
  json.end_array().key("places").begin_array();
  for (const alerts::NewPlace& place : news.places) {
    json.begin_object().member("region", place.region.text()).member("label", world.label(place.region));
    json.key("values").begin_array();
    for (std::size_t i = 0; i < place.values.size(); ++i) write_cell(json, place.values[i], news.measures[i].decimals);
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

void write_notes(JsonWriter& json, const alerts::ScreenRehearsal& rehearsal) {
  json.key("notes").begin_array();
  json.value("Each publication is looked at as it was known on its day; several releases of one day are one.");
  if (rehearsal.days.size() < 2)
    json.value("Fewer than two publications of these metrics were imported, so there was nothing to compare with.");
  if (rehearsal.left_out > 0)
    json.value(std::to_string(rehearsal.left_out) + " older publications were left out: the newest " +
               std::to_string(alerts::kMaxRehearsedPublications) + " are looked at.");
  json.end_array();
}

}  // namespace

std::optional<alerts::ScreenRequest> screen_of(Form& form) {
  const base::Json* screen = form.maybe_object("screen");
  if (screen == nullptr) return std::nullopt;
  for (const auto& [name, value] : screen->members())
    if (std::ranges::find(kMembers, name) == kMembers.end())
      form.wrong("screen." + name.substr(0, 64), "is not known here");
  const auto text = [&](std::string_view name, bool must) -> std::string {
    const base::Json* member = screen->find(name);
    const bool given = member != nullptr && !member->is_null();
    if (!given && must) form.wrong("screen." + std::string(name), "is missing");
    if (given && !member->is_text()) form.wrong("screen." + std::string(name), "must be text");
    return given ? std::string(member->text_or({})) : "";
  };
  return alerts::ScreenRequest{
      .type = text("type", true), .within = text("within", false), .where = text("where", true)};
}

void refuse_rule_of(Form& form) {
  constexpr std::string_view kNot = "is not given with a screen: its condition says it";
  for (const std::string_view name : {"metric", "transform", "op"})
    if (form.maybe_text(name)) form.wrong(name, std::string(kNot));
  for (const std::string_view name : {"threshold", "hysteresis"})
    if (form.maybe_number(name)) form.wrong(name, std::string(kNot));
}

void write_screen(JsonWriter& json, const records::Alert& alert) {
  json.key("screen");
  if (!alert.is_on_screen()) {
    json.null().key("matched").null();
    return;
  }
  json.begin_object()
      .member("type", alert.screen.type)
      .member_or_null("within", alert.screen.within)
      .member("where", alert.screen.where)
      .end_object()
      .member("matched", alert.matched);
}

std::string screen_rehearsal_json(const app::World& world, const alerts::ScreenRule& rule,
                                  const alerts::ScreenRehearsal& rehearsal) {
  const auto& days = rehearsal.days;
  std::string text;
  JsonWriter json(text);
  json.begin_object()
      .member("text", alerts::screen_text(&world, rule))
      .member("publications", std::uint64_t{days.size()})
      .member_or_null("from", days.empty() ? "" : days.front().to_string())
      .member_or_null("to", days.empty() ? "" : days.back().to_string())
      .member("left_out", std::uint64_t{rehearsal.left_out})
      .member("matched", std::uint64_t{rehearsal.matched})
      .member("total", std::uint64_t{rehearsal.mails.size()});
  json.key("mails").begin_array();
  for (const alerts::RehearsedNews& mail : rehearsal.mails) write_mail(json, world, mail);
  json.end_array();
  write_notes(json, rehearsal);
  json.end_object();
  return text;
}

}  // namespace housing::api
