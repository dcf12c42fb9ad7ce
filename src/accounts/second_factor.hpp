// The second factor: codes of an authenticator app, and ten recovery codes for the day the phone is gone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/session.hpp"

namespace housing::accounts {

inline constexpr std::size_t kRecoveryCodes = 10;

struct FactorSetup {
  std::string secret;   // base32, to type in
  std::string address;  // otpauth://…, to scan
};

// Makes a secret; it is in force once a first code was given. Asks for the password.
Outcome<FactorSetup> begin_factor(const Context& context, const Caller& caller, std::string_view password);
// Gives the recovery codes, shown this once.
Outcome<std::vector<std::string>> confirm_factor(const Context& context, const Visitor& visitor, const Caller& caller,
                                                 std::string_view code);
Done remove_factor(const Context& context, const Visitor& visitor, const Caller& caller, std::string_view password);

// Whether that person is kept from administering until a second factor is set up.
bool lacks_factor(const Settings& settings, const records::User& user);
// Refuses a caller of whom that is so.
Done check_factor(const Context& context, const Caller& caller);

// Whether `code` is good for that person now; it is used up by this.
base::Result<bool> accept_code(ports::Sql& sql, const Context& context, const records::User& user,
                               std::string_view code);

}  // namespace housing::accounts
