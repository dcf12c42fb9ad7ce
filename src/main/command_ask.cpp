// `housing ask PATH NAME=VALUE…`: any question about the data that the HTTP API answers, without a server: the same
// code gives the same bytes.
#include <cstdio>

#include "api/data_routes.hpp"
#include "http/query.hpp"
#include "main/commands.hpp"
#include "main/outside.hpp"
#include "places/embedded.hpp"

namespace housing::main {
namespace {

constexpr int kOk = 200;
constexpr int kServerErrors = 500;

// "a=1", "b=x y" -> "a=1&b=x%20y". Nothing where a piece has no '='.
std::optional<std::string> query_of(const std::vector<std::string>& parameters) {
  std::string query;
  for (const std::string& parameter : parameters) {
    const std::size_t equals = parameter.find('=');
    if (equals == std::string::npos || equals == 0) {
      std::fprintf(stderr, "housing: '%s' is no parameter; write NAME=VALUE, as type=zip\n", parameter.c_str());
      return std::nullopt;
    }
    if (!query.empty()) query.push_back('&');
    query +=
        http::percent_encode(parameter.substr(0, equals)) + "=" + http::percent_encode(parameter.substr(equals + 1));
  }
  return query;
}

}  // namespace

int run_ask(const Environment& environment, const AskOptions& options) {
  const auto query = query_of(options.parameters);
  if (!query) return kExitUsage;
  const base::SystemClock clock;
  Outside outside(environment, options.data_dir, clock);
  auto store = outside.open_objects();
  if (!store) return report_failure(store.error());
  app::WorldHolder worlds(**store, places::embedded_gazetteer());
  if (const auto loaded = worlds.refresh(); !loaded) return report_failure(loaded.error());
  analyses::ColumnHolder columns;
  const std::string path = options.path.starts_with('/') ? options.path : "/api/v1/" + options.path;
  if (!api::is_data_path(path)) {
    std::fprintf(stderr, "housing: %s is no question about the data; rankings, map, screener, series … are\n",
                 path.c_str());
    return kExitUsage;
  }
  const http::Response response =
      api::answer_data_route(worlds.get(), worlds, columns, {.path = path, .query = *query});
  const std::string_view body = response.body.bytes;
  std::FILE* const to = response.status == kOk ? stdout : stderr;
  std::fwrite(body.data(), 1, body.size(), to);
  if (body.empty() || (body.back() != '\n' && response.content_type.find("json") != std::string_view::npos))
    std::fputc('\n', to);
  if (response.status == kOk) return kExitDone;
  return response.status < kServerErrors ? kExitUsage : kExitFailed;
}

}  // namespace housing::main
