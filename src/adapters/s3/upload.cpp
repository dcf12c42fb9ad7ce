#include "adapters/s3/upload.hpp"

#include <algorithm>
#include <optional>
#include <thread>

#include "adapters/s3/answers.hpp"
#include "adapters/s3/parallel.hpp"
#include "base/sha256.hpp"

namespace housing::s3 {
namespace {

using base::ErrorCode;
using base::fail;

constexpr int kNotFound = 404;
constexpr int kConflict = 409;
constexpr int kPreconditionFailed = 412;
constexpr int kMaxCompletions = 4;
constexpr std::chrono::milliseconds kPause{100};  // times the attempt

enum class Outcome {
  kThere,  // ours, or what was there before
  kAgain,  // S3 saw somebody else's write at the same moment
};

base::Result<Outcome> judged(Bucket& bucket, const client::Answer& answer, std::string_view key) {
  if (is_success(answer) || answer.status == kPreconditionFailed) return Outcome::kThere;
  if (answer.status == kConflict) return Outcome::kAgain;
  return std::unexpected(bucket.error_of(answer, "PUT", key));
}

base::Result<Outcome> put_whole(Bucket& bucket, std::string_view key, std::string_view bytes) {
  HT_TRY(const auto answer, bucket.call({.method = "PUT",
                                         .key = key,
                                         .headers = {{"content-type", "application/octet-stream"},
                                                     {"if-none-match", "*"},
                                                     {std::string(kDigestHeader), base::sha256_hex(bytes)}},
                                         .body = bytes}));
  return judged(bucket, answer, key);
}

// One upload in parts; aborted at its end unless it is complete.
class Upload {
 public:
  static base::Result<Upload> begin(Bucket& bucket, std::string_view key, std::string_view bytes) {
    HT_TRY(const auto answer, bucket.call({.method = "POST",
                                           .key = key,
                                           .query = {{"uploads", ""}},
                                           .headers = {{"content-type", "application/octet-stream"},
                                                       {std::string(kDigestHeader), base::sha256_hex(bytes)}}}));
    if (!is_success(answer)) return std::unexpected(bucket.error_of(answer, "POST ?uploads", key));
    HT_TRY(auto id, parse_upload_id(answer.body));
    return Upload(bucket, key, bytes, std::move(id));
  }
  Upload(Upload&& other) noexcept
      : bucket_(other.bucket_),
        key_(other.key_),
        bytes_(other.bytes_),
        id_(std::exchange(other.id_, std::string())),
        etags_(std::move(other.etags_)) {}
  Upload& operator=(Upload&&) = delete;
  ~Upload() {
    // As good as it goes: what cannot be aborted now the bucket's lifecycle removes.
    if (id_.empty()) return;
    [[maybe_unused]] const auto aborted = bucket_.call({.method = "DELETE", .key = key_, .query = {{"uploadId", id_}}});
  }

  base::Status send_parts(std::uint64_t part_bytes, unsigned at_once) {
    const std::uint64_t count = (bytes_.size() + part_bytes - 1) / part_bytes;
    etags_.resize(count);
    return in_parallel(count, at_once, [&](std::uint64_t i) { return send_part(i, part_bytes); });
  }

  base::Result<Outcome> complete() {
    const std::string body = complete_body(etags_);
    for (int attempt = 1;; ++attempt) {
      const auto answer = ask_to_complete(body);
      if (answer && !is_success(*answer) && answer->status != kNotFound) return judged(bucket_, *answer, key_);
      const auto error =
          answer && is_success(*answer) ? parse_completed(answer->body) : base::Result<std::optional<std::string>>();
      if (answer && is_success(*answer) && error && !*error) {
        id_.clear();
        return Outcome::kThere;
      }
      // A failure that S3 noticed when it had begun to answer; or nobody answered, or the upload is not known any more:
      // perhaps it is complete, and the answer that said so was lost.
      HT_TRY(const bool there, bucket_.has(key_));
      if (there) return Outcome::kThere;
      if (!answer) return std::unexpected(answer.error());
      if (answer->status == kNotFound) return std::unexpected(bucket_.error_of(*answer, "POST ?uploadId", key_));
      if (attempt == kMaxCompletions)
        return fail(ErrorCode::kUnavailable, bucket_.shown(key_) + ": S3 cannot put the parts together: " +
                                                 (error ? **error : error.error().message));
      std::this_thread::sleep_for(kPause * attempt);
    }
  }

 private:
  Upload(Bucket& bucket, std::string_view key, std::string_view bytes, std::string id)
      : bucket_(bucket), key_(key), bytes_(bytes), id_(std::move(id)) {}

  base::Result<client::Answer> ask_to_complete(std::string_view body) {
    return bucket_.call({.method = "POST",
                         .key = key_,
                         .query = {{"uploadId", id_}},
                         .headers = {{"content-type", "application/xml"},
                                     {"if-none-match", "*"},
                                     {"x-amz-mp-object-size", std::to_string(bytes_.size())}},
                         .body = body,
                         .answer_bytes = bytes_.size(),
                         .patient = true});  // S3 takes its time to put the parts together
  }

  base::Status send_part(std::uint64_t i, std::uint64_t part_bytes) {
    HT_TRY(const auto answer, bucket_.call({.method = "PUT",
                                            .key = key_,
                                            .query = {{"partNumber", std::to_string(i + 1)}, {"uploadId", id_}},
                                            .headers = {{"content-type", "application/octet-stream"}},
                                            .body = bytes_.substr(i * part_bytes, part_bytes)}));
    const auto etag = answer.header("etag");
    if (!is_success(answer) || !etag) return std::unexpected(bucket_.error_of(answer, "PUT part of", key_));
    etags_[i] = *etag;
    return {};
  }

  Bucket& bucket_;
  std::string_view key_;
  std::string_view bytes_;
  std::string id_;
  std::vector<std::string> etags_;
};

base::Result<Outcome> put_parts(Bucket& bucket, const S3Options& options, std::string_view key,
                                std::string_view bytes) {
  HT_TRY(const bool there, bucket.has(key));
  if (there) return Outcome::kThere;  // before all of it is sent for nothing
  HT_TRY(auto upload, Upload::begin(bucket, key, bytes));
  HT_CHECK_OK(upload.send_parts(std::max(options.part_bytes, bytes.size() / kMaxParts + 1), options.parts_at_once));
  return upload.complete();
}

}  // namespace

base::Status upload(Bucket& bucket, const S3Options& options, std::string_view key, std::string_view bytes) {
  for (int attempt = 1; attempt <= kMaxUploads; ++attempt) {
    HT_TRY(const auto outcome, bytes.size() > options.multipart_above ? put_parts(bucket, options, key, bytes)
                                                                      : put_whole(bucket, key, bytes));
    if (outcome == Outcome::kThere) return {};
    std::this_thread::sleep_for(kPause * attempt);
  }
  return fail(ErrorCode::kConflict, bucket.shown(key) + ": others write it at the same moment: try again");
}

}  // namespace housing::s3
