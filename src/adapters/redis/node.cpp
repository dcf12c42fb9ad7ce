#include "adapters/redis/node.hpp"

#include <algorithm>

namespace housing::redis {
namespace {

using base::ErrorCode;
using base::fail;
using std::chrono::nanoseconds;

}  // namespace

base::Result<std::vector<Reply>> Node::run(const Commands& commands, const Budget& budget) {
  auto replies = run_once(commands, budget, false);
  if (!replies || !surroundings_.target.credentials || !std::ranges::any_of(*replies, is_sign_in_refused))
    return replies;
  disconnect();
  return run_once(commands, budget, true);
}

base::Result<std::vector<Reply>> Node::run_once(const Commands& commands, const Budget& budget, bool refresh) {
  const base::Clock& clock = surroundings_.clock;
  const nanoseconds begin = clock.monotonic();
  if (!breaker_.allows(begin))
    return fail(ErrorCode::kUnavailable, endpoint_.shown() + ": failed " + std::to_string(kFailuresToOpen) +
                                             " times in a row and is left alone for a moment");
  const std::uint64_t generation = generation_;
  nanoseconds deadline = std::min(begin + budget.command, budget.end);
  auto taken = take(deadline);
  if (!taken) return std::unexpected(taken.error().at(endpoint_.shown()));
  Connected connection = std::move(*taken);
  base::Status status;
  if (connection == nullptr) {
    auto opened = Connection::open(surroundings_, endpoint_, refresh, std::min(begin + budget.connect, budget.end));
    if (opened)
      connection = std::move(*opened);
    else
      status = std::unexpected(std::move(opened.error()));
    deadline = std::min(clock.monotonic() + budget.command, budget.end);
  }
  base::Result<std::vector<Reply>> replies;
  if (status)
    replies = connection->run(commands.bytes, commands.count, deadline);
  else
    replies = std::unexpected(std::move(status.error()));

  if (replies) {
    breaker_.succeeded();
    give_back(std::move(connection), generation);
    return replies;
  }
  breaker_.failed(clock.monotonic());
  give_back(nullptr, generation);
  return std::unexpected(replies.error().at(endpoint_.shown()));
}

base::Result<Node::Connected> Node::take(nanoseconds deadline) {
  std::unique_lock lock(mutex_);
  const auto free = [&] { return in_use_ < kMaxConnections; };
  if (!returned_.wait_for(lock, deadline - surroundings_.clock.monotonic(), free))
    return fail(ErrorCode::kUnavailable, "all " + std::to_string(kMaxConnections) + " connections are busy");
  ++in_use_;
  while (!idle_.empty()) {
    Connected connection = std::move(idle_.back());
    idle_.pop_back();
    if (!connection->is_stale()) return connection;
  }
  return Connected();
}

void Node::give_back(Connected connection, std::uint64_t generation) {
  {
    const std::lock_guard lock(mutex_);
    --in_use_;
    if (connection != nullptr && generation == generation_) idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

void Node::disconnect() {
  std::vector<Connected> closing;  // after the lock
  const std::lock_guard lock(mutex_);
  ++generation_;
  closing.swap(idle_);
}

}  // namespace housing::redis
