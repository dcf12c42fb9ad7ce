// The mails of accounts: what they say, as text and as HTML. Each is written to the database in the transaction that
// decides on it (records::post_mail) and sent by a job.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/context.hpp"
#include "records/outbox.hpp"
#include "records/users.hpp"

namespace housing::accounts {

inline constexpr std::chrono::hours kVerifyLifetime{48};
inline constexpr std::chrono::hours kResetLifetime{2};
inline constexpr std::chrono::hours kChangeEmailLifetime{24};

// What a letter says besides its greeting.
struct Letter {
  std::string subject;
  std::vector<std::string> paragraphs;  // plain text
  std::string link;                     // may be empty
  std::string link_words;
  std::string unsubscribe;  // address of the page that ends such mails; empty: it cannot be ended
};
std::string as_text(const Letter& letter);
std::string as_html(const Letter& letter);

// The letter with a one-time link for `purpose` ("verify", "reset", "change-email"), to `address`.
base::Status post_link_letter(ports::Sql& sql, const Context& context, const records::User& user,
                              std::string_view purpose, std::string_view address);
// To somebody who registers again: that there is an account already.
base::Status post_already_registered(ports::Sql& sql, const Context& context, const records::User& user);
// That something about the account was changed: to the address that had it before.
base::Status post_changed(ports::Sql& sql, const Context& context, const records::User& user, std::string_view what);

// What stands in a link: reads the signed token of `purpose` and gives the id of its row.
Outcome<std::string> link_id(const Context& context, std::string_view purpose, std::string_view token);

}  // namespace housing::accounts
