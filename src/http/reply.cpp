#include "http/reply.hpp"

#include <utility>

#include "base/assert.hpp"
#include "http/problem.hpp"

namespace housing::http {

Reply& Reply::operator=(Reply&& other) noexcept {
  // The answer owed so far is owed no more once it is answered: by 500, as if this Reply had been destroyed.
  Reply old(std::move(*this));
  sink_ = std::move(other.sink_);
  connection_ = other.connection_;
  ticket_ = other.ticket_;
  headers_ = std::move(other.headers_);
  return *this;
}

Reply::~Reply() {
  if (sink_) {
    deliver(
        to_response({.status = 500,
                     .type = "no-answer",
                     .title = {},
                     .detail = "The server gave up on this request. Try again; tell us the request id if it stays so.",
                     .instance = {},
                     .parameter = {},
                     .suggestions = {}}));
  }
}

void Reply::send(Response response) {
  for (Header& header : headers_) response.headers.push_back(std::move(header));
  deliver(std::move(response));
}

void Reply::send(PreparedPtr prepared) { deliver(with_headers(std::move(prepared))); }

void Reply::send_later(PreparedPtr prepared) { deliver(with_headers(std::move(prepared)), &ReplySink::deliver_later); }

Answer Reply::with_headers(PreparedPtr prepared) {
  HT_ASSERT(prepared != nullptr);
  if (headers_.empty()) return prepared;
  return PreparedWith{.prepared = std::move(prepared), .headers = std::move(headers_)};
}

void Reply::deliver(Answer answer, Deliver how) {
  HT_ASSERT(sink_ != nullptr);  // a second answer to one request
  const std::shared_ptr<ReplySink> sink = std::move(sink_);
  (*sink.*how)(connection_, ticket_, std::move(answer));
}

}  // namespace housing::http
