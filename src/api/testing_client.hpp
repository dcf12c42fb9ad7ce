// TestClient: asks an Api as the server would, without sockets. Tests only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "base/assert.hpp"
#include "base/json.hpp"
#include "http/recorded_reply.hpp"

namespace housing::api {

struct Answered {
  int status = 0;
  std::string body;
  http::RecordedReply reply;  // for headers

  base::Json json() const {
    auto parsed = base::Json::parse(body);
    HT_ASSERT(parsed.has_value());
    return std::move(*parsed);
  }
};

class TestClient {
 public:
  explicit TestClient(app::WorldHolder& worlds, http::WorkPool* heavy = nullptr, telemetry::Metrics* metrics = nullptr)
      : api_({.worlds = worlds,
              .site = nullptr,
              .server_stats = [] { return http::Stats{}; },
              .program_version = "1.2",
              .heavy = heavy,
              .metrics = metrics}) {}

  Answered get(std::string_view target, std::string_view accept_encoding = {}) {
    return ask(http::Method::kGet, target, accept_encoding);
  }
  Answered ask(http::Method method, std::string_view target, std::string_view accept_encoding = {}) {
    const std::size_t mark = std::min(target.find('?'), target.size());
    const std::vector<http::HeaderField> headers = {{"Accept-Encoding", accept_encoding}};
    http::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, mark);
    request.query = target.substr(std::min(mark + 1, target.size()));
    request.headers = headers;
    request.late = late;
    http::RecordedReply reply;
    api_.handle(request, reply.reply());
    HT_ASSERT(reply.answered());
    return {reply.status(), reply.body(), reply};
  }

  bool late = false;  // the thread that asks has too much to do

 private:
  Api api_;
};

}  // namespace housing::api
