#include "adapters/s3/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "base/trace_context.hpp"

namespace housing::s3 {

base::Status in_parallel(std::uint64_t count, unsigned at_once,
                         const std::function<base::Status(std::uint64_t)>& part) {
  std::atomic<std::uint64_t> next = 0;
  std::mutex failing;
  base::Status result;
  std::atomic<bool> failed = false;
  const auto work = [&] {
    for (std::uint64_t i = next++; i < count && !failed; i = next++) {
      auto status = part(i);
      if (status) continue;
      const std::scoped_lock lock(failing);
      if (!failed.exchange(true)) result = std::move(status);
    }
  };
  const base::TraceContext trace = base::current_trace();
  std::vector<std::jthread> threads;
  for (std::uint64_t i = 1; i < std::min<std::uint64_t>(count, at_once); ++i)
    threads.emplace_back([&] {
      const base::TraceScope scope(trace);
      work();
    });
  work();
  threads.clear();
  return result;
}

}  // namespace housing::s3
