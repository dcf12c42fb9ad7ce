// SqsQueue: the Queue as SQS standard queues, at sqs://PREFIX: queue NAME is "PREFIX-NAME-queue", whose redrive policy
// has kMaxReceives and the dead letters "PREFIX-NAME-queue-dlq".
//
// What SQS does otherwise than a table: a send that failed may have sent some; no message is dropped because its key
// waits already; messages come in any order and now and then twice; a receipt that is over may still work, and be told
// so by no error. Limits: SQS counts key, trace and reason with the body (kMaxBatchBytes); a wait of 0 asks only some
// of SQS's servers and may find nothing where there is something. depth(): about right, `oldest` is 0: SQS tells it to
// CloudWatch alone. A message without the attribute `key` (of EventBridge or Scheduler) has its id for key.
// bury(), and release() at the last attempt: sent to the dead letters, then deleted; killed between, the message comes
// again and may be dead twice. Dead messages: see dead_letters.hpp.
// Thread-safety: any thread, any number of processes. Errors: those of ports::Queue.
#pragma once

#include <memory>
#include <string>

#include "adapters/sqs/sqs_api.hpp"
#include "ports/queue.hpp"

namespace housing::sqs {

class SqsQueue final : public ports::Queue {
 public:
  // `session` must outlive it. Errors: kInvalidInput for what is no sqs://PREFIX.
  static base::Result<std::unique_ptr<SqsQueue>> open(std::string_view url, aws::Session& session);

  base::Status send(std::string_view queue, std::span<const ports::OutgoingMessage> messages) override;
  base::Result<std::vector<ports::Message>> receive(std::string_view queue, std::size_t most,
                                                    std::chrono::seconds visibility,
                                                    std::chrono::seconds wait) override;
  base::Status done(std::string_view queue, std::string_view receipt) override;
  base::Status done_all(std::string_view queue, std::span<const std::string> receipts) override;
  base::Status extend(std::string_view queue, std::string_view receipt, std::chrono::seconds visibility) override;
  base::Status release(std::string_view queue, std::string_view receipt, std::chrono::seconds delay,
                       std::string_view reason) override;
  base::Status bury(std::string_view queue, std::string_view receipt, std::string_view reason) override;

  base::Result<ports::QueueDepth> depth(std::string_view queue) override;
  base::Result<std::vector<ports::DeadMessage>> dead(std::string_view queue, std::size_t most) override;
  base::Status retry_dead(std::string_view queue, std::string_view id) override;
  base::Status discard_dead(std::string_view queue, std::string_view id) override;

 private:
  SqsQueue(aws::Session& session, std::string prefix) : api_(session, std::move(prefix)) {}

  base::Status delete_batch(std::string_view queue, const std::string& url, std::span<const std::string> receipts);

  SqsApi api_;
};

}  // namespace housing::sqs
