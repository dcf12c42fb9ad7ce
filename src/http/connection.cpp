#include "http/connection.hpp"

namespace housing::http {

Connection::Connection(Worker& worker) : worker_(worker), parser_(worker.limits()) {}

void Connection::reset(Socket socket) {
  boost::system::error_code ec;
  const auto endpoint = socket.remote_endpoint(ec);
  const auto address = endpoint.address();
  peer_ = address.is_v6() && address.to_v6().is_v4_mapped()
              ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string()
              : address.to_string();
  socket.non_blocking(true, ec);
  socket_.emplace(std::move(socket));
  state_ = State::kReading;
  reading_ = writing_ = in_process_ = more_ = closing_ = linger_ = served_ = false;
  keep_alive_ = true;
  is_head_ = http_1_0_ = understood_ = false;
  deadline_ns_ = head_began_ns_ = 0;
  scanned_ = lingered_ = 0;
  now_ns_ = worker_.now_ns();
}

void Connection::open(Socket socket) {
  reset(std::move(socket));
  start_read();
}

void Connection::open_refused(Socket socket) {
  reset(std::move(socket));
  request_began_ns_ = now_ns_;
  refuse(Refusal::kTooManyConnections);
  flush();
}

void Connection::close() {
  if (state_ == State::kClosed) return;
  if (state_ == State::kHandling) worker_.counters().requests_in_flight.subtract();
  state_ = State::kClosed;
  ++ticket_;  // an answer that comes now finds nobody
  boost::system::error_code ec;
  socket_->close(ec);
  output_.clear();
  buffer_.release();
  body_ = {};
  worker_.forget(*this);
  if (pending_ == 0) worker_.recycle(*this);
}

bool Connection::settle() {
  --pending_;
  if (state_ != State::kClosed) return true;
  if (pending_ == 0) worker_.recycle(*this);
  return false;
}

void Connection::drain() {
  if (state_ != State::kReading || writing_ || !buffer_.empty()) return;
  boost::system::error_code ec;
  if (socket_->available(ec) > 0) return;  // a request is about to be read
  if (served_) {
    close();
  } else {
    deadline_in(kDrainFirstRequest);
  }
}

void Connection::deadline_in(std::chrono::milliseconds time) {
  deadline_ns_ = now_ns_ + std::chrono::nanoseconds(time).count();
}

void Connection::on_sweep(std::int64_t now_ns) {
  const std::int64_t deadline = writing_ ? stall_ns_ : deadline_ns_;
  if (deadline == 0 || now_ns < deadline) return;
  now_ns_ = now_ns;
  on_deadline();
}

void Connection::on_deadline() {
  const bool awaits_request = state_ == State::kReadingBody || (state_ == State::kReading && !buffer_.empty());
  if (writing_) {
    worker_.counters().timeouts.add();
    boost::system::error_code ec;
    socket_->set_option(asio::socket_base::linger(true, 0), ec);  // reset: the unsent answer is not kept by the kernel
    close();
  } else if (awaits_request) {
    worker_.counters().timeouts.add();
    if (state_ == State::kReading) request_began_ns_ = head_began_ns_;
    refuse(Refusal::kTimeout);
    flush();
  } else {
    close();
  }
}

}  // namespace housing::http
