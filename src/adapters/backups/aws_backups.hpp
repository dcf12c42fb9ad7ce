// AwsBackups: RDS's automated backups, AWS Backup's copies in the recovery region, and the parameters of Systems
// Manager, as HOUSING_BACKUPS_URL names them:
//
//   aws://INSTANCE?parameters=/housing-trends/prod[&vault=NAME&copies=REGION]
//
// INSTANCE is the database's identifier; `vault` is AWS Backup's in the region `copies`. Secrets stay where they are:
// parameters are read without decryption, and a SecureString is told of by its name alone.
// Thread-safety: one thread. Errors: as ports::Backups. Limits: kMaxPages of a list.
#pragma once

#include <string>

#include "aws/session.hpp"
#include "ports/backups.hpp"

namespace housing::backups {

inline constexpr int kMaxPages = 100;

struct AwsBackupsOptions {
  std::string instance;
  std::string parameters;     // their path
  std::string vault;          // empty: no copies
  std::string copies_region;  // with a vault
};
// Errors: kInvalidInput.
base::Result<AwsBackupsOptions> aws_backups_options(const std::string& url);

class AwsBackups final : public ports::Backups {
 public:
  // `there`: a session in the recovery region; nullptr where no copies are kept. Both must outlive it.
  AwsBackups(AwsBackupsOptions options, aws::Session& here, aws::Session* there);

  base::Result<std::optional<base::WallTime>> newest_of_database(std::chrono::nanoseconds deadline) override;
  bool keeps_copies() const override { return there_ != nullptr; }
  base::Result<std::optional<base::WallTime>> newest_copy(std::chrono::nanoseconds deadline) override;
  base::Result<std::vector<ports::Parameter>> parameters(std::chrono::nanoseconds deadline) override;

 private:
  AwsBackupsOptions options_;
  aws::Session& here_;
  aws::Session* there_;
};

}  // namespace housing::backups
