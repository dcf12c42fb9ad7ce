// Router: sends a key's commands to the server that has the key: the only one, or the one of a cluster's, whose map it
// keeps and whose redirections it follows.
//
// Thread-safety: any thread. Errors: kUnavailable. Limits: kMaxRedirects a call, kMaxNodes servers, a new map at most
// every kRefreshEvery; a call takes no longer than the timeouts of one connection and one command together.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

#include "adapters/redis/node.hpp"

namespace housing::redis {

inline constexpr int kMaxRedirects = 5;
inline constexpr int kMaxTellers = 3;  // servers asked for the map before a call goes on with the one it has
inline constexpr std::chrono::nanoseconds kRefreshEvery = std::chrono::seconds(1);

class Router {
 public:
  Router(const Surroundings& surroundings, const RedisOptions& options);

  base::Result<Reply> run(std::string_view key, const std::vector<std::string_view>& command);
  // Of the server whose address we were given.
  base::Result<Reply> run_anywhere(const std::vector<std::string_view>& command);

 private:
  Budget budget() const;
  std::shared_ptr<Node> node(const Endpoint& endpoint);
  base::Result<Reply> run_on(Node& node, bool asking, const std::vector<std::string_view>& command,
                             const Budget& budget);
  base::Result<Reply> run_in_cluster(std::uint16_t slot, const std::vector<std::string_view>& command);
  Endpoint owner_of(std::uint16_t slot);
  void refresh_if_due(const Budget& budget);
  std::vector<Endpoint> tellers();
  void adopt(SlotMap map);
  void follow(const Redirect& redirect);

  const Surroundings& surroundings_;
  std::chrono::nanoseconds connect_timeout_;
  std::chrono::nanoseconds command_timeout_;
  std::shared_ptr<Node> first_;  // whose address we were given

  std::mutex mutex_;
  SlotMap map_;
  std::map<Endpoint, std::shared_ptr<Node>> nodes_;

  std::atomic<bool> map_is_old_ = true;
  std::atomic<std::int64_t> next_refresh_ = INT64_MIN;
};

}  // namespace housing::redis
