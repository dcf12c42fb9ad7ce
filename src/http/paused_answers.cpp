#include "http/paused_answers.hpp"

#include <algorithm>
#include <utility>

namespace housing::http {

PausedAnswers::PausedAnswers(boost::asio::io_context& loop, const base::Clock& clock, std::chrono::milliseconds pause,
                             Give give)
    : clock_(clock), pause_(pause), give_(std::move(give)), timer_(loop) {}

void PausedAnswers::add(void* connection, std::uint64_t ticket, Answer answer) {
  paused_.push_back(
      {.due = clock_.monotonic() + pause_, .connection = connection, .ticket = ticket, .answer = std::move(answer)});
  if (paused_.size() == 1) wait();
}

void PausedAnswers::wait() {
  timer_.expires_after(std::max<std::chrono::nanoseconds>(paused_.front().due - clock_.monotonic(), kEvery));
  timer_.async_wait([this](const boost::system::error_code& ec) {
    if (!ec) give_due();
  });
}

void PausedAnswers::give_due() {
  const std::chrono::nanoseconds now = clock_.monotonic();
  // Given one by one, since giving may add another: whoever was answered may have asked again already.
  while (!paused_.empty() && paused_.front().due <= now) {
    Paused one = std::move(paused_.front());
    paused_.pop_front();
    give_(one.connection, one.ticket, std::move(one.answer));
  }
  if (!paused_.empty()) wait();
}

}  // namespace housing::http
