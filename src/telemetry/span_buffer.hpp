// SpanBuffer: finished spans on their way to an exporter. A thread hands them over every second, so that nobody waits
// for a collector: when it is away or too slow, spans are dropped and counted.
//
// Thread-safety: any thread. Limits: kMaxBufferedSpans wait, kMaxBatchSpans go at once.
// Ownership: exporter, clock and log must outlive it. The destructor hands over what waits, for kExportPatience at
// most.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <vector>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/ticker.hpp"
#include "telemetry/span_exporter.hpp"

namespace housing::telemetry {

inline constexpr std::size_t kMaxBufferedSpans = 4096;
inline constexpr std::size_t kMaxBatchSpans = 256;
inline constexpr std::chrono::seconds kExportInterval{1};
inline constexpr std::chrono::seconds kExportPatience{5};

struct SpanCounts {
  std::uint64_t exported = 0;
  std::uint64_t dropped = 0;  // there was no room, or nobody took them
};

class SpanBuffer {
 public:
  SpanBuffer(SpanExporter& exporter, const base::Clock& clock, base::Log& log,
             std::chrono::milliseconds interval = kExportInterval);
  ~SpanBuffer();

  void add(FinishedSpan span);
  // Hands over what waits before it returns, as far as `time_left` allows: a function is frozen between invocations.
  void flush(std::chrono::nanoseconds time_left);
  SpanCounts counts() const;

 private:
  std::vector<FinishedSpan> take_batch();
  void export_batch(std::span<const FinishedSpan> batch, std::chrono::nanoseconds time_left);

  SpanExporter& exporter_;
  const base::Clock& clock_;
  base::Log& log_;
  mutable std::mutex mutex_;
  std::condition_variable idle_;
  bool exporting_ = false;  // somebody does
  std::vector<FinishedSpan> waiting_;
  SpanCounts counts_;
  bool exporter_fails_ = false;  // and the log has been told so
  base::Ticker ticker_;
};

}  // namespace housing::telemetry
