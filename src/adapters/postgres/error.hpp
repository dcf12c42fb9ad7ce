// SQLSTATEs in our words, and what would help.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace housing::postgres {

enum class Remedy {
  kNone,       // the same again fails again
  kRunAgain,   // the transaction can be run again on this connection
  kReconnect,  // the connection is gone or leads to the wrong server; on a new one it may work
};

struct Verdict {
  base::ErrorCode code;
  Remedy remedy;
};

// `state` has five characters. `writing`: in a transaction that may write.
Verdict verdict_of(std::string_view state, bool writing);

}  // namespace housing::postgres
