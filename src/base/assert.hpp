// HT_ASSERT: for what cannot happen unless the program itself is wrong. Stays on in release builds.
#pragma once

namespace housing::base {
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);
}

#define HT_ASSERT(expression) \
  ((expression) ? static_cast<void>(0) : ::housing::base::assertion_failed(#expression, __FILE__, __LINE__))
