// Pending: what an import put into the store and leaves to another process to publish: its shard entries, as one object
// below kPendingFolder that is named after its content and removed when it is published and everybody was told.
//
// Whoever publishes takes all that is pending, not only what it was told of: what a lost event or a killed process left
// behind comes with the next. Thread-safety and races: any number of processes; what somebody else published first
// changes nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/publish.hpp"

namespace housing::app {

inline constexpr std::string_view kPendingFolder = "manifests/pending/";
inline constexpr std::size_t kMaxPendingAtOnce = 1000;  // objects; more wait for the next time

// The object's key. Errors: the store's.
base::Result<std::string> put_pending(ports::ObjectStore& store, const std::vector<series::ShardEntry>& entries);

struct PendingReport {
  std::vector<std::string> keys;        // published now or before, and not forgotten yet
  std::vector<std::string> unreadable;  // left where they are
  std::size_t entries = 0;
  std::string publication;  // the name of the newest one now; "" when there is none
};

// Publishes all that is pending, as real data. Errors: publish()'s.
base::Result<PendingReport> publish_pending(ports::ObjectStore& store, const base::Clock& clock);
// To be called when everybody who should know was told.
base::Status forget_pending(ports::ObjectStore& store, const std::vector<std::string>& keys);

}  // namespace housing::app
