#include "adapters/postgres/pool.hpp"

#include <algorithm>

namespace housing::postgres {

using base::ErrorCode;
using base::fail;
using std::chrono::steady_clock;

namespace {

constexpr std::string_view kTooManyConnections = "53300";

bool is_about_credentials(std::string_view state) { return state == "28P01" || state == "28000"; }

}  // namespace

Pool::Lease::~Lease() {
  if (pool_ != nullptr) pool_->put_back(std::move(entry_));
}

bool Pool::is_worn(const Entry& entry) const {
  const auto now = clock_.monotonic();
  return entry.generation != generation_ || now - entry.opened > limits_.lifetime ||
         now - entry.returned > limits_.idle;
}

base::Result<Pool::Lease> Pool::take(Moment until, Remedy& remedy) {
  std::vector<Entry> worn;  // closed after the lock is given back, because that takes a packet
  std::unique_lock lock(mutex_);
  while (true) {
    const bool possible =
        changed_.wait_until(lock, until, [&] { return !kept_.empty() || open_ < limits_.connections; });
    if (!possible)
      return fail(ErrorCode::kLimitExceeded, address_.label() + ": none of " + std::to_string(limits_.connections) +
                                                 " connections became free before the deadline");
    if (kept_.empty()) break;
    Entry entry = std::move(kept_.back());
    kept_.pop_back();
    if (!is_worn(entry) && entry.connection->is_usable()) return Lease(*this, std::move(entry));
    worn.push_back(std::move(entry));
    --open_;
  }
  ++open_;
  const std::uint64_t generation = generation_;
  lock.unlock();
  worn.clear();
  const auto opened = clock_.monotonic();
  auto connection = connect(until, remedy);
  if (connection) return Lease(*this, {std::move(*connection), generation, opened, opened});
  lock.lock();
  --open_;
  lock.unlock();
  changed_.notify_one();
  return std::unexpected(std::move(connection.error()));
}

void Pool::put_back(Entry entry) {
  std::vector<Entry> worn;
  entry.connection->roll_back();
  entry.returned = clock_.monotonic();
  {
    const std::lock_guard lock(mutex_);
    if (!is_worn(entry) && entry.connection->is_usable()) {
      kept_.push_back(std::move(entry));
    } else {
      worn.push_back(std::move(entry));
      --open_;
    }
    // The one unused for longest is at the front.
    while (!kept_.empty() && is_worn(kept_.front())) {
      worn.push_back(std::move(kept_.front()));
      kept_.erase(kept_.begin());
      --open_;
    }
  }
  changed_.notify_one();
}

void Pool::forget() {
  std::vector<Entry> worn;
  const std::lock_guard lock(mutex_);
  ++generation_;
  open_ -= kept_.size();
  worn.swap(kept_);
}

std::size_t Pool::open_connections() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

base::Result<std::unique_ptr<Connection>> Pool::connect(Moment until, Remedy& remedy) const {
  const Moment enough = std::min(until, steady_clock::now() + kMaxConnectTime);
  for (bool refresh = false;; refresh = true) {
    Credentials credentials = address_.in_url;
    if (credentials_) {
      HT_TRY(credentials, credentials_(refresh));
    }
    std::string state;
    auto connection = Connection::open(address_, credentials, enough, state);
    if (connection) return connection;
    if (is_about_credentials(state) && !refresh && credentials_) continue;
    // Perhaps it is only just starting, full, or the name leads elsewhere in a moment.
    const bool passing =
        state.empty() || state == kTooManyConnections || verdict_of(state, true).remedy == Remedy::kReconnect;
    remedy = passing ? Remedy::kReconnect : Remedy::kNone;
    base::Error& error = connection.error();
    // Out of time to connect is the server's doing as long as the caller has time left.
    if (error.code == ErrorCode::kLimitExceeded && enough < until) error.code = ErrorCode::kUnavailable;
    return std::unexpected(error.at("PostgreSQL at " + address_.label()));
  }
}

}  // namespace housing::postgres
