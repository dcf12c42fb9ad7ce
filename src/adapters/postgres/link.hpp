// Link: one socket to a PostgreSQL by libpq, driven with poll() so that no wait goes past its moment. It sends one
// command and gives back what the server answered; what a transaction is, Connection knows.
// Thread-safety: one thread at a time.
// Errors: kUnavailable (no server, connection lost), kLimitExceeded (out of time; the link is then of no more use).
// Limits: looking a host name up is the system's and is not cut short by a deadline.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/postgres/address.hpp"
#include "base/result.hpp"

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

namespace housing::postgres {

using Moment = std::chrono::steady_clock::time_point;

struct Clear {
  void operator()(PGconn* handle) const;
  void operator()(PGresult* result) const;
};
using Answer = std::unique_ptr<PGresult, Clear>;

class Link {
 public:
  // `state`: the SQLSTATE with which the server refused, where it did.
  static base::Result<std::unique_ptr<Link>> open(const Address& address, const Credentials& credentials, Moment until,
                                                  std::string& state);

  PGconn* handle() const { return handle_.get(); }
  // Whether the server is still there and said nothing unasked: an idle connection that was cut is not.
  bool is_quiet() const;
  bool is_lost() const;

  // After a PQsend…() call that gave `sent`: every answer to the end, one row each where single rows were asked for.
  // `take` may not be called when something fails half-way. Gives the first error of `take`.
  base::Status answers(int sent, Moment until, const std::function<base::Status(const PGresult&)>& take);
  // While copying in: waits until the socket takes what libpq holds.
  base::Status drain(Moment until);

  base::Error lost(std::string_view what) const;

 private:
  Link(PGconn* handle, std::string password) : handle_(handle), password_(std::move(password)) {}
  base::Status connect(Moment until);
  base::Status wait(short events, Moment until);
  base::Status flush(Moment until);
  std::string message() const;

  std::unique_ptr<PGconn, Clear> handle_;
  std::string password_;  // to be kept out of messages
  bool timed_out_ = false;
};

}  // namespace housing::postgres
