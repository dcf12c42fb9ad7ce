// /api/v1/me…: one's own account, its second factor, its sessions, leaving.
#include "accounts/leaving.hpp"
#include "accounts/profile.hpp"
#include "accounts/second_factor.hpp"
#include "api/form.hpp"
#include "api/json_person.hpp"
#include "api/person_routes.hpp"

namespace housing::api {
namespace {

using Answer = accounts::Outcome<http::Response>;
using http::Method;

http::Response user_answer(PersonCall& call, const records::User& user) {
  std::string body;
  base::JsonWriter json(body);
  json.begin_object().key("user");
  write_user(json, user, call.accounts().settings);
  if (!call.caller.is_key()) json.member("csrf", accounts::csrf_token(call.accounts(), call.session_token));
  json.end_object();
  return json_answer(200, std::move(body));
}

Answer me_route(PersonCall& call) {
  HT_TRY(const records::User user, accounts::own_user(call.accounts(), call.caller));
  return user_answer(call, user);
}

Answer change_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  accounts::ProfileChange change;
  change.name = form.maybe_text("name");
  change.time_zone = form.maybe_text("time_zone");
  change.digest = form.maybe_text("digest");
  change.keeps_searches = form.maybe_bool("keeps_searches");
  change.email = form.maybe_text("email");
  change.password = form.maybe_text("password");
  change.current_password = form.maybe_text("current_password").value_or("");
  HT_CHECK_OK(form.done());
  HT_TRY(const records::User user, accounts::change_profile(call.accounts(), call.visitor, call.caller, change));
  return user_answer(call, user);
}

accounts::Outcome<std::string> password_of(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  std::string password = form.text("password");
  HT_CHECK_OK(form.done());
  return password;
}

Answer delete_route(PersonCall& call) {
  HT_TRY(const std::string password, password_of(call));
  HT_TRY(const base::WallTime when, accounts::ask_to_delete(call.accounts(), call.visitor, call.caller, password));
  std::string body;
  base::JsonWriter json(body);
  json.begin_object();
  write_time(json, "delete_after", when);
  json.end_object();
  return json_answer(202, std::move(body));
}

Answer restore_route(PersonCall& call) {
  HT_CHECK_OK(accounts::restore(call.accounts(), call.visitor, call.caller));
  return no_content();
}

Answer export_route(PersonCall& call) {
  HT_TRY(std::string body, accounts::everything_of(call.accounts(), call.caller));
  http::Response response = json_answer(200, std::move(body));
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"housing-trends-account.json\""});
  return response;
}

Answer sessions_route(PersonCall& call) {
  HT_TRY(const auto sessions, accounts::list_sessions(call.accounts(), call.caller));
  std::string body;
  base::JsonWriter json(body);
  json.begin_object().key("sessions").begin_array();
  for (const records::Session& session : sessions) {
    json.begin_object().member("id", session.id);
    write_time(json, "created", session.created);
    write_time(json, "seen", session.seen);
    json.member("address", session.address)
        .member("agent", session.agent)
        .member("current", session.id == call.caller.session_id)
        .end_object();
  }
  json.end_array().end_object();
  return json_answer(200, std::move(body));
}

Answer end_session_route(PersonCall& call) {
  HT_CHECK_OK(accounts::end_one_session(call.accounts(), call.visitor, call.caller, call.parts[0]));
  return no_content();
}

Answer begin_factor_route(PersonCall& call) {
  HT_TRY(const std::string password, password_of(call));
  HT_TRY(const auto setup, accounts::begin_factor(call.accounts(), call.caller, password));
  std::string body;
  base::JsonWriter(body).begin_object().member("secret", setup.secret).member("address", setup.address).end_object();
  return json_answer(200, std::move(body));
}

Answer confirm_factor_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  const std::string code = form.text("code");
  HT_CHECK_OK(form.done());
  HT_TRY(const auto codes, accounts::confirm_factor(call.accounts(), call.visitor, call.caller, code));
  std::string body;
  base::JsonWriter json(body);
  json.begin_object().key("recovery_codes").begin_array();
  for (const std::string& made : codes) json.value(made);
  json.end_array().end_object();
  return json_answer(200, std::move(body));
}

Answer remove_factor_route(PersonCall& call) {
  HT_TRY(const std::string password, password_of(call));
  HT_CHECK_OK(accounts::remove_factor(call.accounts(), call.visitor, call.caller, password));
  return no_content();
}

constexpr PersonRoute kRoutes[] = {
    {Method::kGet, "/api/v1/me", Need::kPerson, me_route},
    {Method::kPatch, "/api/v1/me", Need::kSession, change_route},
    {Method::kDelete, "/api/v1/me", Need::kSession, delete_route},
    {Method::kPost, "/api/v1/me/restore", Need::kSession, restore_route},
    {Method::kGet, "/api/v1/me/export", Need::kSession, export_route},
    {Method::kGet, "/api/v1/me/sessions", Need::kSession, sessions_route},
    {Method::kDelete, "/api/v1/me/sessions/{id}", Need::kSession, end_session_route},
    {Method::kPost, "/api/v1/me/totp", Need::kSession, begin_factor_route},
    {Method::kPost, "/api/v1/me/totp/confirm", Need::kSession, confirm_factor_route},
    {Method::kPost, "/api/v1/me/totp/remove", Need::kSession, remove_factor_route},
};

}  // namespace

std::span<const PersonRoute> me_routes() { return kRoutes; }

}  // namespace housing::api
