// `housing export`: series as a file: CSV, a workbook, JSON, or a chart as SVG or PNG. The same bytes as the addresses
// of the API give, so an export with --as-of can be made again.
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "api/data_routes.hpp"
#include "http/query.hpp"
#include "main/commands.hpp"
#include "main/outside.hpp"
#include "places/embedded.hpp"

namespace housing::main {
namespace {

constexpr int kOk = 200;
constexpr int kServerErrors = 500;

bool is_chart(std::string_view format) { return format == "svg" || format == "png"; }
bool is_binary(std::string_view format) { return format == "png" || format == "xlsx"; }

std::string query_of(const ExportOptions& options) {
  std::string query;
  for (const auto& [name, value] : options.parameters) {
    if (value.empty()) continue;
    if (!query.empty()) query.push_back('&');
    query += name + "=" + http::percent_encode(value);
  }
  if (!is_chart(options.format)) query += (query.empty() ? "" : "&") + ("format=" + options.format);
  return query;
}

int write_out(std::string_view bytes, const ExportOptions& options) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> opened;
  if (!options.output.empty()) opened.reset(std::fopen(options.output.c_str(), "wb"));
  if (!options.output.empty() && opened == nullptr)
    return report_failure(base::fail_errno("writing " + options.output).error());
  std::FILE* const to = opened != nullptr ? opened.get() : stdout;
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), to) == bytes.size() && std::fflush(to) == 0;
  return written ? kExitDone : report_failure(base::fail_errno("writing the export").error());
}

}  // namespace

int run_export(const Environment& environment, const ExportOptions& options) {
  if (options.output.empty() && is_binary(options.format) && isatty(STDOUT_FILENO) != 0) {
    std::fprintf(stderr, "housing: %s is not for a terminal: say --output FILE\n", options.format.c_str());
    return kExitUsage;
  }
  const base::SystemClock clock;
  Outside outside(environment, options.data_dir, clock);
  auto store = outside.open_objects();
  if (!store) return report_failure(store.error());
  app::WorldHolder worlds(**store, places::embedded_gazetteer());
  if (const auto loaded = worlds.refresh(); !loaded) return report_failure(loaded.error());
  analyses::ColumnHolder columns;
  const std::string path = "/api/v1/" + (is_chart(options.format) ? "chart." + options.format : "series");
  const std::string query = query_of(options);
  const http::Response response = api::answer_data_route(worlds.get(), worlds, columns, {.path = path, .query = query});
  if (response.status == kOk) return write_out(response.body.bytes, options);
  std::fprintf(stderr, "housing: %.*s\n", static_cast<int>(response.body.bytes.size()), response.body.bytes.data());
  return response.status < kServerErrors ? kExitUsage : kExitFailed;
}

}  // namespace housing::main
