// Several parts of one piece of work at the same time, on threads that end with it and belong to its trace.
// Errors: the first part's that failed; parts not yet begun are left out then.
#pragma once

#include <cstdint>
#include <functional>

#include "base/result.hpp"

namespace housing::s3 {

// Calls part(0) … part(count - 1), at most `at_once` at a time; returns when all that began have ended.
base::Status in_parallel(std::uint64_t count, unsigned at_once, const std::function<base::Status(std::uint64_t)>& part);

}  // namespace housing::s3
