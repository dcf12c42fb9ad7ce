#include "adapters/curl/smtp_mailer.hpp"

#include "adapters/curl/smtp_talk.hpp"

namespace housing::curl {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::uint16_t kSubmissionPort = 587;
constexpr std::uint16_t kTlsPort = 465;

bool wants_starttls(const base::ServiceUrl& url) {
  const auto said = url.parameter("tls");
  return said ? *said == "required" : !base::is_loopback_host(url.host);
}

base::Status check_url(const base::ServiceUrl& url) {
  if (url.scheme != "smtp" && url.scheme != "smtps")
    return fail(ErrorCode::kInvalidInput, url.shown() + ": a mail server is at smtp:// or smtps://");
  HT_CHECK_OK(url.allow_parameters({"tls"}));
  const std::string_view tls = url.parameter("tls").value_or("required");
  if (tls != "required" && (tls != "none" || url.scheme == "smtps"))
    return fail(ErrorCode::kInvalidInput, url.shown() + ": tls is 'required', or 'none' with smtp://");
  if (url.user.empty() && !url.password.empty())
    return fail(ErrorCode::kInvalidInput, url.shown() + ": a password needs a user before it");
  if (!url.path.empty() && url.path != "/")
    return fail(ErrorCode::kInvalidInput, url.shown() + ": nothing may stand behind the port but ?tls=");
  return {};
}

std::string domain_of(std::string_view mailbox) {
  const std::string_view address = mail::address_of(mailbox);
  return std::string(address.substr(address.find('@') + 1));
}

}  // namespace

struct SmtpMailer::Attempt {
  const mail::Mail& mail;
  const std::string& message;
  std::chrono::nanoseconds deadline;
  ports::Credentials credentials;
  bool fresh_connection = false;
  SmtpTalk talk = {};
  bool sign_in_refused = false;
  bool kept_connection_broke = false;  // before the server heard of this mail
};

base::Result<std::unique_ptr<SmtpMailer>> SmtpMailer::open(const SmtpOptions& options, const base::Clock& clock) {
  HT_TRY(base::ServiceUrl url, base::ServiceUrl::parse(options.url));
  HT_CHECK_OK(check_url(url));
  if (url.port == 0) url.port = url.scheme == "smtps" ? kTlsPort : kSubmissionPort;
  return std::unique_ptr<SmtpMailer>(new SmtpMailer(options, std::move(url), clock));
}

SmtpMailer::SmtpMailer(SmtpOptions options, base::ServiceUrl url, const base::Clock& clock)
    : options_(std::move(options)), url_(std::move(url)), clock_(clock) {
  if (!options_.credentials && !url_.user.empty())
    options_.credentials = [said = ports::Credentials{url_.user, url_.password}](bool) { return said; };
}

SmtpMailer::~SmtpMailer() = default;

base::Result<std::string> SmtpMailer::send(const mail::Mail& mail, std::chrono::nanoseconds deadline) {
  HT_TRY(const std::string message, mail::to_message(mail, clock_.now()));
  Attempt once{.mail = mail, .message = message, .deadline = deadline, .credentials = {}};
  if (options_.credentials) {
    HT_TRY(once.credentials, options_.credentials(false));
  }
  base::Status status = attempt(once);
  // Both times nothing was sent yet.
  if (!status && once.kept_connection_broke) {
    once.fresh_connection = true;
    status = attempt(once);
  }
  if (!status && once.sign_in_refused && options_.credentials) {
    HT_TRY(once.credentials, options_.credentials(true));
    once.fresh_connection = true;
    status = attempt(once);
  }
  if (!status) return std::unexpected(status.error().at(url_.shown()));
  return mail::message_id(mail);
}

base::Status SmtpMailer::attempt(Attempt& attempt) {
  const std::chrono::nanoseconds time_left = attempt.deadline - clock_.monotonic();
  if (time_left <= std::chrono::milliseconds(1)) return fail(ErrorCode::kLimitExceeded, "no time is left to send it");
  attempt.sign_in_refused = attempt.kept_connection_broke = false;
  attempt.talk = {.unsent = attempt.message, .words = {}};
  std::unique_ptr<client::Easy> handle = take_handle();
  configure(*handle, attempt, time_left);
  attempt.talk.attach(*handle);

  client::List recipients;
  recipients.add(('<' + attempt.mail.to + '>').c_str());
  handle->set(CURLOPT_MAIL_RCPT, recipients.get());
  const CURLcode code = curl_easy_perform(handle->get());
  base::Status status;
  if (code != CURLE_OK) {
    attempt.sign_in_refused = code == CURLE_LOGIN_DENIED;
    const bool silent = attempt.talk.code == 0 && !attempt.talk.heard && code != CURLE_OPERATION_TIMEDOUT;
    attempt.kept_connection_broke = silent && handle->info<long>(CURLINFO_NUM_CONNECTS) == 0;
    status = std::unexpected(error_of(code, attempt, *handle));
  }
  handle->reset();  // nothing of this call is pointed to any more
  give_back(std::move(handle));
  return status;
}

void SmtpMailer::configure(client::Easy& handle, const Attempt& attempt, std::chrono::nanoseconds time_left) const {
  handle.reset();
  handle.set(CURLOPT_URL, (url_.shown() + '/' + domain_of(attempt.mail.from)).c_str());  // the path is EHLO's name
  handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  handle.set(CURLOPT_USE_SSL, static_cast<long>(wants_starttls(url_) ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  handle.set(CURLOPT_SSL_VERIFYPEER, 1L);
  handle.set(CURLOPT_SSL_VERIFYHOST, 2L);
  handle.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options_.ca_file.empty()) handle.set(CURLOPT_CAINFO, options_.ca_file.c_str());
  if (base::is_loopback_host(url_.host)) handle.set(CURLOPT_PROXY, "");
  if (!attempt.credentials.user.empty()) {
    handle.set(CURLOPT_USERNAME, attempt.credentials.user.c_str());
    handle.set(CURLOPT_PASSWORD, attempt.credentials.password.c_str());
  }
  const std::string sender = '<' + std::string(mail::address_of(attempt.mail.from)) + '>';
  handle.set(CURLOPT_MAIL_FROM, sender.c_str());
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(time_left);
  handle.set(CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
  handle.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
  handle.set(CURLOPT_MAXAGE_CONN, static_cast<long>(kMaxIdleTime.count()));
  handle.set(CURLOPT_FRESH_CONNECT, attempt.fresh_connection ? 1L : 0L);
}

base::Error SmtpMailer::error_of(int code, const Attempt& attempt, const client::Easy& handle) const {
  const auto secrets = secrets_of(attempt.mail.to, attempt.credentials.user, attempt.credentials.password);
  const SmtpTalk& talk = attempt.talk;
  const std::string words = scrubbed(talk.words, secrets);
  if (code == CURLE_OPERATION_TIMEDOUT && clock_.monotonic() + std::chrono::milliseconds(5) >= attempt.deadline)
    return {ErrorCode::kLimitExceeded, "the mail was not accepted in time"};
  if (code == CURLE_LOGIN_DENIED)
    return {ErrorCode::kUnavailable, "the sign-in is refused (" + words + "); check user and password"};
  if (talk.code != 0) return {meaning_of(talk.code, talk.stage), "the server answered: " + words};
  const std::string why = scrubbed(handle.message(), secrets);
  if (code == CURLE_USE_SSL_FAILED)
    return {ErrorCode::kUnavailable, "the server does not offer STARTTLS, and the mail is not sent in the clear"};
  if (code == CURLE_PEER_FAILED_VERIFICATION)
    return {ErrorCode::kUnavailable,
            "the server cannot prove who it is (" + why + "); check the address and the file of trusted certificates"};
  return {ErrorCode::kUnavailable, why.empty() ? curl_easy_strerror(static_cast<CURLcode>(code)) : why};
}

std::unique_ptr<client::Easy> SmtpMailer::take_handle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return std::make_unique<client::Easy>();
  std::unique_ptr<client::Easy> handle = std::move(idle_.back());
  idle_.pop_back();
  return handle;
}

void SmtpMailer::give_back(std::unique_ptr<client::Easy> handle) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMaxIdleConnections) idle_.push_back(std::move(handle));
}

}  // namespace housing::curl
