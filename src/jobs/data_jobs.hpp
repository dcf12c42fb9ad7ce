// The jobs between a publisher's file and a publication: `import` brings what is due of a source in and leaves it
// pending, `publish` makes all that is pending part of the present. Neither knows people or a database.
//
// At least once, and killed anywhere: what is in the store but not pending is put there again by the next import of the
// same bytes; what is pending is published by the next who publishes; a publication nobody was told of for certain is
// told again.
#pragma once

#include <string>

#include "app/import.hpp"
#include "base/log.hpp"
#include "jobs/arrival.hpp"
#include "jobs/import_source.hpp"
#include "jobs/job.hpp"
#include "ports/database.hpp"
#include "ports/events.hpp"
#include "ports/object_store.hpp"

namespace housing::jobs {

inline constexpr std::string_view kImportFinished = "import-finished";
inline constexpr std::string_view kPublicationFinished = "publication-finished";
inline constexpr std::chrono::seconds kEventTime{10};
// Of the time for an import, kept for what follows its files: pending, event.
inline constexpr std::chrono::seconds kImportEndTime{30};

// Tells of what an import left pending: {source, pending, files, kept, refused}. Nothing pending, nothing to tell.
base::Status tell_import(ports::Events& events, const app::ImportSummary& summary, std::chrono::nanoseconds deadline);

struct ImportContext {
  ImportSource import;  // leaving what it brought pending
  ports::Events& events;
  const base::Clock& clock;
  base::Log& log;
  ports::Database* database = nullptr;  // where it is noted how far an admin's import is; nullptr: nowhere
};
base::Result<JobVerdict> import_data(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                     const ImportContext& context);

struct PublishContext {
  ports::ObjectStore& objects;
  ports::Events& events;
  const base::Clock& clock;
  base::Log& log;
};
base::Result<JobVerdict> publish_data(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                      const PublishContext& context);

}  // namespace housing::jobs
