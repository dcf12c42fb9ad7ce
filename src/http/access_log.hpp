// AccessLog: one JSON line a request, shaped like base::Log's lines, written by a thread of its own.
//
// An I/O thread collects its lines in an AccessLines and hands them over when many or when a sweep comes by; it never
// waits for the descriptor. Above kMaxQueuedLogBytes lines are dropped and counted, not the requests delayed.
// Thread-safety: submit() from any thread; an AccessLines belongs to one thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/trace_context.hpp"

namespace housing::http {

inline constexpr std::size_t kMaxQueuedLogBytes = 8 * 1024 * 1024;
inline constexpr std::size_t kAccessBatchBytes = 32 * 1024;
inline constexpr std::size_t kMaxLoggedPathBytes = 1024;

class AccessLog {
 public:
  explicit AccessLog(int descriptor);  // not closed
  ~AccessLog();                        // writes what is queued first
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  // Takes the text and leaves `lines` empty.
  void submit(std::string& lines);
  std::uint64_t dropped_lines() const { return dropped_.load(std::memory_order_relaxed); }

 private:
  void run();
  void write_all(std::string_view lines) const;

  const int descriptor_;
  bool is_pipe_ = false;
  std::atomic<std::uint64_t> dropped_{0};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::string queued_;
  bool closing_ = false;
  std::thread thread_;
};

struct AccessEntry {
  std::string_view method;  // empty: the request was not understood
  std::string_view path;    // without the query, which may hold what must not be logged
  int status = 0;
  std::uint64_t bytes = 0;
  std::int64_t duration_us = 0;
  std::string_view request_id;
  std::string_view remote_address;
  base::TraceContext trace{};  // without a trace: not written
};

class AccessLines {
 public:
  explicit AccessLines(AccessLog* log) : log_(log) {}

  bool enabled() const { return log_ != nullptr; }
  void add(std::string_view iso_time, const AccessEntry& entry);
  void flush();

 private:
  AccessLog* log_;
  std::string lines_;
};

}  // namespace housing::http
