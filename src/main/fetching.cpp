#include "main/fetching.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <random>
#include <set>
#include <thread>

#include "adapters/curl/curl_transfer.hpp"
#include "adapters/curl/http_fetcher.hpp"
#include "adapters/filesystem/folder_fetcher.hpp"
#include "app/publish.hpp"
#include "base/clock.hpp"
#include "model/catalogue.hpp"

namespace housing::main {
namespace {

constexpr std::string_view kFileScheme = "file://";
constexpr double kBytesOfMegabyte = 1e6;
constexpr std::chrono::milliseconds kProgressEvery{100};

// The fetcher of our own servers' or of a folder's addresses, with what it needs.
class OwnedFetcher final : public ports::Fetcher {
 public:
  OwnedFetcher(const Environment& environment, const base::Clock& clock)
      : transfer_({.user_agent = "housing-trends/" HOUSING_VERSION, .ca_file = environment.ca_file.value_or("")}),
        http_(transfer_, {.clock = clock,
                          .uniform = [this] { return std::uniform_real_distribution<double>(0, 1)(random_); },
                          .sleep = [](std::chrono::nanoseconds time) { std::this_thread::sleep_for(time); }}) {}

  base::Result<ports::FetchResult> fetch(const ports::FetchRequest& request) override {
    if (request.url.starts_with(kFileScheme)) return folder_.fetch(request);
    return http_.fetch(request);
  }

 private:
  std::mt19937_64 random_{std::random_device{}()};
  curl::CurlTransfer transfer_;
  curl::HttpFetcher http_;
  filesystem::FolderFetcher folder_;
};

void show_progress(const app::DownloadProgress& now) {
  std::fprintf(stderr, "\r\033[K[%zu/%zu] %s", now.number, now.count, now.address.c_str());
  if (now.total)
    std::fprintf(stderr, " %.1f of %.1f MB", static_cast<double>(now.bytes) / kBytesOfMegabyte,
                 static_cast<double>(*now.total) / kBytesOfMegabyte);
  else if (now.bytes > 0)
    std::fprintf(stderr, " %.1f MB", static_cast<double>(now.bytes) / kBytesOfMegabyte);
  std::fflush(stderr);
}

// Whose files these are and on what terms: a reader of the terminal should know before using them.
void print_terms(const std::vector<sources::RemoteFile>& files) {
  std::set<std::string> told;
  for (const sources::RemoteFile& file : files) {
    if (!told.insert(file.source).second) continue;
    const model::SourceInfo* const source = model::find_source(file.source);
    if (source == nullptr) continue;
    std::fprintf(stderr, "%.*s: %.*s Show with it: \"%.*s\".\n", static_cast<int>(source->name.size()),
                 source->name.data(), static_cast<int>(source->licence.size()), source->licence.data(),
                 static_cast<int>(source->attribution.size()), source->attribution.data());
  }
}

void print_left_out(const std::vector<sources::RemoteFile>& files) {
  std::set<std::string> told;
  for (const sources::RemoteFile& file : files) {
    if (!told.insert(file.source).second) continue;
    const auto count = std::ranges::count(files, file.source, &sources::RemoteFile::source);
    std::fprintf(stderr, "%s: %zu more files, large or of fewer places, come when named, for instance --source %s\n",
                 file.source.c_str(), static_cast<std::size_t>(count), file.dataset.c_str());
  }
}

}  // namespace

base::Result<std::string> base_address(const std::string& from) {
  std::string address = from;
  if (from.find("://") == std::string::npos) {
    std::error_code error;
    const auto path = std::filesystem::absolute(from, error).lexically_normal();
    if (!std::filesystem::is_directory(path, error))
      return base::fail(base::ErrorCode::kInvalidInput, "--from: '" + from + "' is no folder and no address");
    address = std::string(kFileScheme) + path.string();
  }
  if (address.find_first_of("?#") != std::string::npos)
    return base::fail(base::ErrorCode::kInvalidInput,
                      "--from: '" + from + "' must be the address of a folder, without ? and #");
  while (address.ends_with('/') && address.size() > kFileScheme.size() + 1) address.pop_back();
  return address;
}

base::Result<app::Downloads> download(const Environment& environment, ports::ObjectStore& store, const Order& order) {
  const base::SystemClock clock;
  HT_TRY(const auto known, app::current_manifest(store));
  if (known.synthetic())
    return base::fail(base::ErrorCode::kConflict,
                      "this data folder holds demo data; real data must go to a folder of its own (--data-dir)");
  OwnedFetcher fetcher(environment, clock);
  const bool terminal = order.show && ::isatty(STDERR_FILENO) != 0;
  if (order.show) {
    print_terms(order.selection.files);
    print_left_out(order.selection.left_out);
  }

  std::chrono::nanoseconds last_shown{};
  const auto on_progress = [&](const app::DownloadProgress& now) {
    if (order.step && now.bytes == 0) order.step({.file = now.address, .number = now.number, .count = now.count});
    if (!terminal || (now.bytes > 0 && clock.monotonic() - last_shown < kProgressEvery)) return;
    last_shown = clock.monotonic();
    show_progress(now);
  };
  app::Downloader downloader(fetcher, clock);
  auto downloads = downloader.run(
      {.files = order.selection.files, .base = order.base, .folder = order.folder, .deadline = order.deadline}, known,
      on_progress);
  if (terminal) std::fprintf(stderr, "\r\033[K");
  if (order.show && downloads && !downloads->absent.empty())
    std::fprintf(stderr, "%zu of %zu files are not at %s\n", downloads->absent.size(), order.selection.files.size(),
                 order.base.c_str());
  return downloads;
}

}  // namespace housing::main
