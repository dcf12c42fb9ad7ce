#include "jobs/job.hpp"

namespace housing::jobs {

const std::vector<JobKind>& job_kinds() {
  using std::chrono::minutes;
  static const std::vector<JobKind> kinds = {
      {"mail", minutes(2), send_mail},           {"alerts", minutes(15), evaluate_alerts},
      {"export", minutes(15), write_export},     {"digest", minutes(5), write_digests},
      {"project", minutes(60), project_metrics}, {"tidy", minutes(5), tidy_up},
      {"import", minutes(1), import_source},
  };
  return kinds;
}

std::vector<std::string_view> queue_names() {
  std::vector<std::string_view> names;
  for (const JobKind& kind : job_kinds()) names.push_back(kind.queue);
  return names;
}

}  // namespace housing::jobs
