// The contract of ports::Mailer as tests that every adapter runs. A `Provider` is default-constructible and has
//   std::string missing() const                    why it cannot run here and what to install; empty: it can
//   std::unique_ptr<ports::Mailer> open()          a handle, as another process would have
//   std::vector<std::string> arrived()             the messages as they arrived, in any order
//   std::chrono::nanoseconds now() const           Clock::monotonic() of the mailers
// and `static constexpr bool kCarrierIds = true` where the carrier gives each mail it is handed an id of its own.
// Not this: what a carrier refuses, which stands beside the adapter.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "ports/mailer.hpp"

namespace housing::testing {

inline mail::Mail example_mail(std::string key = "alert/1/2026-01") {
  return {.key = std::move(key),
          .from = "Housing Trends <no-reply@housing.example>",
          .to = "ana@home.example",
          .subject = "São Paulo: home values",
          .text = "Olá\n.\n..\nFrom here on: 3 % = 3 %\n",
          .html = "<p>Olá</p>\n",
          .unsubscribe = "https://housing.example/unsubscribe?token=abc"};
}

template <class Provider>
class MailerContract : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = provider_.missing(); !missing.empty()) GTEST_SKIP() << missing;
    mailer_ = provider_.open();
    ASSERT_NE(mailer_, nullptr);
  }
  std::chrono::nanoseconds soon() const { return provider_.now() + std::chrono::seconds(10); }
  // Header lines and body, without the one line that tells when it was sent.
  static std::string without_date(const std::string& message) {
    const std::size_t begin = message.find("Date: ");
    return begin == std::string::npos ? message : message.substr(0, begin) + message.substr(message.find('\n', begin));
  }

  Provider provider_;
  std::unique_ptr<ports::Mailer> mailer_;
};

TYPED_TEST_SUITE_P(MailerContract);

TYPED_TEST_P(MailerContract, TheMessageArrivesAsItWasWritten) {
  const mail::Mail mail = example_mail();
  const auto id = this->mailer_->send(mail, this->soon());
  ASSERT_TRUE(id.has_value()) << id.error().message;
  if constexpr (requires { TypeParam::kCarrierIds; }) {
    EXPECT_FALSE(id->empty());
  } else {
    EXPECT_EQ(*id, mail::message_id(mail));
  }
  const auto arrived = this->provider_.arrived();
  ASSERT_EQ(arrived.size(), 1u);
  const auto expected = mail::to_message(mail, base::WallTime());
  ASSERT_TRUE(expected.has_value());
  EXPECT_THAT(this->without_date(arrived[0]), ::testing::HasSubstr(this->without_date(*expected).substr(2)));
}

TYPED_TEST_P(MailerContract, TheSameMailHasTheSameId) {
  const auto first = this->mailer_->send(example_mail("a"), this->soon());
  const auto again = this->provider_.open()->send(example_mail("a"), this->soon());
  const auto other = this->mailer_->send(example_mail("b"), this->soon());
  ASSERT_TRUE(first.has_value() && again.has_value() && other.has_value());
  if constexpr (!requires { TypeParam::kCarrierIds; }) {
    EXPECT_EQ(*first, *again);
  }
  EXPECT_NE(*first, *other);
}

TYPED_TEST_P(MailerContract, WhatIsNoMailIsRefused) {
  for (const auto& spoil : std::vector<void (*)(mail::Mail&)>{
           [](mail::Mail& m) { m.to = "nobody"; }, [](mail::Mail& m) { m.to = "a@b.example\r\nBcc: c@d.example"; },
           [](mail::Mail& m) { m.from = ""; }, [](mail::Mail& m) { m.subject = "a\nb"; }}) {
    mail::Mail mail = example_mail();
    spoil(mail);
    const auto result = this->mailer_->send(mail, this->soon());
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, base::ErrorCode::kInvalidInput) << result.error().message;
  }
  EXPECT_TRUE(this->provider_.arrived().empty());
}

TYPED_TEST_P(MailerContract, NothingIsSentAfterTheDeadline) {
  const auto result = this->mailer_->send(example_mail(), this->provider_.now());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, base::ErrorCode::kLimitExceeded);
  EXPECT_TRUE(this->provider_.arrived().empty());
}

TYPED_TEST_P(MailerContract, SeveralThreadsMaySend) {
  constexpr int kSenders = 4;
  constexpr int kMails = 5;
  std::vector<std::thread> senders;
  for (int sender = 0; sender < kSenders; ++sender)
    senders.emplace_back([&, sender] {
      for (int mail = 0; mail < kMails; ++mail) {
        const auto id =
            this->mailer_->send(example_mail(std::to_string(sender) + "/" + std::to_string(mail)), this->soon());
        EXPECT_TRUE(id.has_value()) << id.error().message;
      }
    });
  for (std::thread& sender : senders) sender.join();
  auto arrived = this->provider_.arrived();
  std::ranges::sort(arrived);
  EXPECT_EQ(arrived.size(), kSenders * kMails);
  EXPECT_EQ(std::ranges::adjacent_find(arrived), arrived.end());
}

REGISTER_TYPED_TEST_SUITE_P(MailerContract, TheMessageArrivesAsItWasWritten, TheSameMailHasTheSameId,
                            WhatIsNoMailIsRefused, NothingIsSentAfterTheDeadline, SeveralThreadsMaySend);

}  // namespace housing::testing
