// PostgresProjection: the tables of db/0002_observations.sql: each metric is a partition of `observations`, made anew
// beside the old one by COPY and exchanged for it.
//
// All is one transaction: what fails half-way, or ends with the program, leaves nothing behind. Readers are held up for
// the exchange alone, which takes milliseconds; a long query of theirs makes it wait, kMaxLockWait at a time, so that
// no queue of readers builds up behind it. What was ANALYZEd before the exchange need not be found out by them.
// A view made by somebody on a partition itself, rather than on `observations`, is an error: it would be lost.
// Thread-safety: one call at a time; processes take turns.
#pragma once

#include "adapters/postgres/postgres_database.hpp"
#include "ports/projection.hpp"

namespace housing::postgres {

inline constexpr std::chrono::milliseconds kMaxLockWait{500};
inline constexpr std::size_t kMaxMetricName = 100;

class PostgresProjection final : public ports::Projection {
 public:
  PostgresProjection(PostgresDatabase& database, const base::Clock& clock) : database_(database), clock_(clock) {}

  base::Result<std::vector<ports::ProjectedMetric>> present(std::chrono::nanoseconds deadline) override;
  base::Status replace(const ports::ProjectedMetric& metric, int decimals, const ports::CellSource& cells,
                       std::chrono::nanoseconds deadline) override;
  base::Status remove(std::string_view metric, std::chrono::nanoseconds deadline) override;

 private:
  base::Status in_turn(std::string_view metric, std::chrono::nanoseconds deadline,
                       const std::function<base::Status(Connection&)>& work);

  PostgresDatabase& database_;
  const base::Clock& clock_;
};

}  // namespace housing::postgres
