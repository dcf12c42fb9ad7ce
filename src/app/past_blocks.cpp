#include "app/past_blocks.hpp"

#include "app/make_block.hpp"
#include "ports/scratch_file.hpp"

namespace housing::app {

base::Result<std::shared_ptr<const series::Block>> PastBlocks::get(const series::Manifest& manifest,
                                                                   std::string_view metric) {
  const auto entries = shards_of(manifest, metric);
  if (entries.empty()) return nullptr;
  const std::string key = block_key(metric, entries);
  const std::scoped_lock lock(mutex_);
  if (const auto found = kept_.find(key); found != kept_.end()) {
    used_.splice(used_.begin(), used_, found->second.use);
    return found->second.block;
  }
  HT_TRY(auto block, make(key, metric, entries));
  used_.push_front(key);
  kept_.emplace(key, Kept{block, used_.begin()});
  if (kept_.size() > kMaxPastBlocks) {
    kept_.erase(used_.back());
    used_.pop_back();
  }
  return block;
}

base::Result<std::shared_ptr<const series::Block>> PastBlocks::make(
    const std::string& key, std::string_view metric, const std::vector<const series::ShardEntry*>& entries) {
  const auto opened = [](const std::filesystem::path& path) -> base::Result<std::shared_ptr<const series::Block>> {
    HT_TRY(auto block, series::Block::open(path));
    return std::make_shared<const series::Block>(std::move(block));
  };
  HT_TRY(const bool made_before, store_.exists(key));
  if (made_before) {
    HT_TRY(const auto path, store_.local_file(key));
    return opened(path);
  }
  // Removed when this returns; its mapping stays as long as the block.
  HT_TRY(const auto scratch, ports::ScratchFile::make(store_, "past"));
  HT_CHECK_OK(write_block(store_, metric, entries, scratch.path()));
  return opened(scratch.path());
}

}  // namespace housing::app
