#include "base/result.hpp"

#include <cerrno>
#include <cstring>

namespace housing::base {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidInput: return "invalid-input";
    case ErrorCode::kNotFound: return "not-found";
    case ErrorCode::kConflict: return "conflict";
    case ErrorCode::kUnavailable: return "unavailable";
    case ErrorCode::kLimitExceeded: return "limit-exceeded";
    case ErrorCode::kCorrupt: return "corrupt";
    case ErrorCode::kIo: return "io";
  }
  return "unknown";
}

std::unexpected<Error> fail_errno(std::string_view what) {
  const int number = errno;
  const ErrorCode code = number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo;
  return fail(code, std::string(what) + ": " + std::strerror(number));
}

}  // namespace housing::base
