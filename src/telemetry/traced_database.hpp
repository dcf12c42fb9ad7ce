// TracedDatabase: a ports::Database that is watched: a span for each transaction and one for each of its statements,
// whose text holds no values. An error that `work` made itself is none of the database's.
#pragma once

#include "ports/database.hpp"
#include "telemetry/dependency_watch.hpp"

namespace housing::telemetry {

class TracedDatabase final : public ports::Database {
 public:
  TracedDatabase(ports::Database& inner, const Telemetry& telemetry) : inner_(inner), watch_(telemetry, "database") {}

  base::Status transact(ports::Access access, std::chrono::nanoseconds deadline, const Work& work) override;
  base::Status ping(std::chrono::nanoseconds deadline) override;
  ports::Dialect dialect() const override { return inner_.dialect(); }

 private:
  ports::Database& inner_;
  DependencyWatch watch_;
};

}  // namespace housing::telemetry
