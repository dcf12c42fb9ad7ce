// CarrierEvent: what became of a mail after the carrier took it, as EventBridge delivers Amazon SES's events "Email
// Bounced", "Email Complaint Received" and "Email Rejected" (source aws.ses, the whole envelope).
//
// It decides whether an address is written to again, and nothing else: a permanent bounce and a complaint end that; a
// transient or undetermined bounce, a "not spam" report, and a mail that SES itself refused to deliver do not.
// Thread-safety: a value. Limits: kMaxCarrierAddresses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace housing::mail {

inline constexpr std::size_t kMaxCarrierAddresses = 50;  // SES's own, for one mail
inline constexpr std::size_t kMaxCarrierReason = 300;

struct CarrierEvent {
  enum class Kind { kBounce, kComplaint, kReject };
  Kind kind = Kind::kBounce;
  bool suppress = false;  // never write to these addresses again
  std::vector<std::string> addresses;
  std::string carrier_id;  // what Mailer::send() gave
  std::string reason;      // "bounce Permanent/General: smtp; 550 5.1.1 user unknown"
};

// nullopt for any other event, and for what is no event at all.
std::optional<CarrierEvent> carrier_event(const base::Json& envelope);

}  // namespace housing::mail
