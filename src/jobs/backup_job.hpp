// The daily look at the backups: how old the newest usable one of each kind is, and a copy of the settings that nobody
// else backs up. It has neither database nor secrets. Kinds, as contract/telemetry.json's metric BackupAge has them:
// "database", "parameters", "copy". What is missing is not reported: the alarm takes silence for the worst.
//
// At least once: a second run on the same day writes a second object.
#pragma once

#include <functional>

#include "base/log.hpp"
#include "jobs/arrival.hpp"
#include "jobs/job.hpp"
#include "ports/backups.hpp"
#include "ports/object_store.hpp"

namespace housing::jobs {

inline constexpr std::string_view kParametersFolder = "parameters/";

struct BackupContext {
  ports::Backups& backups;
  ports::ObjectStore& objects;  // where the settings go
  const base::Clock& clock;
  base::Log& log;
  std::function<void(std::string_view kind, std::chrono::seconds age)> report;
};

// Errors: the first of what could not be looked at or written; the rest is reported all the same.
base::Result<JobVerdict> check_backups(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                       const BackupContext& context);

}  // namespace housing::jobs
