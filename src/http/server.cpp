#include "http/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>

#include "http/worker.hpp"

namespace housing::http {
namespace {

using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Loop::executor_type>;

constexpr int kBacklog = 4096;
constexpr int kAcceptedAtOnce = 64;  // before the loop's other work has its turn
constexpr std::chrono::milliseconds kDrainPoll{5};

base::Error listen_error(const ServerConfig& config, const boost::system::error_code& ec) {
  return {base::ErrorCode::kIo, "cannot listen on " + config.address + ":" + std::to_string(config.port) + ": " +
                                    ec.message() + "; choose another port or stop who holds it"};
}

// Each connection is a file descriptor; some more are for files, databases and the like.
void warn_of_few_descriptors(const ServerConfig& config, base::Log& log) {
  constexpr std::size_t kOtherDescriptors = 64;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= config.limits.max_connections + kOtherDescriptors)
    return;
  log.warn("fewer file descriptors than connections allowed; raise the limit (ulimit -n) or lower max_connections",
           {{"descriptors", static_cast<std::int64_t>(limit.rlim_cur)},
            {"max_connections", static_cast<std::int64_t>(config.limits.max_connections)}});
}

}  // namespace

struct Server::Impl {
  ServerShared shared;
  std::vector<std::shared_ptr<Worker>> workers;
  std::optional<Acceptor> acceptor;
  std::vector<std::thread> threads;
  std::uint16_t port = 0;
  bool accept_paused = false;    // no file descriptors left; the next sweep tries again
  bool accept_troubled = false;  // and the log has been told so
  std::mutex stop_mutex;
  bool stopped = false;

  Impl(ServerConfig config, Handler handler, const base::Clock& clock, base::Log& log)
      : shared(std::move(config), std::move(handler), clock, log) {}

  base::Status listen();
  void run();
  void accept_next();
  void on_accept(const boost::system::error_code& ec, Socket socket, Worker& worker);
  void place(Socket socket, Worker& worker);
  void accept_more();
  Worker& least_loaded();
  void stop_accepting();
  void stop();
};

base::Status Server::Impl::listen() {
  boost::system::error_code ec;
  const auto address = asio::ip::make_address(shared.config.address, ec);
  if (ec) {
    return base::fail(base::ErrorCode::kInvalidInput,
                      "\"" + shared.config.address + "\" is not an IP address to listen on, such as 0.0.0.0 or ::1");
  }
  const asio::ip::tcp::endpoint endpoint(address, shared.config.port);
  acceptor.emplace(workers.front()->loop());
  acceptor->open(endpoint.protocol(), ec);
  if (!ec) acceptor->set_option(asio::socket_base::reuse_address(true), ec);
  // Accepted sockets inherit this on Linux: one system call less a connection.
  if (!ec) acceptor->set_option(asio::ip::tcp::no_delay(true), ec);
  if (!ec) acceptor->bind(endpoint, ec);
  if (!ec) acceptor->listen(kBacklog, ec);
  if (!ec) port = acceptor->local_endpoint(ec).port();
  if (!ec) acceptor->non_blocking(true, ec);
  if (ec) return std::unexpected(listen_error(shared.config, ec));
  return {};
}

void Server::Impl::run() {
  workers.front()->on_sweep([this] {
    if (std::exchange(accept_paused, false)) accept_next();
  });
  accept_next();
  for (const auto& worker : workers) threads.emplace_back([raw = worker.get()] { raw->run(); });
}

Worker& Server::Impl::least_loaded() {
  return **std::ranges::min_element(workers, {}, [](const auto& worker) { return worker->load(); });
}

void Server::Impl::accept_next() {
  if (!acceptor->is_open()) return;
  Worker& worker = least_loaded();
  acceptor->async_accept(worker.loop(), [this, &worker](const boost::system::error_code& ec, Socket socket) {
    on_accept(ec, std::move(socket), worker);
  });
}

void Server::Impl::on_accept(const boost::system::error_code& ec, Socket socket, Worker& worker) {
  if (ec == asio::error::operation_aborted || !acceptor->is_open()) return;
  if (ec == asio::error::no_descriptors || ec == asio::error::no_buffer_space || ec == asio::error::no_memory) {
    if (!std::exchange(accept_troubled, true))
      shared.log.error("cannot accept connections for now", {{"reason", ec.message()}});
    accept_paused = true;
    return;
  }
  if (!ec) {
    accept_troubled = false;
    place(std::move(socket), worker);
    accept_more();
  }
  accept_next();
}

// Who else has connected: one a turn of a busy loop would let a crowd wait for seconds before it is even heard.
void Server::Impl::accept_more() {
  boost::system::error_code ec;
  for (int i = 1; i < kAcceptedAtOnce; ++i) {
    Worker& worker = least_loaded();
    Socket socket = acceptor->accept(worker.loop(), ec);
    if (ec) return;  // nobody waits, or what accept_next() will meet again
    place(std::move(socket), worker);
  }
}

void Server::Impl::place(Socket socket, Worker& worker) {
  const bool refused =
      shared.connections.fetch_add(1, std::memory_order_relaxed) >= shared.config.limits.max_connections;
  worker.count_load();
  asio::post(worker.loop(), [raw = &worker, socket = std::move(socket), refused]() mutable {
    raw->adopt(std::move(socket), refused);
  });
}

// Whoever is in the backlog already has connected: closing now would reset him.
void Server::Impl::stop_accepting() {
  boost::system::error_code ec;
  while (!ec) {
    Worker& worker = least_loaded();
    Socket socket = acceptor->accept(worker.loop(), ec);
    if (!ec) place(std::move(socket), worker);
  }
  acceptor->close(ec);
}

void Server::Impl::stop() {
  const std::scoped_lock lock(stop_mutex);
  if (std::exchange(stopped, true)) return;
  std::atomic<std::size_t> draining{0};
  asio::post(workers.front()->loop(), [this, &draining] {
    stop_accepting();
    for (const auto& worker : workers)
      asio::post(worker->loop(), [raw = worker.get(), &draining] {
        raw->drain();
        draining.fetch_add(1);
      });
  });
  const auto give_up = std::chrono::steady_clock::now() + shared.config.timeouts.drain;
  const auto is_quiet = [&] {
    return draining == workers.size() &&
           std::ranges::all_of(workers, [](const auto& worker) { return worker->is_empty(); });
  };
  while (!is_quiet() && (std::chrono::steady_clock::now() < give_up || draining < workers.size()))
    std::this_thread::sleep_for(kDrainPoll);
  for (const auto& worker : workers) worker->stop();
  for (std::thread& thread : threads) thread.join();
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() { stop(); }

base::Result<std::unique_ptr<Server>> Server::start(ServerConfig config, Handler handler, const base::Clock& clock,
                                                    base::Log& log) {
  if (config.threads == 0) config.threads = std::max(1U, std::thread::hardware_concurrency());
  auto impl = std::make_unique<Impl>(std::move(config), std::move(handler), clock, log);
  std::random_device entropy;
  for (unsigned i = 0; i < impl->shared.config.threads; ++i) {
    const std::uint64_t seed = (std::uint64_t{entropy()} << 32) | entropy();
    impl->workers.push_back(std::make_shared<Worker>(impl->shared, seed));
  }
  HT_CHECK_OK(impl->listen());
  warn_of_few_descriptors(impl->shared.config, log);
  impl->run();
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const { return impl_->port; }

void Server::stop() { impl_->stop(); }

Stats Server::stats() const {
  Stats sum;
  for (const auto& worker : impl_->workers) sum += worker->counters().snapshot();
  if (impl_->shared.access_log) sum.access_lines_dropped = impl_->shared.access_log->dropped_lines();
  return sum;
}

}  // namespace housing::http
