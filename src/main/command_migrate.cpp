#include <cstdio>

#include "main/commands.hpp"
#include "main/outside.hpp"
#include "records/migrations.hpp"

namespace housing::main {

int run_migrate(const Environment& environment, const MigrateOptions& options) {
  const base::SystemClock clock;
  Outside outside(environment, options.data_dir, clock);
  const auto database = outside.open_database();
  if (!database) return report_failure(database.error());
  if (options.check) {
    if (const auto ready = records::check(**database, clock); !ready) return report_failure(ready.error());
    std::printf("the database is ready for this program\n");
    return kExitDone;
  }
  const auto report = records::migrate(**database, clock);
  if (!report) return report_failure(report.error());
  for (const std::string& name : report->applied) std::printf("applied %s\n", name.c_str());
  std::printf("the database is at version %d\n", report->version);
  return kExitDone;
}

}  // namespace housing::main
