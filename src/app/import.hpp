// Import: publishers' files in, shards and a new present out.
//
// Each file is taken whole or not at all; a file that cannot be read does not keep the others from coming in. All that
// could be read is published together at the end, or left pending for a process that does (pending.hpp). The same bytes
// imported twice change nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/fetched_file.hpp"
#include "base/clock.hpp"
#include "model/release.hpp"
#include "places/resolver.hpp"
#include "ports/object_store.hpp"
#include "sources/source.hpp"

namespace housing::app {

struct ImportRequest {
  std::vector<std::filesystem::path> paths;  // files, or folders taken with all below them
  std::vector<FetchedFile> fetched;          // downloads; each file is removed when it is in the store
  std::optional<model::Date> released;       // what the operator says; else the file's stamp, its server, else inferred
  bool leave_pending = false;                // somebody else publishes
  // By Clock::monotonic(): no file is begun after it.
  std::chrono::nanoseconds deadline = std::chrono::nanoseconds::max();
};

struct ImportedFile {
  std::string path;
  std::string source;
  std::string dataset;
  model::Release release;
  std::uint64_t kept = 0;  // rows
  std::uint64_t refused = 0;
  std::uint64_t cells_refused = 0;
  std::vector<std::string> metrics;
  std::vector<sources::Refusal> refusals;  // the first kMaxListedRefusals
  bool unchanged = false;                  // these very bytes were imported before
  bool withdrawn = false;                  // and an operator withdrew them: they stay so
};

struct UnrecognisedFile {
  std::string path;
  std::string reason;
};

struct ImportSummary {
  std::vector<ImportedFile> files;
  std::vector<UnrecognisedFile> unrecognised;
  std::string pending;        // the key of what waits to be published; empty: nothing does
  std::size_t not_begun = 0;  // files for which no time was left

  bool nothing_done() const { return files.empty(); }
  bool all_kept() const;
};

// Told before each file.
struct ImportProgress {
  std::string path;
  std::size_t number = 0;  // from 1
  std::size_t count = 0;
  std::size_t done = 0;  // files taken so far, and of those that were not here before the rows
  std::uint64_t kept = 0;
  std::uint64_t refused = 0;
};
using OnImport = std::function<void(const ImportProgress&)>;

class Importer {
 public:
  Importer(ports::ObjectStore& store, const places::Resolver& resolver, const base::Clock& clock)
      : store_(store), resolver_(resolver), clock_(clock) {}

  // Errors: kConflict when the store holds demo data; kIo, kCorrupt of the store. Files that fail are in the summary.
  base::Result<ImportSummary> run(const ImportRequest& request, const OnImport& progress);

 private:
  ports::ObjectStore& store_;
  const places::Resolver& resolver_;
  const base::Clock& clock_;
};

}  // namespace housing::app
