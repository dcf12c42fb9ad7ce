// WorkPool: threads for what may wait (a database, a password hash) or takes long, so that I/O threads never do.
// Limits: at most `max_waiting` tasks wait. It is an overload (DelayWatch) when all wait longer than twice the time
// tasks take plus `delay.target`; then who has waited so long is told that it is too late, and only as many are let in
// as there are threads, which is enough to keep these busy. So who is let in is served soon; a caller answers 503 to
// the rest. A task runs with the trace of who posted it. Thread-safety: post() from any thread. The destructor runs
// what waits and joins. `clock` must outlive the pool.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.hpp"
#include "base/trace_context.hpp"
#include "http/delay_watch.hpp"

namespace housing::http {

struct WorkLimits {
  std::size_t threads = 1;
  std::size_t max_waiting = 256;
  // A page that asks six slow things at once is a burst, and so are thirty people who register in the same second.
  DelayLimits delay{.target = std::chrono::milliseconds(100),
                    .within = std::chrono::milliseconds(100),
                    .interval = std::chrono::milliseconds(2'000),
                    .memory = std::chrono::seconds(2)};
};

class WorkPool {
 public:
  WorkPool(const WorkLimits& limits, const base::Clock& clock);
  ~WorkPool();
  WorkPool(const WorkPool&) = delete;
  WorkPool& operator=(const WorkPool&) = delete;

  // Whether a task posted now would be refused; costs less than making one.
  bool is_full();
  // Whether it was taken. Then `task` runs once, or `too_late` does, on a thread of the pool; neither must throw.
  // Without `too_late` the task runs however late it is.
  bool post(std::function<void()> task, std::function<void()> too_late = {});
  std::size_t waiting() const;

 private:
  struct Task {
    std::function<void()> work;
    std::function<void()> too_late;
    base::TraceContext trace;
    std::chrono::nanoseconds posted;
  };
  // These two with mutex_ held. What was waited beyond what the work itself excuses, on a small machine for example.
  std::chrono::nanoseconds excess(std::chrono::nanoseconds waited) const { return waited - 2 * typical_; }
  bool refuses();
  void run();

  const WorkLimits limits_;
  const base::Clock& clock_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  DelayWatch watch_;
  std::chrono::nanoseconds typical_{0};    // how long a task takes: a moving mean
  std::chrono::nanoseconds last_idle_{0};  // when a thread last began again that had had nothing to do for a while
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace housing::http
