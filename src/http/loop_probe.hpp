// LoopProbe: how long a request that arrives now waits until its event loop comes to it. Internal to the module.
//
// While requests are read it makes a descriptor of its own readable, every few milliseconds, and takes the time until
// the loop says so: the kernel hands events out in the order they came, so the probe waits as a socket does. An idle
// loop has no probe. Thread-safety: all members belong to the loop's thread.
#pragma once

#include <algorithm>
#include <chrono>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include "base/clock.hpp"
#include "http/delay_watch.hpp"

namespace housing::http {

class LoopProbe {
 public:
  static constexpr std::chrono::milliseconds kEvery{5};

  LoopProbe(boost::asio::io_context& loop, const base::Clock& clock, const DelayLimits& limits);

  // Something was read at `now`.
  void on_read(std::chrono::nanoseconds now) {
    if (!under_way_ && now - sent_ >= kEvery) send(now);
  }
  // Whether this loop is late, and for long enough to refuse work that is not cheap.
  bool is_late(std::chrono::nanoseconds now) const {
    return watch_.is_overload(now) &&
           watch_.refuses(now, std::max(seen_, under_way_ ? now - sent_ : std::chrono::nanoseconds(0)));
  }

 private:
  using Descriptor = boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type>;
  void send(std::chrono::nanoseconds now);

  const base::Clock& clock_;
  Descriptor event_;  // not open where there was no descriptor left: then the loop is never called late
  DelayWatch watch_;
  bool under_way_ = false;
  std::chrono::nanoseconds sent_{0};
  std::chrono::nanoseconds seen_{0};
};

}  // namespace housing::http
