// Download: brings the publishers' files that a selection names into a folder, ready for the Importer.
//
// Of a file that an earlier import took from the same address, its server is asked only whether it has changed. A file
// that fails does not keep the others from coming; a publisher that does not answer kMaxUnansweredInARow times is left
// in peace for the rest of its files. Thread-safety: one run at a time. Errors: kIo, kConflict (another import is
// downloading to the same folder).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/fetched_file.hpp"
#include "app/import.hpp"
#include "base/clock.hpp"
#include "ports/fetcher.hpp"
#include "series/manifest.hpp"
#include "sources/registry.hpp"

namespace housing::app {

inline constexpr int kMaxUnansweredInARow = 2;
inline constexpr std::uint64_t kMaxSmallFileBytes = std::uint64_t{128} << 20;
inline constexpr std::uint64_t kMaxLargeFileBytes = std::uint64_t{2} << 30;
inline constexpr std::chrono::minutes kMaxSmallFileTime{10};
inline constexpr std::chrono::minutes kMaxLargeFileTime{120};

struct DownloadRequest {
  std::vector<sources::RemoteFile> files;
  std::string base;              // an address that holds all files by their names; empty: each publisher's own
  std::filesystem::path folder;  // where they are put
  // By Clock::monotonic(), for all of them: no file is begun after it, and none goes on.
  std::chrono::nanoseconds deadline = std::chrono::nanoseconds::max();
};

struct Downloads {
  std::vector<FetchedFile> files;        // fetched, or unchanged
  std::vector<UnrecognisedFile> failed;  // address and reason
  std::vector<std::string> absent;       // a `base` need not hold every file
  std::size_t not_begun = 0;             // files for which no time was left
};

struct DownloadProgress {
  std::string address;
  std::size_t number = 0;  // from 1
  std::size_t count = 0;
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> total;
};
using OnDownload = std::function<void(const DownloadProgress&)>;

class Downloader {
 public:
  Downloader(ports::Fetcher& fetcher, const base::Clock& clock) : fetcher_(fetcher), clock_(clock) {}

  // `known`: what was imported before.
  base::Result<Downloads> run(const DownloadRequest& request, const series::Manifest& known,
                              const OnDownload& progress);

 private:
  ports::Fetcher& fetcher_;
  const base::Clock& clock_;
};

}  // namespace housing::app
