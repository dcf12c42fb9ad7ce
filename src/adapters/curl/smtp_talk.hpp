// SmtpTalk: one mail's way through libcurl: the message as libcurl reads it, and what the server said.
// Thread-safety: one thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "adapters/curl/smtp_reply.hpp"
#include "client/easy.hpp"

namespace housing::curl {

struct SmtpTalk {
  std::string_view unsent;  // of the message
  Stage stage = Stage::kGreeting;
  bool heard = false;  // the server answered to something of this mail
  int code = 0;        // of the last refusal; 0: none
  std::string words;   // of the last refusal, its last line

  // Makes `handle` send this message and report here.
  void attach(client::Easy& handle);

 private:
  static std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* talk);
  static int on_debug(CURL* handle, curl_infotype type, char* data, std::size_t size, void* talk);
  void client_said(std::string_view line);
  void server_said(std::string_view line);
};

}  // namespace housing::curl
