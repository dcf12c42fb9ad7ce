// Signing in, and getting back in with a forgotten password.
#pragma once

#include <string>
#include <string_view>

#include "accounts/context.hpp"
#include "accounts/session.hpp"

namespace housing::accounts {

struct Credentials {
  std::string email;
  std::string password;
  std::string code;  // of an authenticator app, or a recovery code; empty: none
};

struct SignedIn {
  records::User user;
  NewSession session;
};

// A wrong address, a wrong password and an account that is not there are one answer and take one time: that of a hash.
// Refuses: kWrongCredentials, kCodeRequired (password right, second factor missing), kUnverified (password right),
// kTooMany by address and by account, whether it exists or not.
// `old_token`: the session the browser came with; it ends, so that nobody can prepare one for somebody else.
Outcome<SignedIn> sign_in(const Context& context, const Visitor& visitor, const Credentials& credentials,
                          std::string_view old_token);

// Sends a link to choose a new password, if there is such an account. Always the same answer.
Done forgot_password(const Context& context, const Visitor& visitor, std::string_view email);
// Sets it, ends every session, and takes the address for verified: its owner followed the link.
Done reset_password(const Context& context, const Visitor& visitor, std::string_view token, std::string_view password);

// Whether it is the person's password; counted as a try. For changes that ask for it again, in a field of that name.
Done check_own_password(const Context& context, const records::User& user, std::string_view password,
                        std::string_view field);

}  // namespace housing::accounts
