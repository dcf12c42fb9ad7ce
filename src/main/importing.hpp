// Importing, as the command line and a function both do it: what a source offers is downloaded and imported; published
// at once, or left pending where somebody else publishes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/import.hpp"
#include "jobs/import_source.hpp"
#include "main/fetching.hpp"
#include "main/outside.hpp"
#include "sources/registry.hpp"
#include "telemetry/metrics.hpp"

namespace housing::main {

struct Bringing {
  std::vector<std::filesystem::path> paths;  // files and folders of our own
  sources::Selection selection;              // and what is to be downloaded
  std::string base;                          // from there, not from its publishers
  std::optional<model::Date> released;
  bool leave_pending = false;
  std::chrono::nanoseconds deadline = std::chrono::nanoseconds::max();
  bool show = true;         // progress and terms on stderr
  jobs::OnImportStep step;  // told before each file; may be empty
};

// What `sources` mean: everything of a folder of our own, what comes unasked of publishers'.
// Errors: kInvalidInput naming what is known.
base::Result<sources::Selection> select_sources(const std::vector<std::string>& wanted, bool from_own_folder,
                                                const base::Clock& clock);
// The selection of one source at `place`: a folder or address, or "" for the publishers'.
base::Status choose(Bringing& bringing, const std::string& place, const std::string& source, const base::Clock& clock);
// What is due of all sources by their cadence, given what the store holds.
base::Result<sources::Selection> select_due(ports::ObjectStore& store, const base::Clock& clock);
// Files that could not be had are among the unrecognised. Errors: the downloader's and the importer's.
base::Result<app::ImportSummary> bring_in(Outside& outside, ports::ObjectStore& store, const Bringing& bringing);

// What jobs import by: as `housing import --source` does it. The events, where there are any, must outlive it.
jobs::ImportSource import_by_job(Outside& outside, ports::ObjectStore& store, ports::Events* events,
                                 telemetry::Metrics& metrics);

// Rows kept and refused, by source, of what was not there before.
void count_rows(telemetry::Metrics& metrics, const app::ImportSummary& summary);

}  // namespace housing::main
