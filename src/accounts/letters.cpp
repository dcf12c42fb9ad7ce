#include "accounts/letters.hpp"

#include <array>

#include "base/assert.hpp"
#include "crypto/signed_token.hpp"
#include "records/sessions.hpp"

namespace housing::accounts {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

struct Occasion {
  std::string_view purpose;
  std::string_view page;
  std::chrono::hours lifetime;
  std::string_view subject;
  std::string_view words;
  std::string_view link_words;
};

constexpr std::array<Occasion, 3> kOccasions = {{
    {"verify", "/verify", kVerifyLifetime, "Confirm your address for Housing Trends",
     "Somebody, we hope you, registered this address at Housing Trends. Confirm it within two days to sign in.",
     "Confirm this address"},
    {"reset", "/reset", kResetLifetime, "Choose a new password for Housing Trends",
     "Somebody, we hope you, asked for a new password. The link is good once, for two hours. If it was not you, do "
     "nothing: the old password stays.",
     "Choose a new password"},
    {"change-email", "/confirm-email", kChangeEmailLifetime, "Confirm your new address for Housing Trends",
     "Confirm within a day that Housing Trends should write to this address from now on.", "Confirm the new address"},
}};

const Occasion& occasion_of(std::string_view purpose) {
  for (const Occasion& occasion : kOccasions)
    if (occasion.purpose == purpose) return occasion;
  HT_ASSERT(false);
  return kOccasions[0];
}

base::Status post(ports::Sql& sql, const Context& context, std::string_view user_id, std::string_view address,
                  std::string key, Letter letter) {
  return post_letter(sql, context,
                     {.key = std::move(key),
                      .user_id = std::string(user_id),
                      .address = std::string(address),
                      .kind = "account",
                      .ends = {}},
                     std::move(letter));
}

// Where mail programs may send the one click: RFC 8058 wants HTTPS; on this machine itself nothing goes over a network.
bool takes_one_click(std::string_view public_url) {
  return public_url.starts_with("https://") || public_url.starts_with("http://localhost") ||
         public_url.starts_with("http://127.0.0.1");
}

}  // namespace

std::string as_text(const Letter& letter) {
  std::string text;
  for (const std::string& paragraph : letter.paragraphs) text += paragraph + "\n\n";
  if (!letter.link.empty()) text += letter.link_words + ":\n" + letter.link + "\n\n";
  text += "-- \nHousing Trends\n";
  if (!letter.unsubscribe.empty()) text += "No more of these: " + letter.unsubscribe + "\n";
  return text;
}

std::string as_html(const Letter& letter) {
  std::string html = "<!doctype html><html lang=\"en\"><body style=\"font-family:sans-serif;line-height:1.5\">";
  for (const std::string& paragraph : letter.paragraphs) html += "<p>" + escaped(paragraph) + "</p>";
  if (!letter.link.empty())
    html += "<p><a href=\"" + escaped(letter.link) + "\">" + escaped(letter.link_words) + "</a></p>";
  html += "<hr><p style=\"color:#666\">Housing Trends";
  if (!letter.unsubscribe.empty())
    html += " &middot; <a href=\"" + escaped(letter.unsubscribe) + "\">No more of these</a>";
  return html + "</p></body></html>";
}

std::string unsubscribe_token(const Context& context, std::string_view ends) {
  return crypto::sign_token(context.settings.signing_key, "unsubscribe", ends,
                            context.clock.now() + kUnsubscribeLifetime);
}

base::Status post_letter(ports::Sql& sql, const Context& context, const Envelope& envelope, Letter letter) {
  const base::WallTime now = context.clock.now();
  const std::string& address = context.settings.public_url;
  std::string one_click;
  if (!envelope.ends.empty()) {
    const std::string token = unsubscribe_token(context, envelope.ends);
    letter.unsubscribe = address + "/unsubscribe?token=" + token;
    if (takes_one_click(address)) one_click = address + "/api/v1/unsubscribe?token=" + token;
  }
  return records::post_mail(sql,
                            {.key = envelope.key,
                             .user_id = envelope.user_id,
                             .address = envelope.address,
                             .kind = envelope.kind,
                             .subject = letter.subject,
                             .text = as_text(letter),
                             .html = as_html(letter),
                             .unsubscribe = one_click,
                             .state = "waiting",
                             .reason = {}},
                            now);
}

base::Status post_link_letter(ports::Sql& sql, const Context& context, const records::User& user,
                              std::string_view purpose, std::string_view address) {
  const Occasion& occasion = occasion_of(purpose);
  const base::WallTime now = context.clock.now();
  const records::OneTimeLink link{.id = crypto::random_id(context.random),
                                  .user_id = user.id,
                                  .purpose = std::string(purpose),
                                  .subject = std::string(address),
                                  .ends = now + occasion.lifetime};
  HT_CHECK_OK(records::insert_link(sql, link, now));
  const std::string token = crypto::sign_token(context.settings.signing_key, purpose, link.id, link.ends);
  return post(sql, context, user.id, address, std::string(purpose) + ":" + link.id,
              {.subject = std::string(occasion.subject),
               .paragraphs = {std::string(occasion.words)},
               .link = context.settings.public_url + std::string(occasion.page) + "?token=" + token,
               .link_words = std::string(occasion.link_words)});
}

base::Status post_already_registered(ports::Sql& sql, const Context& context, const records::User& user) {
  return post(sql, context, user.id, user.email, "registered:" + crypto::random_id(context.random),
              {.subject = "You already have an account at Housing Trends",
               .paragraphs = {"Somebody, perhaps you, registered this address again. You can sign in as before; if you "
                              "forgot the password, ask for a new one."},
               .link = context.settings.public_url + "/sign-in",
               .link_words = "Sign in"});
}

base::Status post_changed(ports::Sql& sql, const Context& context, const records::User& user, std::string_view what) {
  return post(sql, context, user.id, user.email, "changed:" + crypto::random_id(context.random),
              {.subject = "Your account at Housing Trends was changed",
               .paragraphs = {std::string(what), "If this was not you, choose a new password now."},
               .link = context.settings.public_url + "/forgot",
               .link_words = "Choose a new password"});
}

Outcome<std::string> link_id(const Context& context, std::string_view purpose, std::string_view token) {
  const auto id = crypto::read_token(context.settings.signing_key, purpose, token, context.clock.now());
  if (id) return *id;
  return refuse(RefusalKind::kInvalid, "This link is not good any more. Ask for a new one.");
}

}  // namespace housing::accounts
