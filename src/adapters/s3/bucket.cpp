#include "adapters/s3/bucket.hpp"

namespace housing::s3 {
namespace {

using base::Error;
using base::ErrorCode;

constexpr int kMovedPermanently = 301;
constexpr int kTemporaryRedirect = 307;
constexpr int kBadRequest = 400;
constexpr int kForbidden = 403;
constexpr int kNotFound = 404;

}  // namespace

Bucket::Bucket(aws::Session& session, std::string name, std::string prefix)
    : session_(session), name_(std::move(name)), prefix_(prefix.empty() ? std::string() : std::move(prefix) + "/") {}

aws::Call Bucket::made(const ObjectCall& call) const {
  return {.service = "s3",
          .method = std::string(call.method),
          .path = call.key.empty() ? std::string("/") : "/" + full_key(call.key),
          .bucket = name_,
          .query = call.query,
          .headers = call.headers,
          .body = call.body,
          .sink = call.sink,
          .restart = call.restart,
          .patient = call.patient};
}

base::Result<client::Answer> Bucket::call(const ObjectCall& call) {
  const auto bytes = call.body.size() + call.answer_bytes;
  const auto deadline = session_.clock().monotonic() + kPatience + std::chrono::seconds(bytes / kLeastSpeed);
  auto answer = session_.call(made(call), deadline);
  if (!answer) return std::unexpected(answer.error().at("S3 " + std::string(call.method) + " " + shown(call.key)));
  if (is_success(*answer)) seen_ = true;
  return answer;
}

base::Result<bool> Bucket::has(std::string_view key) {
  HT_TRY(const auto answer, call({.method = "HEAD", .key = key}));
  if (is_success(answer)) return true;
  auto error = error_of(answer, "HEAD", key);
  if (error.code == ErrorCode::kNotFound) return false;
  return std::unexpected(std::move(error));
}

base::Result<std::string> Bucket::presigned(std::string_view key, std::chrono::seconds lifetime) {
  return session_.presign(made({.method = "GET", .key = key}), lifetime, session_.clock().monotonic() + kPatience);
}

Error Bucket::no_bucket() const {
  return {ErrorCode::kInvalidInput,
          "S3 has no bucket '" + name_ + "': check the name in the address of the object store, and AWS_REGION"};
}

Error Bucket::error_of(const client::Answer& answer, std::string_view doing, std::string_view key) {
  const std::string where = "S3 " + std::string(doing) + " " + shown(key);
  const auto failure = aws::failure_of(answer);
  const auto region = answer.header("x-amz-bucket-region");
  const bool elsewhere =
      region && *region != session_.region() &&
      (answer.status == kMovedPermanently || answer.status == kTemporaryRedirect || answer.status == kBadRequest);
  if (elsewhere)
    return {ErrorCode::kInvalidInput, where + ": the bucket is in " + std::string(*region) + ", not in " +
                                          session_.region() + ": set AWS_REGION to it"};
  if (!failure)
    return {ErrorCode::kUnavailable, where + ": an answer that is not S3's, status " + std::to_string(answer.status) +
                                         ": check AWS_ENDPOINT_URL"};
  if (failure->code == "NoSuchBucket") return no_bucket();
  if (failure->status == kForbidden && (failure->code.empty() || failure->code == "AccessDenied"))
    return {ErrorCode::kIo, where + ": access denied: " + failure->message +
                                " (the role needs s3:GetObject, s3:PutObject or s3:DeleteObject for what it does, "
                                "s3:ListBucket to be told what is not there, and the use of the bucket's KMS key)"};
  if (failure->status != kNotFound) return aws::error_of(*failure, where);
  if (failure->code == "NoSuchUpload")
    return {ErrorCode::kUnavailable, where + ": somebody else ended the upload meanwhile: try again"};
  if (failure->code != "NoSuchKey" && !seen_) {  // the answer to a HEAD names no code
    const auto bucket = call({.method = "HEAD", .key = ""});
    if (bucket && bucket->status == kNotFound) return no_bucket();
    if (!bucket) return bucket.error();
  }
  return {ErrorCode::kNotFound, shown(key) + ": there is no such object"};
}

}  // namespace housing::s3
