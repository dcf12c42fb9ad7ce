#include "adapters/s3/s3_store.hpp"

#include <algorithm>

#include "adapters/s3/answers.hpp"
#include "adapters/s3/download.hpp"
#include "adapters/s3/upload.hpp"
#include "base/mapped_file.hpp"
#include "base/sha256.hpp"
#include "ports/scratch_file.hpp"

namespace housing::s3 {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;

base::Status check_key(std::string_view key) {
  if (ports::is_valid_key(key)) return {};
  return fail(ErrorCode::kInvalidInput, "'" + std::string(key) + "' is not an object key");
}

}  // namespace

S3Store::S3Store(S3Options options, aws::Session& session, FileCache cache)
    : options_(std::move(options)), bucket_(session, options_.bucket, options_.prefix), cache_(std::move(cache)) {}

base::Result<std::unique_ptr<S3Store>> S3Store::open(S3Options options, aws::Session& session) {
  HT_TRY(auto cache, FileCache::open(options.cache_dir, options.cache_bytes));
  return std::unique_ptr<S3Store>(new S3Store(std::move(options), session, std::move(cache)));
}

base::Result<fs::path> S3Store::scratch_file(std::string_view hint) { return cache_.scratch_file(hint); }

base::Status S3Store::put_file(std::string_view key, const fs::path& local) {
  HT_CHECK_OK(check_key(key));
  {
    const auto file = base::MappedFile::open(local);
    if (!file) return fail(ErrorCode::kIo, file.error().message);
    HT_CHECK_OK(upload(bucket_, options_, key, file->text()));
  }
  std::error_code error;
  fs::remove(local, error);
  if (error) return fail(ErrorCode::kIo, local.string() + ": cannot remove: " + error.message());
  return {};
}

base::Status S3Store::put(std::string_view key, std::string_view bytes) {
  HT_CHECK_OK(check_key(key));
  return upload(bucket_, options_, key, bytes);
}

base::Result<bool> S3Store::exists(std::string_view key) {
  HT_CHECK_OK(check_key(key));
  return bucket_.has(key);
}

base::Result<S3Store::Content> S3Store::fetch(std::string_view key) {
  HT_CHECK_OK(check_key(key));
  Content content;
  HT_TRY(const auto answer, bucket_.call({.method = "GET",
                                          .key = key,
                                          .answer_bytes = kMultipartAbove,
                                          .sink = [&](std::span<const char> chunk) -> base::Status {
                                            if (content.bytes.size() + chunk.size() > kMaxGetBytes)
                                              return fail(
                                                  ErrorCode::kLimitExceeded,
                                                  bucket_.shown(key) + ": larger than kMaxGetBytes: use a local copy");
                                            content.bytes.append(chunk.data(), chunk.size());
                                            return {};
                                          },
                                          .restart = [&]() -> base::Status {
                                            content.bytes.clear();
                                            return {};
                                          }}));
  if (!is_success(answer)) return std::unexpected(bucket_.error_of(answer, "GET", key));
  content.etag = answer.header("etag").value_or("");
  content.digest = answer.header(kDigestHeader).value_or("");
  return content;
}

base::Result<std::string> S3Store::get(std::string_view key) {
  for (int attempt = 1;; ++attempt) {
    HT_TRY(auto content, fetch(key));
    if (content.digest.empty() || base::sha256_hex(content.bytes) == content.digest) return std::move(content.bytes);
    if (attempt == kMaxDownloads) return std::unexpected(wrong_digest(bucket_, key, content.digest));
  }
}

std::string S3Store::cache_name(std::string_view key) const { return base::sha256_hex(bucket_.shown(key)); }

base::Result<fs::path> S3Store::local_file(std::string_view key) {
  HT_CHECK_OK(check_key(key));
  const std::string name = cache_name(key);
  if (auto copy = cache_.find(name)) return std::move(*copy);
  HT_TRY(const auto scratch, ports::ScratchFile::make(*this, "download"));
  HT_CHECK_OK(download(bucket_, options_, key, scratch.path()));
  return cache_.keep(scratch.path(), name);
}

base::Result<std::vector<ports::ObjectInfo>> S3Store::list(std::string_view prefix) {
  std::vector<ports::ObjectInfo> objects;
  std::string next;
  do {
    ObjectCall call{.method = "GET",
                    .key = "",
                    .query = {{"list-type", "2"}, {"encoding-type", "url"}, {"prefix", bucket_.full_key(prefix)}}};
    if (!next.empty()) call.query.emplace_back("continuation-token", next);
    HT_TRY(const auto answer, bucket_.call(call));
    if (!is_success(answer)) return std::unexpected(bucket_.error_of(answer, "list", prefix));
    auto page = parse_page(answer.body);
    if (!page) return std::unexpected(page.error().at("S3 list " + bucket_.shown(prefix)));
    for (ports::ObjectInfo& object : page->objects) {
      if (!object.key.starts_with(bucket_.prefix())) continue;
      object.key.erase(0, bucket_.prefix().size());
      if (ports::is_valid_key(object.key)) objects.push_back(std::move(object));
    }
    if (objects.size() > kMaxListedObjects)
      return fail(ErrorCode::kLimitExceeded, bucket_.shown(prefix) + ": more than kMaxListedObjects objects");
    next = std::move(page->next);
  } while (!next.empty());
  std::ranges::sort(objects, {}, &ports::ObjectInfo::key);
  return objects;
}

base::Status S3Store::remove(std::string_view key) {
  HT_CHECK_OK(check_key(key));
  HT_TRY(const auto answer, bucket_.call({.method = "DELETE", .key = key}));
  if (!is_success(answer)) {
    auto error = bucket_.error_of(answer, "DELETE", key);
    if (error.code != ErrorCode::kNotFound) return std::unexpected(std::move(error));
  }
  cache_.forget(cache_name(key));
  return {};
}

base::Result<std::string> S3Store::presigned(std::string_view key, std::chrono::seconds lifetime) {
  HT_CHECK_OK(check_key(key));
  return bucket_.presigned(key, lifetime);
}

}  // namespace housing::s3
