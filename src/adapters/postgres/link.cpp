#include "adapters/postgres/link.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "base/text.hpp"

namespace housing::postgres {
namespace {

using base::ErrorCode;
using base::fail;
using std::chrono::steady_clock;

// A peer that no longer answers is noticed within about a minute even where nothing waits for it; one that does not
// take what was sent, within half of that.
const std::map<std::string, std::string> kKeepalives = {{"keepalives", "1"},
                                                        {"keepalives_idle", "30"},
                                                        {"keepalives_interval", "10"},
                                                        {"keepalives_count", "3"},
                                                        {"tcp_user_timeout", "30000"}};

// libpq has no call for the SQLSTATE of a connection that failed, so it is taken from the verbose message, where it
// stands alone between colons: "FATAL:  28P01: password …".
std::string state_in(std::string_view message) {
  constexpr std::size_t kStateLength = 5;
  for (const std::string_view part : base::split(message, ':')) {
    const std::string_view word = base::trim(part);
    const bool fits = word.size() == kStateLength && std::ranges::all_of(word, [](char c) {
                        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
                      });
    // A severity is such a word too in English ("FATAL", "ERROR"); a state has a digit.
    if (fits && std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; })) return std::string(word);
  }
  return "";
}

}  // namespace

void Clear::operator()(PGconn* handle) const { PQfinish(handle); }
void Clear::operator()(PGresult* result) const { PQclear(result); }

base::Result<std::unique_ptr<Link>> Link::open(const Address& address, const Credentials& credentials, Moment until,
                                               std::string& state) {
  std::map<std::string, std::string> parameters = kKeepalives;
  for (const auto& [name, value] : address.parameters) parameters.insert_or_assign(name, value);
  if (!credentials.user.empty()) parameters.insert_or_assign("user", credentials.user);
  if (!credentials.password.empty()) parameters.insert_or_assign("password", credentials.password);
  parameters.insert_or_assign("client_encoding", "UTF8");
  parameters.insert_or_assign("gssencmode", "disable");
  parameters.try_emplace("application_name", "housing");
  std::vector<const char*> names;
  std::vector<const char*> values;
  for (const auto& [name, value] : parameters) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);

  std::unique_ptr<Link> link(new Link(PQconnectStartParams(names.data(), values.data(), 0), credentials.password));
  if (const auto status = link->connect(until); !status) {
    state = state_in(link->message());
    return std::unexpected(status.error());
  }
  PQsetErrorVerbosity(link->handle(), PQERRORS_DEFAULT);
  PQsetnonblocking(link->handle(), 1);
  return link;
}

base::Status Link::connect(Moment until) {
  if (!handle_) return fail(ErrorCode::kUnavailable, "no memory for a connection");
  PQsetNoticeProcessor(handle(), [](void*, const char*) {}, nullptr);  // by default they go to stderr
  PQsetErrorVerbosity(handle(), PQERRORS_VERBOSE);
  auto next = PGRES_POLLING_WRITING;
  while (PQstatus(handle()) != CONNECTION_BAD) {
    HT_CHECK_OK(wait(next == PGRES_POLLING_READING ? POLLIN : POLLOUT, until));
    next = PQconnectPoll(handle());
    if (next == PGRES_POLLING_OK) return {};
    if (next == PGRES_POLLING_FAILED) break;
  }
  return std::unexpected(lost("cannot connect"));
}

std::string Link::message() const {
  std::string text = handle_ ? PQerrorMessage(handle()) : "";
  text = scrubbed(std::move(text), password_);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return std::string(base::trim(text));
}

base::Error Link::lost(std::string_view what) const {
  return {ErrorCode::kUnavailable, std::string(what) + ": " + message()};
}

bool Link::is_lost() const { return timed_out_ || PQstatus(handle()) != CONNECTION_OK; }

bool Link::is_quiet() const {
  if (is_lost()) return false;
  pollfd socket{.fd = PQsocket(handle()), .events = POLLIN, .revents = 0};
  return ::poll(&socket, 1, 0) == 0;
}

base::Status Link::wait(short events, Moment until) {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now());
    pollfd socket{.fd = PQsocket(handle()), .events = events, .revents = 0};
    const int ready = ::poll(&socket, 1, static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000)));
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return base::fail_errno("poll");
    if (ready == 0 && steady_clock::now() >= until) {
      timed_out_ = true;
      return fail(ErrorCode::kLimitExceeded, "the deadline passed before PostgreSQL answered");
    }
  }
}

base::Status Link::flush(Moment until) {
  while (true) {
    const int left = PQflush(handle());
    if (left == 0) return {};
    if (left < 0) return std::unexpected(lost("the connection was lost"));
    // The server may have to be listened to before it takes more.
    HT_CHECK_OK(wait(POLLIN | POLLOUT, until));
    if (PQconsumeInput(handle()) == 0) return std::unexpected(lost("the connection was lost"));
  }
}

base::Status Link::drain(Moment until) { return flush(until); }

base::Status Link::answers(int sent, Moment until, const std::function<base::Status(const PGresult&)>& take) {
  if (sent == 0) return std::unexpected(lost("the connection was lost"));
  HT_CHECK_OK(flush(until));
  base::Status taken;
  while (true) {
    while (PQisBusy(handle()) != 0) {
      HT_CHECK_OK(wait(POLLIN, until));
      if (PQconsumeInput(handle()) == 0) return std::unexpected(lost("the connection was lost"));
    }
    const Answer answer(PQgetResult(handle()));
    if (!answer) return taken;
    if (taken) taken = take(*answer);
    // Copying goes on with other calls.
    if (PQresultStatus(answer.get()) == PGRES_COPY_IN) return taken;
  }
}

}  // namespace housing::postgres
