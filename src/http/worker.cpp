#include "http/worker.hpp"

#include <algorithm>

#include <boost/asio/post.hpp>

#include "http/connection.hpp"

namespace housing::http {
namespace {

// Which worker this thread runs, so that an answer given at once needs no queue.
thread_local const Worker* current_worker = nullptr;

// Refused connections that are still told so, beyond the ones served.
constexpr std::size_t kMaxRefusedOpen = 256;

std::string block_of(const std::vector<Header>& headers) {
  std::string block;
  for (const Header& header : headers) block.append(header.name).append(": ").append(header.value).append("\r\n");
  return block;
}

}  // namespace

ServerShared::ServerShared(ServerConfig server_config, Handler server_handler, const base::Clock& server_clock,
                           base::Log& server_log)
    : config(std::move(server_config)),
      handler(std::move(server_handler)),
      clock(server_clock),
      log(server_log),
      refusals(config),
      constant_block(block_of(config.constant_headers)) {
  if (config.access_log_descriptor >= 0) access_log = std::make_unique<AccessLog>(config.access_log_descriptor);
}

Worker::Worker(ServerShared& shared, std::uint64_t seed)
    : shared_(shared),
      probe_(loop_, shared.clock, kLoopDelay),
      paused_(loop_, shared.clock, shared.config.timeouts.busy,
              [](void* connection, std::uint64_t ticket, Answer answer) {
                static_cast<Connection*>(connection)->answer(ticket, std::move(answer));
              }),
      access_lines_(shared.access_log.get()),
      request_ids_(seed) {}

Worker::~Worker() = default;

void Worker::run() {
  current_worker = this;
  refresh_time();
  schedule_sweep();
  loop_.run();
  cut();
  access_lines_.flush();
  current_worker = nullptr;
}

void Worker::deliver(void* connection, std::uint64_t ticket, Answer answer) {
  auto* target = static_cast<Connection*>(connection);
  if (current_worker == this) return target->answer(ticket, std::move(answer));
  asio::post(loop_,
             [target, ticket, answer = std::move(answer)]() mutable { target->answer(ticket, std::move(answer)); });
}

void Worker::deliver_later(void* connection, std::uint64_t ticket, Answer answer) {
  if (current_worker == this) return paused_.add(connection, ticket, std::move(answer));
  asio::post(loop_, [this, connection, ticket, answer = std::move(answer)]() mutable {
    paused_.add(connection, ticket, std::move(answer));
  });
}

void Worker::adopt(Socket socket, bool refused) {
  counters_.connections_accepted.add();
  if (refused) {
    counters_.connections_refused.add();
    if (open_.size() > shared_.config.limits.max_connections + kMaxRefusedOpen) {
      shared_.connections.fetch_sub(1, std::memory_order_relaxed);
      load_.fetch_sub(1, std::memory_order_relaxed);
      return;
    }
  }
  if (spare_.empty()) {
    all_.push_back(std::make_unique<Connection>(*this));
    spare_.push_back(all_.back().get());
  }
  Connection& connection = *spare_.back();
  spare_.pop_back();
  connection.index = open_.size();
  open_.push_back(&connection);
  counters_.connections_open.add();
  refused ? connection.open_refused(std::move(socket)) : connection.open(std::move(socket));
}

void Worker::forget(Connection& connection) {
  open_.back()->index = connection.index;
  open_[connection.index] = open_.back();
  open_.pop_back();
  counters_.connections_open.subtract();
  shared_.connections.fetch_sub(1, std::memory_order_relaxed);
  load_.fetch_sub(1, std::memory_order_release);
}

void Worker::drain() {
  draining_ = true;
  for (std::size_t i = open_.size(); i-- > 0;) open_[i]->drain();
}

void Worker::cut() {
  for (std::size_t i = open_.size(); i-- > 0;) open_[i]->close();
}

void Worker::schedule_sweep() {
  sweep_timer_.expires_after(shared_.config.timeouts.sweep);
  sweep_timer_.async_wait([this](const boost::system::error_code& ec) {
    if (ec) return;
    sweep();
    schedule_sweep();
  });
}

void Worker::sweep() {
  refresh_time();
  const std::int64_t now = now_ns();
  for (std::size_t i = open_.size(); i-- > 0;)
    if (i < open_.size()) open_[i]->on_sweep(now);
  access_lines_.flush();
  if (sweep_action_) sweep_action_();
}

void Worker::refresh_time() {
  const base::WallTime now = shared_.clock.now();
  const std::int64_t second = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  if (second == second_) return;
  second_ = second;
  iso_time_ = base::to_iso8601(now);
  tail_block_ = "Date: " + base::to_http_date(now) + "\r\n" + shared_.constant_block;
}

}  // namespace housing::http
