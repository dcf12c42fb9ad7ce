// One's own account: what it says, changing it, leaving with everything one brought.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/session.hpp"

namespace housing::accounts {

inline constexpr std::chrono::hours kDeleteGrace{24 * 14};

Outcome<records::User> own_user(const Context& context, const Caller& caller);

// What is given is changed; the rest stays. A new address is used once its owner followed the link sent there; a new
// address or password asks for the present password and tells the present address.
struct ProfileChange {
  std::optional<std::string> name;
  std::optional<std::string> time_zone;
  std::optional<std::string> digest;
  std::optional<bool> keeps_searches;
  std::optional<std::string> email;
  std::optional<std::string> password;
  std::string current_password;
};
// Refuses: kInvalid with all fields at fault. Changing the password ends the other sessions.
Outcome<records::User> change_profile(const Context& context, const Visitor& visitor, const Caller& caller,
                                      const ProfileChange& change);
Done confirm_new_email(const Context& context, const Visitor& visitor, std::string_view token);

// Deleted kDeleteGrace from now unless restored; sessions but this one end, alerts stop, keys are no good meanwhile.
Outcome<base::WallTime> ask_to_delete(const Context& context, const Visitor& visitor, const Caller& caller,
                                      std::string_view password);
Done restore(const Context& context, const Visitor& visitor, const Caller& caller);
// Deletes whose time has come. Gives how many.
Outcome<std::size_t> delete_due(const Context& context);

}  // namespace housing::accounts
