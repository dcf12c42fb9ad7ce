// Worker: one I/O thread: its event loop, its connections, its clockwork. Internal to the module.
//
// Once a sweep (250 ms) it looks at every connection's deadline, refreshes the Date header and hands over the access
// log; no connection has a timer of its own.
// Thread-safety: all members belong to the worker's thread but those marked otherwise.
// Ownership: a Reply keeps its Worker alive, so that an answer sent after the server's end falls into a stopped loop.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "http/access_log.hpp"
#include "http/config.hpp"
#include "http/counters.hpp"
#include "http/loop_probe.hpp"
#include "http/paused_answers.hpp"
#include "http/refusals.hpp"
#include "http/reply.hpp"
#include "http/request_id.hpp"

namespace housing::http {

class Connection;

namespace asio = boost::asio;
using Loop = asio::io_context;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Loop::executor_type>;

// What all workers of a server share. Outlives their threads.
struct ServerShared {
  ServerConfig config;
  Handler handler;
  const base::Clock& clock;
  base::Log& log;
  Refusals refusals;
  std::string constant_block;  // ServerConfig::constant_headers as they are sent
  std::unique_ptr<AccessLog> access_log;
  std::atomic<std::size_t> connections{0};

  ServerShared(ServerConfig server_config, Handler server_handler, const base::Clock& server_clock,
               base::Log& server_log);
};

class Worker final : public ReplySink, public std::enable_shared_from_this<Worker> {
 public:
  Worker(ServerShared& shared, std::uint64_t seed);
  ~Worker() override;

  void run();                     // until stop(); the thread's whole life
  Loop& loop() { return loop_; }  // any thread may post to it

  void deliver(void* connection, std::uint64_t ticket, Answer answer) override;        // any thread
  void deliver_later(void* connection, std::uint64_t ticket, Answer answer) override;  // any thread
  void adopt(Socket socket, bool refused);
  void drain();                  // close what is idle, mark the rest; done() once nothing is left
  void cut();                    // close everything
  void stop() { loop_.stop(); }  // any thread
  std::size_t load() const { return load_.load(std::memory_order_relaxed); }    // any thread
  bool is_empty() const { return load_.load(std::memory_order_acquire) == 0; }  // any thread
  // A connection is on its way here: counted before adopt(), so that the next finds another worker.
  void count_load() { load_.fetch_add(1, std::memory_order_relaxed); }  // any thread

  ServerShared& shared() { return shared_; }
  const Limits& limits() const { return shared_.config.limits; }
  Counters& counters() { return counters_; }
  const Counters& counters() const { return counters_; }
  AccessLines& access_lines() { return access_lines_; }
  RequestIdGenerator& request_ids() { return request_ids_; }
  bool draining() const { return draining_; }
  // A connection has read something at `now_ns`.
  void on_read(std::int64_t now_ns) { probe_.on_read(std::chrono::nanoseconds(now_ns)); }
  bool is_late(std::int64_t now_ns) const { return probe_.is_late(std::chrono::nanoseconds(now_ns)); }
  std::int64_t now_ns() const { return shared_.clock.monotonic().count(); }
  // The header lines that end every head: Date and the constant block.
  std::string_view tail_block() const { return tail_block_; }
  std::string_view iso_time() const { return iso_time_; }
  // Called by a connection that is closed; it may be used again once no operation of its is pending.
  void forget(Connection& connection);
  void recycle(Connection& connection) { spare_.push_back(&connection); }
  void on_sweep(std::function<void()> action) { sweep_action_ = std::move(action); }

 private:
  void schedule_sweep();
  void sweep();
  void refresh_time();

  ServerShared& shared_;
  Loop loop_{1};
  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>,
                             Loop::executor_type>
      sweep_timer_{loop_};
  LoopProbe probe_;
  PausedAnswers paused_;
  std::vector<std::unique_ptr<Connection>> all_;  // the memory, never freed before the worker
  std::vector<Connection*> open_;
  std::vector<Connection*> spare_;
  std::atomic<std::size_t> load_{0};
  Counters counters_;
  AccessLines access_lines_;
  RequestIdGenerator request_ids_;
  std::int64_t second_ = -1;
  std::string tail_block_;
  std::string iso_time_;
  std::function<void()> sweep_action_;
  bool draining_ = false;
};

}  // namespace housing::http
