#include "adapters/postgres/error.hpp"

namespace housing::postgres {

using base::ErrorCode;

Verdict verdict_of(std::string_view state, bool writing) {
  const auto is = [&](auto... states) { return ((state == states) || ...); };
  const std::string_view group = state.substr(0, 2);

  // 23505 unique, 23503 foreign key, 23P01 exclusion; the rest of 23 (NULL, CHECK) is a defect of ours.
  if (is("23505", "23503", "23P01")) return {ErrorCode::kConflict, Remedy::kNone};
  // Serialisation, deadlock.
  if (is("40001", "40P01")) return {ErrorCode::kUnavailable, Remedy::kRunAgain};
  // A server that became a replica takes no writes; to a transaction that only reads it is a defect of ours.
  if (is("25006")) {
    if (writing) return {ErrorCode::kUnavailable, Remedy::kReconnect};
    return {ErrorCode::kInvalidInput, Remedy::kNone};
  }
  // Shutdown, crash, starting up, idle for too long. 08P01, a protocol violation, is a wrong number of parameters.
  if (is("57P01", "57P02", "57P03", "57P05", "25P03") || (group == "08" && state != "08P01"))
    return {ErrorCode::kUnavailable, Remedy::kReconnect};
  // Statement timeout, lock timeout.
  if (is("57014", "55P03")) return {ErrorCode::kLimitExceeded, Remedy::kNone};
  // Disk full, no permission, system error.
  if (is("53100", "42501") || group == "58") return {ErrorCode::kIo, Remedy::kNone};
  // Out of memory, too many connections: others need to finish first.
  if (group == "53") return {ErrorCode::kUnavailable, Remedy::kNone};
  if (group == "54") return {ErrorCode::kLimitExceeded, Remedy::kNone};
  if (group == "XX" && state != "XX000") return {ErrorCode::kCorrupt, Remedy::kNone};
  return {ErrorCode::kInvalidInput, Remedy::kNone};
}

}  // namespace housing::postgres
