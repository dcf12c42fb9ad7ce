#include "http/access_log.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <utility>

#include "base/json_writer.hpp"

namespace housing::http {
namespace {

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 24> digits;  // NOLINT: filled by to_chars
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

void append_text(std::string& out, std::string_view text) { base::JsonWriter(out).value(text); }

}  // namespace

AccessLog::AccessLog(int descriptor) : descriptor_(descriptor) {
  struct stat status{};
  is_pipe_ = ::fstat(descriptor, &status) == 0 && S_ISFIFO(status.st_mode);
  thread_ = std::thread([this] { run(); });
}

AccessLog::~AccessLog() {
  {
    const std::scoped_lock lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void AccessLog::submit(std::string& lines) {
  {
    const std::scoped_lock lock(mutex_);
    if (queued_.size() + lines.size() > kMaxQueuedLogBytes) {
      const auto count = static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n'));
      dropped_.fetch_add(count, std::memory_order_relaxed);
    } else {
      queued_.append(lines);
    }
  }
  lines.clear();
  wake_.notify_one();
}

void AccessLog::run() {
  std::string lines;
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return closing_ || !queued_.empty(); });
    if (queued_.empty()) return;
    lines.clear();
    std::swap(lines, queued_);
    lock.unlock();
    write_all(lines);
    lock.lock();
  }
}

// Another writer may share the pipe (base::Log on stderr): at most PIPE_BUF bytes go in one piece, so a write ends with
// a line whenever a line fits.
void AccessLog::write_all(std::string_view lines) const {
  while (!lines.empty()) {
    std::string_view piece = lines;
    if (is_pipe_ && piece.size() > PIPE_BUF) {
      const std::size_t end = piece.substr(0, PIPE_BUF).rfind('\n');
      piece = piece.substr(0, end == std::string_view::npos ? PIPE_BUF : end + 1);
    }
    const ssize_t written = ::write(descriptor_, piece.data(), piece.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // nowhere left to complain to
    lines.remove_prefix(static_cast<std::size_t>(written));
  }
}

void AccessLines::add(std::string_view iso_time, const AccessEntry& entry) {
  lines_.append("{\"time\":\"").append(iso_time).append("\",\"level\":\"info\",\"msg\":\"request\",\"method\":\"");
  lines_.append(entry.method).append("\",\"path\":");
  append_text(lines_, entry.path.substr(0, kMaxLoggedPathBytes));
  lines_.append(",\"status\":");
  append_number(lines_, entry.status);
  lines_.append(",\"bytes\":");
  append_number(lines_, static_cast<std::int64_t>(entry.bytes));
  lines_.append(",\"duration_us\":");
  append_number(lines_, entry.duration_us);
  lines_.append(",\"request_id\":\"").append(entry.request_id).append("\",\"remote\":");
  append_text(lines_, entry.remote_address);
  if (entry.trace.has_trace()) {
    lines_.append(",\"trace\":\"");
    entry.trace.append_trace_id(lines_);
    lines_.push_back('"');
  }
  lines_.append("}\n");
  if (lines_.size() >= kAccessBatchBytes) flush();
}

void AccessLines::flush() {
  if (log_ && !lines_.empty()) log_->submit(lines_);
}

}  // namespace housing::http
