// The life of an account, through the use cases.
#include <gtest/gtest.h>

#include <algorithm>
#include "accounts/api_keys.hpp"
#include "accounts/leaving.hpp"
#include "accounts/limits.hpp"
#include "accounts/profile.hpp"
#include "accounts/second_factor.hpp"
#include "base/json.hpp"
#include "crypto/encode.hpp"
#include "crypto/totp.hpp"
#include "testing/no_cache.hpp"
#include "testing/people.hpp"

namespace housing::accounts {
namespace {

using testing::kGoodPassword;
using testing::People;

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class AccountsTest : public ::testing::Test {
 protected:
  const Context& context() { return people_.context(); }
  Outcome<SignedIn> try_sign_in(std::string_view email, std::string_view password, std::string_view code = "") {
    return sign_in(context(), People::visitor(), {std::string(email), std::string(password), std::string(code)}, "");
  }
  template <class T>
  static void expect_refused(const Outcome<T>& outcome, RefusalKind kind) {
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, kind) << outcome.error().detail;
    EXPECT_FALSE(outcome.error().detail.empty());
  }
  template <class T>
  static std::vector<std::string> fields_of(const Outcome<T>& outcome) {
    std::vector<std::string> fields;
    if (!outcome)
      for (const FieldError& error : outcome.error().fields) fields.push_back(error.field);
    return fields;
  }

  People people_;
};

TEST_F(AccountsTest, RegistersVerifiesAndSignsIn) {
  ASSERT_TRUE(register_person(context(), People::visitor(), {"  Ann@Example.org ", std::string(kGoodPassword), "Ann"}));
  expect_refused(try_sign_in("ann@example.org", kGoodPassword), RefusalKind::kUnverified);
  const std::string token = people_.token_mailed_to("ann@example.org");
  ASSERT_TRUE(verify_email(context(), People::visitor(), token));
  expect_refused(verify_email(context(), People::visitor(), token), RefusalKind::kInvalid);
  const auto signed_in = try_sign_in("ANN@example.org", kGoodPassword);
  ASSERT_TRUE(signed_in);
  EXPECT_EQ(signed_in->user.name, "Ann");
  const auto caller = caller_of_session(context(), signed_in->session.token);
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->user_id, signed_in->user.id);
  EXPECT_FALSE(caller->is_admin);
  expect_refused(caller_of_session(context(), signed_in->session.token + "x"), RefusalKind::kNotSignedIn);
}

TEST_F(AccountsTest, TellsEveryFieldAtOnce) {
  const auto refused =
      register_person(context(), People::visitor(), {"no address", "short", std::string(200, 'x'), "Mars/Olympus"});
  EXPECT_EQ(fields_of(refused), (std::vector<std::string>{"email", "password", "name", "time_zone"}));
  EXPECT_EQ(fields_of(register_person(context(), People::visitor(), {"a@b.org", "password1234", "", "UTC"})),
            std::vector<std::string>{"password"});
  EXPECT_EQ(fields_of(register_person(context(), People::visitor(), {"a@b.org", "aaaaaaaaaaaaaaa", "", "UTC"})),
            std::vector<std::string>{"password"});
}

TEST_F(AccountsTest, SaysTheSameWhetherAnAddressIsKnownOrNot) {
  people_.join("ann@example.org");
  ASSERT_TRUE(register_person(context(), People::visitor(), {"ann@example.org", std::string(kGoodPassword), ""}));
  EXPECT_TRUE(people_.mails_to("ann@example.org").back().starts_with("You already have an account"));
  ASSERT_TRUE(forgot_password(context(), People::visitor(), "nobody@example.org"));
  EXPECT_TRUE(people_.mails_to("nobody@example.org").empty());
  const auto unknown = try_sign_in("nobody@example.org", kGoodPassword);
  const auto wrong = try_sign_in("ann@example.org", "another long secret");
  expect_refused(unknown, RefusalKind::kWrongCredentials);
  expect_refused(wrong, RefusalKind::kWrongCredentials);
  EXPECT_EQ(unknown.error().detail, wrong.error().detail);
}

TEST_F(AccountsTest, AnUnverifiedAddressBelongsToWhoeverVerifiesIt) {
  ASSERT_TRUE(register_person(context(), People::visitor(), {"ann@example.org", "the squatter's secret", ""}));
  people_.clock().advance(seconds(1));
  ASSERT_TRUE(register_person(context(), People::visitor(), {"ann@example.org", std::string(kGoodPassword), ""}));
  ASSERT_TRUE(verify_email(context(), People::visitor(), people_.token_mailed_to("ann@example.org")));
  expect_refused(try_sign_in("ann@example.org", "the squatter's secret"), RefusalKind::kWrongCredentials);
  EXPECT_TRUE(try_sign_in("ann@example.org", kGoodPassword));
}

TEST_F(AccountsTest, LocksOutWhoGuessesWithoutSayingWhetherTheAccountIsThere) {
  people_.join("ann@example.org");
  for (const std::string_view email : {"ann@example.org", "nobody@example.org"}) {
    Outcome<SignedIn> last = try_sign_in(email, "a wrong long secret");
    for (int i = 0; i < kSignInByAccount.bucket.capacity; ++i) last = try_sign_in(email, "a wrong long secret");
    expect_refused(last, RefusalKind::kTooMany);
    EXPECT_GT(last.error().retry_in.count(), 0);
  }
  expect_refused(try_sign_in("ann@example.org", kGoodPassword), RefusalKind::kTooMany);
  people_.clock().advance(minutes(15));
  EXPECT_TRUE(try_sign_in("ann@example.org", kGoodPassword));
}

TEST_F(AccountsTest, AResetLinkWorksOnceEndsEverySessionAndEndsItself) {
  people_.join("ann@example.org");
  const auto before = people_.enter("ann@example.org");
  ASSERT_TRUE(caller_of_session(context(), before.session.token));
  people_.clock().advance(seconds(1));
  ASSERT_TRUE(forgot_password(context(), People::visitor(), "ann@example.org"));
  const std::string token = people_.token_mailed_to("ann@example.org");
  EXPECT_EQ(fields_of(reset_password(context(), People::visitor(), token, "short")),
            std::vector<std::string>{"password"});
  ASSERT_TRUE(reset_password(context(), People::visitor(), token, "quite another secret"));
  expect_refused(reset_password(context(), People::visitor(), token, "a third long secret"), RefusalKind::kInvalid);
  expect_refused(caller_of_session(context(), before.session.token), RefusalKind::kNotSignedIn);
  expect_refused(try_sign_in("ann@example.org", kGoodPassword), RefusalKind::kWrongCredentials);
  EXPECT_TRUE(try_sign_in("ann@example.org", "quite another secret"));

  people_.clock().advance(seconds(1));
  ASSERT_TRUE(forgot_password(context(), People::visitor(), "ann@example.org"));
  const std::string late = people_.token_mailed_to("ann@example.org");
  people_.clock().advance(hours(3));
  expect_refused(reset_password(context(), People::visitor(), late, "a third long secret"), RefusalKind::kInvalid);
}

TEST_F(AccountsTest, ANewPasswordMayNotBeTheAddress) {
  people_.join("ann.of.boston@example.org");
  people_.clock().advance(seconds(1));
  ASSERT_TRUE(forgot_password(context(), People::visitor(), "ann.of.boston@example.org"));
  const std::string token = people_.token_mailed_to("ann.of.boston@example.org");
  EXPECT_EQ(fields_of(reset_password(context(), People::visitor(), token, "Ann.of.Boston@example.org")),
            std::vector<std::string>{"password"});
  EXPECT_TRUE(reset_password(context(), People::visitor(), token, "quite another secret")) << "the link is still good";
}

TEST_F(AccountsTest, WhoHasTheFormerMailboxHasNoLinkThatIsGood) {
  people_.join("ann@example.org");
  const auto caller = people_.caller("ann@example.org");
  ProfileChange change;
  change.email = "ann@new.example";
  change.current_password = kGoodPassword;
  ASSERT_TRUE(change_profile(context(), People::visitor(), caller, change));
  people_.clock().advance(seconds(1));
  ASSERT_TRUE(forgot_password(context(), People::visitor(), "ann@example.org"));
  const std::string in_former_mailbox = people_.token_mailed_to("ann@example.org");
  ASSERT_TRUE(confirm_new_email(context(), People::visitor(), people_.token_mailed_to("ann@new.example")));
  expect_refused(reset_password(context(), People::visitor(), in_former_mailbox, "a password of somebody else"),
                 RefusalKind::kInvalid);
  EXPECT_TRUE(try_sign_in("ann@new.example", kGoodPassword));
}

TEST_F(AccountsTest, ANewPasswordEndsWhatWasAskedForUnderTheOldOne) {
  for (const bool by_link : {true, false}) {
    const std::string email = by_link ? "ann@example.org" : "bob@example.org";
    const std::string elsewhere = by_link ? "mallory@one.example" : "mallory@two.example";
    people_.join(email);
    const auto caller = people_.caller(email);
    ProfileChange of_somebody_else;
    of_somebody_else.email = elsewhere;
    of_somebody_else.current_password = kGoodPassword;
    ASSERT_TRUE(change_profile(context(), People::visitor(), caller, of_somebody_else));
    people_.clock().advance(seconds(1));
    if (by_link) {
      ASSERT_TRUE(forgot_password(context(), People::visitor(), email));
      ASSERT_TRUE(reset_password(context(), People::visitor(), people_.token_mailed_to(email), "quite another secret"));
    } else {
      ProfileChange own;
      own.password = "quite another secret";
      own.current_password = kGoodPassword;
      ASSERT_TRUE(change_profile(context(), People::visitor(), caller, own));
    }
    expect_refused(confirm_new_email(context(), People::visitor(), people_.token_mailed_to(elsewhere)),
                   RefusalKind::kInvalid);
    EXPECT_TRUE(try_sign_in(email, "quite another secret"));
  }
}

TEST_F(AccountsTest, SigningInLeavesNoSessionOfSomebodyElsesMaking) {
  people_.join("ann@example.org");
  const auto prepared = people_.enter("ann@example.org");
  const auto mine = sign_in(context(), People::visitor(), {"ann@example.org", std::string(kGoodPassword), ""},
                            prepared.session.token);
  ASSERT_TRUE(mine);
  EXPECT_NE(mine->session.token, prepared.session.token);
  expect_refused(caller_of_session(context(), prepared.session.token), RefusalKind::kNotSignedIn);
}

TEST_F(AccountsTest, SessionsEndWhenNotUsedAndEverywhereAtOnce) {
  people_.join("ann@example.org");
  const auto one = people_.enter("ann@example.org");
  const auto two = people_.enter("ann@example.org");
  const auto caller = caller_of_session(context(), one.session.token);
  ASSERT_TRUE(caller && caller_of_session(context(), two.session.token));
  EXPECT_EQ(list_sessions(context(), *caller)->size(), 2u);
  ASSERT_TRUE(sign_out_everywhere(context(), People::visitor(), *caller));
  EXPECT_FALSE(caller_of_session(context(), one.session.token));
  EXPECT_FALSE(caller_of_session(context(), two.session.token));

  const auto idle = people_.enter("ann@example.org");
  people_.clock().advance(kSessionLifetime - hours(2));
  ASSERT_TRUE(caller_of_session(context(), idle.session.token));  // used: goes on from here
  people_.clock().advance(kSessionLifetime - hours(2));
  ASSERT_TRUE(caller_of_session(context(), idle.session.token));
  people_.clock().advance(kSessionLifetime + hours(1));
  EXPECT_FALSE(caller_of_session(context(), idle.session.token));
}

TEST_F(AccountsTest, ACsrfTokenBelongsToItsSession) {
  people_.join("ann@example.org");
  const auto one = people_.enter("ann@example.org");
  const auto two = people_.enter("ann@example.org");
  const std::string token = csrf_token(context(), one.session.token);
  EXPECT_TRUE(csrf_matches(context(), one.session.token, token));
  EXPECT_FALSE(csrf_matches(context(), two.session.token, token));
  EXPECT_FALSE(csrf_matches(context(), one.session.token, ""));
}

TEST_F(AccountsTest, ASecondFactorIsAskedForAndGoodOnce) {
  people_.join("ann@example.org");
  const Caller caller = people_.caller("ann@example.org");
  EXPECT_EQ(fields_of(begin_factor(context(), caller, "not my secret")), std::vector<std::string>{"password"});
  const auto setup = begin_factor(context(), caller, kGoodPassword);
  ASSERT_TRUE(setup);
  EXPECT_TRUE(try_sign_in("ann@example.org", kGoodPassword)) << "not in force before it is confirmed";
  const std::string secret = crypto::from_base32(setup->secret).value();
  const auto code_now = [&] { return crypto::totp_code(secret, crypto::totp_step(people_.clock().now())); };
  EXPECT_EQ(fields_of(confirm_factor(context(), People::visitor(), caller, "000000")),
            std::vector<std::string>{"code"});
  const auto codes = confirm_factor(context(), People::visitor(), caller, code_now());
  ASSERT_TRUE(codes);
  EXPECT_EQ(codes->size(), kRecoveryCodes);

  expect_refused(try_sign_in("ann@example.org", kGoodPassword), RefusalKind::kCodeRequired);
  expect_refused(try_sign_in("ann@example.org", "a wrong long secret"), RefusalKind::kWrongCredentials);
  expect_refused(try_sign_in("ann@example.org", kGoodPassword, code_now()), RefusalKind::kWrongCredentials);  // used
  people_.clock().advance(seconds(60));
  EXPECT_TRUE(try_sign_in("ann@example.org", kGoodPassword, code_now()));
  expect_refused(try_sign_in("ann@example.org", kGoodPassword, code_now()), RefusalKind::kWrongCredentials);
  EXPECT_TRUE(try_sign_in("ann@example.org", kGoodPassword, codes->front()));
  expect_refused(try_sign_in("ann@example.org", kGoodPassword, codes->front()), RefusalKind::kWrongCredentials);

  people_.clock().advance(minutes(15));
  // With another signing key the seed does not open, but a recovery code still lets its owner in.
  const Context& whole = context();
  Context rekeyed{.database = whole.database,
                  .cache = whole.cache,
                  .clock = whole.clock,
                  .random = whole.random,
                  .log = whole.log,
                  .settings = whole.settings};
  rekeyed.settings.signing_key = "another key";
  const Credentials by_app{"ann@example.org", std::string(kGoodPassword), code_now()};
  expect_refused(sign_in(rekeyed, People::visitor(), by_app, ""), RefusalKind::kWrongCredentials);
  // 112 random bits and more, five to a letter, since their hashes have no salt.
  EXPECT_GE(std::ranges::count_if(codes->back(), [](char c) { return c != '-'; }) * 5, 112);
  const Credentials by_recovery{"ann@example.org", std::string(kGoodPassword), codes->back()};
  EXPECT_TRUE(sign_in(rekeyed, People::visitor(), by_recovery, ""));

  people_.clock().advance(minutes(15));
  ASSERT_TRUE(remove_factor(context(), People::visitor(), caller, kGoodPassword));
  EXPECT_TRUE(try_sign_in("ann@example.org", kGoodPassword));
}

TEST_F(AccountsTest, ANewAddressIsUsedOnceItsOwnerConfirmedIt) {
  people_.join("ann@example.org");
  people_.join("bob@example.org");
  const Caller caller = people_.caller("ann@example.org");
  ProfileChange change;
  change.email = "Ann@new.example";
  EXPECT_EQ(fields_of(change_profile(context(), People::visitor(), caller, change)),
            std::vector<std::string>{"current_password"});
  change.current_password = kGoodPassword;
  const auto changed = change_profile(context(), People::visitor(), caller, change);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->email, "ann@example.org");
  ASSERT_TRUE(confirm_new_email(context(), People::visitor(), people_.token_mailed_to("ann@new.example")));
  EXPECT_EQ(own_user(context(), caller)->email, "ann@new.example");
  EXPECT_NE(people_.mails_to("ann@example.org").back().find("ann@new.example"), std::string::npos)
      << "the old address hears of it";

  change.email = "bob@example.org";
  ASSERT_TRUE(change_profile(context(), People::visitor(), caller, change)) << "says nothing about bob";
  EXPECT_EQ(own_user(context(), caller)->email, "ann@new.example");
  EXPECT_EQ(people_.mails_to("bob@example.org").size(), 2u);
}

TEST_F(AccountsTest, ANewPasswordEndsTheOtherSessions) {
  people_.join("ann@example.org");
  const auto other = people_.enter("ann@example.org");
  const auto mine = people_.enter("ann@example.org");
  const Caller caller = caller_of_session(context(), mine.session.token).value();
  ASSERT_TRUE(caller_of_session(context(), other.session.token));
  ProfileChange change;
  change.password = "quite another secret";
  change.current_password = kGoodPassword;
  ASSERT_TRUE(change_profile(context(), People::visitor(), caller, change));
  EXPECT_TRUE(caller_of_session(context(), mine.session.token));
  EXPECT_FALSE(caller_of_session(context(), other.session.token));
  EXPECT_TRUE(try_sign_in("ann@example.org", "quite another secret"));
}

TEST_F(AccountsTest, DeletesAfterAGraceAndNotWhenRestored) {
  people_.join("ann@example.org");
  people_.join("bob@example.org");
  const Caller ann = people_.caller("ann@example.org");
  const Caller bob = people_.caller("bob@example.org");
  ASSERT_TRUE(ask_to_delete(context(), People::visitor(), ann, kGoodPassword));
  ASSERT_TRUE(ask_to_delete(context(), People::visitor(), bob, kGoodPassword));
  EXPECT_EQ(delete_due(context()).value(), 0u);
  people_.clock().advance(kDeleteGrace - hours(1));
  EXPECT_EQ(delete_due(context()).value(), 0u);
  ASSERT_TRUE(restore(context(), People::visitor(), bob));
  people_.clock().advance(hours(1));
  EXPECT_EQ(delete_due(context()).value(), 1u);
  expect_refused(try_sign_in("ann@example.org", kGoodPassword), RefusalKind::kWrongCredentials);
  EXPECT_TRUE(people_.mails_to("ann@example.org").empty());
  EXPECT_TRUE(try_sign_in("bob@example.org", kGoodPassword));
}

TEST_F(AccountsTest, AKeySpeaksForItsPersonUntilItIsTakenBack) {
  people_.join("ann@example.org");
  const Caller caller = people_.caller("ann@example.org");
  const auto made = create_api_key(context(), People::visitor(), caller, "script", false, 30);
  ASSERT_TRUE(made);
  const auto speaker = caller_of_key(context(), made->key);
  ASSERT_TRUE(speaker);
  EXPECT_EQ(speaker->user_id, caller.user_id);
  EXPECT_FALSE(speaker->may_write);
  expect_refused(create_api_key(context(), People::visitor(), *speaker, "more", true, {}), RefusalKind::kForbidden);
  expect_refused(caller_of_key(context(), made->key + "x"), RefusalKind::kNotSignedIn);
  ASSERT_TRUE(revoke_api_key(context(), People::visitor(), caller, made->row.id));
  expect_refused(caller_of_key(context(), made->key), RefusalKind::kNotSignedIn);

  const auto short_lived = create_api_key(context(), People::visitor(), caller, "day", true, 1);
  ASSERT_TRUE(short_lived);
  EXPECT_TRUE(caller_of_key(context(), short_lived->key)->may_write);
  people_.clock().advance(hours(25));
  expect_refused(caller_of_key(context(), short_lived->key), RefusalKind::kNotSignedIn);
}

TEST_F(AccountsTest, KeysAreLimitedAndOnesOwn) {
  people_.join("ann@example.org");
  people_.join("bob@example.org");
  const Caller ann = people_.caller("ann@example.org");
  const Caller bob = people_.caller("bob@example.org");
  const auto first = create_api_key(context(), People::visitor(), ann, "0", false, {});
  for (std::size_t i = 1; i < kMaxApiKeys; ++i)
    ASSERT_TRUE(create_api_key(context(), People::visitor(), ann, std::to_string(i), false, {}));
  expect_refused(create_api_key(context(), People::visitor(), ann, "more", false, {}), RefusalKind::kLimit);
  expect_refused(revoke_api_key(context(), People::visitor(), bob, first->row.id), RefusalKind::kNotFound);
  EXPECT_EQ(fields_of(create_api_key(context(), People::visitor(), bob, "", false, 0)),
            (std::vector<std::string>{"name", "days"}));
}

TEST_F(AccountsTest, GivesEverythingBackWithoutItsSecrets) {
  people_.join("ann@example.org");
  const Caller caller = people_.caller("ann@example.org");
  const auto made = create_api_key(context(), People::visitor(), caller, "script", false, {});
  const auto text = everything_of(context(), caller);
  ASSERT_TRUE(text);
  const auto json = base::Json::parse(*text);
  ASSERT_TRUE(json);
  const base::Json& tables = *json->find("tables");
  EXPECT_EQ(tables.array("users").at(0).text("email"), "ann@example.org");
  EXPECT_EQ(tables.array("api_keys").size(), 1u);
  EXPECT_FALSE(tables.array("audit").empty());
  for (const std::string_view secret : {std::string_view("$argon2id$"), std::string_view("_hash"),
                                        std::string_view(made->key), std::string_view("sealed")})
    EXPECT_EQ(text->find(secret), std::string::npos) << secret;
}

TEST_F(AccountsTest, GoesOnWithTheCacheGone) {
  people_.join("ann@example.org");
  testing::NoCache gone;
  const Context& whole = context();
  const Context without{.database = whole.database,
                        .cache = gone,
                        .clock = whole.clock,
                        .random = whole.random,
                        .log = whole.log,
                        .settings = whole.settings};
  const auto signed_in = sign_in(without, People::visitor(), {"ann@example.org", std::string(kGoodPassword), ""}, "");
  ASSERT_TRUE(signed_in);
  const auto caller = caller_of_session(without, signed_in->session.token);
  ASSERT_TRUE(caller);
  ASSERT_TRUE(sign_out(without, People::visitor(), *caller));
  EXPECT_FALSE(caller_of_session(without, signed_in->session.token));
}

}  // namespace
}  // namespace housing::accounts
