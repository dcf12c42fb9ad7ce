#include "api/route_table.hpp"

#include <algorithm>

#include "api/person_routes.hpp"
#include "base/assert.hpp"
#include "base/json.hpp"

namespace housing::api {
namespace {

constexpr std::string_view kPrefix = "/api/v1/";

// "regions" of "/api/v1/regions/us"
std::string_view segment_of(std::string_view path) {
  path.remove_prefix(kPrefix.size());
  return path.substr(0, path.find('/'));
}

RouteGroup group_of_pattern(std::string_view pattern) {
  const std::string_view segment = segment_of(pattern);
  if (segment == "series") return RouteGroup::kSeries;
  if (segment == "regions") return RouteGroup::kRegions;
  if (segment == "metrics" || segment == "sources" || segment == "imports") return RouteGroup::kCatalogue;
  if (segment == "admin") return RouteGroup::kAdmin;
  return is_person_path(pattern) ? RouteGroup::kAccount : RouteGroup::kAnalyses;
}

bool fits(std::string_view pattern, std::string_view path) {
  while (true) {
    const std::string_view wanted = pattern.substr(0, pattern.find('/'));
    const std::string_view given = path.substr(0, path.find('/'));
    if (wanted.starts_with('{') ? given.empty() : wanted != given) return false;
    const bool last = wanted.size() == pattern.size();
    if (last || given.size() == path.size()) return last && given.size() == path.size();
    pattern.remove_prefix(wanted.size() + 1);
    path.remove_prefix(given.size() + 1);
  }
}

}  // namespace

RouteTable::RouteTable(std::string_view openapi) {
  const auto contract = base::Json::parse(openapi);
  HT_ASSERT(contract.has_value() && contract->find("paths") != nullptr);
  for (const auto& [pattern, operations] : contract->find("paths")->members()) {
    patterns_.push_back(pattern);
    if (pattern.starts_with(kPrefix)) groups_.emplace(segment_of(pattern), group_of_pattern(pattern));
  }
  // What is said plainly comes before what stands for anything.
  std::ranges::stable_sort(patterns_, {}, [](const std::string& pattern) { return pattern.find('{') != pattern.npos; });
}

RouteGroup RouteTable::group_of(std::string_view path) const {
  if (path.starts_with(kPrefix)) {
    const auto found = groups_.find(segment_of(path));
    return found == groups_.end() ? RouteGroup::kOther : found->second;
  }
  const bool served = path.starts_with("/health") || path == "/metrics" || path == "/openapi.json" || path == "/docs" ||
                      path.starts_with("/api/") || path.starts_with("/fred/");
  return served ? RouteGroup::kOther : RouteGroup::kFiles;
}

std::string_view RouteTable::pattern_of(std::string_view path) const {
  for (const std::string& pattern : patterns_)
    if (fits(pattern, path)) return pattern;
  return {};
}

}  // namespace housing::api
