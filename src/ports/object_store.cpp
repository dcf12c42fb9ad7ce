#include "ports/object_store.hpp"

#include <algorithm>

namespace housing::ports {

bool is_valid_key(std::string_view key) {
  static constexpr std::string_view kPunctuation = "/._-+=() ";
  if (key.empty() || key.size() > kMaxKeyLength || key.front() == '/' || key.front() == '.' || key.back() == '/')
    return false;
  const bool characters = std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kPunctuation.find(c) != std::string_view::npos;
  });
  if (!characters || key.find("//") != std::string_view::npos) return false;
  for (std::size_t begin = 0; begin <= key.size();) {
    const std::size_t end = std::min(key.find('/', begin), key.size());
    const std::string_view part = key.substr(begin, end - begin);
    if (part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace housing::ports
