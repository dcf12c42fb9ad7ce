// What a person may type: addresses, passwords, names, zones. Each check gives what is wrong in words, or nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/refusal.hpp"

namespace housing::accounts {

inline constexpr std::size_t kMinPasswordCharacters = 10;
inline constexpr std::size_t kMaxNameBytes = 100;

using Complaint = std::optional<std::string>;

// Adds it to what is wrong with a form, if it is one.
inline void complain(std::vector<FieldError>& errors, std::string_view field, const Complaint& complaint) {
  if (complaint) errors.push_back({std::string(field), *complaint});
}

// As it is kept: blanks at the ends gone, lower case.
std::string canonical_email(std::string_view email);
Complaint check_email(std::string_view email);
// Long enough, not the address itself, not one of those everybody tries, not one letter repeated.
Complaint check_password(std::string_view password, std::string_view email);
Complaint check_name(std::string_view name);
Complaint check_time_zone(std::string_view zone);
Complaint check_digest(std::string_view digest);

}  // namespace housing::accounts
