// /api/v1/api-keys: keys for programs.
#include "accounts/api_keys.hpp"
#include "api/form.hpp"
#include "api/person_routes.hpp"

namespace housing::api {
namespace {

using Answer = accounts::Outcome<http::Response>;
using http::Method;

void write_key(base::JsonWriter& json, const records::ApiKey& key) {
  json.member("id", key.id).member("name", key.name).member("hint", key.hint).member("scopes", key.scopes);
  write_time(json, "created", key.created);
  write_time(json, "used", key.used);
  write_time(json, "ends", key.ends);
  write_time(json, "revoked", key.revoked);
}

Answer list_route(PersonCall& call) {
  HT_TRY(const auto keys, accounts::list_api_keys(call.accounts(), call.caller));
  std::string body;
  base::JsonWriter json(body);
  json.begin_object().key("api_keys").begin_array();
  for (const records::ApiKey& key : keys) {
    json.begin_object();
    write_key(json, key);
    json.end_object();
  }
  json.end_array().end_object();
  return json_answer(200, std::move(body));
}

Answer create_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  const std::string name = form.text("name");
  const bool may_write = form.maybe_bool("write").value_or(false);
  const auto days = form.maybe_integer("days");
  HT_CHECK_OK(form.done());
  HT_TRY(const auto made, accounts::create_api_key(call.accounts(), call.visitor, call.caller, name, may_write, days));
  std::string body;
  base::JsonWriter json(body);
  json.begin_object().member("key", made.key);
  write_key(json, made.row);
  json.end_object();
  return json_answer(201, std::move(body));
}

Answer revoke_route(PersonCall& call) {
  HT_CHECK_OK(accounts::revoke_api_key(call.accounts(), call.visitor, call.caller, call.parts[0]));
  return no_content();
}

constexpr PersonRoute kRoutes[] = {
    {Method::kGet, "/api/v1/api-keys", Need::kSession, list_route},
    {Method::kPost, "/api/v1/api-keys", Need::kSession, create_route},
    {Method::kDelete, "/api/v1/api-keys/{id}", Need::kSession, revoke_route},
};

}  // namespace

std::span<const PersonRoute> key_routes() { return kRoutes; }

}  // namespace housing::api
