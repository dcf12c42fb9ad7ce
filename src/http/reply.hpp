// Reply: the one answer owed to a request. Move it wherever the answer is made; call send() once.
// Thread-safety: send() may be called from any thread, also after the connection or the server is gone (then nothing
// happens). A Reply destroyed without send() answers 500, so a request can never be forgotten.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <variant>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

namespace housing::http {

// A prepared answer with header lines of this one request.
struct PreparedWith {
  PreparedPtr prepared;
  std::vector<Header> headers;
};

using Answer = std::variant<Response, PreparedPtr, PreparedWith>;

// Where a reply goes: a server's I/O thread, or a recorder in a test.
class ReplySink {
 public:
  virtual ~ReplySink() = default;
  virtual void deliver(void* connection, std::uint64_t ticket, Answer answer) = 0;
  // The same after Timeouts::busy.
  virtual void deliver_later(void* connection, std::uint64_t ticket, Answer answer) = 0;
};

class Reply {
 public:
  Reply(std::shared_ptr<ReplySink> sink, void* connection, std::uint64_t ticket)
      : sink_(std::move(sink)), connection_(connection), ticket_(ticket) {}
  Reply(Reply&& other) noexcept = default;
  Reply& operator=(Reply&& other) noexcept;
  ~Reply();

  // Headers that go with whatever is sent: a rate limit, say.
  void add_header(Header header) { headers_.push_back(std::move(header)); }
  void send(Response response);
  void send(PreparedPtr prepared);
  // For who is turned away because there is too much to do, and shall not ask again at once.
  void send_later(PreparedPtr prepared);
  bool sent() const { return sink_ == nullptr; }

 private:
  using Deliver = void (ReplySink::*)(void* connection, std::uint64_t ticket, Answer answer);
  void deliver(Answer answer, Deliver how = &ReplySink::deliver);
  Answer with_headers(PreparedPtr prepared);

  std::shared_ptr<ReplySink> sink_;
  void* connection_;
  std::uint64_t ticket_;
  std::vector<Header> headers_;
};

// Runs on an I/O thread and must not block: slow work belongs to another thread that keeps the Reply.
using Handler = std::function<void(const Request&, Reply)>;

}  // namespace housing::http
