// Publishing: makes shards part of the present. Rebuilds the blocks of the metrics they touch, writes a new manifest
// and moves the pointer; whoever reads goes on with the old one until then. Several publishers may race: the pointer
// moves only from the manifest a publisher began with, else it begins again (at most kMaxPublishAttempts times).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "ports/object_store.hpp"
#include "series/manifest.hpp"

namespace housing::app {

inline constexpr int kMaxPublishAttempts = 10;
inline constexpr std::string_view kRealData = "real";

inline constexpr std::size_t kPublicationDigits = 16;

struct Publication {
  series::Manifest manifest;
  std::string version;  // of the pointer that named it; "" before the first import

  // What people and events call it, and ETags are made from.
  std::string name() const { return version.substr(0, kPublicationDigits); }
};

// The newest manifest and its version, of one moment. Errors: kCorrupt, kIo.
base::Result<Publication> current_publication(ports::ObjectStore& store);
// The newest manifest; an empty one before the first import. Errors: kCorrupt, kIo.
base::Result<series::Manifest> current_manifest(ports::ObjectStore& store);

// Whether publishing the entry would change anything.
bool would_change(const series::Manifest& manifest, const series::ShardEntry& entry);

// Adds the entries whose shards are already in the store. `kind`: "real" or "demo"; a store of the other kind is
// refused (kConflict). Entries that are there already change
// nothing but where their file is to be had: url, etag, last_modified.
base::Status publish(ports::ObjectStore& store, const base::Clock& clock, std::string_view kind,
                     const std::vector<series::ShardEntry>& entries);

// Withdraws a release (no number comes from it any more, though its record and its file stay) or restores it, and
// publishes what is left. Gives the new publication's name. Errors: kNotFound (no such release), kConflict (it is so
// already).
base::Result<std::string> judge(ports::ObjectStore& store, const base::Clock& clock, std::string_view id,
                                bool withdrawn, std::string_view reason);

}  // namespace housing::app
