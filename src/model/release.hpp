// Release: which edition of a publisher's file a number comes from, and how we know its date.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/date.hpp"

namespace housing::model {

enum class ReleaseFrom : std::uint8_t { kOperator, kStamp, kLastModified, kInferred };

std::string_view to_string(ReleaseFrom from);  // "operator", "stamp", "last-modified", "inferred"
std::optional<ReleaseFrom> parse_release_from(std::string_view text);

struct Release {
  Date date;
  ReleaseFrom from = ReleaseFrom::kInferred;
  auto operator<=>(const Release&) const = default;
};

}  // namespace housing::model
