#include "telemetry/emf.hpp"

#include <algorithm>

#include "base/json_writer.hpp"

namespace housing::telemetry {
namespace {

// What one line holds: samples with the same dimensions.
using Group = std::vector<const Sample*>;

struct Times {
  std::vector<double> milliseconds;
  std::vector<std::uint64_t> counts;
};

// The non-empty buckets from number `skip` on, kMaxValues at most.
Times times_of(const Sample& sample, std::size_t skip) {
  Times times;
  for (std::size_t i = 0; i < sample.counts.size() && times.counts.size() < kMaxValues; ++i) {
    if (sample.counts[i] == 0) continue;
    if (skip > 0) {
      --skip;
      continue;
    }
    times.milliseconds.push_back(Distribution::milliseconds_of(i));
    times.counts.push_back(sample.counts[i]);
  }
  return times;
}

bool has_something(const Sample& sample, std::size_t skip) {
  if (info_of(sample.metric).kind == MetricKind::kDistribution) return !times_of(sample, skip).counts.empty();
  return skip == 0;
}

void write_head(base::JsonWriter& json, const Group& group, std::string_view label, base::WallTime now) {
  json.key("_aws").begin_object().member("Timestamp", static_cast<std::int64_t>(now.time_since_epoch().count()));
  json.key("CloudWatchMetrics").begin_array().begin_object().member("Namespace", kNamespace);
  json.key("Dimensions").begin_array().begin_array().value(kEnvironmentDimension);
  if (!label.empty()) json.value(label);
  json.end_array().end_array().key("Metrics").begin_array();
  for (const Sample* sample : group) {
    const MetricInfo& info = info_of(sample->metric);
    json.begin_object().member("Name", info.name).member("Unit", info.unit).end_object();
  }
  json.end_array().end_object().end_array().end_object();
}

void write_value(base::JsonWriter& json, const Sample& sample, std::size_t skip) {
  const MetricInfo& info = info_of(sample.metric);
  json.key(info.name);
  switch (info.kind) {
    case MetricKind::kCounter: json.value(sample.total); return;
    case MetricKind::kGauge: json.value(sample.value); return;
    case MetricKind::kDistribution: break;
  }
  const Times times = times_of(sample, skip);
  json.begin_object().key("Values").begin_array();
  for (const double value : times.milliseconds) json.value(value);
  json.end_array().key("Counts").begin_array();
  for (const std::uint64_t count : times.counts) json.value(count);
  json.end_array().end_object();
}

std::string line_of(const Group& group, std::string_view environment, base::WallTime now, std::size_t skip) {
  std::string line;
  base::JsonWriter json(line);
  const std::string_view label = info_of(group.front()->metric).label;
  json.begin_object().member("time", std::string_view(base::to_iso8601(now)));
  json.member("level", "info").member("msg", "metrics");
  write_head(json, group, label, now);
  json.member(kEnvironmentDimension, environment);
  if (!label.empty()) json.member(label, std::string_view(group.front()->label));
  for (const Sample* sample : group) write_value(json, *sample, skip);
  json.end_object();
  return line;
}

}  // namespace

std::vector<std::string> emf_lines(std::span<const Sample> samples, std::string_view environment, base::WallTime now) {
  std::map<std::pair<std::string_view, std::string_view>, Group> groups;
  for (const Sample& sample : samples) groups[{info_of(sample.metric).label, sample.label}].push_back(&sample);
  std::vector<std::string> lines;
  for (auto& [dimensions, group] : groups) {
    for (std::size_t skip = 0;; skip += kMaxValues) {
      std::erase_if(group, [&](const Sample* sample) { return !has_something(*sample, skip); });
      if (group.empty()) break;
      lines.push_back(line_of(group, environment, now, skip));
    }
  }
  return lines;
}

void EmfWriter::subtract_last(Sample& sample) {
  Sample& last = last_[{sample.metric, sample.label}];
  Sample total = sample;
  sample.total -= last.total;
  for (std::size_t i = 0; i < sample.counts.size(); ++i) sample.counts[i] -= last.counts[i];
  last = std::move(total);
}

void EmfWriter::write() {
  const std::scoped_lock lock(mutex_);
  std::vector<Sample> samples = metrics_.samples();
  if (more_)
    for (Sample& sample : more_()) samples.push_back(std::move(sample));
  for (Sample& sample : samples) subtract_last(sample);
  for (std::string& line : emf_lines(samples, environment_, clock_.now())) log_.line(std::move(line));
}

}  // namespace housing::telemetry
