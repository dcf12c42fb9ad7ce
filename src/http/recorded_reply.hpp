// RecordedReply: a handler's answer kept for a test, so that handlers can be tested without sockets.
//   RecordedReply recorded;  handler(request, recorded.reply());  EXPECT_EQ(recorded.status(), 200);
// Thread-safety: answered() and the accessors may be called while another thread sends.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/reply.hpp"

namespace housing::http {

class RecordedReply {
 public:
  RecordedReply();
  Reply reply();  // call once a recording

  bool answered() const;
  int status() const;                               // 0: not answered yet
  std::string head() const;                         // status line and headers
  std::string header(std::string_view name) const;  // first value, "" when absent
  std::string body() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace housing::http
