// What a message taken from SQS costs beside boto3, on the same moto: receive ten, then delete them, at once or each by
// itself. Counted is the CPU time (user and system) of who takes them, without its start; moto is a process of its own,
// and connections are kept. Takes turns, best of some rounds; checks that every message came and that the queue is
// empty. Prints one line of JSON; "ratio" is ours with all deletes at once (done_all) beside boto3's plain loop, the
// others compare the same calls.
//   sqs_bench [messages]
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "adapters/sqs/sqs_queue.hpp"
#include "base/assert.hpp"
#include "testing/boto3.hpp"
#include "testing/child_process.hpp"
#include "testing/sqs_moto.hpp"

namespace {

using namespace housing;
using std::chrono::seconds;

constexpr int kRounds = 3;
constexpr int kDefaultMessages = 500;
constexpr int kWarmUp = 20;  // the connection, the signing key, the queue's address
constexpr std::string_view kBody = R"({"mail":"alert/4711/2026-01","region":"metro-41860","metric":"home_value"})";

// As its documentation does it. Prints microseconds a message.
constexpr std::string_view kBoto = R"(
import boto3, resource, sys
endpoint, url, way, warm_up, messages = *sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])
sqs = boto3.client("sqs", endpoint_url=endpoint, region_name="us-east-1")
def take(count):
    keys = set()
    while len(keys) < count:
        answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=600,
            MessageSystemAttributeNames=["ApproximateReceiveCount", "AWSTraceHeader"], MessageAttributeNames=["All"])
        for message in answer["Messages"]:
            keys.add(message["MessageAttributes"]["key"]["StringValue"])
            assert message["Body"].startswith("{")
            if way == "each":
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        if way == "batch":
            entries = [{"Id": str(i), "ReceiptHandle": message["ReceiptHandle"]}
                       for i, message in enumerate(answer["Messages"])]
            assert not sqs.delete_message_batch(QueueUrl=url, Entries=entries).get("Failed")
def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
take(warm_up)
before = cpu()
take(messages)
print((cpu() - before) * 1e6 / messages)
)";

double cpu_microseconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto of = [](const timeval& time) { return static_cast<double>(time.tv_sec * 1'000'000 + time.tv_usec); };
  return of(used.ru_utime) + of(used.ru_stime);
}

void fill(ports::Queue& queue, int messages) {
  for (int first = 0; first < messages; first += static_cast<int>(ports::kMaxBatch)) {
    std::vector<ports::OutgoingMessage> batch;
    for (int i = first; i < std::min(messages, first + static_cast<int>(ports::kMaxBatch)); ++i)
      batch.push_back({.key = "message-" + std::to_string(i), .body = std::string(kBody), .trace = {}});
    HT_ASSERT(queue.send("bench", batch).has_value());
  }
}

constexpr const char* kEach = "each";
constexpr const char* kBatch = "batch";

void take(ports::Queue& queue, std::string_view way, int messages) {
  std::set<std::string> keys;
  while (static_cast<int>(keys.size()) < messages) {
    const auto received = queue.receive("bench", ports::kMaxBatch, seconds(600), seconds(0));
    HT_ASSERT(received && !received->empty());
    std::vector<std::string> receipts;
    for (const ports::Message& message : *received) {
      HT_ASSERT(message.body == kBody);
      keys.insert(message.key);
      if (way == kEach) HT_ASSERT(queue.done("bench", message.receipt).has_value());
      receipts.push_back(message.receipt);
    }
    if (way == kBatch) HT_ASSERT(queue.done_all("bench", receipts).has_value());
  }
}

double ours(ports::Queue& queue, std::string_view way, int messages) {
  fill(queue, kWarmUp + messages);
  take(queue, way, kWarmUp);
  const double before = cpu_microseconds();
  take(queue, way, messages);
  return (cpu_microseconds() - before) / messages;
}

double botos(const std::string& python, ports::Queue& queue, const std::string& url, std::string_view way,
             int messages) {
  fill(queue, kWarmUp + messages);
  const testing::TempFolder folder;
  const int code = testing::run_child(
      {python, "-c", std::string(kBoto), testing::SqsMoto::shared().server().url(), url, std::string(way),
       std::to_string(kWarmUp), std::to_string(messages)},
      {.output = folder.path() / "out",
       .environment = {"AWS_ACCESS_KEY_ID=" + std::string(testing::MotoServer::kAccessKey),
                       "AWS_SECRET_ACCESS_KEY=" + std::string(testing::MotoServer::kSecretKey), "HOME=/nonexistent"}});
  const std::string text = testing::read_file(folder.path() / "out");
  if (code != 0) std::fputs(text.c_str(), stderr);
  HT_ASSERT(code == 0);
  return std::strtod(text.c_str(), nullptr);
}

}  // namespace

int main(int argc, char** argv) {
  const int messages = argc > 1 ? std::atoi(argv[1]) : kDefaultMessages;
  const std::string python = testing::python_with_boto3();
  const std::string why_not = testing::MotoServer::why_not();
  if (!why_not.empty() || python.empty()) {
    std::fprintf(stderr, "SKIPPED: %s\n",
                 why_not.empty() ? "no python3 with boto3: pip install boto3" : why_not.c_str());
    std::printf("{\"skipped\":true}\n");
    return 0;
  }
  testing::SqsMoto& moto = testing::SqsMoto::shared();
  const std::string prefix = moto.next_prefix();
  const std::string url = moto.make_queue(prefix, "bench");
  const auto queue = sqs::SqsQueue::open("sqs://" + prefix, moto.session()).value();
  double own_each = 1e9;
  double own_batch = 1e9;
  double boto_each = 1e9;
  double boto_batch = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    own_each = std::min(own_each, ours(*queue, kEach, messages));
    boto_each = std::min(boto_each, botos(python, *queue, url, kEach, messages));
    own_batch = std::min(own_batch, ours(*queue, kBatch, messages));
    boto_batch = std::min(boto_batch, botos(python, *queue, url, kBatch, messages));
    const auto depth = queue->depth("bench");
    HT_ASSERT(depth && depth->waiting == 0 && depth->in_flight == 0);
  }
  std::printf(
      "{\"messages\":%d,\"cpu_us_a_message\":{\"housing\":%.1f,\"housing_one_delete_each\":%.1f,"
      "\"boto3_batch\":%.1f,\"boto3_one_delete_each\":%.1f},"
      "\"ratio\":%.1f,\"ratio_both_batch\":%.1f,\"ratio_both_one_delete_each\":%.1f}\n",
      messages, own_batch, own_each, boto_batch, boto_each, boto_each / own_batch, boto_batch / own_batch,
      boto_each / own_each);
  return 0;
}
