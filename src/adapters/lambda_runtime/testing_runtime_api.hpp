// RuntimeApi: a stand-in for AWS Lambda's Runtime API on a free loopback port, for tests: it hands out the invocations
// it is given, each when the one before was answered, keeps what comes back, and waits like the real one when there is
// none. As the real one it takes an error of the start only before the first question. Errors are assertions.
// Thread-safety: any thread asks it what came.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "base/assert.hpp"
#include "base/text.hpp"

namespace housing::lambda_runtime {

class RuntimeApi {
 public:
  struct Given {
    std::string event;
    std::string id;
    std::string deadline_ms = "4102444800000";  // 2100
    std::string trace = {};
  };
  struct Came {
    std::string method;
    std::string path;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
  };

  RuntimeApi() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    HT_ASSERT(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(listener_, 8) == 0);
    HT_ASSERT(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  RuntimeApi(const RuntimeApi&) = delete;
  RuntimeApi& operator=(const RuntimeApi&) = delete;
  ~RuntimeApi() {
    stopping_ = true;
    thread_.join();
    ::close(listener_);
  }

  // As AWS_LAMBDA_RUNTIME_API has it.
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  void give(Given given) {
    const std::scoped_lock lock(mutex_);
    waiting_.push_back(std::move(given));
  }
  // Answers the next question with this instead, byte for byte.
  void answer_raw(std::string bytes) {
    const std::scoped_lock lock(mutex_);
    raw_.push_back(std::move(bytes));
  }
  // What was posted, once there are `count`; fewer after ten seconds.
  std::deque<Came> posts(std::size_t count) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, std::chrono::seconds(10), [&] { return posts_.size() >= count; });
    return posts_;
  }
  int questions() const { return questions_; }
  Came last_question() {
    const std::scoped_lock lock(mutex_);
    return question_;
  }

 private:
  static constexpr int kLookEveryMs = 2;

  bool readable(int descriptor) {
    while (!stopping_) {
      pollfd one{.fd = descriptor, .events = POLLIN, .revents = 0};
      if (::poll(&one, 1, kLookEveryMs) > 0) return true;
    }
    return false;
  }

  void serve() {
    while (readable(listener_)) {
      const int connection = ::accept(listener_, nullptr, nullptr);
      std::string buffer;
      while (const auto came = read(connection, buffer))
        if (!answer(connection, *came)) break;
      ::close(connection);
    }
  }

  std::optional<Came> read(int connection, std::string& buffer) {
    while (true) {
      if (const std::size_t end = buffer.find("\r\n\r\n"); end != std::string::npos) {
        Came came = head_of(buffer.substr(0, end));
        const auto length = base::parse_integer(came.headers.contains("content-length") ? came.headers["content-length"]
                                                                                        : std::string("0"));
        const std::size_t whole = end + 4 + static_cast<std::size_t>(length.value_or(0));
        if (buffer.size() >= whole) {
          came.body = buffer.substr(end + 4, whole - end - 4);
          buffer.erase(0, whole);
          return came;
        }
      }
      if (!readable(connection)) return std::nullopt;
      std::array<char, 16'384> bytes;
      const auto count = ::recv(connection, bytes.data(), bytes.size(), 0);
      if (count <= 0) return std::nullopt;
      buffer.append(bytes.data(), static_cast<std::size_t>(count));
    }
  }

  static Came head_of(const std::string& head) {
    Came came;
    const auto lines = base::split(head, '\n');
    const auto first = base::split(base::trim(lines[0]), ' ');
    came.method = first[0];
    if (first.size() > 1) came.path = first[1];
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const std::size_t colon = std::min(lines[i].find(':'), lines[i].size() - 1);
      came.headers[base::lower(lines[i].substr(0, colon))] = base::trim(lines[i].substr(colon + 1));
    }
    return came;
  }

  static bool send(int connection, const std::string& text) {
    return ::send(connection, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
  }

  static std::string answer_text(const std::string& status, const std::string& headers, const std::string& body) {
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
           "\r\n" + body;
  }

  bool answer(int connection, const Came& came) {
    if (came.method == "GET") return hand_out(connection, came);
    const bool too_late = came.path.ends_with("/init/error") && questions_ > 0;
    {
      const std::scoped_lock lock(mutex_);
      posts_.push_back(came);
    }
    arrived_.notify_all();
    return send(connection, too_late ? answer_text("403 Forbidden", "", R"({"errorType":"InvalidStateTransition"})")
                                     : answer_text("202 Accepted", "", R"({"status":"OK"})"));
  }

  bool hand_out(int connection, const Came& came) {
    ++questions_;
    while (!stopping_) {
      {
        const std::scoped_lock lock(mutex_);
        question_ = came;
        if (!raw_.empty()) {
          const std::string bytes = raw_.front();
          raw_.pop_front();
          return send(connection, bytes);
        }
        if (!waiting_.empty()) {
          const Given given = waiting_.front();
          waiting_.pop_front();
          return send(connection,
                      answer_text("200 OK",
                                  "Lambda-Runtime-Aws-Request-Id: " + given.id +
                                      "\r\nLambda-Runtime-Deadline-Ms: " + given.deadline_ms +
                                      "\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:x:1:function:f\r\n" +
                                      (given.trace.empty() ? "" : "Lambda-Runtime-Trace-Id: " + given.trace + "\r\n"),
                                  given.event));
        }
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(kLookEveryMs));
    }
    return false;
  }

  int listener_;
  int port_ = 0;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Given> waiting_;
  std::deque<std::string> raw_;
  std::deque<Came> posts_;
  Came question_;
  std::atomic<int> questions_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace housing::lambda_runtime
