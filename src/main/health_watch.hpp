// HealthWatch: asks the database and the cache every few seconds whether they answer, and the data folder's disk
// whether there is room on it, so that /health/ready never waits for them. Thread-safety: any thread. Ownership: the
// services must outlive it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "api/api.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "main/services.hpp"

namespace housing::main {

inline constexpr std::chrono::seconds kHealthStep{5};
inline constexpr std::chrono::seconds kHealthPatience{2};
inline constexpr std::uintmax_t kLeastRoom = std::uintmax_t{16} << 20;  // bytes; with less, writing is about to fail

class HealthWatch {
 public:
  // Has asked once when it returns.
  HealthWatch(Services& services, std::string data_dir, const base::Clock& clock, base::Log& log);
  ~HealthWatch();

  std::vector<api::Dependency> latest() const;

 private:
  std::vector<api::Dependency> ask() const;
  void run();

  Services& services_;
  const std::string data_dir_;
  const base::Clock& clock_;
  base::Log& log_;
  mutable std::mutex mutex_;
  std::condition_variable ending_;
  bool end_ = false;
  std::vector<api::Dependency> latest_;
  std::thread thread_;
};

}  // namespace housing::main
