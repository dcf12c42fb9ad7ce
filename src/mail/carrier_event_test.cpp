#include "mail/carrier_event.hpp"

#include <gmock/gmock.h>

namespace housing::mail {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Kind = CarrierEvent::Kind;

// What SES tells of the mail, as it stands in each of its events.
constexpr std::string_view kMail = R"("mail":{"timestamp":"2026-01-20T12:00:00.000Z",
 "source":"Housing Trends <no-reply@housing.example>",
 "sourceArn":"arn:aws:ses:us-east-1:123456789012:identity/housing.example","sendingAccountId":"123456789012",
 "messageId":"0100018d2f3b4c5d-1a2b3c4d-0000","destination":["ana@home.example"],"headersTruncated":false,
 "headers":[{"name":"From","value":"Housing Trends <no-reply@housing.example>"},
            {"name":"Message-ID","value":"<0123456789abcdef@housing.example>"}],
 "commonHeaders":{"from":["Housing Trends <no-reply@housing.example>"],"to":["ana@home.example"],
                  "messageId":"<0123456789abcdef@housing.example>","subject":"Home values"},
 "tags":{"ses:configuration-set":["housing-trends-prod-mail-configuration"],"ses:source-ip":["192.0.2.1"]}})";

std::optional<CarrierEvent> event(std::string_view type, const std::string& report,
                                  std::string_view source = "aws.ses") {
  const std::string text = R"({"version":"0","id":"6a7e8feb-b491-4cf7-a9f1-bf3703467718","detail-type":")" +
                           std::string(type) + R"(","source":")" + std::string(source) +
                           R"(","account":"123456789012","time":"2026-01-20T12:00:03Z","region":"us-east-1",
 "resources":["arn:aws:ses:us-east-1:123456789012:configuration-set/housing-trends-prod-mail-configuration"],
 "detail":{)" + report + "," +
                           std::string(kMail) + "}}";
  const auto json = base::Json::parse(text);
  EXPECT_TRUE(json.has_value()) << json.error().message;
  return carrier_event(*json);
}

std::string bounce(const std::string& type, const std::string& subtype, const std::string& recipients) {
  return R"("eventType":"Bounce","bounce":{"feedbackId":"0100018d2f3b4f00-0000","bounceType":")" + type +
         R"(","bounceSubType":")" + subtype + R"(","bouncedRecipients":[)" + recipients +
         R"(],"timestamp":"2026-01-20T12:00:02.669Z","reportingMTA":"dns; a8-70.smtp-out.amazonses.com"})";
}
const std::string kAna =
    R"({"emailAddress":"ana@home.example","action":"failed","status":"5.1.1",
        "diagnosticCode":"smtp; 550 5.1.1 user unknown"})";

std::string complaint(const std::string& type) {
  return R"("eventType":"Complaint","complaint":{"feedbackId":"0100018d2f3b4f01-0000","complaintSubType":null,
 "complainedRecipients":[{"emailAddress":"ana@home.example"}],"timestamp":"2026-01-20T13:00:00.000Z",
 "userAgent":"ExampleCorp Feedback Loop","complaintFeedbackType":")" +
         type + R"(","arrivalDate":"2026-01-20T12:59:59.000Z"})";
}

TEST(CarrierEvent, APermanentBounceEndsAnAddress) {
  for (const char* subtype : {"General", "NoEmail", "Suppressed", "OnAccountSuppressionList"}) {
    const auto found = event("Email Bounced", bounce("Permanent", subtype, kAna));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->kind, Kind::kBounce);
    EXPECT_TRUE(found->suppress) << subtype;
    EXPECT_THAT(found->addresses, ElementsAre("ana@home.example"));
    EXPECT_EQ(found->carrier_id, "0100018d2f3b4c5d-1a2b3c4d-0000");
    EXPECT_THAT(found->reason, HasSubstr(std::string("Permanent/") + subtype));
    EXPECT_THAT(found->reason, HasSubstr("user unknown"));
  }
}

TEST(CarrierEvent, ABounceThatMayPassDoesNot) {
  for (const auto& [type, subtype] : {std::pair{"Transient", "MailboxFull"},
                                      {"Transient", "General"},
                                      {"Transient", "MessageTooLarge"},
                                      {"Undetermined", "Undetermined"}}) {
    const auto found = event("Email Bounced", bounce(type, subtype, kAna));
    ASSERT_TRUE(found.has_value());
    EXPECT_FALSE(found->suppress) << type;
    EXPECT_THAT(found->addresses, ElementsAre("ana@home.example"));
  }
}

TEST(CarrierEvent, AComplaintEndsAnAddressUnlessItIsNone) {
  for (const char* type : {"abuse", "fraud", "other", "virus", "auth-failure"}) {
    const auto found = event("Email Complaint Received", complaint(type));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->kind, Kind::kComplaint);
    EXPECT_TRUE(found->suppress) << type;
    EXPECT_THAT(found->addresses, ElementsAre("ana@home.example"));
  }
  EXPECT_FALSE(event("Email Complaint Received", complaint("not-spam"))->suppress);
  const auto bare = event("Email Complaint Received",
                          R"("complaint":{"complainedRecipients":[{"emailAddress":"Ana <ana@home.example>"}]})");
  EXPECT_TRUE(bare->suppress) << "the kind of feedback is not always said";
  EXPECT_THAT(bare->addresses, ElementsAre("ana@home.example"));
}

TEST(CarrierEvent, ARejectIsAboutTheMail) {
  const auto found = event("Email Rejected", R"("eventType":"Reject","reject":{"reason":"Bad content"})");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->kind, Kind::kReject);
  EXPECT_FALSE(found->suppress);
  EXPECT_THAT(found->addresses, ElementsAre("ana@home.example"));
  EXPECT_EQ(found->reason, "reject: Bad content");
}

TEST(CarrierEvent, NothingElseIsOne) {
  EXPECT_FALSE(event("Email Delivered", R"("eventType":"Delivery","delivery":{})"));
  EXPECT_FALSE(event("Email Bounced", bounce("Permanent", "General", kAna), "housing-trends"))
      << "anybody may put events on a bus, but none of AWS's";
  for (const char* text : {"{}", "[]", "null", "1", R"({"mail":"alert/1"})"})
    EXPECT_FALSE(carrier_event(*base::Json::parse(text))) << text;
}

TEST(CarrierEvent, WhatIsMissingOrNoAddressIsLeftOut) {
  const auto nobody = event("Email Bounced", R"("bounce":{"bounceType":"Permanent"})");
  ASSERT_TRUE(nobody.has_value());
  EXPECT_TRUE(nobody->addresses.empty());
  const auto odd = event("Email Bounced", bounce("Permanent", "General", R"({"emailAddress":"a b"},{},7,)" + kAna));
  EXPECT_THAT(odd->addresses, ElementsAre("ana@home.example"));
  const auto empty = carrier_event(*base::Json::parse(R"({"source":"aws.ses","detail-type":"Email Bounced"})"));
  ASSERT_TRUE(empty.has_value());
  EXPECT_FALSE(empty->suppress);
  std::string many;
  for (std::size_t i = 0; i < 2 * kMaxCarrierAddresses; ++i)
    many += (i == 0 ? "" : ",") + std::string(R"({"emailAddress":"a)") + std::to_string(i) + R"(@home.example"})";
  EXPECT_EQ(event("Email Bounced", bounce("Permanent", "General", many))->addresses.size(), kMaxCarrierAddresses);
}

}  // namespace
}  // namespace housing::mail
