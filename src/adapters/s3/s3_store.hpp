// S3Store: the ObjectStore of production: objects of a bucket of Amazon S3, or of what speaks as it does. Every write
// is conditional, so that an object keeps its bytes and the pointer moves from the version its mover knew.
//
// local_file() gives a copy in the cache folder (FileCache): it stays at least kMinAge and, once opened, for its
// reader; ask again instead of keeping the path. Copies are good for ever, because an object never changes; the pointer
// is never copied. What others put into the bucket under names that are no keys is not listed.
// Thread-safety: any thread. Ownership: keeps a reference to the session. Limits: kMaxGetBytes, kMaxListedObjects.
// Errors besides the port's: kInvalidInput (no such bucket, wrong region), kIo (access denied: says which right).
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "adapters/s3/bucket.hpp"
#include "adapters/s3/file_cache.hpp"
#include "adapters/s3/options.hpp"
#include "ports/object_store.hpp"

namespace housing::s3 {

inline constexpr std::uint64_t kMaxGetBytes = 1024 * kMiB;  // what is larger is for local_file()
inline constexpr std::size_t kMaxListedObjects = 1'000'000;

class S3Store final : public ports::ObjectStore {
 public:
  // Makes the cache folder; asks S3 nothing yet. Errors: kIo.
  static base::Result<std::unique_ptr<S3Store>> open(S3Options options, aws::Session& session);

  base::Result<std::filesystem::path> scratch_file(std::string_view hint) override;
  base::Status put_file(std::string_view key, const std::filesystem::path& local) override;
  base::Status put(std::string_view key, std::string_view bytes) override;
  base::Result<bool> exists(std::string_view key) override;
  base::Result<std::string> get(std::string_view key) override;
  base::Result<std::filesystem::path> local_file(std::string_view key) override;
  base::Result<std::vector<ports::ObjectInfo>> list(std::string_view prefix) override;
  base::Status remove(std::string_view key) override;
  base::Result<ports::Versioned> get_pointer(std::string_view key) override;
  base::Result<std::string> put_pointer(std::string_view key, std::string_view bytes,
                                        std::string_view expected_version) override;

  // A URL that whoever has it may GET until it ends, or the credentials it is signed with do (a role's: hours).
  // Errors: kInvalidInput for a lifetime S3 does not grant; the credentials'. Whether the object is there is not asked.
  base::Result<std::string> presigned(std::string_view key, std::chrono::seconds lifetime);

 private:
  S3Store(S3Options options, aws::Session& session, FileCache cache);
  std::string cache_name(std::string_view key) const;
  struct Content {
    std::string bytes;
    std::string etag;
    std::string digest;
  };
  base::Result<Content> fetch(std::string_view key);
  // After a write that was refused or not answered: the version it made, when it did. Errors: kConflict (somebody else
  // wrote), kUnavailable (nobody did).
  base::Result<std::string> settle(std::string_view key, const std::string& writer, std::string_view expected_version);

  S3Options options_;
  Bucket bucket_;
  FileCache cache_;
};

}  // namespace housing::s3
