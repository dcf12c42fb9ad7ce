#include "api/answer_cache.hpp"

#include <functional>

namespace housing::api {

void AnswerCache::Shard::clear() {
  by_target.clear();
  entries.clear();
  bytes = 0;
}

void AnswerCache::Shard::drop_last() {
  bytes -= entries.back().bytes;
  by_target.erase(entries.back().target);
  entries.pop_back();
}

AnswerCache::Shard& AnswerCache::shard_of(std::string_view target) {
  return shards_[std::hash<std::string_view>{}(target) % kShards];
}

std::shared_ptr<const http::Variants> AnswerCache::find(std::string_view target, std::string_view version) {
  Shard& shard = shard_of(target);
  const std::scoped_lock lock(shard.mutex);
  if (shard.version != version) return nullptr;
  const auto found = shard.by_target.find(target);
  if (found == shard.by_target.end()) return nullptr;
  shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
  return found->second->answer;
}

void AnswerCache::put(std::string_view target, std::string_view version, std::shared_ptr<const http::Variants> answer) {
  const std::size_t bytes = answer->bytes() + target.size() + kEntryBytes;
  if (bytes > shard_budget_) return;
  Shard& shard = shard_of(target);
  const std::scoped_lock lock(shard.mutex);
  if (shard.version != version) {
    shard.clear();
    shard.version = version;
  }
  if (shard.by_target.contains(target)) return;
  shard.entries.push_front({std::string(target), std::move(answer), bytes});
  shard.by_target.emplace(shard.entries.front().target, shard.entries.begin());
  shard.bytes += bytes;
  while (shard.bytes > shard_budget_) shard.drop_last();
}

}  // namespace housing::api
