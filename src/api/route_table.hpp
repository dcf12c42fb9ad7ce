// RouteTable: the contract's paths, to tell of a request which route it asks for and which group of routes that is:
// what metrics and spans are named by. It routes nothing. A route of contract/openapi.yaml needs no edit here.
// Thread-safety: immutable.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace housing::api {

// As contract/telemetry.json has them.
enum class RouteGroup : std::uint8_t { kSeries, kRegions, kCatalogue, kAnalyses, kAccount, kAdmin, kFiles, kOther };

inline constexpr std::array<std::string_view, 8> kRouteGroupNames = {"series",  "regions", "catalogue", "analyses",
                                                                     "account", "admin",   "files",     "other"};

class RouteTable {
 public:
  // `openapi`: the contract as JSON.
  explicit RouteTable(std::string_view openapi);

  RouteGroup group_of(std::string_view path) const;
  // "/api/v1/regions/{id}"; empty for what the contract does not have.
  std::string_view pattern_of(std::string_view path) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::vector<std::string> patterns_;
  std::unordered_map<std::string, RouteGroup, Hash, std::equal_to<>> groups_;  // by the segment behind /api/v1/
};

}  // namespace housing::api
