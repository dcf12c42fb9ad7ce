#include "adapters/postgres/postgres_database.hpp"

#include <optional>
#include <random>
#include <thread>

#include "ports/sql_rules.hpp"

namespace housing::postgres {
namespace {

using base::ErrorCode;
using base::fail;
using ports::Access;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Before the second, third and fourth try, give or take a half.
constexpr milliseconds kPauses[ports::kMaxTransactionTries - 1] = {milliseconds(20), milliseconds(100),
                                                                   milliseconds(500)};

// What Work sees: statements of the open transaction until the first that fails.
class Transaction final : public ports::Sql {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) {}

  base::Result<ports::Rows> run(std::string_view statement, std::span<const ports::SqlValue> parameters) override {
    HT_CHECK_OK(usable());
    auto rows = connection_.run(statement, parameters);
    if (!rows) error_ = rows.error();
    return rows;
  }
  base::Status run_script(std::string_view statements) override {
    HT_CHECK_OK(usable());
    const auto status = connection_.run_script(statements);
    if (!status) error_ = status.error();
    return status;
  }
  ports::Dialect dialect() const override { return ports::Dialect::kPostgres; }

  // The first error, which Work may have kept to itself.
  const std::optional<base::Error>& error() const { return error_; }

 private:
  base::Status usable() const {
    if (error_) return fail(ErrorCode::kInvalidInput, "after an error the transaction can only be left");
    return {};
  }

  Connection& connection_;
  std::optional<base::Error> error_;
};

milliseconds around(milliseconds pause) {
  std::random_device chance;
  const auto half = static_cast<unsigned>(pause.count() / 2);
  return milliseconds(half + chance() % (2 * half));
}

}  // namespace

base::Result<std::unique_ptr<PostgresDatabase>> PostgresDatabase::open(std::string_view url,
                                                                       CredentialSource credentials,
                                                                       const base::Clock& clock, PoolLimits limits) {
  HT_TRY(Address address, parse_url(url));
  return std::unique_ptr<PostgresDatabase>(
      new PostgresDatabase(std::move(address), std::move(credentials), limits, clock));
}

base::Status PostgresDatabase::try_once(Access access, Moment until, const Work& work, Remedy& remedy) {
  HT_TRY(const Pool::Lease lease, pool_.take(until, remedy));
  Connection& connection = *lease;
  const auto status = [&]() -> base::Status {
    HT_CHECK_OK(connection.begin(access, until));
    Transaction transaction(connection);
    const auto worked = work(transaction);
    // What the database said comes first: Work may have put it in other words, or kept it to itself.
    if (transaction.error() && (worked || connection.remedy() != Remedy::kNone))
      return std::unexpected(*transaction.error());
    HT_CHECK_OK(worked);
    const auto committed = connection.commit();
    if (access == Access::kRead && !committed && committed.error().code == ErrorCode::kUnavailable) return {};
    return committed;
  }();
  if (!status) remedy = connection.remedy();
  return status;
}

base::Status PostgresDatabase::transact(Access access, std::chrono::nanoseconds deadline, const Work& work) {
  const Moment until = ports::moment_of(deadline, clock_);
  for (int tries = 1;; ++tries) {
    Remedy remedy = Remedy::kNone;
    auto status = try_once(access, until, work, remedy);
    if (status || remedy == Remedy::kNone) return status;
    if (remedy == Remedy::kReconnect) pool_.forget();
    if (tries == ports::kMaxTransactionTries)
      return fail(status.error().code, status.error().message + " (after " + std::to_string(tries) + " tries)");
    const auto pause = around(kPauses[tries - 1]);
    if (steady_clock::now() + pause >= until) return status;
    std::this_thread::sleep_for(pause);
  }
}

base::Status PostgresDatabase::ping(std::chrono::nanoseconds deadline) {
  return transact(Access::kRead, deadline, [](ports::Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run("SELECT 1"));
    return {};
  });
}

}  // namespace housing::postgres
