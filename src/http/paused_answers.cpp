#include "http/paused_answers.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace housing::http {

PausedAnswers::PausedAnswers(boost::asio::io_context& loop, const base::Clock& clock, std::chrono::milliseconds pause,
                             Give give)
    : clock_(clock), pause_(pause), give_(std::move(give)), timer_(loop) {}

void PausedAnswers::add(void* connection, std::uint64_t ticket, Answer answer) {
  const auto added = paused_.emplace(clock_.monotonic() + next_pause(),
                                     Paused{.connection = connection, .ticket = ticket, .answer = std::move(answer)});
  if (added == paused_.begin()) wait();
}

// Multiples of the golden ratio fall evenly into whatever has been left free so far.
std::chrono::nanoseconds PausedAnswers::next_pause() {
  double whole = 0;
  turn_ = std::modf(turn_ + std::numbers::phi, &whole);
  return std::chrono::duration_cast<std::chrono::nanoseconds>(pause_ * (0.5 + turn_));
}

void PausedAnswers::wait() {
  const std::chrono::nanoseconds left = paused_.begin()->first - clock_.monotonic();
  timer_.expires_after(std::max<std::chrono::nanoseconds>(left, kEvery));
  timer_.async_wait([this](const boost::system::error_code& ec) {
    if (!ec) give_due();
  });
}

void PausedAnswers::give_due() {
  const std::chrono::nanoseconds now = clock_.monotonic();
  // Given one by one, since giving may add another: whoever was answered may have asked again already.
  while (!paused_.empty() && paused_.begin()->first <= now) {
    Paused one = std::move(paused_.extract(paused_.begin()).mapped());
    give_(one.connection, one.ticket, std::move(one.answer));
  }
  if (!paused_.empty()) wait();
}

}  // namespace housing::http
