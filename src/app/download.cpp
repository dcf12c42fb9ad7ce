#include "app/download.hpp"

#include <algorithm>
#include <map>

namespace housing::app {
namespace {

using base::ErrorCode;
using series::ShardEntry;
using sources::RemoteFile;

std::string address_of(const DownloadRequest& request, const RemoteFile& file) {
  if (request.base.empty()) return file.url;
  return request.base + (request.base.ends_with('/') ? "" : "/") + file.name;
}

bool is_of_network(const std::string& address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

// The latest import from that address that its server can be asked about.
const ShardEntry* copy_from(const series::Manifest& known, const std::string& address) {
  const ShardEntry* latest = nullptr;
  for (const ShardEntry& entry : known.shards)
    if (entry.url == address && !(entry.etag.empty() && entry.last_modified.empty()) &&
        (latest == nullptr || entry.retrieved >= latest->retrieved))
      latest = &entry;
  return latest;
}

}  // namespace

base::Result<Downloads> Downloader::run(const DownloadRequest& request, const series::Manifest& known,
                                        const OnDownload& progress) {
  Downloads downloads;
  std::map<std::string, int> unanswered;  // in a row, by source
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    if (clock_.monotonic() >= request.deadline) {
      downloads.not_begun = request.files.size() - i;
      break;
    }
    const RemoteFile& file = request.files[i];
    const std::string address = address_of(request, file);
    int& silence = unanswered[request.base.empty() ? file.source : ""];
    if (silence >= kMaxUnansweredInARow) {
      downloads.failed.push_back({address, "not tried: the files before it could not be had from there either"});
      continue;
    }
    const auto report = [&](std::uint64_t bytes, std::optional<std::uint64_t> total) {
      progress({address, i + 1, request.files.size(), bytes, total});
    };
    report(0, std::nullopt);

    const bool large = file.size == sources::SizeClass::kLarge;
    const ShardEntry* const before = copy_from(known, address);
    ports::FetchRequest fetch{
        .url = address,
        .have = {},
        .destination = request.folder / file.source / file.name,
        .max_bytes = large ? kMaxLargeFileBytes : kMaxSmallFileBytes,
        .deadline = std::min<std::chrono::nanoseconds>(
            request.deadline, clock_.monotonic() + (large ? kMaxLargeFileTime : kMaxSmallFileTime)),
        .progress = report};
    if (before != nullptr) fetch.have = {before->etag, before->last_modified};
    auto result = fetcher_.fetch(fetch);
    if (!result) {
      const ErrorCode code = result.error().code;
      if (code == ErrorCode::kIo || code == ErrorCode::kConflict) return std::unexpected(std::move(result.error()));
      silence = code == ErrorCode::kUnavailable ? silence + 1 : 0;
      if (code == ErrorCode::kNotFound && !request.base.empty())
        downloads.absent.push_back(address);
      else
        downloads.failed.push_back({address, std::move(result.error().message)});
      continue;
    }
    silence = 0;
    FetchedFile fetched{.address = address,
                        .path = fetch.destination,
                        .same_shard = {},
                        .from_network = is_of_network(address),
                        .validators = std::move(result->validators),
                        .modified = result->modified};
    if (result->status == ports::FetchStatus::kNotModified) {
      if (before == nullptr) {
        downloads.failed.push_back({address, "the server says it has not changed, although it was never had"});
        continue;
      }
      fetched.path.clear();
      fetched.same_shard = before->id;
    }
    downloads.files.push_back(std::move(fetched));
  }
  return downloads;
}

}  // namespace housing::app
