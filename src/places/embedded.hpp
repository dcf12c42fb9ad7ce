// The table of US places that lies inside this program (built by tools/gazetteer). Thread-safety: constant data.
#pragma once

#include <cstddef>
#include <span>

#include "places/gazetteer.hpp"

namespace housing::places {

std::span<const std::byte> embedded_bytes();

// The gazetteer over them. That they are not valid can only mean a broken build: an assertion.
Gazetteer embedded_gazetteer();

}  // namespace housing::places
