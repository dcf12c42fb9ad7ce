// Replies of a Redis server (RESP2), read by hiredis' protocol reader out of bytes as they come.
//
// Not a connection: it does no I/O. Thread-safety: one thread at a time. Errors: kUnavailable for bytes that are no
// reply, after which the reader is of no use. Limits: kMaxReplyBytes, kMaxReplyElements; hiredis nests 7 deep.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "ports/cache.hpp"

struct redisReader;  // NOLINT(readability-identifier-naming): hiredis'

namespace housing::redis {

inline constexpr std::size_t kMaxReplyBytes = ports::kMaxCacheValueBytes + 64 * 1024;
inline constexpr std::size_t kMaxReplyElements = 50'000;  // in all arrays of one reply; a full table of slots has fewer

enum class ReplyKind { kNil, kString, kStatus, kError, kInteger, kArray };

struct Reply {
  ReplyKind kind = ReplyKind::kNil;
  // NOLINTBEGIN(readability-redundant-member-init): g++ warns about designated initialisers without them
  std::string text = {};  // of strings, states and errors
  std::int64_t integer = 0;
  std::vector<Reply> elements = {};
  // NOLINTEND(readability-redundant-member-init)

  bool is(ReplyKind wanted) const { return kind == wanted; }
  // Whether it is an error of this name: "MOVED", "NOSCRIPT".
  bool is_error(std::string_view name) const;
};

class ReplyReader {
 public:
  ReplyReader();
  ReplyReader(const ReplyReader&) = delete;
  ReplyReader& operator=(const ReplyReader&) = delete;
  ~ReplyReader();

  base::Status feed(std::span<const char> bytes);
  // nullopt: more bytes are needed.
  base::Result<std::optional<Reply>> next();

 private:
  struct Free {
    void operator()(redisReader* reader) const;
  };
  std::unique_ptr<redisReader, Free> reader_;
  std::size_t elements_ = 0;      // of the reply that is being read
  std::size_t unread_bytes_ = 0;  // fed since the last whole reply
};

}  // namespace housing::redis
