#include "http/connection.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>

#include "http/negotiate.hpp"

namespace housing::http {

bool Connection::is_not_modified(int status, std::string_view etag) const {
  return !if_none_match_.empty() && status == 200 && !etag.empty() &&
         (method_ == Method::kGet || method_ == Method::kHead) && etag_matches(if_none_match_, etag);
}

void Connection::write_answer(Answer answer) {
  std::string& out = output_.head();
  const std::size_t begin = out.size();
  if (auto* prepared = std::get_if<PreparedPtr>(&answer)) return write_prepared(begin, std::move(*prepared), {});
  if (auto* with = std::get_if<PreparedWith>(&answer))
    return write_prepared(begin, std::move(with->prepared), with->headers);
  Response& response = std::get<Response>(answer);
  if (is_not_modified(response.status, response.etag)) {
    append_not_modified_head(out, response);
    return finish_answer(begin, 304, {});
  }
  append_head(out, response);
  if (response.status == 204 || response.status == 304) response.body = {};
  finish_answer(begin, response.status, std::move(response.body));
}

void Connection::write_prepared(std::size_t begin, PreparedPtr prepared, std::span<const Header> headers) {
  std::string& out = output_.head();
  const PreparedResponse& response = *prepared;
  const bool same = is_not_modified(response.status(), response.etag());
  out.append(same ? response.not_modified_head() : response.head());
  for (const Header& header : headers) append_header(out, header);
  if (same) return finish_answer(begin, 304, {});
  const int status = response.status();
  const std::string_view bytes = response.body().bytes;
  finish_answer(begin, status, Body(std::move(prepared), bytes));
}

void Connection::finish_answer(std::size_t head_begin, int status, Body body) {
  if (worker_.draining()) keep_alive_ = false;
  std::string& out = output_.head();
  out.append(worker_.tail_block());
  out.append("X-Request-Id: ").append(request_id_.data(), request_id_size_);
  if (!keep_alive_) {
    out.append("\r\nConnection: close");
    closing_ = true;
  } else if (http_1_0_) {
    out.append("\r\nConnection: keep-alive");
  }
  out.append("\r\n\r\n");
  if (is_head_) body = {};
  const std::uint64_t bytes = out.size() - head_begin + body.bytes.size();
  const std::int64_t duration_us = (now_ns_ - request_began_ns_) / 1000;
  worker_.counters().count_request(status, duration_us);
  if (worker_.access_lines().enabled()) {
    worker_.access_lines().add(worker_.iso_time(), {.method = understood_ ? to_string(method_) : std::string_view(),
                                                    .path = path_,
                                                    .status = status,
                                                    .bytes = bytes,
                                                    .duration_us = duration_us,
                                                    .request_id = {request_id_.data(), request_id_size_},
                                                    .remote_address = remote_,
                                                    .trace = trace_});
  }
  tell_observer(status, bytes);
  output_.add(std::move(body));
}

void Connection::tell_observer(int status, std::uint64_t bytes) const {
  RequestObserver* observer = worker_.shared().config.observer;
  if (observer == nullptr || !understood_) return;
  observer->end({.method = method_,
                 .path = path_,
                 .status = status,
                 .bytes = bytes,
                 .began = std::chrono::nanoseconds(handling_began_ns_),
                 .ended = std::chrono::nanoseconds(now_ns_),
                 .request_id = {request_id_.data(), request_id_size_},
                 .remote_address = remote_,
                 .trace = trace_,
                 .caller = caller_});
}

void Connection::flush() {
  if (writing_ || state_ == State::kClosed) return;
  Output::Buffers buffers;
  while (!output_.empty()) {
    boost::system::error_code ec;
    const std::size_t sent = socket_->write_some(output_.gather(buffers), ec);
    if (ec == asio::error::would_block || ec == asio::error::try_again) {
      stall_ns_ = now_ns_ + std::chrono::nanoseconds(worker_.shared().config.timeouts.write_stall).count();
      writing_ = true;
      ++pending_;
      socket_->async_wait(Socket::wait_write, [this](const boost::system::error_code&) {
        writing_ = false;
        if (!settle()) return;
        now_ns_ = worker_.now_ns();
        flush();
      });
      return;
    }
    if (ec) return close();
    worker_.counters().bytes_sent.add(sent);
    output_.consume(sent);
  }
  after_flush();
}

void Connection::after_flush() {
  // When we end a connection that the client might still be using, it may have sent more already.
  if (closing_) return linger_ || worker_.draining() || !buffer_.empty() ? start_linger() : close();
  if (state_ == State::kHandling) return;  // the answer will go on
  if (!std::exchange(more_, false)) return start_read();
  // Other connections come first, then the requests left in the buffer.
  ++pending_;
  asio::post(worker_.loop(), [this] {
    if (settle()) process();
  });
}

// Closing with unread bytes would reset the connection and could take the answer with it.
void Connection::start_linger() {
  boost::system::error_code ec;
  socket_->shutdown(Socket::shutdown_send, ec);
  state_ = State::kLingering;
  deadline_in(kLingerTime);
  if (!reading_) buffer_.release();
  start_read();
}

}  // namespace housing::http
