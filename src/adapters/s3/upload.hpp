// Bytes into an object that is not there yet. What is there already keeps its bytes, and that is no error.
//
// Large ones go up in parts at the same time. Nobody sees any of it before the last step; what fails is aborted, and
// what a killed process leaves is an unfinished upload, which the bucket's lifecycle removes. S3 compares the bytes
// that arrive with the SHA-256 each request is signed with, and counts the whole (x-amz-mp-object-size). Errors:
// kConflict (somebody else writes and removes the same key all the time); the bucket's.
#pragma once

#include <string_view>

#include "adapters/s3/bucket.hpp"

namespace housing::s3 {

inline constexpr int kMaxUploads = 4;  // of the same bytes: others may write the same key at the same moment

base::Status upload(Bucket& bucket, const S3Options& options, std::string_view key, std::string_view bytes);

}  // namespace housing::s3
