#include "telemetry/span_buffer.hpp"

#include <algorithm>
#include <utility>

namespace housing::telemetry {

SpanBuffer::SpanBuffer(SpanExporter& exporter, const base::Clock& clock, base::Log& log,
                       std::chrono::milliseconds interval)
    : exporter_(exporter), clock_(clock), log_(log), ticker_(interval, [this] { flush(kExportPatience); }) {}

SpanBuffer::~SpanBuffer() { flush(kExportPatience); }

void SpanBuffer::add(FinishedSpan span) {
  bool many = false;
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() >= kMaxBufferedSpans) {
      ++counts_.dropped;
      return;
    }
    waiting_.push_back(std::move(span));
    many = waiting_.size() == kMaxBatchSpans;
  }
  if (many) ticker_.wake();
}

// With the lock held.
std::vector<FinishedSpan> SpanBuffer::take_batch() {
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kMaxBatchSpans));
  std::vector<FinishedSpan> batch(std::move_iterator(waiting_.begin()), std::move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return batch;
}

void SpanBuffer::flush(std::chrono::nanoseconds time_left) {
  const auto deadline = clock_.monotonic() + time_left;
  std::unique_lock lock(mutex_);
  if (!idle_.wait_for(lock, time_left, [this] { return !exporting_; })) return;
  exporting_ = true;
  for (auto left = time_left; !waiting_.empty() && left.count() > 0; left = deadline - clock_.monotonic()) {
    const auto batch = take_batch();
    lock.unlock();
    export_batch(batch, left);
    lock.lock();
  }
  exporting_ = false;
  idle_.notify_all();
}

void SpanBuffer::export_batch(std::span<const FinishedSpan> batch, std::chrono::nanoseconds time_left) {
  const auto sent = exporter_.export_spans(batch, time_left);
  const std::size_t taken = sent ? std::min(*sent, batch.size()) : 0;
  bool changed = false;
  {
    const std::scoped_lock lock(mutex_);
    counts_.exported += taken;
    counts_.dropped += batch.size() - taken;
    changed = std::exchange(exporter_fails_, !sent.has_value()) == sent.has_value();
  }
  if (!changed) return;
  if (sent)
    log_.info("traces are taken again");
  else
    log_.warn("traces are not taken; they are dropped until they are", {{"reason", sent.error().message}});
}

SpanCounts SpanBuffer::counts() const {
  const std::scoped_lock lock(mutex_);
  return counts_;
}

}  // namespace housing::telemetry
