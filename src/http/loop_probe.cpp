#include "http/loop_probe.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

namespace housing::http {

LoopProbe::LoopProbe(boost::asio::io_context& loop, const base::Clock& clock, const DelayLimits& limits)
    : clock_(clock), event_(loop), watch_(limits) {
  const int descriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (descriptor < 0) return;
  boost::system::error_code ec;
  event_.assign(descriptor, ec);
  if (ec) ::close(descriptor);
}

void LoopProbe::send(std::chrono::nanoseconds now) {
  if (!event_.is_open()) return;
  eventfd_write(event_.native_handle(), 1);
  under_way_ = true;
  sent_ = now;
  event_.async_wait(Descriptor::wait_read, [this](const boost::system::error_code& ec) {
    under_way_ = false;
    if (ec) return;
    eventfd_t count = 0;
    eventfd_read(event_.native_handle(), &count);
    const std::chrono::nanoseconds arrived = clock_.monotonic();
    seen_ = arrived - sent_;
    watch_.saw(arrived, seen_);
  });
}

}  // namespace housing::http
