// Api: the HTTP routes of contract/openapi.yaml over the newest world, and the web app's files for everything else.
//
// Answers over data are pure functions of (publication, target), so each is rendered once, kept compressed, and sent
// again until the next publication. Under overload (Request::late, a pool that refuses) what is not at hand is answered
// 503; cached answers, files, health and metrics are always given. Thread-safety: handle() from any number of threads.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyses/columns.hpp"
#include "api/answer_cache.hpp"
#include "api/key_gate.hpp"
#include "api/page_answers.hpp"
#include "api/person_routes.hpp"
#include "app/world.hpp"
#include "http/busy_answer.hpp"
#include "http/reply.hpp"
#include "http/static_files.hpp"
#include "http/stats.hpp"
#include "http/work_pool.hpp"
#include "model/date.hpp"
#include "telemetry/metrics.hpp"

namespace housing::api {

// Something the server can go on without, for a while: the answer of /health/ready is "degraded" then.
struct Dependency {
  std::string name;
  bool ok = true;
  std::string detail;
};

struct ApiParts {
  app::WorldHolder& worlds;
  const http::StaticSite* site = nullptr;     // nullptr: no web app was built
  std::function<http::Stats()> server_stats;  // for /metrics
  std::string program_version;
  const PersonServices* people = nullptr;  // nullptr: no accounts here
  http::WorkPool* work = nullptr;          // where their routes run; with `people`
  http::WorkPool* heavy = nullptr;         // where slow answers over data are made; nullptr: where they are asked for
  std::function<std::vector<Dependency>()> dependencies = {};  // must answer at once
  telemetry::Metrics* metrics = nullptr;                       // nullptr: nobody counts what the API does
  std::string public_url = {};  // where people reach the site; empty: its pages stay as they were exported
};

inline constexpr std::size_t kPageCacheBytes = 32 * 1024 * 1024;

class Api {
 public:
  explicit Api(ApiParts parts);

  void handle(const http::Request& request, http::Reply reply);

 private:
  void answer_data(const http::Request& request, http::Reply reply);
  // Makes the answer of `world`, keeps it, and sends it.
  void make_data_answer(const http::Request& request, std::shared_ptr<const app::World> world, http::Reply reply);
  // The same for a request with an API key, which is counted.
  void answer_data_to_key(const http::Request& request, std::string_view key, http::Reply reply);
  // A page, picture or sitemap that the server makes.
  void answer_page(const http::Request& request, http::Reply reply);
  void make_page(std::string_view path, std::string_view encodings, const app::World& world, http::Reply reply);
  void answer_person_later(const http::Request& request, http::Reply reply);
  // Runs `task(request, reply)` in `pool`, unless that has too much to do.
  using Task = std::function<void(const http::OwnedRequest&, http::Reply)>;
  void later(http::WorkPool& pool, const http::Request& request, http::Reply reply, Task task);
  // 503: too much to do.
  void shed(http::Reply reply);
  http::Response health_ready() const;
  model::Date today() const;
  // What the answer is kept under.
  std::string cache_target(const http::Request& request) const;

  ApiParts parts_;
  AnswerCache cache_;
  AnswerCache page_cache_{kPageCacheBytes};  // of its own: who crawls every place shall not empty the other
  std::optional<PageAnswers> pages_;         // with parts_.site and parts_.public_url
  analyses::ColumnHolder columns_;
  telemetry::Counter* hits_ = nullptr;  // of cache_; nullptr: not counted
  telemetry::Counter* misses_ = nullptr;
  telemetry::Counter* shed_ = nullptr;
  http::BusyAnswer busy_;
  std::optional<KeyGate> gate_;  // with parts_.people
};

}  // namespace housing::api
