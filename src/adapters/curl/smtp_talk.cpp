#include "adapters/curl/smtp_talk.hpp"

#include <algorithm>
#include <cstring>

#include "base/text.hpp"

namespace housing::curl {

void SmtpTalk::attach(client::Easy& handle) {
  handle.set(CURLOPT_UPLOAD, 1L);
  handle.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(unsent.size()));
  handle.set(CURLOPT_READFUNCTION, &on_read);
  handle.set(CURLOPT_READDATA, this);
  handle.set(CURLOPT_VERBOSE, 1L);  // to this function alone
  handle.set(CURLOPT_DEBUGFUNCTION, &on_debug);
  handle.set(CURLOPT_DEBUGDATA, this);
}

std::size_t SmtpTalk::on_read(char* buffer, std::size_t size, std::size_t count, void* talk) {
  std::string_view& unsent = static_cast<SmtpTalk*>(talk)->unsent;
  const std::size_t length = std::min(size * count, unsent.size());
  std::memcpy(buffer, unsent.data(), length);
  unsent.remove_prefix(length);
  return length;
}

int SmtpTalk::on_debug(CURL*, curl_infotype type, char* data, std::size_t size, void* talk) {
  if (type == CURLINFO_HEADER_OUT) static_cast<SmtpTalk*>(talk)->client_said({data, size});
  if (type == CURLINFO_HEADER_IN) static_cast<SmtpTalk*>(talk)->server_said({data, size});
  return 0;
}

void SmtpTalk::client_said(std::string_view line) {
  if (line.starts_with("MAIL FROM:")) stage = Stage::kMail;
}

void SmtpTalk::server_said(std::string_view line) {
  if (stage == Stage::kMail) heard = true;
  constexpr std::size_t kDigits = 3;
  const auto number = line.size() > kDigits ? base::parse_integer(line.substr(0, kDigits)) : std::nullopt;
  if (!number || *number < 400) return;
  code = static_cast<int>(*number);
  words = line;
}

}  // namespace housing::curl
