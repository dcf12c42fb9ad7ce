#include "mail/carrier_event.hpp"

#include "mail/mail.hpp"

namespace housing::mail {
namespace {

using base::Json;

const Json& member(const Json& json, std::string_view name) {
  static const Json kNothing;
  const Json* found = json.find(name);
  return found != nullptr ? *found : kNothing;
}

void add(std::vector<std::string>& addresses, std::string_view mailbox) {
  const std::string_view address = address_of(mailbox);
  if (!address.empty() && addresses.size() < kMaxCarrierAddresses) addresses.emplace_back(address);
}

std::vector<std::string> recipients(const Json& report, std::string_view name) {
  std::vector<std::string> addresses;
  for (const Json& recipient : report.array(name)) add(addresses, recipient.text("emailAddress"));
  return addresses;
}

// "bounce Permanent/General: words", of what there is.
std::string reason_of(std::string_view kind, std::string_view type, std::string_view subtype, std::string_view words) {
  std::string reason(kind);
  if (!type.empty()) reason.append(" ").append(type);
  if (!subtype.empty()) reason.append(type.empty() ? " " : "/").append(subtype);
  if (!words.empty()) reason.append(": ").append(words);
  return reason.substr(0, kMaxCarrierReason);
}

CarrierEvent bounce(const Json& detail) {
  const Json& report = member(detail, "bounce");
  const auto& bounced = report.array("bouncedRecipients");
  const std::string_view type = report.text("bounceType");
  return {.kind = CarrierEvent::Kind::kBounce,
          .suppress = type == "Permanent",
          .addresses = recipients(report, "bouncedRecipients"),
          .carrier_id = {},
          .reason = reason_of("bounce", type, report.text("bounceSubType"),
                              bounced.empty() ? "" : bounced[0].text("diagnosticCode"))};
}

CarrierEvent complaint(const Json& detail) {
  const Json& report = member(detail, "complaint");
  const std::string_view type = report.text("complaintFeedbackType");
  return {.kind = CarrierEvent::Kind::kComplaint,
          .suppress = type != "not-spam",
          .addresses = recipients(report, "complainedRecipients"),
          .carrier_id = {},
          .reason = reason_of("complaint", type, report.text("complaintSubType"), "")};
}

CarrierEvent reject(const Json& detail) {
  CarrierEvent event{.kind = CarrierEvent::Kind::kReject,
                     .addresses = {},
                     .carrier_id = {},
                     .reason = reason_of("reject", "", "", member(detail, "reject").text("reason"))};
  for (const Json& mailbox : member(detail, "mail").array("destination")) add(event.addresses, mailbox.text_or(""));
  return event;
}

}  // namespace

std::optional<CarrierEvent> carrier_event(const Json& envelope) {
  if (envelope.text("source") != "aws.ses") return std::nullopt;
  const Json& detail = member(envelope, "detail");
  const std::string_view type = envelope.text("detail-type");
  std::optional<CarrierEvent> event;
  if (type == "Email Bounced") event = bounce(detail);
  if (type == "Email Complaint Received") event = complaint(detail);
  if (type == "Email Rejected") event = reject(detail);
  if (event) event->carrier_id = member(detail, "mail").text("messageId");
  return event;
}

}  // namespace housing::mail
