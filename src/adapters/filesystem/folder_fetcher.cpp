#include "adapters/filesystem/folder_fetcher.hpp"

#include <string_view>

namespace housing::filesystem {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;

constexpr std::string_view kScheme = "file://";

// The file itself or, if only that is there, its packed twin.
fs::path existing(const fs::path& path) {
  std::error_code error;
  if (fs::exists(path, error)) return path;
  fs::path packed = path;
  packed += ".gz";
  return fs::exists(packed, error) ? packed : path;
}

}  // namespace

base::Result<ports::FetchResult> FolderFetcher::fetch(const ports::FetchRequest& request) {
  if (!request.url.starts_with(kScheme) || request.url.substr(kScheme.size(), 1) != "/")
    return fail(ErrorCode::kInvalidInput, "'" + request.url + "' is not of the form file:///folder/file");
  const fs::path source = existing(request.url.substr(kScheme.size()));
  std::error_code error;
  if (!fs::is_regular_file(source, error))
    return fail(ErrorCode::kNotFound, source.string() + ": there is no such file");
  const std::uint64_t size = fs::file_size(source, error);
  const auto time = fs::last_write_time(source, error);
  if (error) return fail(ErrorCode::kIo, source.string() + ": " + error.message());
  if (size > request.max_bytes)
    return fail(ErrorCode::kLimitExceeded, source.string() + ": has " + std::to_string(size) +
                                               " bytes, more than the " + std::to_string(request.max_bytes) +
                                               " allowed for it");

  ports::FetchResult result;
  result.url = std::string(kScheme) + source.string();
  result.validators.etag = '"' + std::to_string(time.time_since_epoch().count()) + "-" + std::to_string(size) + '"';
  if (request.have.etag == result.validators.etag) {
    result.status = ports::FetchStatus::kNotModified;
    return result;
  }
  fs::path part = request.destination;
  part += ".part";
  fs::create_directories(request.destination.parent_path(), error);
  if (!error) fs::copy_file(source, part, fs::copy_options::overwrite_existing, error);
  if (!error) fs::rename(part, request.destination, error);
  if (error)
    return fail(ErrorCode::kIo,
                request.destination.string() + ": cannot copy " + source.string() + ": " + error.message());
  result.bytes = size;
  if (request.progress) request.progress(size, size);
  return result;
}

}  // namespace housing::filesystem
