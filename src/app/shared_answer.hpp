// SharedAnswer: an answer that costs much to make, made once for all processes and all who ask at the same moment: kept
// in the cache, and while somebody makes it the others wait for theirs.
//
// For what takes milliseconds and more: an answer made from memory in microseconds is made again sooner than fetched.
// The key names everything the answer depends on, the publication included. Without a cache each makes its own.
// Thread-safety: any thread that may wait; never an I/O thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "ports/cache.hpp"

namespace housing::app {

inline constexpr std::chrono::minutes kAnswerLifetime{60};
inline constexpr std::chrono::seconds kMakingLifetime{10};  // whoever makes it longer, or died, is not waited for
inline constexpr std::chrono::milliseconds kMaxAnswerWait{5'000};
inline constexpr std::chrono::milliseconds kAnswerStep{20};

// `make` may fail: then nothing is kept.
base::Result<std::string> shared_answer(ports::Cache& cache, std::string_view key,
                                        const std::function<base::Result<std::string>()>& make);

}  // namespace housing::app
