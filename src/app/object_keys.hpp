// How shards and objects are named after their content.
#pragma once

#include <string>
#include <string_view>

#include "base/sha256.hpp"

namespace housing::app {

inline constexpr std::size_t kKeyDigits = 24;  // of a SHA-256, in keys of what we make ourselves
inline constexpr std::size_t kIdDigits = 12;   // of a file's, in a shard's id, which people read

// "manifests/" + the content's digest + ".json".
inline std::string content_key(std::string_view folder, std::string_view content, std::string_view ending) {
  return std::string(folder) + base::sha256_hex(content).substr(0, kKeyDigits) + std::string(ending);
}

// "zillow/zhvi/metro@3f2a9c01d4e5".
inline std::string shard_id(std::string_view dataset, std::string_view sha256) {
  return std::string(dataset) + "@" + std::string(sha256.substr(0, kIdDigits));
}

}  // namespace housing::app
