#include <gtest/gtest.h>

#include "crypto/encode.hpp"
#include "crypto/mac.hpp"
#include "crypto/password.hpp"
#include "crypto/random.hpp"
#include "crypto/sealed.hpp"
#include "crypto/signed_token.hpp"
#include "crypto/totp.hpp"

namespace housing::crypto {
namespace {

using base::ErrorCode;
using base::WallTime;
using std::chrono::hours;
using std::chrono::seconds;

const WallTime kNow{seconds(1'700'000'000)};
constexpr PasswordCost kCheap{.memory_kib = 64, .passes = 1, .lanes = 1};

TEST(Encode, KeepsTheVectorsOfRfc4648) {
  const std::pair<std::string_view, std::string_view> base64[] = {
      {"", ""}, {"f", "Zg"}, {"fo", "Zm8"}, {"foo", "Zm9v"}, {"foob", "Zm9vYg"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : base64) {
    EXPECT_EQ(to_base64url(bytes), text);
    EXPECT_EQ(from_base64url(text), bytes);
  }
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(from_base32("mzxw6ytboi"), "foobar");
  EXPECT_EQ(to_hex("\x01\xfe"), "01fe");
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
}

TEST(Encode, RefusesWhatItWouldNotHaveWritten) {
  for (const std::string_view text : {"Zg==", "Z", "Zh", "Zm9v+", "Zm 9v", "Zm9vY"})
    EXPECT_EQ(from_base64url(text), std::nullopt) << text;
  EXPECT_EQ(from_base32("M1"), std::nullopt);
}

TEST(Mac, KeepsTheVectorsOfRfc4231And2202) {
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha1("Jefe", "what do ya want for nothing?")), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_NE(derive_key("secret", "a"), derive_key("secret", "b"));
  EXPECT_TRUE(equal_in_constant_time("same", "same"));
  EXPECT_FALSE(equal_in_constant_time("same", "sane"));
  EXPECT_FALSE(equal_in_constant_time("same", "sam"));
}

TEST(Random, GivesAnotherIdEachTime) {
  SystemRandom random;
  const std::string id = random_id(random);
  EXPECT_EQ(id.size(), 26u);
  EXPECT_EQ(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567"), std::string::npos);
  EXPECT_NE(id, random_id(random));
}

TEST(Password, MatchesItselfAlone) {
  SystemRandom random;
  const auto hash = hash_password("correct horse", kCheap, random);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
  EXPECT_TRUE(password_matches(*hash, "correct horse"));
  EXPECT_FALSE(password_matches(*hash, "correct horsf"));
  EXPECT_FALSE(password_matches(*hash, ""));
  EXPECT_NE(*hash, hash_password("correct horse", kCheap, random).value());
}

TEST(Password, TakesAnyBytesAndRefusesNonsense) {
  SystemRandom random;
  const std::string with_nul("a\0b", 3);
  const auto hash = hash_password(with_nul, kCheap, random);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(password_matches(*hash, with_nul));
  EXPECT_FALSE(password_matches(*hash, "a"));
  EXPECT_FALSE(password_matches("", "a"));
  EXPECT_FALSE(password_matches("$argon2id$v=19$m=64,t=1,p=1$", "a"));
  EXPECT_EQ(hash_password(std::string(kMaxPasswordBytes + 1, 'x'), kCheap, random).error().code,
            ErrorCode::kLimitExceeded);
  EXPECT_FALSE(password_matches(*hash, std::string(kMaxPasswordBytes + 1, 'x')));
}

TEST(Password, SaysWhenTheCostChanged) {
  SystemRandom random;
  const auto hash = hash_password("x", kCheap, random);
  ASSERT_TRUE(hash);
  EXPECT_FALSE(needs_new_hash(*hash, kCheap));
  EXPECT_TRUE(needs_new_hash(*hash, PasswordCost{}));
}

// RFC 6238 appendix B, SHA-1, its last six digits.
TEST(Totp, KeepsTheVectorsOfRfc6238) {
  const std::string_view secret = "12345678901234567890";
  const std::pair<std::int64_t, std::string_view> vectors[] = {
      {59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"}, {20000000000, "353130"}};
  for (const auto& [time, code] : vectors) EXPECT_EQ(totp_code(secret, totp_step(WallTime(seconds(time)))), code);
}

TEST(Totp, AcceptsACodeOnceAndOneStepEitherWay) {
  const std::string_view secret = "12345678901234567890";
  const std::int64_t step = totp_step(kNow);
  EXPECT_EQ(totp_accept(secret, totp_code(secret, step), kNow, 0), step);
  EXPECT_EQ(totp_accept(secret, totp_code(secret, step - 1), kNow, 0), step - 1);
  EXPECT_EQ(totp_accept(secret, totp_code(secret, step + 1), kNow, 0), step + 1);
  EXPECT_EQ(totp_accept(secret, totp_code(secret, step - 2), kNow, 0), std::nullopt);
  EXPECT_EQ(totp_accept(secret, totp_code(secret, step), kNow, step), std::nullopt);
  EXPECT_EQ(totp_accept(secret, "", kNow, 0), std::nullopt);
  EXPECT_EQ(totp_address("foobar", "Housing Trends", "a@b.org"),
            "otpauth://totp/Housing%20Trends:a%40b.org?secret=MZXW6YTBOI&issuer=Housing%20Trends");
}

TEST(Sealed, OpensOnlyUnderItsKeyAndForItsOwner) {
  SystemRandom random;
  const std::string key = derive_key("secret", "seal");
  const std::string sealed = seal(key, "user-1", "the seed", random);
  EXPECT_EQ(open_sealed(key, "user-1", sealed).value(), "the seed");
  EXPECT_EQ(sealed.find("seed"), std::string::npos);
  EXPECT_EQ(open_sealed(key, "user-2", sealed).error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(open_sealed(derive_key("other", "seal"), "user-1", sealed).error().code, ErrorCode::kCorrupt);
  for (const std::size_t at : {std::size_t{0}, sealed.size() / 2, sealed.size() - 2}) {
    std::string changed = sealed;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(open_sealed(key, "user-1", changed)) << at;
  }
  EXPECT_FALSE(open_sealed(key, "user-1", ""));
}

TEST(SignedToken, IsWorthItsPurposeUntilItEnds) {
  const std::string token = sign_token("key", "verify", "user-1|a@b.org", kNow + hours(1));
  EXPECT_EQ(read_token("key", "verify", token, kNow).value(), "user-1|a@b.org");
  EXPECT_EQ(read_token("key", "reset", token, kNow).error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(read_token("yek", "verify", token, kNow).error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(read_token("key", "verify", token, kNow + hours(1)).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(read_token("key", "verify", token + "A", kNow).error().code, ErrorCode::kInvalidInput);
  EXPECT_EQ(read_token("key", "verify", "", kNow).error().code, ErrorCode::kInvalidInput);
}

TEST(SignedToken, CannotBeGivenALaterEnd) {
  std::string token = sign_token("key", "verify", "u", kNow);
  const std::size_t dot = token.find('.');
  token[dot + 1] = '9';
  EXPECT_EQ(read_token("key", "verify", token, kNow).error().code, ErrorCode::kInvalidInput);
}

}  // namespace
}  // namespace housing::crypto
