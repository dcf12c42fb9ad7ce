// SqsApi: one operation of SQS on a queue of ours, and what its failures mean. A queue NAME is "PREFIX-NAME-queue", its
// dead letters "PREFIX-NAME-queue-dlq"; their URLs are asked for once and kept.
//
// Thread-safety: any thread. Errors: those of ports::Queue; kNotFound is a receipt that is over.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "aws/session.hpp"

namespace housing::sqs {

inline constexpr std::chrono::seconds kCallTime{10};  // for one operation with its retries, besides what it polls
inline constexpr std::size_t kMaxQueueName = 80;

class SqsApi {
 public:
  // `session` must outlive it.
  SqsApi(aws::Session& session, std::string prefix) : session_(session), prefix_(std::move(prefix)) {}

  base::Result<std::string> url(std::string_view queue);
  base::Result<std::string> dead_url(std::string_view queue);
  base::Result<base::Json> call(std::string_view operation, std::string_view body, std::chrono::nanoseconds deadline,
                                bool patient = false);
  base::Result<base::Json> call(std::string_view operation, std::string_view body) {
    return call(operation, body, soon());
  }

  std::chrono::nanoseconds now() const { return session_.clock().monotonic(); }
  std::chrono::nanoseconds soon() const { return now() + kCallTime; }

 private:
  base::Result<std::string> find_url(std::string_view queue, std::string_view rest);

  aws::Session& session_;
  const std::string prefix_;
  std::mutex mutex_;  // of:
  std::map<std::string, std::string, std::less<>> urls_;
};

}  // namespace housing::sqs
