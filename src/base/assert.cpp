#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace housing::base {

void assertion_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "assertion failed: %s (%s:%d)\n", expression, file, line);
  std::abort();
}

}  // namespace housing::base
