// Node: one Redis server as its callers know it: a few connections kept open, and a breaker that lets nobody wait for a
// server that is gone.
//
// Thread-safety: any thread. Errors: kUnavailable with the server's address in front. Limits: kMaxConnections; more
// callers than that wait for one, within the time for their command.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "adapters/redis/breaker.hpp"
#include "adapters/redis/connection.hpp"

namespace housing::redis {

inline constexpr std::size_t kMaxConnections = 16;

// What a call may take: for each step, and by when all of it must be over.
struct Budget {
  std::chrono::nanoseconds connect{};
  std::chrono::nanoseconds command{};
  std::chrono::nanoseconds end{};
};

struct Commands {
  std::string bytes;
  std::size_t count = 0;
  void add(const std::vector<std::string_view>& words) {
    append_command(bytes, words);
    ++count;
  }
};

class Node {
 public:
  // `surroundings` and what it refers to must outlive it.
  Node(const Surroundings& surroundings, Endpoint endpoint)
      : surroundings_(surroundings), endpoint_(std::move(endpoint)) {}

  const Endpoint& endpoint() const { return endpoint_; }
  // Once. Only where the server wanted a sign-in, and so did nothing, it is asked again with new credentials.
  base::Result<std::vector<Reply>> run(const Commands& commands, const Budget& budget);
  // Closes what is open, for instance because the server does not take writes any more.
  void disconnect();

 private:
  using Connected = std::unique_ptr<Connection>;
  base::Result<std::vector<Reply>> run_once(const Commands& commands, const Budget& budget, bool refresh);
  // A kept connection, or nullptr for the right to open one.
  base::Result<Connected> take(std::chrono::nanoseconds deadline);
  void give_back(Connected connection, std::uint64_t generation);

  const Surroundings& surroundings_;
  Endpoint endpoint_;
  Breaker breaker_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<Connected> idle_;  // used last at the back
  std::size_t in_use_ = 0;
  std::atomic<std::uint64_t> generation_ = 0;  // connections of an older one are not kept
};

}  // namespace housing::redis
