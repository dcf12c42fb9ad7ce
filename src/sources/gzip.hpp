// What stands behind inflating() of source.hpp, with the limit given: gzip members, one after the other, to their
// bytes. Errors of next(): kInvalidInput for a damaged or truncated stream and for bytes behind the last member that
// are no gzip, saying after how many inflated bytes; kLimitExceeded. Thread-safety: one source, one thread.
#pragma once

#include <cstdint>
#include <memory>

#include "base/byte_source.hpp"

namespace housing::sources {

// A hundred times the largest file a publisher has; what inflates to more is no housing data.
inline constexpr std::uint64_t kMaxInflatedBytes = std::uint64_t{64} * 1024 * 1024 * 1024;

// `bytes` must outlive the result.
std::unique_ptr<base::ByteSource> inflating_gzip(base::ByteSource& bytes, std::uint64_t max_inflated_bytes);

}  // namespace housing::sources
