// An object into a file, in parts at the same time where it is large. The first part tells how large it is.
//
// All parts are of one version of the object (If-Match), each as long as it should be, and the whole has the SHA-256
// that was written beside it, if there is one. Errors: kNotFound; kIo (disk full); kCorrupt (another SHA-256 each of
// kMaxDownloads times); kConflict (replaced again and again meanwhile); the bucket's.
#pragma once

#include <filesystem>
#include <string_view>

#include "adapters/s3/bucket.hpp"

namespace housing::s3 {

inline constexpr int kMaxDownloads = 3;

base::Status download(Bucket& bucket, const S3Options& options, std::string_view key,
                      const std::filesystem::path& path);

// What to say of an object that has not the SHA-256 that was written beside it.
base::Error wrong_digest(const Bucket& bucket, std::string_view key, std::string_view digest);

}  // namespace housing::s3
