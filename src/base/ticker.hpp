// Ticker: does something again and again on a thread of its own, until it goes. Nothing is done twice at once, and a
// tick that takes longer than the interval delays the next. `tick` must not throw.
// Thread-safety: wake() from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace housing::base {

class Ticker {
 public:
  // The first tick comes after `every`.
  Ticker(std::chrono::milliseconds every, std::function<void()> tick);
  ~Ticker();  // waits for a tick that runs
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

  void wake();  // ticks now

 private:
  void run();

  const std::chrono::milliseconds every_;
  const std::function<void()> tick_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool awake_ = false;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace housing::base
