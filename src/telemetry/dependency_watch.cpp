#include "telemetry/dependency_watch.hpp"

namespace housing::telemetry {

bool is_failure_of_dependency(base::ErrorCode code) {
  switch (code) {
    case base::ErrorCode::kUnavailable:
    case base::ErrorCode::kLimitExceeded:
    case base::ErrorCode::kCorrupt:
    case base::ErrorCode::kIo: return true;
    case base::ErrorCode::kInvalidInput:
    case base::ErrorCode::kNotFound:
    case base::ErrorCode::kConflict: return false;
  }
  return true;
}

void DependencyWatch::note(Span& span, const base::Error& error) {
  if (!is_failure_of_dependency(error.code)) return;
  errors_.add();
  span.fail(base::to_string(error.code), error.message);
}

}  // namespace housing::telemetry
