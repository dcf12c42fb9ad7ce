// PastBlocks: views of metrics as they were known at an earlier day: the same selection over shards as the present
// makes, laid out when first asked for and kept while there is room.
//
// Two days between which nothing was released share a view. A view some publication made lies in the store already; any
// other is laid out in a scratch file of this process that nobody else sees.
// Thread-safety: any thread; two who want the same view wait for one making. Limits: kMaxPastBlocks views at hand.
// Errors: as write_block().
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "ports/object_store.hpp"
#include "series/block.hpp"
#include "series/manifest.hpp"

namespace housing::app {

inline constexpr std::size_t kMaxPastBlocks = 256;

class PastBlocks {
 public:
  explicit PastBlocks(ports::ObjectStore& store) : store_(store) {}

  // The view of `metric` made of the manifest's shards; nullptr when none of them holds it.
  base::Result<std::shared_ptr<const series::Block>> get(const series::Manifest& manifest, std::string_view metric);

 private:
  using Used = std::list<std::string>;  // keys, the latest used first
  struct Kept {
    std::shared_ptr<const series::Block> block;
    Used::iterator use;
  };
  base::Result<std::shared_ptr<const series::Block>> make(const std::string& key, std::string_view metric,
                                                          const std::vector<const series::ShardEntry*>& entries);

  ports::ObjectStore& store_;
  std::mutex mutex_;
  Used used_;
  std::unordered_map<std::string, Kept> kept_;
};

}  // namespace housing::app
