#include <cstring>
#include <exception>

#include <boost/asio/post.hpp>

#include "base/text.hpp"
#include "http/connection.hpp"

namespace housing::http {
namespace {

constexpr std::string_view kEndOfHead = "\r\n\r\n";
constexpr std::size_t kMaxMethodBytes = 32;  // to tell a long target from many headers

// A method is a token; a TLS greeting or binary noise is told from one by its first byte.
bool may_begin_request(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

std::size_t find_end_of_head(std::string_view bytes, std::size_t from) {
  const void* found = ::memmem(bytes.data() + from, bytes.size() - from, kEndOfHead.data(), kEndOfHead.size());
  return found ? static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data()) : std::string_view::npos;
}

Refusal too_large(std::string_view bytes, const Limits& limits) {
  return bytes.substr(0, limits.max_target_bytes + kMaxMethodBytes).find('\n') == std::string_view::npos
             ? Refusal::kTargetTooLong
             : Refusal::kHeadTooLarge;
}

}  // namespace

void Connection::start_read() {
  if (reading_) return;
  if (state_ == State::kReading) {
    if (!buffer_.empty()) {
      if (head_began_ns_ == 0) head_began_ns_ = now_ns_;
      deadline_ns_ = head_began_ns_ + std::chrono::nanoseconds(worker_.shared().config.timeouts.head).count();
    } else if (!worker_.draining()) {
      deadline_in(worker_.shared().config.timeouts.idle);
      buffer_.shrink();
    } else if (served_) {
      return close();
    } else {
      deadline_in(kDrainFirstRequest);
    }
  }
  const auto space = buffer_.space(state_ == State::kReading ? kInitialReadBytes : kBodyReadBytes);
  reading_ = true;
  ++pending_;
  socket_->async_read_some(asio::buffer(space.data(), space.size()),
                           [this](const boost::system::error_code& ec, std::size_t bytes) { on_read(ec, bytes); });
}

void Connection::on_read(const boost::system::error_code& ec, std::size_t bytes) {
  reading_ = false;
  if (!settle()) return;
  if (ec) return close();
  worker_.counters().bytes_received.add(bytes);
  now_ns_ = worker_.now_ns();
  worker_.on_read(now_ns_);
  if (closing_) return linger_on(bytes);
  buffer_.commit(bytes);
  process();
}

// Bytes behind a refused request: thrown away.
void Connection::linger_on(std::size_t bytes) {
  lingered_ += bytes;
  if (lingered_ > kMaxLingerBytes) return close();
  if (state_ == State::kLingering) start_read();
}

void Connection::process() {
  if (writing_) {  // after the flush
    more_ = true;
    return;
  }
  in_process_ = true;
  bool go_on = true;
  for (std::size_t taken = 0; go_on && taken < worker_.limits().max_pipelined; ++taken)
    go_on = (state_ == State::kReading && take_request()) || (state_ == State::kReadingBody && take_body());
  in_process_ = false;
  more_ = go_on;
  flush();
}

// True: a request was taken and the next may be.
bool Connection::take_request() {
  std::string_view unread = buffer_.unread();
  while (unread.starts_with("\r\n")) {  // RFC 9112, 2.2: empty lines before a request are ignored
    buffer_.consume(2);
    unread.remove_prefix(2);
    scanned_ = 0;
  }
  if (unread.empty() || unread == "\r") return false;
  const Limits& limits = worker_.limits();
  request_began_ns_ = now_ns_;
  if (!may_begin_request(unread.front())) return refuse(Refusal::kMalformed);
  const std::size_t end = find_end_of_head(unread, scanned_);
  if (end == std::string_view::npos) {
    if (unread.size() >= limits.max_head_bytes) return refuse(too_large(unread, limits));
    scanned_ = unread.size() > kEndOfHead.size() ? unread.size() - kEndOfHead.size() + 1 : 0;
    return false;
  }
  const std::string_view head = unread.substr(0, end + kEndOfHead.size());
  if (head.size() > limits.max_head_bytes) return refuse(too_large(head, limits));
  scanned_ = 0;
  head_began_ns_ = 0;
  const Refusal refusal = parser_.parse_head(head);
  method_ = parser_.head().method;
  is_head_ = method_ == Method::kHead;
  if (refusal != Refusal::kNone) return refuse(refusal);
  buffer_.consume(head.size());  // the bytes stay where they are until the next read
  if (!parser_.head().has_body()) return dispatch();
  if (parser_.head().chunked) {
    decoder_.expect_chunks(limits.max_body_bytes);
  } else {
    decoder_.expect_length(parser_.head().content_length);
  }
  head_copy_.assign(head);
  parser_.move_head(head.data(), head_copy_.data());
  body_.clear();
  state_ = State::kReadingBody;
  deadline_in(worker_.shared().config.timeouts.body);
  return true;
}

bool Connection::take_body() {
  const BodyDecoder::Step step = decoder_.decode(buffer_.unread(), body_);
  buffer_.consume(step.consumed);
  if (step.refusal != Refusal::kNone) return refuse(step.refusal);
  if (step.complete) {
    const bool go_on = dispatch();
    if (body_.capacity() > kKeptBodyCapacity) body_ = {};
    return go_on;
  }
  if (parser_.head().expects_continue && step.consumed == 0) {
    output_.head().append("HTTP/1.1 100 Continue\r\n\r\n");
    output_.add({});
  }
  return false;
}

bool Connection::dispatch() {
  const RequestHead& head = parser_.head();
  understood_ = true;
  served_ = true;
  keep_alive_ = head.keep_alive;
  http_1_0_ = head.http_1_0;
  path_ = head.path;
  if_none_match_ = head.if_none_match;
  remote_ = remote_address();
  choose_request_id();
  begin_trace();
  deadline_ns_ = 0;
  handling_began_ns_ = now_ns_;
  state_ = State::kHandling;
  ++ticket_;
  worker_.counters().requests_in_flight.add();
  call_handler({.method = head.method,
                .target = head.target,
                .path = head.path,
                .query = head.query,
                .headers = head.fields,
                .body = head.has_body() ? std::string_view(body_) : std::string_view(),
                .request_id = {request_id_.data(), request_id_size_},
                .remote_address = remote_,
                .late = worker_.is_late(now_ns_)});
  if (state_ != State::kHandling) return state_ == State::kReading && !closing_;
  // The answer comes later: keep what it will need, for the views end here.
  const std::size_t path_size = path_.size();
  const std::size_t etag_size = if_none_match_.size();
  saved_ = std::string(path_).append(if_none_match_).append(remote_);
  path_ = std::string_view(saved_).substr(0, path_size);
  if_none_match_ = std::string_view(saved_).substr(path_size, etag_size);
  remote_ = std::string_view(saved_).substr(path_size + etag_size);
  return false;
}

void Connection::call_handler(const Request& request) {
  const base::TraceScope scope(trace_);
  try {
    worker_.shared().handler(request, Reply(worker_.shared_from_this(), this, ticket_));
  } catch (const std::exception& error) {  // the Reply has answered 500 on its way out
    worker_.shared().log.error("a request handler threw", {{"path", request.path}, {"what", error.what()}});
  }
}

void Connection::answer(std::uint64_t ticket, Answer answer) {
  if (ticket != ticket_ || state_ != State::kHandling) return;
  worker_.counters().requests_in_flight.subtract();
  state_ = State::kReading;
  now_ns_ = worker_.now_ns();
  write_answer(std::move(answer));
  if (!in_process_) process();
}

void Connection::choose_request_id() {
  const std::string_view given = parser_.head().request_id;
  if (understood_ && is_sane_request_id(given)) {
    given.copy(request_id_.data(), given.size());
    request_id_size_ = given.size();
  } else {
    worker_.request_ids().next(request_id_.data());
    request_id_size_ = RequestIdGenerator::kBytes;
  }
}

// What the caller says of his trace, then what the observer makes of it.
void Connection::begin_trace() {
  const RequestHead& head = parser_.head();
  std::optional<base::TraceContext> caller;
  if (!head.traceparent.empty()) caller = base::TraceContext::from_traceparent(head.traceparent);
  if (!caller && !head.xray_trace.empty()) caller = base::TraceContext::from_xray(head.xray_trace);
  caller_ = caller.value_or(base::TraceContext{});
  RequestObserver* observer = worker_.shared().config.observer;
  trace_ = observer == nullptr ? caller_ : observer->begin({head.method, head.path, caller});
}

// The address that the trusted proxy farthest from us saw: entry `trusted_hops` of X-Forwarded-For from the right.
std::string_view Connection::remote_address() const {
  constexpr std::size_t kMaxAddressBytes = 45;
  std::string_view list = parser_.head().forwarded_for;
  const unsigned hops = worker_.shared().config.trusted_hops;
  if (hops == 0 || list.empty()) return peer_;
  std::string_view entry;
  for (unsigned hop = 0; hop < hops; ++hop) {
    const std::size_t comma = list.rfind(',');
    entry = base::trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
    if (comma == std::string_view::npos) break;
    list = list.substr(0, comma);
  }
  const bool plausible = !entry.empty() && entry.size() <= kMaxAddressBytes &&
                         entry.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
  return plausible ? entry : std::string_view(peer_);
}

bool Connection::refuse(Refusal why) {
  understood_ = false;
  keep_alive_ = false;
  http_1_0_ = false;
  linger_ = true;
  path_ = if_none_match_ = {};
  remote_ = peer_;
  trace_ = {};
  choose_request_id();
  write_answer(worker_.shared().refusals.answer(why));
  return false;
}

}  // namespace housing::http
