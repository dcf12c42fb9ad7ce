#include "http/work_pool.hpp"

#include <algorithm>

namespace housing::http {
namespace {

constexpr int kMeanOver = 8;                              // tasks, about
constexpr std::chrono::milliseconds kLongestExcuse{500};  // a task that hangs says nothing of the others

}  // namespace

WorkPool::WorkPool(const WorkLimits& limits, const base::Clock& clock)
    : limits_(limits), clock_(clock), watch_(limits.delay) {
  for (std::size_t i = 0; i < limits_.threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkPool::~WorkPool() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkPool::refuses() {
  if (ending_ || tasks_.size() >= limits_.max_waiting) return true;
  if (tasks_.empty()) return false;
  const std::chrono::nanoseconds now = clock_.monotonic();
  const std::chrono::nanoseconds oldest = excess(now - tasks_.front().posted);
  watch_.saw(now, oldest);
  if (!watch_.is_overload(now)) return false;
  if (tasks_.size() < limits_.threads && !watch_.refuses(now, oldest)) return false;
  if (now - last_idle_ >= limits_.delay.interval) watch_.prolong(now);
  return true;
}

bool WorkPool::is_full() {
  const std::scoped_lock lock(mutex_);
  return refuses();
}

bool WorkPool::post(std::function<void()> task, std::function<void()> too_late) {
  {
    const std::scoped_lock lock(mutex_);
    if (refuses()) return false;
    tasks_.push_back({std::move(task), std::move(too_late), base::current_trace(), clock_.monotonic()});
  }
  changed_.notify_one();
  return true;
}

std::size_t WorkPool::waiting() const {
  const std::scoped_lock lock(mutex_);
  return tasks_.size();
}

void WorkPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    if (tasks_.empty() && !ending_) {
      const std::chrono::nanoseconds since = clock_.monotonic();
      changed_.wait(lock, [this] { return ending_ || !tasks_.empty(); });
      // A moment does not count: where few are let in, a thread waits now and then for the next of very many.
      if (const auto now = clock_.monotonic(); now - since > limits_.delay.target) last_idle_ = now;
    }
    if (tasks_.empty()) return;
    const Task task = std::move(tasks_.front());
    tasks_.pop_front();
    const std::chrono::nanoseconds now = clock_.monotonic();
    const std::chrono::nanoseconds waited = excess(now - task.posted);
    watch_.saw(now, waited);
    const bool late = task.too_late && watch_.refuses(now, waited);
    lock.unlock();
    {
      const base::TraceScope scope(task.trace);
      late ? task.too_late() : task.work();
    }
    lock.lock();
    if (late) continue;
    const std::chrono::nanoseconds took = clock_.monotonic() - now;
    typical_ += (std::min<std::chrono::nanoseconds>(took, kLongestExcuse) - typical_) / kMeanOver;
  }
}

}  // namespace housing::http
