// Resolver: host names to addresses within a time limit, which the system's own lookup does not know: it is done on a
// thread of the resolver's, and who waited long enough goes away. Several who want the same host share one lookup.
//
// Nothing is remembered: a name that moves (a failover) is found where it is now.
// Thread-safety: any thread. Errors: kUnavailable. The destructor waits for the lookup that is under way.
#pragma once

#include <netinet/in.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace housing::redis {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
  int family = 0;
};

class Resolver {
 public:
  explicit Resolver(const base::Clock& clock) : clock_(clock) {}
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;
  ~Resolver();

  // At least one. `deadline` by Clock::monotonic().
  base::Result<std::vector<Address>> resolve(const std::string& host, std::uint16_t port,
                                             std::chrono::nanoseconds deadline);

 private:
  struct Lookup;
  void work();

  const base::Clock& clock_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> waiting_;
  std::map<std::string, std::shared_ptr<Lookup>> under_way_;
  bool stopping_ = false;
  std::thread thread_;  // begun by the first name that is not a number
};

}  // namespace housing::redis
