// PostgresDatabase: the Database of production: PostgreSQL 13 or newer (RDS, Multi-AZ), by libpq.
//
// After a failover the old primary refuses writes or hangs up: such connections are dropped, all together, and the
// transaction runs again on a new one, up to kMaxTransactionTries with a growing pause; a server that is still away
// then is kUnavailable. A deadlock or serialisation failure runs again too.
// A reading transaction is REPEATABLE READ, a writing one READ COMMITTED. Deadlines hold on both sides: as
// statement_timeout in the server, and by poll() here, kGrace later; host names are looked up by the system, which
// takes the time it takes. Prepared statements stay with a connection: a pooler between must keep sessions whole.
// A parameter's type is its kind's (bigint, double precision, text), NULL's is found by the server: write
// CAST($1 AS TEXT) where nothing else says what it is, as in "$1 IS NULL".
// Of errors only the primary message and the constraint are passed on, not the detail, which holds values; passwords
// are taken out. Thread-safety: any thread. A Work must not call transact() of its own database: with all connections
// in such hands it would wait for itself.
#pragma once

#include <memory>
#include <string_view>

#include "adapters/postgres/pool.hpp"
#include "ports/database.hpp"

namespace housing::postgres {

class PostgresDatabase final : public ports::Database {
 public:
  // See parse_url() for the URL. Without `credentials` those in the URL are used. Does not connect: a server that is
  // away now may be there later. Errors: kInvalidInput.
  static base::Result<std::unique_ptr<PostgresDatabase>> open(std::string_view url, CredentialSource credentials,
                                                              const base::Clock& clock, PoolLimits limits = {});

  base::Status transact(ports::Access access, std::chrono::nanoseconds deadline, const Work& work) override;
  base::Status ping(std::chrono::nanoseconds deadline) override;
  ports::Dialect dialect() const override { return ports::Dialect::kPostgres; }

  Pool& pool() { return pool_; }

 private:
  PostgresDatabase(Address address, CredentialSource credentials, PoolLimits limits, const base::Clock& clock)
      : clock_(clock), pool_(std::move(address), std::move(credentials), limits, clock) {}
  base::Status try_once(ports::Access access, Moment until, const Work& work, Remedy& remedy);

  const base::Clock& clock_;
  Pool pool_;
};

}  // namespace housing::postgres
