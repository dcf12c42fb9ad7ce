#include "model/release.hpp"

#include <array>

namespace housing::model {
namespace {
constexpr std::array<std::string_view, 4> kNames = {"operator", "stamp", "last-modified", "inferred"};
}

std::string_view to_string(ReleaseFrom from) { return kNames[static_cast<std::size_t>(from)]; }

std::optional<ReleaseFrom> parse_release_from(std::string_view text) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == text) return static_cast<ReleaseFrom>(i);
  return std::nullopt;
}

}  // namespace housing::model
