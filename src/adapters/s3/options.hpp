// S3Options: which bucket, what stands before every key in it, and where copies are kept:
//   s3://BUCKET[/PREFIX][?cache-mb=N]
// Region, endpoint and credentials are the Session's. Limits: kMaxPrefixLength, and those below.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace housing::s3 {

inline constexpr std::size_t kMaxPrefixLength = 256;

inline constexpr std::uint64_t kMiB = 1024 * 1024;
inline constexpr std::uint64_t kDefaultCacheBytes = 4096 * kMiB;
inline constexpr std::uint64_t kMultipartAbove = 32 * kMiB;  // what is larger goes up in parts
inline constexpr std::uint64_t kPartBytes = 16 * kMiB;       // up and down; grows where kMaxParts would not suffice
inline constexpr std::uint64_t kLeastPartBytes = 5 * kMiB;   // S3's rule for all parts but the last
inline constexpr std::uint64_t kMaxParts = 10'000;           // S3's
inline constexpr unsigned kPartsAtOnce = 8;

struct S3Options {
  std::string bucket;
  // NOLINTNEXTLINE(readability-redundant-member-init): g++ warns about designated initialisers without it
  std::string prefix = {};  // without slashes at its ends; empty: none
  std::filesystem::path cache_dir;
  std::uint64_t cache_bytes = kDefaultCacheBytes;
  std::uint64_t multipart_above = kMultipartAbove;
  std::uint64_t part_bytes = kPartBytes;
  unsigned parts_at_once = kPartsAtOnce;

  // Errors: kInvalidInput: what is wrong with the address.
  static base::Result<S3Options> parse(std::string_view url, std::filesystem::path cache_dir);
};

}  // namespace housing::s3
