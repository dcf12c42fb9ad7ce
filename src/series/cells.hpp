// Cells: consecutive values of a metric as they lie in a mapped file, 32 or 64 bits each, read as 64.
//
// Gaps are model::kWideGap whatever the width. Whoever runs over many regions asks narrow() once and reads 32 bits.
// Ownership: a view of the file's bytes. Thread-safety: a value.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/assert.hpp"
#include "model/value.hpp"

namespace housing::series {

class Cells {
 public:
  Cells() = default;
  Cells(std::span<const model::Cell> cells) : narrow_(cells.data()), size_(cells.size()) {}
  Cells(std::span<const model::WideCell> cells) : wide_(cells.data()), size_(cells.size()) {}

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  model::WideCell operator[](std::size_t i) const { return wide_ != nullptr ? wide_[i] : model::widened(narrow_[i]); }
  Cells subspan(std::size_t first, std::size_t count) const {
    return wide_ != nullptr ? Cells(std::span(wide_ + first, count)) : Cells(std::span(narrow_ + first, count));
  }
  bool is_wide() const { return wide_ != nullptr; }
  // Only of those that are not wide.
  std::span<const model::Cell> narrow() const {
    HT_ASSERT(wide_ == nullptr);
    return {narrow_, size_};
  }
  class Iterator {
   public:
    using value_type = model::WideCell;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    inline Iterator(const Cells& cells, std::size_t at);
    model::WideCell operator*() const { return wide_ != nullptr ? wide_[at_] : model::widened(narrow_[at_]); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++at_;
      return before;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const model::Cell* narrow_ = nullptr;
    const model::WideCell* wide_ = nullptr;
    std::size_t at_ = 0;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size_}; }
  std::vector<model::WideCell> copied() const {
    std::vector<model::WideCell> cells(size_);
    for (std::size_t i = 0; i < size_; ++i) cells[i] = (*this)[i];
    return cells;
  }

 private:
  const model::Cell* narrow_ = nullptr;
  const model::WideCell* wide_ = nullptr;
  std::size_t size_ = 0;
};

inline Cells::Iterator::Iterator(const Cells& cells, std::size_t at)
    : narrow_(cells.narrow_), wide_(cells.wide_), at_(at) {}

}  // namespace housing::series
