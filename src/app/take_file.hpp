// FileTaker: one publisher's file into the store: its bytes as they came, and the shard made of them. Not this: which
// files, and making them part of the present (import.hpp).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/import.hpp"
#include "app/shard_sink.hpp"
#include "base/mapped_file.hpp"
#include "series/manifest.hpp"

namespace housing::app {

struct TakenFile {
  ImportedFile report;
  std::optional<series::ShardEntry> entry;  // nothing when unchanged and known to be where it was found
};

class FileTaker {
 public:
  // `manifest`: what is there already. `retrieved`: one time for all files of a call, so that their order cannot
  // matter.
  FileTaker(ports::ObjectStore& store, const places::Resolver& resolver, const series::Manifest& manifest,
            std::optional<model::Date> released, std::string retrieved)
      : store_(store),
        resolver_(resolver),
        manifest_(manifest),
        released_(released),
        retrieved_(std::move(retrieved)) {}

  // Errors: kInvalidInput, kLimitExceeded for a file that cannot be taken (nothing of it is kept); kIo, kUnavailable of
  // the store. `taken`: the entries of this call so far, not published yet.
  base::Result<TakenFile> take(const std::filesystem::path& path, const FetchedFile* origin,
                               const std::vector<series::ShardEntry>& taken);

 private:
  // Errors: kInvalidInput naming both places.
  base::Status check_identity(const ShardSink& sink, const std::vector<series::ShardEntry>& taken) const;
  base::Result<TakenFile> take_new(const std::filesystem::path& path, const FetchedFile* origin,
                                   const base::MappedFile& file, const std::vector<series::ShardEntry>& taken_before);
  // What to say of bytes that are there already; nothing when they are new.
  std::optional<TakenFile> same_bytes(const std::string& shown, const FetchedFile* origin, const std::string& digest,
                                      const std::vector<series::ShardEntry>& taken) const;
  model::Release release_of(const FetchedFile* origin, const ShardSink& sink) const;
  series::ShardEntry entry_of(const ShardSink& sink, const std::filesystem::path& path, const std::string& digest,
                              const FetchedFile* origin) const;

  ports::ObjectStore& store_;
  const places::Resolver& resolver_;
  const series::Manifest& manifest_;
  std::optional<model::Date> released_;
  std::string retrieved_;
};

}  // namespace housing::app
