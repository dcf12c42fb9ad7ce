#include "adapters/curl/smtp_reply.hpp"

#include <gmock/gmock.h>

namespace housing::curl {
namespace {

using base::ErrorCode;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(SmtpReply, OnlyWhatIsAboutTheMailIsForEver) {
  EXPECT_EQ(meaning_of(550, Stage::kMail), ErrorCode::kInvalidInput);
  EXPECT_EQ(meaning_of(552, Stage::kMail), ErrorCode::kInvalidInput);
  EXPECT_EQ(meaning_of(450, Stage::kMail), ErrorCode::kUnavailable);
  EXPECT_EQ(meaning_of(421, Stage::kGreeting), ErrorCode::kUnavailable);
  EXPECT_EQ(meaning_of(554, Stage::kGreeting), ErrorCode::kUnavailable) << "the server has no time for anybody";
  EXPECT_EQ(meaning_of(530, Stage::kMail), ErrorCode::kUnavailable) << "a sign-in is wanted";
}

TEST(SmtpReply, WordsAreWithoutSecrets) {
  const auto secrets = secrets_of("ana@home.example", "user", "pass word");
  // AHVzZXIAcGFzcyB3b3Jk is base64 of "\0user\0pass word", cGFzcyB3b3Jk of "pass word".
  const std::string words = scrubbed(
      "535 ana@home.example pass word AHVzZXIAcGFzcyB3b3Jk cGFzcyB3b3Jk pass word\x1b[31m \xc3\xa9\r\n", secrets);
  EXPECT_EQ(words, "535 (recipient) (secret) (secret) (secret) (secret)?[31m ??");
}

TEST(SmtpReply, WordsAreCutAndMayBeAnything) {
  EXPECT_EQ(scrubbed(std::string(10'000, 'x'), {}).size(), kMaxServerWords);
  EXPECT_EQ(scrubbed("", secrets_of("", "", "")), "");
  EXPECT_EQ(scrubbed("\r\n", {}), "");
  EXPECT_EQ(scrubbed("(secret)(secret)", secrets_of("", "", "secret")), "((secret))((secret))") << "it ends";
}

}  // namespace
}  // namespace housing::curl
