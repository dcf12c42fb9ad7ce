// Refusal: why an account's call was not done, in words for the person who asked. A refusal never tells whether an
// address has an account here.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace housing::accounts {

enum class RefusalKind {
  kInvalid,           // what was sent is wrong; `fields` says where
  kNotSignedIn,       // no session, no key, or one that ended
  kWrongCredentials,  // address, password or code
  kCodeRequired,      // right so far; the second factor is missing
  kUnverified,        // the address was not verified yet
  kForbidden,         // signed in, but not allowed
  kFactorNeeded,      // an admin who has to set up a second factor first
  kNotFound,
  kConflict,
  kTooMany,      // a rate limit; `retry_in` says when again
  kLimit,        // a named limit on how much one may keep
  kUnavailable,  // a dependency does not answer
  kInternal,
};

struct FieldError {
  std::string field;
  std::string message;
};

struct Refusal {
  RefusalKind kind = RefusalKind::kInternal;
  std::string detail;
  std::vector<FieldError> fields;
  std::chrono::seconds retry_in{0};
  std::optional<base::Error> cause;  // what a dependency said; for the log, never for the person

  Refusal(RefusalKind refusal_kind, std::string words) : kind(refusal_kind), detail(std::move(words)) {}
  Refusal(const base::Error& error);  // NOLINT: a dependency's failure is a refusal
};

template <class T>
using Outcome = std::expected<T, Refusal>;
using Done = Outcome<void>;

inline std::unexpected<Refusal> refuse(RefusalKind kind, std::string words) {
  return std::unexpected<Refusal>(Refusal(kind, std::move(words)));
}
inline std::unexpected<Refusal> refuse(std::vector<FieldError> fields) {
  Refusal refusal(RefusalKind::kInvalid, "Some of what was sent is not right; see errors.");
  refusal.fields = std::move(fields);
  return std::unexpected<Refusal>(std::move(refusal));
}

}  // namespace housing::accounts
