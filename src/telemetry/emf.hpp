// Metrics as log lines for CloudWatch (embedded metric format): a JSON object a line, which CloudWatch Logs turns into
// metrics without a call of ours. One line for each label's value, with every metric that has it.
// Source: "Specification: Embedded metric format", Amazon CloudWatch user guide.
//
// Counters and times are what came since the lines before; a counter once used is written at zero too, so that graphs
// and rates have no holes. Limits: at most kMaxValues different times a line, more lines where there are more.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "telemetry/metrics.hpp"

namespace housing::telemetry {

inline constexpr std::size_t kMaxValues = 100;  // CloudWatch's, of one metric in one line
inline constexpr std::chrono::seconds kMetricsInterval{60};

// Lines without their ends. `samples`: what came, not totals.
std::vector<std::string> emf_lines(std::span<const Sample> samples, std::string_view environment, base::WallTime now);

// Thread-safety: write() from any thread, one at a time. Ownership: all references must outlive it.
class EmfWriter {
 public:
  // More samples that somebody else keeps, asked for at each write.
  using More = std::function<std::vector<Sample>()>;

  EmfWriter(const Metrics& metrics, std::string environment, More more, const base::Clock& clock, base::Log& log)
      : metrics_(metrics), environment_(std::move(environment)), more_(std::move(more)), clock_(clock), log_(log) {}

  // What came since the last write: every kMetricsInterval, and at the end of a function's invocation.
  void write();

 private:
  // Makes a total of what came, and remembers the total.
  void subtract_last(Sample& sample);

  const Metrics& metrics_;
  const std::string environment_;
  const More more_;
  const base::Clock& clock_;
  base::Log& log_;
  std::mutex mutex_;
  std::map<std::pair<Metric, std::string>, Sample> last_;
};

}  // namespace housing::telemetry
