// The pointer's part of S3Store: versions are ETags without their quotes.
#include <random>

#include "adapters/s3/s3_store.hpp"

namespace housing::s3 {
namespace {

using base::ErrorCode;
using base::fail;

constexpr int kNotFound = 404;
constexpr int kConflict = 409;
constexpr int kPreconditionFailed = 412;

std::string unquoted(std::string_view etag) {
  if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"') etag = etag.substr(1, etag.size() - 2);
  return std::string(etag);
}

// Of one write alone, in this process and all others.
std::string new_writer() {
  std::random_device chance;
  std::string id;
  for (int i = 0; i < 4; ++i) id += std::to_string(chance()) + (i < 3 ? "-" : "");
  return id;
}

}  // namespace

base::Result<ports::Versioned> S3Store::get_pointer(std::string_view key) {
  HT_TRY(auto content, fetch(key));
  if (content.etag.empty()) return fail(ErrorCode::kUnavailable, bucket_.shown(key) + ": S3 named no ETag");
  return ports::Versioned{std::move(content.bytes), unquoted(content.etag)};
}

base::Result<std::string> S3Store::put_pointer(std::string_view key, std::string_view bytes,
                                               std::string_view expected_version) {
  if (!ports::is_valid_key(key))
    return fail(ErrorCode::kInvalidInput, "'" + std::string(key) + "' is not an object key");
  const std::string writer = new_writer();
  client::Headers headers{{"content-type", "application/json"}, {std::string(kWriterHeader), writer}};
  if (expected_version.empty())
    headers.emplace_back("if-none-match", "*");
  else
    headers.emplace_back("if-match", '"' + std::string(expected_version) + '"');
  const auto answer = bucket_.call({.method = "PUT", .key = key, .headers = std::move(headers), .body = bytes});
  if (answer && is_success(*answer)) {
    const auto etag = answer->header("etag");
    return etag ? base::Result<std::string>(unquoted(*etag)) : settle(key, writer, expected_version);
  }
  if (answer) {
    const bool refused = answer->status == kPreconditionFailed || answer->status == kConflict;
    if (!refused) {
      auto error = bucket_.error_of(*answer, "PUT", key);
      if (answer->status == kNotFound && error.code == ErrorCode::kNotFound) error.code = ErrorCode::kConflict;
      return std::unexpected(std::move(error));
    }
  }
  // The refusal may be of a second attempt, because the first one did it and its answer was lost; and where nobody
  // answered, it may be done as well.
  auto version = settle(key, writer, expected_version);
  if (!version && !answer && version.error().code == ErrorCode::kUnavailable) return std::unexpected(answer.error());
  return version;
}

base::Result<std::string> S3Store::settle(std::string_view key, const std::string& writer,
                                          std::string_view expected_version) {
  HT_TRY(const auto answer, bucket_.call({.method = "HEAD", .key = key}));
  if (!is_success(answer) && answer.status != kNotFound) return std::unexpected(bucket_.error_of(answer, "HEAD", key));
  std::string present = unquoted(is_success(answer) ? answer.header("etag").value_or("") : "");
  if (answer.header(kWriterHeader) == writer && !present.empty()) return present;
  if (present == expected_version)
    return fail(ErrorCode::kUnavailable, bucket_.shown(key) + ": S3 did not say whether it was written: try again");
  return fail(ErrorCode::kConflict, bucket_.shown(key) + ": somebody else published meanwhile");
}

}  // namespace housing::s3
