// Services: what HOUSING_* URLs mean: which database, cache, queue and mailer this process uses, and the keys of the
// installation. Built once, top to bottom; everything else takes references.
//
//   HOUSING_DATABASE_URL  sqlite:///file (default: housing.sqlite in the data folder), postgresql://host/db?…
//   HOUSING_CACHE_URL     memory: (default), redis://, rediss://
//   HOUSING_QUEUE_URL     database: (default)
//   HOUSING_MAIL_URL      file:///folder (default: mail in the data folder), smtp://, smtps://
#pragma once

#include <memory>
#include <string>

#include "accounts/context.hpp"
#include "app/fallback_cache.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "crypto/random.hpp"
#include "main/environment.hpp"
#include "ports/cache.hpp"
#include "ports/database.hpp"
#include "ports/mailer.hpp"
#include "ports/projection.hpp"
#include "ports/queue.hpp"

namespace housing::main {

// Only the database, for commands that need nothing else. Errors: kInvalidInput (URL), kIo, kUnavailable.
base::Result<std::unique_ptr<ports::Database>> open_database(const Environment& environment,
                                                             const std::string& data_dir, const base::Clock& clock);
base::Status prepare_schema(ports::Database& database, const base::Clock& clock);

class Services {
 public:
  // `local_url`: the public address where none is configured.
  static base::Result<std::unique_ptr<Services>> open(const Environment& environment, const std::string& data_dir,
                                                      const std::string& local_url, const base::Clock& clock,
                                                      base::Log& log);

  ports::Database& database() { return *database_; }
  ports::Cache& cache() { return *cache_; }
  ports::Cache* shared_cache() { return shared_.get(); }  // nullptr: none configured
  ports::Queue& queue() { return *queue_; }
  ports::Mailer& mailer() { return *mailer_; }
  ports::Projection* projection() { return projection_.get(); }  // nullptr: the database is no server
  const accounts::Context& accounts() const { return *accounts_; }
  const std::vector<std::string>& exportable() const { return exportable_; }

 private:
  Services() = default;
  base::Status open_cache(const Environment& environment, const base::Clock& clock);
  base::Status open_queue(const Environment& environment, const base::Clock& clock);
  base::Status open_mailer(const Environment& environment, const std::string& data_dir, const base::Clock& clock);
  base::Result<accounts::Settings> settings(const Environment& environment, const std::string& data_dir,
                                            const std::string& local_url);

  crypto::SystemRandom random_;
  std::unique_ptr<ports::Database> database_;
  std::unique_ptr<ports::Cache> own_;
  std::unique_ptr<ports::Cache> shared_;
  std::unique_ptr<ports::Cache> fallback_;
  ports::Cache* cache_ = nullptr;
  std::unique_ptr<ports::Queue> queue_;
  std::unique_ptr<ports::Mailer> mailer_;
  std::unique_ptr<ports::Projection> projection_;
  std::optional<accounts::Context> accounts_;
  std::vector<std::string> exportable_;
};

}  // namespace housing::main
