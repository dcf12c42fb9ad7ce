#include "http/delay_watch.hpp"

namespace housing::http {

void DelayWatch::saw(std::chrono::nanoseconds now, std::chrono::nanoseconds delay) {
  if (delay <= (is_overload(now) ? limits_.within : limits_.target)) {
    above_since_.reset();
  } else {
    // Nobody looked for a while before this began to wait: what was above the target then says nothing of today.
    const bool is_new = !above_since_ || now - delay - last_ > limits_.interval;
    if (is_new) above_since_ = now;
    if (is_overload(now) || now - *above_since_ >= limits_.interval) ends_ = now + limits_.memory;
  }
  last_ = now;
}

}  // namespace housing::http
