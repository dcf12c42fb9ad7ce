#include "telemetry/traced_database.hpp"

#include "ports/sql_rules.hpp"

namespace housing::telemetry {
namespace {

std::string_view system_of(ports::Dialect dialect) {
  return dialect == ports::Dialect::kPostgres ? "postgresql" : "sqlite";
}

// "SELECT"
std::string_view first_word(std::string_view statement) { return statement.substr(0, statement.find_first_of(" \n(")); }

class TracedSql final : public ports::Sql {
 private:
  template <class Call>
  auto seen(std::string_view statement, const Call& call) {
    Span span = watch_.start(first_word(statement));
    if (span.recording()) {
      span.set("db.system.name", system_of(inner_.dialect()));
      span.set("db.operation.name", first_word(statement));
      span.set("db.query.text", ports::excerpt(statement));
    }
    auto result = call();
    if (!result) {
      failed_ = true;
      span.fail(base::to_string(result.error().code), "");  // the message of a refused value may quote it
    }
    return result;
  }

 public:
  TracedSql(ports::Sql& inner, DependencyWatch& watch) : inner_(inner), watch_(watch) {}

  base::Result<ports::Rows> run(std::string_view statement, std::span<const ports::SqlValue> parameters) override {
    return seen(statement, [&] { return inner_.run(statement, parameters); });
  }
  base::Status run_script(std::string_view statements) override {
    return seen(statements, [&] { return inner_.run_script(statements); });
  }
  ports::Dialect dialect() const override { return inner_.dialect(); }

  bool failed() const { return failed_; }

 private:
  ports::Sql& inner_;
  DependencyWatch& watch_;
  bool failed_ = false;
};

}  // namespace

base::Status TracedDatabase::transact(ports::Access access, std::chrono::nanoseconds deadline, const Work& work) {
  Span span = watch_.start("transaction", SpanKind::kInternal);
  if (span.recording()) {
    span.set("db.system.name", system_of(inner_.dialect()));
    span.set("db.operation.name", access == ports::Access::kRead ? "read" : "write");
  }
  bool own = false;  // the failure is of `work` itself
  const base::Status status = inner_.transact(access, deadline, [&](ports::Sql& sql) {
    TracedSql traced(sql, watch_);
    base::Status done = work(traced);
    own = !done && !traced.failed();
    return done;
  });
  if (!status && !own) watch_.note(span, status.error());
  return status;
}

base::Status TracedDatabase::ping(std::chrono::nanoseconds deadline) {
  return watch_.observed("ping", [&](Span&) { return inner_.ping(deadline); });
}

}  // namespace housing::telemetry
