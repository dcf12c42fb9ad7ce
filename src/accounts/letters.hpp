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
inline constexpr std::chrono::hours kUnsubscribeLifetime{24 * 3'650};

// What a letter says besides its greeting.
struct Letter {
  std::string subject;
  std::vector<std::string> paragraphs;  // plain text
  std::string link;                     // may be empty
  std::string link_words;
  std::string unsubscribe = {};  // address of the page that ends such mails; set by post_letter
};
std::string as_text(const Letter& letter);
std::string as_html(const Letter& letter);

// What stands in the link that ends such mails; good for kUnsubscribeLifetime.
std::string unsubscribe_token(const Context& context, std::string_view ends);

// To whom, and as what; a key that was used before sends nothing.
struct Envelope {
  std::string key;
  std::string user_id;
  std::string address;
  std::string kind;  // account | alert | digest | export
  std::string ends;  // what its unsubscribe link ends: "alert:<id>", "digest:<user>"; empty: it cannot be ended
};
// The letter goes out with the transaction. One that can be ended gets the page's address and, where programs may call
// it (HTTPS, or this machine), the one-click address.
base::Status post_letter(ports::Sql& sql, const Context& context, const Envelope& envelope, Letter letter);

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
