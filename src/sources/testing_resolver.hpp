// The resolver over the places built into the program, made once for all tests of this module. Tests only.
#pragma once

#include "places/embedded.hpp"
#include "places/resolver.hpp"

namespace housing::sources {

inline const places::Resolver& test_resolver() {
  static const places::Gazetteer gazetteer = places::embedded_gazetteer();
  static const places::Resolver resolver(gazetteer);
  return resolver;
}

}  // namespace housing::sources
