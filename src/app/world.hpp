// World: everything an answer is made from, as it was at one publication: manifest, blocks, search index. Immutable and
// replaced whole; whoever holds one is not disturbed by the next.
//
// A world of the past is the same, made of what had been released by a day; its blocks are laid out when first asked
// for. Thread-safety: a World is safe to read from any thread; WorldHolder swaps atomically. Ownership: shared
// pointers.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/past_blocks.hpp"
#include "app/place_names.hpp"
#include "model/catalogue.hpp"
#include "model/date.hpp"
#include "places/gazetteer.hpp"
#include "places/search.hpp"
#include "ports/object_store.hpp"
#include "series/block.hpp"
#include "series/manifest.hpp"

namespace housing::app {

class World {
 public:
  // Errors: kCorrupt, kIo, kNotFound (an object the manifest names is missing).
  static base::Result<std::shared_ptr<const World>> load(ports::ObjectStore& store, const places::Gazetteer& gazetteer);

  // What had been released by `as_of`, that day included. It does not depend on later releases in any way.
  base::Result<std::shared_ptr<const World>> past(model::Date as_of, ports::ObjectStore& store,
                                                  std::shared_ptr<PastBlocks> blocks) const;

  const series::Manifest& manifest() const { return manifest_; }
  std::optional<model::Date> as_of() const { return as_of_; }
  const places::Gazetteer& gazetteer() const { return gazetteer_; }
  const places::SearchIndex& search() const { return *search_; }
  bool synthetic() const { return manifest_.synthetic(); }
  // Changes with every publication; empty before the first. For ETags.
  const std::string& version() const { return version_; }

  // The metric's view; nullptr when nothing of it was imported, and in a world of the past also when it could not be
  // laid out: then failure() says why, and no answer made from this world may be given.
  const series::Block* block(const model::MetricInfo& metric) const;
  std::optional<base::Error> failure() const;
  // Changes whenever an operator withdraws or restores a release of the metric; empty when none ever was.
  const std::string& judgements(std::string_view metric) const;
  // How many metrics have a row for the region.
  int metric_count(const model::RegionId& region) const;
  // Every region of the type that a metric has a row for, in order of id.
  std::vector<model::RegionId> regions_with_data(model::RegionType type) const;
  // What to call a region: the gazetteer's label, else the publisher's name, else the id.
  std::string label(const model::RegionId& region) const;
  std::string name(const model::RegionId& region) const;
  // Known to the gazetteer or to a publisher.
  bool knows(const model::RegionId& region) const;
  // Ids of regions that look like `text`, at most `limit`.
  std::vector<std::string> suggest(std::string_view text, std::size_t limit) const;

 private:
  explicit World(const places::Gazetteer& gazetteer) : gazetteer_(gazetteer) {}
  void set_places(const std::vector<PlaceName>& names);
  const series::Block* past_block(const model::MetricInfo& metric) const;

  places::Gazetteer gazetteer_;
  series::Manifest manifest_;
  std::string version_;
  std::map<std::string, std::shared_ptr<const series::Block>, std::less<>> blocks_;
  std::optional<model::Date> as_of_;  // of a world of the past, whose blocks_ come by and by, under past_mutex_
  std::shared_ptr<PastBlocks> past_;
  mutable std::mutex past_mutex_;
  mutable std::map<std::string, std::shared_ptr<const series::Block>, std::less<>> past_blocks_;
  mutable std::optional<base::Error> failure_;
  std::unordered_map<model::RegionId, int> metric_counts_;
  std::map<std::string, std::string, std::less<>> judgements_;
  std::unordered_map<model::RegionId, std::string> publisher_names_;
  std::unique_ptr<places::SearchIndex> search_;
};

// The newest world, and the way to look for a newer one.
inline constexpr std::size_t kMaxPastWorlds = 8;

class WorldHolder {
 public:
  WorldHolder(ports::ObjectStore& store, const places::Gazetteer& gazetteer) : store_(store), gazetteer_(gazetteer) {}

  // Loads the newest publication if it is not the one held. Gives whether it changed. Errors: as World::load; the world
  // held stays.
  base::Result<bool> refresh();
  ports::ObjectStore& store() const { return store_; }
  // The world as of a day; the one held without one. Errors: as World::load.
  base::Result<std::shared_ptr<const World>> at(std::optional<model::Date> as_of);
  // The world held; never nullptr after a successful refresh().
  std::shared_ptr<const World> get() const {
    const std::scoped_lock lock(swapping_);
    return world_;
  }

 private:
  ports::ObjectStore& store_;
  places::Gazetteer gazetteer_;
  std::mutex refreshing_;
  std::string pointer_version_;
  // Held for the copy of a pointer only. Not std::atomic<shared_ptr>: GCC 12's locks as well, and leaves a reader
  // unordered with the next writer.
  mutable std::mutex swapping_;
  std::shared_ptr<const World> world_;
  std::shared_ptr<PastBlocks> past_blocks_ = std::make_shared<PastBlocks>(store_);
  std::mutex past_mutex_;
  std::list<std::shared_ptr<const World>> past_;  // the latest used first
  std::string past_of_;                           // version of the world they were made from
};

}  // namespace housing::app
