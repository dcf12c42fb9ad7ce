#include <cstdio>

#include "api/json_methods.hpp"
#include "base/mapped_file.hpp"
#include "main/commands.hpp"
#include "proof/verify.hpp"

namespace housing::main {
namespace {

base::Result<proof::Report> report_of(const std::string& file) {
  if (file.empty()) return proof::verify_built_in();
  HT_TRY(const auto mapped, base::MappedFile::open(file));
  auto report = proof::verify(mapped.text());
  if (!report) return std::unexpected(report.error().at(file));
  return report;
}

void print_table(const proof::Report& report) {
  std::printf("%-52s %20s %20s %10s\n", "check", "expected", "got", "tolerance");
  for (const proof::FamilyReport& family : report.families)
    for (const proof::Check& check : family.checks)
      std::printf("%-52s %20.10g %20.10g %10.2g%s\n", check.name.c_str(), check.expected, check.got, check.tolerance,
                  check.ok() ? "" : "  WRONG");
  std::printf("%zu checks, %zu wrong\n", report.count(), report.failed());
}

}  // namespace

int run_verify(const VerifyOptions& options) {
  const auto report = report_of(options.vectors);
  if (!report) {
    report_failure(report.error());
    return kExitUsage;  // a document that cannot be taken is the asker's
  }
  if (options.json)
    std::printf("%s\n", api::verify_json(*report).c_str());
  else
    print_table(*report);
  for (const proof::NotRun& one : report->not_run)
    std::fprintf(stderr, "housing: %s: not run: %s\n", one.name.c_str(), one.reason.c_str());
  for (const std::string& path : report->unknown)
    std::fprintf(stderr, "housing: %s: unknown: nothing here knows what it should be compared with\n", path.c_str());
  if (report->count() == 0) std::fprintf(stderr, "housing: there is nothing to check\n");
  return report->ok() && report->count() > 0 ? kExitDone : kExitFailed;
}

}  // namespace housing::main
