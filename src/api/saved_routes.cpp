// What a person keeps: /saved-searches, /saved-charts, /notes (one shape, three kinds), /watchlist, /me/searches.
#include "accounts/saved.hpp"
#include "api/form.hpp"
#include "api/person_routes.hpp"
#include "app/question_error.hpp"

namespace housing::api {
namespace {

using Answer = accounts::Outcome<http::Response>;
using http::Method;

// "/api/v1/saved-charts/7" -> "chart"
std::string_view kind_of(std::string_view path) {
  if (path.starts_with("/api/v1/saved-searches")) return "search";
  if (path.starts_with("/api/v1/saved-charts")) return "chart";
  return "note";
}

void write_item(base::JsonWriter& json, const records::SavedItem& item) {
  json.begin_object().member("id", item.id).member("name", item.name).key("body").raw(item.body);
  write_time(json, "created", item.created);
  write_time(json, "updated", item.updated);
  json.end_object();
}

struct ItemForm {
  std::string name;
  std::string body;
};

accounts::Outcome<ItemForm> item_form(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  ItemForm item;
  item.name = form.text("name");
  if (const base::Json* body = form.maybe_object("body"))
    item.body = base::to_text(*body);
  else
    form.wrong("body", "is missing");
  HT_CHECK_OK(form.done());
  return item;
}

Answer list_route(PersonCall& call) {
  HT_TRY(const auto items, accounts::list_saved(call.accounts(), call.caller, kind_of(call.request.path)));
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("items").begin_array();
  for (const records::SavedItem& item : items) write_item(json, item);
  json.end_array().end_object();
  return json_answer(200, std::move(text));
}

Answer save_route(PersonCall& call) {
  HT_TRY(const ItemForm form, item_form(call));
  HT_TRY(const auto item,
         accounts::save(call.accounts(), call.caller, kind_of(call.request.path), form.name, form.body));
  std::string text;
  base::JsonWriter json(text);
  write_item(json, item);
  return json_answer(201, std::move(text));
}

Answer change_route(PersonCall& call) {
  HT_TRY(const ItemForm form, item_form(call));
  HT_CHECK_OK(accounts::change_saved(call.accounts(), call.caller, kind_of(call.request.path), call.parts[0], form.name,
                                     form.body));
  return no_content();
}

Answer forget_route(PersonCall& call) {
  HT_CHECK_OK(accounts::forget_saved(call.accounts(), call.caller, kind_of(call.request.path), call.parts[0]));
  return no_content();
}

std::string list_of(const PersonCall& call) {
  return std::string(call.query.get("list").value_or(accounts::kDefaultList));
}

Answer watchlist_route(PersonCall& call) {
  HT_TRY(const auto all, accounts::watchlist(call.accounts(), call.caller));
  const auto world = call.services.worlds.get();
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("items").begin_array();
  for (const records::Watched& watched : all) {
    const auto id = model::RegionId::parse(watched.region);
    json.begin_object().member("list", watched.list).member("region", watched.region);
    json.member("label", world != nullptr && id ? world->label(*id) : watched.region);
    write_time(json, "added", watched.added);
    json.end_object();
  }
  json.end_array().end_object();
  return json_answer(200, std::move(text));
}

Answer watch_route(PersonCall& call) {
  const auto world = call.services.worlds.get();
  if (world == nullptr)
    return accounts::refuse(accounts::RefusalKind::kUnavailable, "The data is being loaded. Try again in a moment.");
  const auto region = app::known_region(*world, call.parts[0], "region");
  if (!region) return accounts::refuse(accounts::RefusalKind::kNotFound, region.error().detail);
  HT_CHECK_OK(accounts::watch(call.accounts(), call.caller, list_of(call), region->text()));
  return no_content();
}

Answer unwatch_route(PersonCall& call) {
  HT_CHECK_OK(accounts::unwatch(call.accounts(), call.caller, list_of(call), call.parts[0]));
  return no_content();
}

Answer history_route(PersonCall& call) {
  HT_TRY(const auto searches, accounts::search_history(call.accounts(), call.caller));
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("searches").begin_array();
  for (const records::Search& search : searches) {
    json.begin_object().member("text", search.text).member_or_null("region", search.region);
    write_time(json, "at", search.at);
    json.end_object();
  }
  json.end_array().end_object();
  return json_answer(200, std::move(text));
}

Answer remember_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  const std::string text = form.text("text");
  const std::string region = form.maybe_text("region").value_or("");
  if (!region.empty() && !model::RegionId::parse(region)) form.wrong("region", "is no region id");
  HT_CHECK_OK(form.done());
  HT_CHECK_OK(accounts::remember_search(call.accounts(), call.caller, text, region));
  return no_content();
}

Answer forget_history_route(PersonCall& call) {
  HT_CHECK_OK(accounts::forget_history(call.accounts(), call.caller));
  return no_content();
}

constexpr PersonRoute kRoutes[] = {
    {Method::kGet, "/api/v1/saved-searches", Need::kPerson, list_route},
    {Method::kPost, "/api/v1/saved-searches", Need::kPerson, save_route},
    {Method::kPut, "/api/v1/saved-searches/{id}", Need::kPerson, change_route},
    {Method::kDelete, "/api/v1/saved-searches/{id}", Need::kPerson, forget_route},
    {Method::kGet, "/api/v1/saved-charts", Need::kPerson, list_route},
    {Method::kPost, "/api/v1/saved-charts", Need::kPerson, save_route},
    {Method::kPut, "/api/v1/saved-charts/{id}", Need::kPerson, change_route},
    {Method::kDelete, "/api/v1/saved-charts/{id}", Need::kPerson, forget_route},
    {Method::kGet, "/api/v1/notes", Need::kPerson, list_route},
    {Method::kPost, "/api/v1/notes", Need::kPerson, save_route},
    {Method::kPut, "/api/v1/notes/{id}", Need::kPerson, change_route},
    {Method::kDelete, "/api/v1/notes/{id}", Need::kPerson, forget_route},
    {Method::kGet, "/api/v1/watchlist", Need::kPerson, watchlist_route},
    {Method::kPut, "/api/v1/watchlist/{region}", Need::kPerson, watch_route},
    {Method::kDelete, "/api/v1/watchlist/{region}", Need::kPerson, unwatch_route},
    {Method::kGet, "/api/v1/me/searches", Need::kPerson, history_route},
    {Method::kPost, "/api/v1/me/searches", Need::kPerson, remember_route},
    {Method::kDelete, "/api/v1/me/searches", Need::kPerson, forget_history_route},
};

}  // namespace

std::span<const PersonRoute> saved_routes() { return kRoutes; }

}  // namespace housing::api
