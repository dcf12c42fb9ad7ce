// WorkPool: threads for what may wait (a database, a password hash), so that I/O threads never do.
// Limits: at most `max_waiting` tasks wait; one more is refused, which a caller answers with 503 instead of a queue
// that only grows. A task runs with the trace of who posted it.
// Thread-safety: post() from any thread. The destructor runs what waits and joins.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/trace_context.hpp"

namespace housing::http {

class WorkPool {
 public:
  WorkPool(std::size_t threads, std::size_t max_waiting);
  ~WorkPool();
  WorkPool(const WorkPool&) = delete;
  WorkPool& operator=(const WorkPool&) = delete;

  // Whether it was taken. A task must not throw.
  bool post(std::function<void()> task);
  std::size_t waiting() const;

 private:
  struct Task {
    std::function<void()> work;
    base::TraceContext trace;
  };
  void run();

  const std::size_t max_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace housing::http
