// ByteSource: bytes in order, a chunk at a time. Files, inflated files and test strings look the same through it.
// Thread-safety: one source, one thread. Ownership: a chunk is valid until the next call.
#pragma once

#include <span>
#include <string_view>

#include "base/result.hpp"

namespace housing::base {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // The next bytes; empty at the end. Errors: kIo from the system, kInvalidInput for broken compression.
  virtual Result<std::span<const char>> next() = 0;
};

// All of a text as one chunk; the text must outlive it.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view text) : rest_(text) {}
  Result<std::span<const char>> next() override {
    const std::span<const char> chunk(rest_.data(), rest_.size());
    rest_ = {};
    return chunk;
  }

 private:
  std::string_view rest_;
};

}  // namespace housing::base
