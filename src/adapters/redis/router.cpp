#include "adapters/redis/router.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace housing::redis {

using base::ErrorCode;
using base::fail;

Router::Router(const Surroundings& surroundings, const RedisOptions& options)
    : surroundings_(surroundings),
      connect_timeout_(options.connect_timeout),
      command_timeout_(options.command_timeout),
      first_(std::make_shared<Node>(surroundings, surroundings.target.endpoint)) {}

Budget Router::budget() const {
  return {connect_timeout_, command_timeout_, surroundings_.clock.monotonic() + connect_timeout_ + command_timeout_};
}

base::Result<Reply> Router::run_anywhere(const std::vector<std::string_view>& command) {
  return run_on(*first_, false, command, budget());
}

base::Result<Reply> Router::run(std::string_view key, const std::vector<std::string_view>& command) {
  if (surroundings_.target.cluster) return run_in_cluster(key_slot(key), command);
  return run_anywhere(command);
}

base::Result<Reply> Router::run_on(Node& node, bool asking, const std::vector<std::string_view>& command,
                                   const Budget& budget) {
  Commands commands;
  if (asking) commands.add({"ASKING"});
  commands.add(command);
  HT_TRY(auto replies, node.run(commands, budget));
  Reply reply = std::move(replies.back());
  // It was the primary once: the name, or the map, says who is now.
  if (reply.is_error("READONLY")) {
    node.disconnect();
    map_is_old_ = true;
  }
  if (reply.is_error("CLUSTERDOWN")) map_is_old_ = true;
  return reply;
}

base::Result<Reply> Router::run_in_cluster(std::uint16_t slot, const std::vector<std::string_view>& command) {
  const Budget budget = this->budget();
  refresh_if_due(budget);
  Endpoint endpoint = owner_of(slot);
  bool asking = false;
  for (int redirects = 0; redirects <= kMaxRedirects; ++redirects) {
    auto reply = run_on(*node(endpoint), asking, command, budget);
    if (!reply) {
      map_is_old_ = true;  // somebody else may have taken over
      return reply;
    }
    const auto redirect = parse_redirect(*reply, endpoint.host);
    if (!redirect) return reply;
    if (!redirect->only_once) follow(*redirect);
    endpoint = redirect->to;
    asking = redirect->only_once;
  }
  return fail(ErrorCode::kUnavailable, surroundings_.target.endpoint.shown() + ": sent on from server to server " +
                                           std::to_string(kMaxRedirects) + " times; the cluster is being rearranged");
}

std::shared_ptr<Node> Router::node(const Endpoint& endpoint) {
  if (endpoint == first_->endpoint()) return first_;
  const std::lock_guard lock(mutex_);
  if (const auto known = nodes_.find(endpoint); known != nodes_.end()) return known->second;
  auto made = std::make_shared<Node>(surroundings_, endpoint);
  if (nodes_.size() < kMaxNodes) nodes_.emplace(endpoint, made);
  return made;
}

Endpoint Router::owner_of(std::uint16_t slot) {
  const std::lock_guard lock(mutex_);
  const Endpoint* const owner = map_.find(slot);
  return owner == nullptr ? first_->endpoint() : *owner;
}

void Router::follow(const Redirect& redirect) {
  map_is_old_ = true;
  const std::lock_guard lock(mutex_);
  map_.assign(redirect.slot, redirect.to);
}

// One caller at a time looks for the new map; the others go on with the one there is.
void Router::refresh_if_due(const Budget& budget) {
  if (!map_is_old_) return;
  const auto now = surroundings_.clock.monotonic();
  std::int64_t due = next_refresh_;
  if (now.count() < due || !next_refresh_.compare_exchange_strong(due, (now + kRefreshEvery).count())) return;
  map_is_old_ = false;  // what is noticed from here on is news
  for (const Endpoint& teller : tellers()) {
    const auto reply = run_on(*node(teller), false, {"CLUSTER", "SLOTS"}, budget);
    if (!reply) continue;
    if (auto map = parse_slots(*reply, teller)) return adopt(std::move(*map));
  }
  map_is_old_ = true;
}

std::vector<Endpoint> Router::tellers() {
  std::vector<Endpoint> endpoints{first_->endpoint()};
  const std::lock_guard lock(mutex_);
  for (const Endpoint& primary : map_.primaries) {
    if (endpoints.size() >= kMaxTellers) break;
    if (std::ranges::find(endpoints, primary) == endpoints.end()) endpoints.push_back(primary);
  }
  return endpoints;
}

void Router::adopt(SlotMap map) {
  const std::lock_guard lock(mutex_);
  map_ = std::move(map);
  std::erase_if(nodes_, [&](const auto& known) {
    return std::ranges::find(map_.primaries, known.first) == map_.primaries.end();
  });
}

}  // namespace housing::redis
