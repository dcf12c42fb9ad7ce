#include "api/person_routes.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "accounts/second_factor.hpp"
#include "base/text.hpp"
#include "http/problem.hpp"

namespace housing::api {
namespace {

using accounts::Refusal;
using accounts::RefusalKind;
using http::Method;

constexpr std::string_view kSecureCookie = "__Host-housing";
constexpr std::string_view kPlainCookie = "housing";

using Tables = std::array<std::span<const PersonRoute>, 8>;

const Tables& tables() {
  static const Tables all = {auth_routes(),  me_routes(),     key_routes(),   saved_routes(),
                             alert_routes(), export_routes(), admin_routes(), import_routes()};
  return all;
}

// "alerts" of "/api/v1/alerts/7"; empty for a path outside the API.
std::string_view segment_of(std::string_view path) {
  constexpr std::string_view kPrefix = "/api/v1/";
  if (!path.starts_with(kPrefix)) return {};
  path.remove_prefix(kPrefix.size());
  return path.substr(0, path.find('/'));
}

std::string_view cookie_name(const accounts::Context& context) {
  return context.settings.secure_cookies ? kSecureCookie : kPlainCookie;
}

// The parts of `path` that stand for {…} in `pattern`; nullopt when it does not fit.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  const auto wanted = base::split(pattern, '/');
  const auto given = base::split(path, '/');
  if (wanted.size() != given.size()) return std::nullopt;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      auto part = http::percent_decode(given[i]);
      if (!part || part->empty()) return std::nullopt;
      parts.push_back(std::move(*part));
    } else if (wanted[i] != given[i]) {
      return std::nullopt;
    }
  }
  return parts;
}

struct Kind {
  RefusalKind kind;
  int status;
  std::string_view type;
};

constexpr std::array<Kind, 13> kKinds = {{
    {RefusalKind::kInvalid, 422, "invalid"},
    {RefusalKind::kNotSignedIn, 401, "not-signed-in"},
    {RefusalKind::kWrongCredentials, 401, "wrong-credentials"},
    {RefusalKind::kCodeRequired, 401, "code-required"},
    {RefusalKind::kUnverified, 403, "unverified"},
    {RefusalKind::kForbidden, 403, "forbidden"},
    {RefusalKind::kFactorNeeded, 403, "factor-needed"},
    {RefusalKind::kNotFound, 404, "not-found"},
    {RefusalKind::kConflict, 409, "conflict"},
    {RefusalKind::kTooMany, 429, "too-many"},
    {RefusalKind::kLimit, 422, "limit"},
    {RefusalKind::kUnavailable, 503, "unavailable"},
    {RefusalKind::kInternal, 500, "internal"},
}};

bool is_reading(Method method) { return method == Method::kGet || method == Method::kHead; }

// Who calls, as the route needs it.
accounts::Done find_caller(PersonCall& call, Need need) {
  if (need == Need::kNobody) return {};
  const std::string_view key = bearer_of(call.request.header("Authorization"));
  const bool reads = is_reading(call.request.method);
  if (!key.empty()) {
    HT_TRY(call.caller, accounts::caller_of_key(call.accounts(), key));
    if (need != Need::kPerson)
      return accounts::refuse(RefusalKind::kForbidden, "An API key cannot do this: sign in with the password.");
    if (!reads && !call.caller.may_write)
      return accounts::refuse(RefusalKind::kForbidden, "This API key is for reading alone.");
    return {};
  }
  HT_TRY(call.caller, accounts::caller_of_session(call.accounts(), call.session_token));
  // 404 rather than 403, and before anything else is looked at: who is no admin learns nothing about what there is.
  if (need == Need::kAdmin && !call.caller.is_admin)
    return accounts::refuse(RefusalKind::kNotFound, "There is nothing at this address.");
  if (!reads && !accounts::csrf_matches(call.accounts(), call.session_token, call.request.header(kCsrfHeader)))
    return accounts::refuse(RefusalKind::kForbidden,
                            "The X-CSRF-Token header is missing or not this session's; GET /api/v1/me tells it.");
  if (need == Need::kAdmin) return accounts::check_factor(call.accounts(), call.caller);
  return {};
}

http::Response run_route(const PersonServices& services, const http::OwnedRequest& request, const PersonRoute& route,
                         std::vector<std::string> parts) {
  auto query = http::Query::parse(request.query);
  base::Log& log = services.accounts.log;
  if (!query) return answer_refusal(Refusal(RefusalKind::kInvalid, query.error().message), request.path, log);
  PersonCall call{.services = services,
                  .request = request,
                  .query = std::move(*query),
                  .visitor = {.address = request.remote_address, .agent = std::string(request.header("User-Agent"))},
                  .session_token = std::string(session_of(request, services.accounts)),
                  .caller = {},
                  .parts = std::move(parts)};
  if (const auto found = find_caller(call, route.need); !found) return answer_refusal(found.error(), request.path, log);
  auto answer = route.handler(call);
  if (!answer) return answer_refusal(answer.error(), request.path, log);
  return std::move(*answer);
}

}  // namespace

http::Response json_answer(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.content_type = "application/json";
  response.cache_control = "no-store";
  response.body = http::Body(std::move(body));
  return response;
}

http::Response no_content() {
  http::Response response;
  response.status = 204;
  response.cache_control = "no-store";
  return response;
}

http::Response answer_refusal(const Refusal& refusal, std::string_view path, base::Log& log) {
  const auto kind = std::ranges::find(kKinds, refusal.kind, &Kind::kind);
  if (refusal.cause && kind->status >= 500)
    log.error("a person's request failed", {{"path", path}, {"reason", refusal.cause->message}});
  http::Problem problem{.status = kind->status,
                        .type = kind->type,
                        .title = {},
                        .detail = refusal.detail,
                        .instance = path,
                        .parameter = {},
                        .suggestions = {}};
  for (const accounts::FieldError& error : refusal.fields) problem.errors.push_back({error.field, error.message});
  http::Response response = http::to_response(problem);
  if (refusal.retry_in.count() > 0)
    response.headers.push_back({"Retry-After", std::to_string(refusal.retry_in.count())});
  return response;
}

void set_session_cookie(http::Response& response, const accounts::Context& context, std::string_view token) {
  const long lifetime = std::chrono::duration_cast<std::chrono::seconds>(accounts::kSessionLifetime).count();
  response.headers.push_back(
      {"Set-Cookie", http::session_cookie(cookie_name(context), token, lifetime, context.settings.secure_cookies)});
}

void clear_session_cookie(http::Response& response, const accounts::Context& context) {
  response.headers.push_back(
      {"Set-Cookie", http::session_cookie(cookie_name(context), "", 0, context.settings.secure_cookies)});
}

std::string_view session_of(const http::OwnedRequest& request, const accounts::Context& context) {
  return http::cookie(request.header("Cookie"), cookie_name(context));
}

std::string_view bearer_of(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  if (authorization.size() <= kScheme.size()) return {};
  if (!base::equal_ignoring_case(authorization.substr(0, kScheme.size()), kScheme)) return {};
  return base::trim(authorization.substr(kScheme.size()));
}

std::vector<const PersonRoute*> all_person_routes() {
  std::vector<const PersonRoute*> all;
  for (const auto& table : tables())
    for (const PersonRoute& route : table) all.push_back(&route);
  return all;
}

bool is_person_path(std::string_view path) {
  // Asked for every request of the API: so by the segment behind the prefix alone.
  static const std::set<std::string_view> segments = [] {
    std::set<std::string_view> all;
    for (const PersonRoute* route : all_person_routes()) all.insert(segment_of(route->pattern));
    return all;
  }();
  return segments.contains(segment_of(path));
}

http::Response answer_person(const PersonServices& services, const http::OwnedRequest& request) {
  std::string allow;
  for (const auto& table : tables()) {
    for (const PersonRoute& route : table) {
      auto parts = match(route.pattern, request.path);
      if (!parts) continue;
      const bool fits =
          route.method == request.method || (route.method == Method::kGet && request.method == Method::kHead);
      if (fits) return run_route(services, request, route, std::move(*parts));
      if (!allow.empty()) allow += ", ";
      allow += route.method == Method::kGet ? "GET, HEAD" : to_string(route.method);
    }
  }
  if (!allow.empty()) return http::method_not_allowed(allow, request.path);
  return answer_refusal(Refusal(RefusalKind::kNotFound, "There is nothing at this address."), request.path,
                        services.accounts.log);
}

void write_time(base::JsonWriter& json, std::string_view name, const std::optional<base::WallTime>& time) {
  json.key(name);
  if (time)
    json.value(base::to_iso8601(*time));
  else
    json.null();
}

}  // namespace housing::api
