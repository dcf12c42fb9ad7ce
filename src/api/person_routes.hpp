// Person routes: what somebody does for themselves: signing in, keeping, watching, being told. Each route is a line in
// a table of its resource's file; this is what they share: who may call, what a handler is given, what it answers.
//
// Handlers run on the work pool, never on an I/O thread. Answers are never cached (Cache-Control: no-store).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/context.hpp"
#include "accounts/session.hpp"
#include "app/world.hpp"
#include "base/json_writer.hpp"
#include "http/owned_request.hpp"
#include "http/query.hpp"
#include "http/response.hpp"
#include "ports/object_store.hpp"
#include "ports/queue.hpp"
#include "telemetry/metrics.hpp"

namespace housing::api {

inline constexpr std::string_view kCsrfHeader = "X-CSRF-Token";

// What admins may ask to be imported.
struct ImportOffer {
  std::vector<std::string> sources;
  bool own_place = false;                                        // not from the publishers' addresses
  std::function<base::Status(const std::string& source)> check;  // whether there is such a source; words if not
};

// Everything the handlers stand on. Thread-safety: any thread.
struct PersonServices {
  accounts::Context accounts;
  const app::WorldHolder& worlds;
  ports::ObjectStore& objects;
  ports::Queue& queue;
  std::vector<std::string_view> queues;            // every queue's name, for admins
  std::vector<std::string> exportable;             // "open", "attribution" …: what bulk exports may hold
  telemetry::Counter* sign_in_failures = nullptr;  // nullptr: not counted
  ImportOffer imports;
};

struct PersonCall {
  const PersonServices& services;
  const http::OwnedRequest& request;
  http::Query query;
  accounts::Visitor visitor;
  std::string session_token;       // of the cookie; may be empty
  accounts::Caller caller;         // set unless the route is for anybody
  std::vector<std::string> parts;  // what stands for {…} in the pattern, decoded

  const accounts::Context& accounts() const { return services.accounts; }
};

using PersonHandler = accounts::Outcome<http::Response> (*)(PersonCall& call);

enum class Need {
  kNobody,   // anybody, signed in or not; no CSRF token, since nothing of a session is used
  kPerson,   // a session, or an API key with the scope
  kSession,  // a session alone: what a leaked key must not do
  kAdmin,    // a session of an admin
};

struct PersonRoute {
  http::Method method;
  std::string_view pattern;  // "/api/v1/alerts/{id}"
  Need need;
  PersonHandler handler;
};

// One table a resource.
std::span<const PersonRoute> auth_routes();
std::span<const PersonRoute> me_routes();
std::span<const PersonRoute> key_routes();
std::span<const PersonRoute> saved_routes();
std::span<const PersonRoute> alert_routes();
std::span<const PersonRoute> export_routes();
std::span<const PersonRoute> admin_routes();
std::span<const PersonRoute> import_routes();
// All of them, table by table.
std::vector<const PersonRoute*> all_person_routes();

// What handlers answer with.
http::Response json_answer(int status, std::string body);
http::Response no_content();
http::Response answer_refusal(const accounts::Refusal& refusal, std::string_view path, base::Log& log);

// Answers that set or take away the session's cookie.
void set_session_cookie(http::Response& response, const accounts::Context& context, std::string_view token);
void clear_session_cookie(http::Response& response, const accounts::Context& context);
std::string_view session_of(const http::OwnedRequest& request, const accounts::Context& context);

// The key of "Authorization: Bearer KEY"; empty when there is none.
std::string_view bearer_of(std::string_view authorization);

// Whether this path belongs to one of the tables, known or not.
bool is_person_path(std::string_view path);
// Finds the route, the caller, checks what the route needs, runs the handler.
http::Response answer_person(const PersonServices& services, const http::OwnedRequest& request);

// "2025-03-31T16:20:05Z", or null.
void write_time(base::JsonWriter& json, std::string_view name, const std::optional<base::WallTime>& time);

}  // namespace housing::api
