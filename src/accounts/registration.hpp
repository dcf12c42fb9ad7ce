// Registration: an address becomes an account once its owner follows the link in the mail.
#pragma once

#include <string>
#include <string_view>

#include "accounts/context.hpp"

namespace housing::accounts {

struct Registration {
  std::string email;
  std::string password;
  std::string name;
  std::string time_zone = "UTC";
};

// What is wrong with it, field by field; nothing of whether the address is known.
std::vector<FieldError> complaints_about(const Registration& registration);

// Always the same answer and the same work, whether the address is new or has an account: then its owner is told by
// mail. Refuses: kInvalid with all fields at fault, kTooMany.
Done register_person(const Context& context, const Visitor& visitor, const Registration& registration);

// Refuses: kInvalid when the link is used, ended or not ours.
Done verify_email(const Context& context, const Visitor& visitor, std::string_view token);

// A new link to verify, should the first be lost. Always the same answer.
Done send_verification_again(const Context& context, const Visitor& visitor, std::string_view email);

// An account made by the operator: verified, no mail sent. Errors as register_person's, and kConflict.
Outcome<std::string> create_person(const Context& context, const Registration& registration, std::string_view role);

}  // namespace housing::accounts
