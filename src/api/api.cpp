#include "api/api.hpp"

#include <algorithm>

#include "api/contract_data.hpp"
#include "api/data_routes.hpp"
#include "api/prometheus.hpp"
#include "base/json_writer.hpp"
#include "fred/fred.hpp"
#include "http/negotiate.hpp"
#include "http/problem.hpp"

namespace housing::api {
namespace {

using http::Method;
using http::Response;

constexpr std::string_view kRevalidate = "public, max-age=0, must-revalidate";
constexpr std::string_view kHtmlPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

Response text_response(std::string_view content_type, std::string body) {
  Response response;
  response.content_type = content_type;
  response.body = http::Body(std::move(body));
  return response;
}

Response no_store(std::string_view content_type, std::string body) {
  Response response = text_response(content_type, std::move(body));
  response.cache_control = "no-store";
  return response;
}

Response starting(std::string_view path) {
  Response response = http::to_response({.status = 503,
                                         .type = "starting",
                                         .title = {},
                                         .detail = "The data is being loaded. Try again in a moment.",
                                         .instance = path,
                                         .parameter = {},
                                         .suggestions = {}});
  response.headers.push_back({"Retry-After", "1"});
  return response;
}

// The key a request comes with: a bearer's, or of FRED's clients the parameter they send one in.
std::string_view key_of(const http::Request& request) {
  const std::string_view key = bearer_of(request.header("Authorization"));
  return key.empty() && fred::is_fred_path(request.path) ? fred::api_key_of(request.query) : key;
}

Response refuse_like_fred(const accounts::Refusal& refusal, std::string_view query) {
  if (refusal.kind == accounts::RefusalKind::kTooMany) {
    Response response = fred::refuse(query, 429, "Too Many Requests.  This key is used too fast. See Retry_After.");
    response.headers.push_back({"Retry-After", std::to_string(refusal.retry_in.count())});
    return response;
  }
  if (refusal.cause) return fred::refuse(query, 503, "Service Unavailable.  The key cannot be checked now. Try again.");
  return fred::refuse(query, 400, "Bad Request.  The value for variable api_key is not registered here.");
}

}  // namespace

Api::Api(ApiParts parts) : parts_(std::move(parts)) {
  if (parts_.site != nullptr && !parts_.public_url.empty()) pages_.emplace(*parts_.site, parts_.public_url);
  if (parts_.people != nullptr) gate_.emplace(parts_.people->accounts);
  if (parts_.metrics == nullptr) return;
  hits_ = &parts_.metrics->counter(telemetry::Metric::kAnswerCacheHits);
  misses_ = &parts_.metrics->counter(telemetry::Metric::kAnswerCacheMisses);
  shed_ = &parts_.metrics->counter(telemetry::Metric::kRequestsShed);
}

model::Date Api::today() const {
  const base::WallTime now = parts_.people != nullptr ? parts_.people->accounts.clock.now() : base::SystemClock().now();
  return model::Date::of_time(std::chrono::floor<std::chrono::seconds>(now));
}

std::string Api::cache_target(const http::Request& request) const {
  return fred::is_fred_path(request.path) ? fred::cache_target(request.target, today()) : std::string(request.target);
}

Response Api::health_ready() const {
  const auto world = parts_.worlds.get();
  const std::vector<Dependency> dependencies = parts_.dependencies ? parts_.dependencies() : std::vector<Dependency>{};
  const bool whole = std::ranges::all_of(dependencies, &Dependency::ok);
  std::string body;
  base::JsonWriter json(body);
  json.begin_object().member("status", world == nullptr ? "starting" : whole ? "ready" : "degraded");
  json.key("checks").begin_array();
  json.begin_object().member("name", "dataset").member("status", world != nullptr ? "ok" : "loading");
  if (world != nullptr)
    json.member("detail", std::to_string(world->manifest().shards.size()) + " releases of " +
                              std::to_string(world->manifest().blocks.size()) + " metrics");
  json.end_object();
  for (const Dependency& dependency : dependencies) {
    json.begin_object().member("name", dependency.name).member("status", dependency.ok ? "ok" : "away");
    if (!dependency.detail.empty()) json.member("detail", dependency.detail);
    json.end_object();
  }
  json.end_array().end_object();
  Response response = no_store("application/json", std::move(body));
  if (world == nullptr) response.status = 503;
  return response;
}

void Api::handle(const http::Request& request, http::Reply reply) {
  const std::string_view path = request.path;
  if (parts_.people != nullptr && is_person_path(path)) return answer_person_later(request, std::move(reply));
  const bool reads = request.method == Method::kGet || request.method == Method::kHead;
  const bool asks = request.method == Method::kPost && is_data_path(path) && takes_body(path);
  if (!reads && !asks)
    return reply.send(
        http::method_not_allowed(is_data_path(path) && takes_body(path) ? "GET, HEAD, POST" : "GET, HEAD", path));
  if (is_data_path(path) || fred::is_fred_path(path)) {
    if (gate_)
      if (const std::string_view key = key_of(request); !key.empty())
        return answer_data_to_key(request, key, std::move(reply));
    return answer_data(request, std::move(reply));
  }
  if (path == "/health") return reply.send(no_store("application/json", R"({"status":"ok"})"));
  if (path == "/health/ready") return reply.send(health_ready());
  if (path == "/metrics")
    return reply.send(no_store(
        "text/plain; version=0.0.4; charset=utf-8",
        prometheus_text(parts_.server_stats(), parts_.worlds.get().get(), parts_.program_version, parts_.metrics)));
  if (path == "/openapi.json" || path == "/docs") return answer_data(request, std::move(reply));
  if (pages_ && PageAnswers::is_page_path(path)) return answer_page(request, std::move(reply));
  if (parts_.site != nullptr) return parts_.site->handle(request, std::move(reply));
  reply.send(http::to_response({.status = 404,
                                .type = "not-found",
                                .title = {},
                                .detail = "There is nothing at this address" +
                                          std::string(parts_.site == nullptr ? ", and no web app was built." : "."),
                                .instance = path,
                                .parameter = {},
                                .suggestions = {}}));
}

void Api::shed(http::Reply reply) {
  if (shed_ != nullptr) shed_->add();
  reply.send_later(busy_.next());
}

void Api::later(http::WorkPool& pool, const http::Request& request, http::Reply reply, Task task) {
  if (pool.is_full()) return shed(std::move(reply));
  // Shared, because a std::function must be copyable and a Reply is owed once.
  struct Waiting {
    http::OwnedRequest request;
    http::Reply reply;
    Task task;
  };
  const auto waiting = std::make_shared<Waiting>(http::OwnedRequest(request), std::move(reply), std::move(task));
  const bool taken = pool.post([waiting] { waiting->task(waiting->request, std::move(waiting->reply)); },
                               [this, waiting] { shed(std::move(waiting->reply)); });
  if (!taken) shed(std::move(waiting->reply));
}

void Api::answer_person_later(const http::Request& request, http::Reply reply) {
  later(*parts_.work, request, std::move(reply), [this](const http::OwnedRequest& owned, http::Reply owed) {
    if (const std::string_view key = bearer_of(owned.header("Authorization")); !key.empty()) {
      const Passage passage = gate_->ask(key);
      if (passage.refusal && passage.refusal->kind == accounts::RefusalKind::kTooMany) {
        add_rate_headers(owed, passage);
        return owed.send(answer_refusal(*passage.refusal, owned.path, parts_.people->accounts.log));
      }
      if (!passage.refusal) add_rate_headers(owed, passage);
    }
    owed.send(answer_person(*parts_.people, owned));
  });
}

void Api::answer_data_to_key(const http::Request& request, std::string_view key, http::Reply reply) {
  if (const auto passage = gate_->at_hand(key)) {
    add_rate_headers(reply, *passage);
    return answer_data(request, std::move(reply));
  }
  later(*parts_.work, request, std::move(reply), [this](const http::OwnedRequest& owned, http::Reply owed) {
    std::vector<http::HeaderField> fields;
    const http::Request asked = owned.view(fields);
    const Passage passage = gate_->ask(key_of(asked));
    if (passage.refusal) {
      if (passage.refusal->kind == accounts::RefusalKind::kTooMany) add_rate_headers(owed, passage);
      if (fred::is_fred_path(owned.path)) return owed.send(refuse_like_fred(*passage.refusal, owned.query));
      return owed.send(answer_refusal(*passage.refusal, owned.path, parts_.people->accounts.log));
    }
    add_rate_headers(owed, passage);
    answer_data(asked, std::move(owed));
  });
}

void Api::answer_data(const http::Request& request, http::Reply reply) {
  const auto world = parts_.worlds.get();
  if (world == nullptr) return reply.send(starting(request.path));
  if (request.method == Method::kPost) {
    if (request.late) return shed(std::move(reply));
    return make_data_answer(request, world, std::move(reply));
  }
  const std::string_view encodings = request.header("Accept-Encoding");
  if (const auto kept = cache_.find(cache_target(request), world->version())) {
    if (hits_ != nullptr) hits_->add();
    return reply.send(kept->pick(encodings));
  }
  if (misses_ != nullptr) misses_->add();
  // What takes a while.
  const bool heavy = is_heavy(request.path, request.query) || fred::is_heavy(request.path, request.query);
  if (heavy && parts_.heavy != nullptr)
    return later(*parts_.heavy, request, std::move(reply),
                 [this, world](const http::OwnedRequest& owned, http::Reply owed) {
                   std::vector<http::HeaderField> fields;
                   make_data_answer(owned.view(fields), world, std::move(owed));
                 });
  if (request.late) return shed(std::move(reply));
  make_data_answer(request, world, std::move(reply));
}

void Api::answer_page(const http::Request& request, http::Reply reply) {
  const auto world = parts_.worlds.get();
  if (world == nullptr) return parts_.site->handle(request, std::move(reply));
  const std::string_view encodings = request.header("Accept-Encoding");
  if (const auto kept = page_cache_.find(request.path, world->version())) return reply.send(kept->pick(encodings));
  if (PageAnswers::is_heavy(request.path) && parts_.heavy != nullptr)
    return later(*parts_.heavy, request, std::move(reply),
                 [this, world](const http::OwnedRequest& owned, http::Reply owed) {
                   make_page(owned.path, owned.header("Accept-Encoding"), *world, std::move(owed));
                 });
  if (request.late) return shed(std::move(reply));
  make_page(request.path, encodings, *world, std::move(reply));
}

void Api::make_page(std::string_view path, std::string_view encodings, const app::World& world, http::Reply reply) {
  Response response = pages_->answer(world, path);
  if (response.status != 200) return reply.send(std::move(response));
  auto variants = http::Variants::make(std::move(response), http::CompressionLevel::kFast);
  if (!variants)
    return reply.send(http::to_response({.status = 500,
                                         .type = "internal",
                                         .title = {},
                                         .detail = variants.error().message,
                                         .instance = path,
                                         .parameter = {},
                                         .suggestions = {}}));
  const auto answer = std::make_shared<const http::Variants>(std::move(*variants));
  page_cache_.put(path, world.version(), answer);
  reply.send(answer->pick(encodings));
}

void Api::make_data_answer(const http::Request& request, std::shared_ptr<const app::World> world, http::Reply reply) {
  Response response;
  if (request.path == "/openapi.json") {
    response = text_response("application/json", std::string(openapi_json()));
    response.cache_control = kRevalidate;
  } else if (request.path == "/docs") {
    response = text_response("text/html; charset=utf-8", std::string(docs_html()));
    response.cache_control = kRevalidate;
    response.headers.push_back({"Content-Security-Policy", std::string(kHtmlPolicy)});
  } else if (fred::is_fred_path(request.path)) {
    std::span<const std::string> exportable;
    if (parts_.people != nullptr) exportable = parts_.people->exportable;
    response = fred::answer({.present = world, .worlds = parts_.worlds, .exportable = exportable, .today = today()},
                            request.path, request.query);
  } else {
    response = answer_data_route(world, parts_.worlds, columns_,
                                 {.path = request.path, .query = request.query, .body = request.body});
  }
  if (response.status != 200) return reply.send(std::move(response));
  auto variants = http::Variants::make(std::move(response), http::CompressionLevel::kFast);
  if (!variants)
    return reply.send(http::to_response({.status = 500,
                                         .type = "internal",
                                         .title = {},
                                         .detail = variants.error().message,
                                         .instance = request.path,
                                         .parameter = {},
                                         .suggestions = {}}));
  const auto answer = std::make_shared<const http::Variants>(std::move(*variants));
  if (request.method != Method::kPost) cache_.put(cache_target(request), world->version(), answer);
  reply.send(answer->pick(request.header("Accept-Encoding")));
}

}  // namespace housing::api
