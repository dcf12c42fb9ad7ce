// Connection: one client's socket, on one worker's thread: read, parse, hand over, write, wait. Internal.
//
// One request at a time is with the handler; pipelined ones wait in the read buffer. Nothing is read while answers
// cannot be written, so a client that does not read cannot make the server hold more than one round of answers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/trace_context.hpp"
#include "http/body_decoder.hpp"
#include "http/output.hpp"
#include "http/read_buffer.hpp"
#include "http/request_parser.hpp"
#include "http/worker.hpp"

namespace housing::http {

inline constexpr std::chrono::milliseconds kLingerTime{2'000};         // a refused client may go on sending so long …
inline constexpr std::size_t kMaxLingerBytes = 512 * 1024;             // … and so much before its answer is endangered
inline constexpr std::chrono::milliseconds kDrainFirstRequest{1'000};  // for who connected just before the drain
inline constexpr std::size_t kBodyReadBytes = 16 * 1024;
inline constexpr std::size_t kKeptBodyCapacity = 64 * 1024;

class Connection {
 public:
  explicit Connection(Worker& worker);

  void open(Socket socket);
  void open_refused(Socket socket);
  void answer(std::uint64_t ticket, Answer answer);
  void on_sweep(std::int64_t now_ns);
  void drain();
  void close();
  std::size_t index = 0;  // in the worker's list of open ones

 private:
  enum class State : std::uint8_t { kReading, kReadingBody, kHandling, kLingering, kClosed };

  // connection.cpp: life
  void reset(Socket socket);
  void on_deadline();
  bool settle();  // an operation ended: false when the connection is closed and must not be touched
  // connection_read.cpp: bytes to requests
  void start_read();
  void on_read(const boost::system::error_code& ec, std::size_t bytes);
  void linger_on(std::size_t bytes);
  void process();
  bool take_request();
  bool take_body();
  bool dispatch();
  void call_handler(const Request& request);
  void choose_request_id();
  void begin_trace();
  std::string_view remote_address() const;
  bool refuse(Refusal why);
  void deadline_in(std::chrono::milliseconds time);
  // connection_write.cpp: answers to bytes
  void write_answer(Answer answer);
  void write_prepared(std::size_t head_begin, PreparedPtr prepared, std::span<const Header> headers);
  void finish_answer(std::size_t head_begin, int status, Body body);
  void tell_observer(int status, std::uint64_t bytes) const;
  bool is_not_modified(int status, std::string_view etag) const;
  void flush();
  void after_flush();
  void start_linger();

  Worker& worker_;
  std::optional<Socket> socket_;
  State state_ = State::kClosed;
  bool reading_ = false;     // an async read is pending
  bool writing_ = false;     // waiting for the socket to take more
  bool in_process_ = false;  // process() is on the stack
  bool more_ = false;        // max_pipelined was met, requests are left in the buffer
  bool closing_ = false;     // after the output is flushed
  bool linger_ = false;      // then wait for the client to stop sending
  bool keep_alive_ = true;
  bool is_head_ = false;
  bool http_1_0_ = false;
  bool served_ = false;  // at least one request
  Method method_ = Method::kGet;
  bool understood_ = false;  // method_ and path are those of the request
  unsigned pending_ = 0;     // operations whose handlers will still run
  std::uint64_t ticket_ = 0;
  std::int64_t now_ns_ = 0;
  std::int64_t deadline_ns_ = 0;  // of what is read; 0: none
  std::int64_t stall_ns_ = 0;     // of what is written, while writing_
  std::int64_t head_began_ns_ = 0;
  std::int64_t request_began_ns_ = 0;
  std::int64_t handling_began_ns_ = 0;
  std::size_t scanned_ = 0;  // bytes of the unread ones known to hold no end of head
  std::size_t lingered_ = 0;
  ReadBuffer buffer_;
  RequestParser parser_;
  BodyDecoder decoder_;
  Output output_;
  std::string head_copy_;  // head of a request with a body
  std::string body_;
  std::string peer_;
  // Views while the handler runs, else into the strings that follow.
  std::string_view path_;
  std::string_view if_none_match_;
  std::string_view remote_;
  std::string saved_;  // path, If-None-Match and remote of a request that is answered later
  std::array<char, kMaxRequestIdBytes> request_id_{};
  std::size_t request_id_size_ = 0;
  base::TraceContext trace_;   // of the request at hand; empty where nobody traces
  base::TraceContext caller_;  // of who sent it
};

}  // namespace housing::http
