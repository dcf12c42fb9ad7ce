// Pool: the connections of one process to one PostgreSQL. They are opened when needed, kept for a while, and given up
// all together when one of them turns out to lead nowhere, as after a failover.
// Thread-safety: any thread. A lease returns its connection when it ends and must not outlive the pool.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "adapters/postgres/address.hpp"
#include "adapters/postgres/connection.hpp"
#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::postgres {

// At most this long for one attempt to connect, so that a server that swallows packets does not eat the whole deadline.
inline constexpr std::chrono::seconds kMaxConnectTime{5};

struct PoolLimits {
  std::size_t connections = ports::kMaxConnections;
  std::chrono::nanoseconds idle = std::chrono::minutes(5);  // unused for longer: closed
  std::chrono::nanoseconds lifetime =
      std::chrono::minutes(30);  // older: closed, so that addresses and passwords change
};

class Pool {
 public:
  Pool(Address address, CredentialSource credentials, PoolLimits limits, const base::Clock& clock)
      : address_(std::move(address)), credentials_(std::move(credentials)), limits_(limits), clock_(clock) {}

  class Lease {
   public:
    Lease(Lease&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), entry_(std::move(other.entry_)) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Connection& operator*() const { return *entry_.connection; }
    Connection* operator->() const { return entry_.connection.get(); }

   private:
    friend class Pool;
    struct Entry {
      std::unique_ptr<Connection> connection;
      std::uint64_t generation = 0;
      std::chrono::nanoseconds opened{};
      std::chrono::nanoseconds returned{};
    };
    Lease(Pool& pool, Entry entry) : pool_(&pool), entry_(std::move(entry)) {}
    Pool* pool_;
    Entry entry_;
  };

  // A connection that was alive a moment ago. Errors: kLimitExceeded (none became free), kUnavailable (no connection),
  // those of the source of credentials.
  // `remedy`: whether a failure is worth another try in a moment.
  base::Result<Lease> take(Moment until, Remedy& remedy);
  // Gives up what is kept; what is leased is closed when it returns.
  void forget();
  std::size_t open_connections() const;
  const Address& address() const { return address_; }

 private:
  using Entry = Lease::Entry;
  base::Result<std::unique_ptr<Connection>> connect(Moment until, Remedy& remedy) const;
  void put_back(Entry entry);
  bool is_worn(const Entry& entry) const;

  const Address address_;
  const CredentialSource credentials_;
  const PoolLimits limits_;
  const base::Clock& clock_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Entry> kept_;       // guarded by mutex_; the one used last at the end
  std::size_t open_ = 0;          // guarded by mutex_; kept, leased or being opened
  std::uint64_t generation_ = 0;  // guarded by mutex_; a connection of an older one is not used again
};

}  // namespace housing::postgres
