#include "jobs/backup_job.hpp"

#include <optional>

#include "base/json_writer.hpp"

namespace housing::jobs {
namespace {

using Newest = base::Result<std::optional<base::WallTime>>;

// "parameters/2025-03-31T053000Z.json": ':' is not for keys.
std::string object_key(base::WallTime now) {
  std::string time = base::to_iso8601(now);
  std::erase(time, ':');
  return std::string(kParametersFolder) + time + ".json";
}

std::string parameters_json(const std::vector<ports::Parameter>& parameters, base::WallTime now) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().member("made", std::string_view(base::to_iso8601(now))).key("parameters").begin_array();
  for (const ports::Parameter& parameter : parameters) {
    json.begin_object().member("name", std::string_view(parameter.name));
    json.member("type", std::string_view(parameter.type)).member("version", parameter.version);
    json.member("value", std::string_view(parameter.value)).end_object();
  }
  json.end_array().end_object();
  return out;
}

base::Status back_up_parameters(std::chrono::nanoseconds deadline, const BackupContext& context) {
  HT_TRY(const auto parameters, context.backups.parameters(deadline));
  const base::WallTime now = context.clock.now();
  HT_CHECK_OK(context.objects.put(object_key(now), parameters_json(parameters, now)));
  context.log.info("parameters backed up", {{"parameters", static_cast<std::int64_t>(parameters.size())}});
  context.report("parameters", std::chrono::seconds(0));
  return {};
}

base::Status report_age(std::string_view kind, const Newest& newest, const BackupContext& context) {
  if (!newest) return std::unexpected(newest.error());
  if (!*newest)
    return base::fail(base::ErrorCode::kNotFound, "there is no usable backup of the kind " + std::string(kind));
  const auto age = std::chrono::floor<std::chrono::seconds>(context.clock.now() - **newest);
  context.report(kind, std::max(age, std::chrono::seconds(0)));
  return {};
}

}  // namespace

base::Result<JobVerdict> check_backups(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                       const BackupContext& context) {
  if (arrived.kind != ArrivedKind::kJob) return JobVerdict::kNever;
  std::optional<base::Error> first;
  const auto look = [&](std::string_view kind, const base::Status& status) {
    if (status) return;
    context.log.error("a backup cannot be counted on", {{"backup", kind}, {"reason", status.error().message}});
    if (!first) first = status.error();
  };
  look("database", report_age("database", context.backups.newest_of_database(deadline), context));
  if (context.backups.keeps_copies()) look("copy", report_age("copy", context.backups.newest_copy(deadline), context));
  look("parameters", back_up_parameters(deadline, context));
  if (first) return std::unexpected(*first);
  return JobVerdict::kDone;
}

}  // namespace housing::jobs
