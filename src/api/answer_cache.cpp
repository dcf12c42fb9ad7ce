#include "api/answer_cache.hpp"

#include <functional>
#include <iterator>
#include <utility>

namespace housing::api {

void AnswerCache::Shard::clear() {
  by_target.clear();
  fresh.clear();
  proven.clear();
  bytes = proven_bytes = 0;
}

void AnswerCache::Shard::use(Entries::iterator entry, std::size_t proven_budget) {
  proven.splice(proven.begin(), entry->proven ? proven : fresh, entry);
  if (std::exchange(entry->proven, true)) return;
  proven_bytes += entry->bytes;
  while (proven_bytes > proven_budget) {
    const auto last = std::prev(proven.end());
    last->proven = false;
    proven_bytes -= last->bytes;
    fresh.splice(fresh.begin(), proven, last);
  }
}

void AnswerCache::Shard::drop_last() {
  // Not the newest, which may become what everybody asks, however large it is.
  Entries& entries = fresh.size() > 1 || proven.empty() ? fresh : proven;
  const Entry& last = entries.back();
  bytes -= last.bytes;
  if (last.proven) proven_bytes -= last.bytes;
  by_target.erase(last.target);
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
  shard.use(found->second, static_cast<std::size_t>(static_cast<double>(shard_budget_) * kProvenShare));
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
  shard.fresh.push_front({.target = std::string(target), .answer = std::move(answer), .bytes = bytes});
  shard.by_target.emplace(shard.fresh.front().target, shard.fresh.begin());
  shard.bytes += bytes;
  while (shard.bytes > shard_budget_) shard.drop_last();
}

}  // namespace housing::api
