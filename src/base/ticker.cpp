#include "base/ticker.hpp"

#include <utility>

namespace housing::base {

Ticker::Ticker(std::chrono::milliseconds every, std::function<void()> tick)
    : every_(every), tick_(std::move(tick)), thread_([this] { run(); }) {}

Ticker::~Ticker() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Ticker::wake() {
  {
    const std::scoped_lock lock(mutex_);
    awake_ = true;
  }
  changed_.notify_all();
}

void Ticker::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait_for(lock, every_, [this] { return ending_ || awake_; });
    if (ending_) return;
    awake_ = false;
    lock.unlock();
    tick_();
    lock.lock();
  }
}

}  // namespace housing::base
