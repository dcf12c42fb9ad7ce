#include "adapters/ses/ses_mailer.hpp"

#include "base/base64.hpp"
#include "base/json_writer.hpp"
#include "base/service_url.hpp"

namespace housing::ses {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::string_view kKnown = "mails go by SES at ses://REGION?configuration=NAME";

base::Result<base::ServiceUrl> parse(const std::string& text) {
  HT_TRY(base::ServiceUrl url, base::ServiceUrl::parse(text));
  HT_CHECK_OK(url.allow_parameters({"configuration"}));
  if (url.scheme != "ses" || url.host.empty() || url.port != 0 || !url.user.empty() ||
      (!url.path.empty() && url.path != "/"))
    return fail(ErrorCode::kInvalidInput, url.shown() + ": " + std::string(kKnown));
  return url;
}

std::string body_of(const mail::Mail& mail, const std::string& message, const std::string& configuration) {
  std::string body;
  base::JsonWriter writer(body);
  writer.begin_object();
  writer.key("Destination").begin_object().key("ToAddresses").begin_array().value(mail.to).end_array().end_object();
  writer.key("Content").begin_object().key("Raw").begin_object();
  writer.member("Data", base::to_base64(message)).end_object().end_object();
  if (!configuration.empty()) writer.member("ConfigurationSetName", configuration);
  writer.end_object();
  return body;
}

// SES's words, without whom it was for.
std::string words_of(const aws::Failure& failure, std::string_view recipient) {
  std::string words = failure.code + ": " + failure.message.substr(0, kMaxServiceWords);
  constexpr std::string_view kInstead = "(recipient)";
  for (std::size_t at = words.find(recipient); at != std::string::npos;
       at = words.find(recipient, at + kInstead.size()))
    words.replace(at, recipient.size(), kInstead);
  return words;
}

}  // namespace

ErrorCode meaning_of(const aws::Failure& failure) {
  // The account's or the domain's state is what is wrong with it: it is accepted once that is put right.
  const bool of_identity = failure.message.contains("not verified") || failure.message.contains("not authorized") ||
                           failure.message.contains("authority to send");
  if (failure.code == "MessageRejected") return of_identity ? ErrorCode::kUnavailable : ErrorCode::kInvalidInput;
  const bool of_content = failure.code == "BadRequestException" || failure.code == "InvalidParameterValue";
  if (of_content) return ErrorCode::kInvalidInput;
  return ErrorCode::kUnavailable;
}

base::Result<std::string> SesMailer::region_of(const std::string& url) {
  HT_TRY(const base::ServiceUrl parsed, parse(url));
  return parsed.host;
}

base::Result<std::unique_ptr<SesMailer>> SesMailer::open(const std::string& url, aws::Session& session) {
  HT_TRY(const base::ServiceUrl parsed, parse(url));
  if (parsed.host != session.region())
    return fail(ErrorCode::kInvalidInput, parsed.shown() + ": the session is for the region " + session.region());
  return std::unique_ptr<SesMailer>(
      new SesMailer(session, std::string(parsed.parameter("configuration").value_or(""))));
}

base::Result<std::string> SesMailer::send(const mail::Mail& mail, std::chrono::nanoseconds deadline) {
  HT_TRY(const std::string message, mail::to_message(mail, session_.clock().now()));
  if (deadline - session_.clock().monotonic() <= std::chrono::milliseconds(1))
    return fail(ErrorCode::kLimitExceeded, "ses: no time is left to send it");
  const std::string body = body_of(mail, message, configuration_);
  HT_TRY(const client::Answer answer, session_.call({.service = "ses",
                                                     .endpoint = "email",
                                                     .path = "/v2/email/outbound-emails",
                                                     .headers = {{"Content-Type", "application/json"}},
                                                     .body = body},
                                                    deadline));
  if (const auto failure = aws::failure_of(answer))
    return fail(meaning_of(*failure), "ses: the mail was not taken: " + words_of(*failure, mail.to));
  HT_TRY(const base::Json json, base::Json::parse(answer.body));
  const std::string id(json.text("MessageId"));
  // It has the mail all the same; without an id its events cannot be told to be of this mail.
  return id.empty() ? mail::message_id(mail) : id;
}

}  // namespace housing::ses
