// Bucket: requests about the objects of one bucket below one prefix, and what their answers mean as errors of ours.
// It knows no operation's sense: S3Store, Upload and download() do.
//
// Thread-safety: any thread. Ownership: keeps a reference to the session. Errors of call(): the session's. Limits:
// kPatience for an answer without much of a body, and besides a second for each kLeastSpeed bytes.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/s3/options.hpp"
#include "aws/session.hpp"

namespace housing::s3 {

inline constexpr std::chrono::seconds kPatience{60};
inline constexpr std::uint64_t kLeastSpeed = 256 * 1024;  // bytes a second

// What we write beside an object: its SHA-256, so that a reader can tell; and who wrote a pointer, so that a writer
// whose answer was lost can tell.
inline constexpr std::string_view kDigestHeader = "x-amz-meta-sha256";
inline constexpr std::string_view kWriterHeader = "x-amz-meta-writer";

struct ObjectCall {
  std::string_view method;
  std::string_view key;  // without the prefix; empty: the bucket itself
  // NOLINTBEGIN(readability-redundant-member-init): g++ warns about designated initialisers without them
  std::vector<std::pair<std::string, std::string>> query = {};
  client::Headers headers = {};
  std::string_view body = {};
  std::uint64_t answer_bytes = 0;  // expected, where they are many
  bool patient = false;            // S3 may be silent for a while before it answers
  client::BodySink sink = {};
  std::function<base::Status()> restart = {};
  // NOLINTEND(readability-redundant-member-init)
};

class Bucket {
 public:
  Bucket(aws::Session& session, std::string name, std::string prefix);

  base::Result<client::Answer> call(const ObjectCall& call);
  // Whether the object is there.
  base::Result<bool> has(std::string_view key);
  base::Result<std::string> presigned(std::string_view key, std::chrono::seconds lifetime);

  // What an answer that is not the hoped for one means. kNotFound: the object is not there; kIo: no permission;
  // kInvalidInput: no such bucket, or not here. Asks S3 whether the bucket is there when a HEAD cannot tell.
  base::Error error_of(const client::Answer& answer, std::string_view doing, std::string_view key);

  // The key as S3 has it, and as a person reads it.
  std::string full_key(std::string_view key) const { return prefix_ + std::string(key); }
  std::string shown(std::string_view key) const { return "s3://" + name_ + "/" + full_key(key); }
  // The name an object has everywhere, whatever the handle.
  const std::string& prefix() const { return prefix_; }

 private:
  aws::Call made(const ObjectCall& call) const;
  base::Error no_bucket() const;

  aws::Session& session_;
  std::string name_;
  std::string prefix_;  // with its slash, or empty
  std::atomic<bool> seen_ = false;
};

inline bool is_success(const client::Answer& answer) { return answer.status >= 200 && answer.status < 300; }

}  // namespace housing::s3
