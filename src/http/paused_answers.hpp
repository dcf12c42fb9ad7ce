// PausedAnswers: answers that are in no hurry, given some time after they were ready. Internal to the module.
//
// A refusal that comes at once is asked for again at once, and refusing is then all a server does: by telling it after
// a pause, whoever asks in a loop asks that much less often, and those who are let in have the processor. Each waits
// from half the pause to one and a half, evenly spread, or those refused at one moment would all come back at one
// moment. Thread-safety: all members belong to the loop's thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/clock.hpp"
#include "http/reply.hpp"

namespace housing::http {

class PausedAnswers {
 public:
  using Give = std::function<void(void* connection, std::uint64_t ticket, Answer answer)>;
  // What is due at nearly the same time is given in one go.
  static constexpr std::chrono::milliseconds kEvery{10};

  PausedAnswers(boost::asio::io_context& loop, const base::Clock& clock, std::chrono::milliseconds pause, Give give);

  void add(void* connection, std::uint64_t ticket, Answer answer);

 private:
  struct Paused {
    void* connection;
    std::uint64_t ticket;
    Answer answer;
  };
  std::chrono::nanoseconds next_pause();
  void wait();
  void give_due();

  const base::Clock& clock_;
  const std::chrono::milliseconds pause_;
  const Give give_;
  double turn_ = 0;
  std::multimap<std::chrono::nanoseconds, Paused> paused_;  // by when they are due
  boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>,
                                    boost::asio::io_context::executor_type>
      timer_;
};

}  // namespace housing::http
