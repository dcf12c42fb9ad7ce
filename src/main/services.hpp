// Services: what HOUSING_* URLs mean: which database, cache, queue and mailer this process uses, and the keys of the
// installation. Built once, top to bottom; everything else takes references.
//
//   HOUSING_CACHE_URL     memory: (default), redis://, rediss://; the others: outside.hpp
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "accounts/context.hpp"
#include "app/fallback_cache.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "crypto/random.hpp"
#include "main/outside.hpp"
#include "ports/cache.hpp"
#include "ports/database.hpp"
#include "ports/mailer.hpp"
#include "ports/projection.hpp"
#include "ports/queue.hpp"
#include "telemetry/traced_cache.hpp"
#include "telemetry/traced_database.hpp"
#include "telemetry/traced_mailer.hpp"
#include "telemetry/traced_queue.hpp"

namespace housing::main {

// SQLite's is made; a server's must be there (housing migrate).
base::Status prepare_schema(ports::Database& database, const base::Clock& clock);

class Services {
 public:
  // `local_url`: the public address where none is configured. `telemetry`: who watches every call; nullptr: nobody.
  static base::Result<std::unique_ptr<Services>> open(Outside& outside, const std::string& local_url, base::Log& log,
                                                      const telemetry::Telemetry* telemetry = nullptr);

  ports::Database& database() { return accounts_->database; }
  ports::Cache& cache() { return *cache_; }
  ports::Cache* shared_cache() { return shared_.get(); }  // nullptr: none configured
  ports::Queue& queue() { return traced_queue_ ? static_cast<ports::Queue&>(*traced_queue_) : *queue_; }
  ports::Mailer& mailer() { return traced_mailer_ ? static_cast<ports::Mailer&>(*traced_mailer_) : *mailer_; }
  ports::Projection* projection() { return projection_.get(); }  // nullptr: the database is no server
  const accounts::Context& accounts() const { return *accounts_; }
  const std::vector<std::string>& exportable() const { return exportable_; }

 private:
  Services() = default;
  base::Status open_cache(Outside& outside, const telemetry::Telemetry* telemetry);
  static base::Result<accounts::Settings> settings(Outside& outside, const std::string& local_url);

  crypto::SystemRandom random_;
  std::unique_ptr<ports::Database> database_;
  std::unique_ptr<ports::Cache> own_;
  std::unique_ptr<ports::Cache> shared_;
  std::optional<telemetry::TracedCache> traced_cache_;  // over shared_: what is in this process needs no watching
  std::unique_ptr<ports::Cache> fallback_;
  ports::Cache* cache_ = nullptr;
  std::unique_ptr<ports::Queue> queue_;
  std::unique_ptr<ports::Mailer> mailer_;
  std::optional<telemetry::TracedDatabase> traced_database_;
  std::optional<telemetry::TracedQueue> traced_queue_;
  std::optional<telemetry::TracedMailer> traced_mailer_;
  std::unique_ptr<ports::Projection> projection_;
  std::optional<accounts::Context> accounts_;
  std::vector<std::string> exportable_;
};

}  // namespace housing::main
