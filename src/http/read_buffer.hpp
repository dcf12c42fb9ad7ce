// ReadBuffer: the bytes a connection has received and not used yet, contiguous.
// An idle connection holds kInitialReadBytes; the buffer grows to what one head needs and shrinks back.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace housing::http {

inline constexpr std::size_t kInitialReadBytes = 2048;

class ReadBuffer {
 public:
  std::string_view unread() const { return {bytes_.get() + begin_, end_ - begin_}; }
  bool empty() const { return begin_ == end_; }
  void consume(std::size_t count) { begin_ += count; }
  void commit(std::size_t count) { end_ += count; }

  // Room to read into; the unread bytes may move. At least half of `wanted` is free, `wanted` when nothing is unread.
  std::span<char> space(std::size_t wanted) {
    if (begin_ == end_) begin_ = end_ = 0;
    if (begin_ > 0 && capacity_ - end_ < wanted) {
      std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    if (capacity_ - end_ < std::max<std::size_t>(wanted / 2, 1)) grow(std::max(end_ + wanted, 2 * capacity_));
    return {bytes_.get() + end_, capacity_ - end_};
  }

  // Back to the idle size, if nothing is unread.
  void shrink() {
    if (!empty() || capacity_ <= kInitialReadBytes) return;
    release();
  }

  void release() {
    bytes_.reset();
    capacity_ = begin_ = end_ = 0;
  }

 private:
  void grow(std::size_t capacity) {
    auto bigger = std::make_unique_for_overwrite<char[]>(capacity);  // NOLINT: raw bytes
    if (end_ > begin_) std::memcpy(bigger.get(), bytes_.get() + begin_, end_ - begin_);
    bytes_ = std::move(bigger);
    end_ -= begin_;
    begin_ = 0;
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;  // NOLINT: raw bytes
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace housing::http
