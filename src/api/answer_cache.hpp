// AnswerCache: rendered answers of one publication, by method-independent target, until the next publication.
//
// When the budget is met, answers that were asked for once go first, the least recently used of them before the others:
// a flood of questions that nobody asks twice does not drive out what everybody asks (segmented LRU). Thread-safety:
// any thread; sixteen shards, each with a lock held for a look-up only. Ownership: answers are shared with the
// connections that send them.
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
  static constexpr double kProvenShare = 0.75;  // of the budget, at most, for what was asked for again
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
    bool proven = false;  // asked for again since it was made
  };
  using Entries = std::list<Entry>;
  struct Shard {
    std::mutex mutex;
    std::string version;  // what every entry was rendered from
    Entries fresh;        // asked for once; most recently used first, as below
    Entries proven;
    std::unordered_map<std::string_view, Entries::iterator> by_target;
    std::size_t bytes = 0;  // of both
    std::size_t proven_bytes = 0;

    void clear();
    void use(Entries::iterator entry, std::size_t proven_budget);
    void drop_last();
  };

  Shard& shard_of(std::string_view target);

  std::size_t shard_budget_;
  std::array<Shard, kShards> shards_;
};

}  // namespace housing::api
