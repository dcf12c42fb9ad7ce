// AnswerCache: rendered answers of one publication, by method-independent target, until the next publication.
//
// Least recently used answers go first when the budget is met. Thread-safety: any thread; sixteen shards, each with a
// lock held for a look-up only. Ownership: answers are shared with the connections that send them.
#pragma once

#include <array>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/variants.hpp"

namespace housing::api {

class AnswerCache {
 public:
  static constexpr std::size_t kDefaultBudget = 64 * 1024 * 1024;  // bytes
  // What an answer takes beside its bodies (heads, nodes), so that very many small ones keep to the budget too.
  static constexpr std::size_t kEntryBytes = 1024;

  explicit AnswerCache(std::size_t budget = kDefaultBudget) : shard_budget_(budget / kShards) {}

  // The answer kept for `target` under `version`; nullptr when there is none.
  std::shared_ptr<const http::Variants> find(std::string_view target, std::string_view version);
  // Keeps it, unless it alone is over a shard's budget.
  void put(std::string_view target, std::string_view version, std::shared_ptr<const http::Variants> answer);

 private:
  static constexpr std::size_t kShards = 16;

  struct Entry {
    std::string target;
    std::shared_ptr<const http::Variants> answer;
    std::size_t bytes = 0;
  };
  struct Shard {
    std::mutex mutex;
    std::string version;       // what every entry was rendered from
    std::list<Entry> entries;  // most recently used first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_target;
    std::size_t bytes = 0;

    void clear();
    void drop_last();
  };

  Shard& shard_of(std::string_view target);

  std::size_t shard_budget_;
  std::array<Shard, kShards> shards_;
};

}  // namespace housing::api
