// /api/v1/admin/…: for admins: people and their roles, the diary, the queues and what died in them, closed addresses.
#include "accounts/administration.hpp"
#include "api/form.hpp"
#include "api/json_person.hpp"
#include "api/person_routes.hpp"

namespace housing::api {
namespace {

using Answer = accounts::Outcome<http::Response>;
using http::Method;

constexpr std::size_t kDeadPage = 100;

Answer people_route(PersonCall& call) {
  HT_TRY(const auto people, accounts::list_people(call.accounts(), call.query.get("after").value_or("")));
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("users").begin_array();
  for (const records::User& user : people) write_user(json, user, call.accounts().settings);
  json.end_array();
  json.member_or_null("next",
                      static_cast<std::int64_t>(people.size()) == accounts::kPeoplePage ? people.back().id : "");
  json.end_object();
  return json_answer(200, std::move(text));
}

Answer role_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  const std::string email = form.text("email");
  const std::string role = form.text("role");
  HT_CHECK_OK(form.done());
  HT_CHECK_OK(accounts::set_person_role(call.accounts(), call.caller.user_id, email, role));
  return no_content();
}

Answer audit_route(PersonCall& call) {
  HT_TRY(const auto entries, accounts::list_audit(call.accounts(), call.query.get("user").value_or("")));
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("audit").begin_array();
  for (const records::AuditEntry& entry : entries) {
    json.begin_object();
    write_time(json, "at", entry.at);
    json.member("user", entry.user_id)
        .member("actor", entry.actor)
        .member("action", entry.action)
        .member("address", entry.address)
        .member("detail", entry.detail)
        .end_object();
  }
  json.end_array().end_object();
  return json_answer(200, std::move(text));
}

Answer jobs_route(PersonCall& call) {
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("queues").begin_array();
  for (const std::string_view name : call.services.queues) {
    HT_TRY(const auto depth, call.services.queue.depth(name));
    HT_TRY(const auto dead, call.services.queue.dead(name, kDeadPage));
    json.begin_object()
        .member("queue", name)
        .member("waiting", depth.waiting)
        .member("delayed", depth.delayed)
        .member("in_flight", depth.in_flight)
        .member("oldest_seconds", static_cast<std::int64_t>(depth.oldest.count()))
        .key("dead")
        .begin_array();
    for (const ports::DeadMessage& message : dead) {
      json.begin_object()
          .member("id", message.id)
          .member("key", message.key)
          .member("reason", message.reason)
          .member("attempts", message.attempts);
      write_time(json, "died", message.died);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json_answer(200, std::move(text));
}

Answer retry_route(PersonCall& call) {
  HT_CHECK_OK(call.services.queue.retry_dead(call.parts[0], call.parts[1]));
  return no_content();
}

Answer discard_route(PersonCall& call) {
  HT_CHECK_OK(call.services.queue.discard_dead(call.parts[0], call.parts[1]));
  return no_content();
}

Answer close_address_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  const std::string email = form.text("email");
  HT_CHECK_OK(form.done());
  HT_CHECK_OK(accounts::close_address(call.accounts(), call.caller.user_id, email, "operator"));
  return no_content();
}

Answer open_address_route(PersonCall& call) {
  HT_CHECK_OK(accounts::open_address(call.accounts(), call.caller.user_id, call.parts[0]));
  return no_content();
}

constexpr PersonRoute kRoutes[] = {
    {Method::kGet, "/api/v1/admin/users", Need::kAdmin, people_route},
    {Method::kPost, "/api/v1/admin/roles", Need::kAdmin, role_route},
    {Method::kGet, "/api/v1/admin/audit", Need::kAdmin, audit_route},
    {Method::kGet, "/api/v1/admin/jobs", Need::kAdmin, jobs_route},
    {Method::kPost, "/api/v1/admin/jobs/{queue}/{id}/retry", Need::kAdmin, retry_route},
    {Method::kDelete, "/api/v1/admin/jobs/{queue}/{id}", Need::kAdmin, discard_route},
    {Method::kPost, "/api/v1/admin/closed-addresses", Need::kAdmin, close_address_route},
    {Method::kDelete, "/api/v1/admin/closed-addresses/{email}", Need::kAdmin, open_address_route},
};

}  // namespace

std::span<const PersonRoute> admin_routes() { return kRoutes; }

}  // namespace housing::api
