#include "mail/mail.hpp"

#include <gmock/gmock.h>

#include "base/text.hpp"

namespace housing::mail {
namespace {

using base::ErrorCode;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr base::WallTime kDate{std::chrono::milliseconds(1'768'910'405'000)};  // 2026-01-20T12:00:05Z

Mail example() {
  return {.key = "alert/1/2026-01",
          .from = "Housing Trends <no-reply@housing.example>",
          .to = "ana@home.example",
          .subject = "Home values: San Francisco",
          .text = "Hello\n",
          .html = "",
          .unsubscribe = ""};
}

std::string message(const Mail& mail) {
  const auto text = to_message(mail, kDate);
  EXPECT_TRUE(text.has_value()) << text.error().message;
  return text.value_or("");
}

TEST(Address, WhatWeAreWillingToWriteTo) {
  for (const char* address : {"a@b.example", "first.last+tag@mail.example.co.uk", "o'neil_x-y@xn--bcher-kva.example",
                              "root@localhost", "1@2.three"}) {
    EXPECT_TRUE(is_address(address)) << address;
  }
  for (const std::string& address :
       std::vector<std::string>{"",
                                "@",
                                "a@",
                                "@b.example",
                                "a b@c.example",
                                "a@b@c.example",
                                "a@b..example",
                                ".a@b.example",
                                "a.@b.example",
                                "a..b@c.example",
                                "a@-b.example",
                                "a@b-.example",
                                "\"a b\"@c.example",
                                "a@[127.0.0.1]",
                                "a@127.0.0.1",
                                "a@b.example\n",
                                "a@b.example\r\nBcc: c@d.example",
                                "a@b.exämple",
                                "ä@b.example",
                                std::string("a@b\0.example", 12),
                                "a,b@c.example",
                                "<a@b.example>",
                                "a@b.example.",
                                std::string(65, 'a') + "@b.example",
                                "a@" + std::string(64, 'b') + ".example",
                                "a@" + std::string(63, 'b') + "." + std::string(63, 'c') + "." + std::string(63, 'd') +
                                    "." + std::string(63, 'e') + ".example"}) {
    EXPECT_FALSE(is_address(address)) << address;
  }
}

TEST(Address, IsFoundInAMailbox) {
  EXPECT_EQ(address_of("Housing Trends <a@b.example>"), "a@b.example");
  EXPECT_EQ(address_of("\"Trends, Housing\" <a@b.example>"), "a@b.example");
  EXPECT_EQ(address_of("a@b.example"), "a@b.example");
  EXPECT_EQ(address_of("<a@b.example>"), "a@b.example");
  for (const char* mailbox : {"", "Housing Trends", "x <a@b.example", "a@b.example>", "x <>", "x <a b@c.example>"})
    EXPECT_EQ(address_of(mailbox), "") << mailbox;
}

TEST(Message, HasTheHeadersOfAMailByAProgram) {
  const std::string text = message(example());
  EXPECT_THAT(text, HasSubstr("Date: Tue, 20 Jan 2026 12:00:05 +0000\r\n"));
  EXPECT_THAT(text, HasSubstr("From: \"Housing Trends\" <no-reply@housing.example>\r\n"));
  EXPECT_THAT(text, HasSubstr("To: ana@home.example\r\n"));
  EXPECT_THAT(text, HasSubstr("Subject: Home values: San Francisco\r\n"));
  EXPECT_THAT(text, HasSubstr("Message-ID: " + message_id(example()) + "\r\n"));
  EXPECT_THAT(text, HasSubstr("Auto-Submitted: auto-generated\r\n"));
  EXPECT_THAT(text, HasSubstr("MIME-Version: 1.0\r\n"));
  EXPECT_THAT(text, HasSubstr("\r\n\r\nHello\r\n"));
  EXPECT_THAT(text, Not(HasSubstr("List-Unsubscribe")));
  EXPECT_THAT(text, Not(HasSubstr("multipart")));
}

TEST(Message, CanBeEndedByOneClick) {
  Mail mail = example();
  mail.unsubscribe = "https://housing.example/unsubscribe?token=" + std::string(300, 't');
  EXPECT_THAT(message(mail), HasSubstr("List-Unsubscribe: <" + mail.unsubscribe +
                                       ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
  mail.unsubscribe = "http://127.0.0.1:8080/unsubscribe";
  EXPECT_THAT(message(mail), HasSubstr("List-Unsubscribe: <http://127.0.0.1:8080/unsubscribe>\r\n"));
  for (const char* url : {"http://housing.example/", "https://", "javascript:x", "https://a.example/ b",
                          "https://a.example/>\r\nBcc: c@d.example", "https://a.example/ä"}) {
    mail.unsubscribe = url;
    EXPECT_EQ(to_message(mail, kDate).error().code, ErrorCode::kInvalidInput) << url;
  }
}

TEST(Message, IsTheSameForTheSameMail) {
  Mail mail = example();
  mail.html = "<p>Hello</p>";
  EXPECT_EQ(message(mail), message(mail));
  Mail other = mail;
  other.key = "alert/2/2026-01";
  EXPECT_NE(message_id(mail), message_id(other));
  EXPECT_EQ(message_id(mail).size(), std::string("<@housing.example>").size() + 32);
}

TEST(Message, NothingOfTheOutsideGetsIntoTheHeaders) {
  for (const char* evil : {"a\r\nBcc: c@d.example", "a\nb", "a\rb", "a\tb", "\x7f", "a\xc3"}) {
    for (std::string Mail::* field : {&Mail::subject, &Mail::from, &Mail::to}) {
      Mail mail = example();
      mail.*field = field == &Mail::from ? std::string(evil) + " <a@b.example>" : evil;
      const auto text = to_message(mail, kDate);
      ASSERT_FALSE(text.has_value()) << evil;
      EXPECT_EQ(text.error().code, ErrorCode::kInvalidInput);
      EXPECT_THAT(text.error().message, Not(HasSubstr("Bcc")));
    }
  }
}

TEST(Message, WhatIsTooLargeIsRefused) {
  Mail mail = example();
  mail.subject = std::string(kMaxSubjectBytes, 's');
  EXPECT_TRUE(to_message(mail, kDate));
  mail.subject += 's';
  EXPECT_EQ(to_message(mail, kDate).error().code, ErrorCode::kLimitExceeded);
  mail = example();
  mail.text = std::string(kMaxMailBytes + 1, 'x');
  EXPECT_EQ(to_message(mail, kDate).error().code, ErrorCode::kLimitExceeded);
  mail.text = std::string(kMaxMailBytes / 2, '=');
  EXPECT_EQ(to_message(mail, kDate).error().code, ErrorCode::kLimitExceeded) << "three times as much once encoded";
  mail = example();
  mail.unsubscribe = "https://" + std::string(kMaxUnsubscribeBytes, 'x');
  EXPECT_EQ(to_message(mail, kDate).error().code, ErrorCode::kLimitExceeded);
}

TEST(Message, WhatIsMissingIsRefused) {
  for (std::string Mail::* field : {&Mail::key, &Mail::from, &Mail::to, &Mail::subject}) {
    Mail mail = example();
    (mail.*field).clear();
    EXPECT_EQ(to_message(mail, kDate).error().code, ErrorCode::kInvalidInput);
  }
}

TEST(Message, KeepsLinesShort) {
  Mail mail = example();
  mail.from = std::string(kMaxSubjectBytes / 2, '"') + " <a@b.example>";
  mail.unsubscribe = "https://housing.example/" + std::string(800, 'u');
  mail.html = std::string(5000, 'x') + std::string(3000, ' ') + "\n\n \n";
  for (std::size_t i = 0; i < 500; ++i) mail.text += "préço €𝄞 = ";
  for (const char* subject :
       {"ééééééééééééééééééééééééééééééééééééééééééééééééé", "€ and 𝄞 € and 𝄞 € and 𝄞 € and 𝄞 € and 𝄞",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen x"}) {
    mail.subject = subject;
    const std::string text = message(mail);
    for (const std::string_view line : base::split(text, '\n')) {
      if (line.empty()) continue;
      ASSERT_TRUE(line.ends_with('\r')) << line;
      const bool in_one_piece = line.starts_with("List-Unsubscribe: ") || line.starts_with("From: ");
      ASSERT_LE(line.size() - 1, in_one_piece ? 998u : 76u) << line;
    }
  }
}

}  // namespace
}  // namespace housing::mail
