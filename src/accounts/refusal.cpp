#include "accounts/refusal.hpp"

namespace housing::accounts {
namespace {

RefusalKind kind_of(base::ErrorCode code) {
  switch (code) {
    case base::ErrorCode::kInvalidInput: return RefusalKind::kInvalid;
    case base::ErrorCode::kNotFound: return RefusalKind::kNotFound;
    case base::ErrorCode::kConflict: return RefusalKind::kConflict;
    case base::ErrorCode::kUnavailable:
    case base::ErrorCode::kLimitExceeded:
    case base::ErrorCode::kIo: return RefusalKind::kUnavailable;  // a full disk is made room on
    case base::ErrorCode::kCorrupt: return RefusalKind::kInternal;
  }
  return RefusalKind::kInternal;
}

std::string words_for(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::kNotFound: return "There is no such thing, or it is not yours.";
    case RefusalKind::kConflict: return "Somebody changed this at the same moment. Look again, then decide.";
    case RefusalKind::kUnavailable: return "This cannot be done at the moment. Try again in a minute.";
    default: return "Something went wrong on our side. The operator's log says what.";
  }
}

}  // namespace

Refusal::Refusal(const base::Error& error) : kind(kind_of(error.code)), detail(words_for(kind)), cause(error) {}

}  // namespace housing::accounts
