// Result<T>: what a call that can be expected to fail returns. No exception crosses a module border.
//
// Error codes are named after what the caller can do next; http maps each once to a status, jobs map each once to a
// verdict. `message` is for people: what happened, where, what to do.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace housing::base {

enum class ErrorCode {
  kInvalidInput,   // the caller's data or arguments are wrong; repeating will not help
  kNotFound,       // there is no such thing
  kConflict,       // somebody else changed it first; read again, then decide
  kUnavailable,    // a dependency does not answer; try again later
  kLimitExceeded,  // a named limit was met
  kCorrupt,        // stored bytes are not what was written; restore or rebuild
  kIo,             // the operating system refused (disk full, no permission …)
};

// The stable spelling used in logs, problem documents and job records.
std::string_view to_string(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::kInvalidInput;
  std::string message;

  // The same error with where it happened put in front.
  Error at(std::string_view where) const { return {code, std::string(where) + ": " + message}; }
};

template <class T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

inline std::unexpected<Error> fail(ErrorCode code, std::string message) {
  return std::unexpected<Error>(Error{code, std::move(message)});
}

// An `Error` of kIo from errno.
std::unexpected<Error> fail_errno(std::string_view what);

}  // namespace housing::base

#define HT_CONCAT_INNER(a, b) a##b
#define HT_CONCAT(a, b) HT_CONCAT_INNER(a, b)
// HT_TRY(auto value, call()): the value, or return its error.
#define HT_TRY(declaration, ...) HT_TRY_INNER(HT_CONCAT(ht_result_, __LINE__), declaration, __VA_ARGS__)
#define HT_TRY_INNER(temporary, declaration, ...)                       \
  auto temporary = (__VA_ARGS__);                                       \
  if (!temporary) return std::unexpected(std::move(temporary.error())); \
  declaration = std::move(*temporary)
// HT_CHECK_OK(call()): go on, or return its error.
#define HT_CHECK_OK(...)                                                                                  \
  do {                                                                                                    \
    if (auto ht_status = (__VA_ARGS__); !ht_status) return std::unexpected(std::move(ht_status.error())); \
  } while (false)
