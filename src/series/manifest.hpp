// Manifest: the catalogue of everything imported, as one immutable document, and the pointer to the newest one.
//
// A *shard entry* says where one shard came from: dataset, source, file, digest, retrieval, release, coverage, what was
// kept and refused. `blocks` names the current view's file of each metric. A new import writes a new manifest; readers
// of the old one are not disturbed.
// Thread-safety: a value. Errors: kCorrupt for a document that is not one of ours.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/refusal.hpp"
#include "model/release.hpp"

namespace housing::series {

inline constexpr std::string_view kPointerKey = "current.json";

// What an operator said of a release after it was imported.
struct Judgement {
  std::string at;  // ISO 8601, UTC; empty: nothing was said
  std::string reason;
  bool withdrawn = false;  // it stays on record, and no number comes from it
};

struct ShardEntry {
  std::string id;  // "zillow/zhvi/metro@3f2a9c01d4e5"
  std::string dataset;
  std::string source;
  std::string file;  // the file's own name
  std::string url;   // where it was fetched; empty when it came from a folder
  std::string etag;  // what the server at `url` called this edition, to ask "only if changed"; may be empty
  std::string last_modified;
  std::string sha256;   // of the file as it came
  std::string raw_key;  // the file itself, byte for byte
  std::string shard_key;
  std::string retrieved;  // ISO 8601, UTC
  model::Release release;
  std::vector<std::string> metrics;
  std::string first_period;
  std::string last_period;
  model::Date last_day;  // end of the last covered period: breaks ties between releases of one day
  std::uint64_t regions = 0;
  std::uint64_t kept = 0;
  std::uint64_t refused = 0;
  std::uint64_t cells_refused = 0;
  std::vector<model::Refusal> refusals;  // the first of them, with the reasons
  Judgement judgement;
};

struct Manifest {
  std::string kind;  // "real", "demo", or empty before the first import
  std::string created;
  std::vector<ShardEntry> shards;             // in order of import
  std::map<std::string, std::string> blocks;  // metric -> key of its block
  std::string places_key;                     // what publishers call the places

  bool synthetic() const { return kind == "demo"; }
  const ShardEntry* find(std::string_view id) const;
  std::string to_json() const;
  static base::Result<Manifest> parse(std::string_view json);
};

// The order in which releases win: later release, then later last period, then later retrieval, then digest.
bool wins_over(const ShardEntry& a, const ShardEntry& b);

}  // namespace housing::series
