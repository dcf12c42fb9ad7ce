// LruMap: values by key within two limits; what was not used for longest goes first when something new needs the room.
//
// An entry costs its key, what its owner says of the value, and kEntryOverheadBytes. Not a cache: it knows no time and
// no locks. Thread-safety: one thread at a time. Limits: given; an entry that alone is too large is refused.
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace housing::memory {

inline constexpr std::size_t kEntryOverheadBytes = 160;  // list node, hash node, bucket: measured, rounded up

template <class Value>
class LruMap {
 public:
  LruMap(std::size_t max_entries, std::size_t max_bytes) : max_entries_(max_entries), max_bytes_(max_bytes) {}

  std::size_t entries() const { return index_.size(); }
  std::size_t bytes() const { return bytes_; }

  // The value, now the one used last; nullptr when it is not there.
  Value* find(std::string_view key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return &found->second->value;
  }

  // Puts it in place of what is there. False: too large for this map, and the key is not there any more.
  bool put(std::string_view key, Value value, std::size_t value_bytes) {
    erase(key);
    const std::size_t cost = key.size() + value_bytes + kEntryOverheadBytes;
    if (cost > max_bytes_ || max_entries_ == 0) return false;
    while (index_.size() >= max_entries_ || bytes_ + cost > max_bytes_) erase(order_.back().key);
    order_.push_front({std::string(key), std::move(value), cost});
    index_.emplace(order_.front().key, order_.begin());
    bytes_ += cost;
    return true;
  }

  void erase(std::string_view key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return;
    const auto entry = found->second;
    bytes_ -= entry->cost;
    index_.erase(found);  // its key lies in the entry
    order_.erase(entry);
  }

 private:
  struct Entry {
    std::string key;
    Value value;
    std::size_t cost;
  };
  using Order = std::list<Entry>;

  std::size_t max_entries_;
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  Order order_;  // used last first
  std::unordered_map<std::string_view, typename Order::iterator> index_;
};

}  // namespace housing::memory
