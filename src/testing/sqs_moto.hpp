// SqsMoto: moto as SQS for tests, in which time passes when a test says so, and its queues. One server for the test
// program.
//
// Thread-safety: one thread makes queues and lets time pass. Errors are assertions.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "base/json_writer.hpp"
#include "ports/queue.hpp"
#include "testing/aws_session.hpp"
#include "testing/moto_server.hpp"
#include "testing/temp_folder.hpp"

namespace housing::testing {

// Python reads this at its start: moto's one source of the time is as far ahead as a file says; and connections are
// kept from one request to the next, as AWS keeps them.
inline constexpr std::string_view kAsWeWantIt = R"(
import datetime, os, moto.core.utils as utils
real = utils.utcnow
def moved():
    with open(os.environ["MOVED_TIME"]) as file:
        return real() + datetime.timedelta(seconds=int(file.read()))
utils.utcnow = moved
from werkzeug import serving
Handler = serving.WSGIRequestHandler
send = Handler.send_header
def kept(self, name, value):
    if (name, value) != ("Connection", "close"):
        send(self, name, value)
Handler.send_header = kept
Handler.protocol_version = "HTTP/1.1"
Handler.disable_nagle_algorithm = True
class NothingBehindTheRequest:
    def register(self, *ignored): pass
    def select(self, timeout): return []
    def close(self): pass
class Selectors:
    DefaultSelector, EVENT_READ = NothingBehindTheRequest, 1
serving.selectors = Selectors
)";

class SqsMoto {
 public:
  static SqsMoto& shared() {
    static SqsMoto moto;
    return moto;
  }

  const MotoServer& server() const { return *server_; }
  aws::Session& session() { return **session_; }

  void pass(std::chrono::seconds time) {
    ahead_ += time;
    write();
  }

  base::Json call(std::string_view operation, const std::string& body) {
    return session_->call("sqs", "AmazonSQS." + std::string(operation), body, "1.0");
  }
  // "PREFIX-NAME-queue" with its dead letters; gives its URL.
  std::string make_queue(const std::string& prefix, const std::string& name) {
    const std::string queue = prefix + "-" + name + "-queue";
    make(queue + "-dlq", "");
    const std::string arn = "arn:aws:sqs:" + std::string(MotoServer::kRegion) + ":" +
                            std::string(MotoServer::kAccount) + ":" + queue + "-dlq";
    return make(queue, R"({"maxReceiveCount":)" + std::to_string(ports::kMaxReceives) + R"(,"deadLetterTargetArn":")" +
                           arn + R"("})");
  }
  std::string next_prefix() { return "test-" + std::to_string(++prefixes_); }

 private:
  SqsMoto() {
    write();
    std::ofstream(folder_.path() / "sitecustomize.py") << kAsWeWantIt;
    server_ = std::make_unique<MotoServer>(
        std::vector<std::string>{"PYTHONPATH=" + folder_.path().string(), "MOVED_TIME=" + clock_file()});
    session_ = std::make_unique<AwsSession>(server_->url());
  }

  std::string clock_file() const { return folder_.path() / "seconds"; }
  // In one step, so that nobody reads half of it.
  void write() const {
    std::ofstream(clock_file() + ".new") << ahead_.count();
    std::filesystem::rename(clock_file() + ".new", clock_file());
  }
  std::string make(const std::string& queue, const std::string& redrive) {
    std::string body;
    base::JsonWriter writer(body);
    writer.begin_object().member("QueueName", queue);
    if (!redrive.empty()) writer.key("Attributes").begin_object().member("RedrivePolicy", redrive).end_object();
    writer.end_object();
    return std::string(call("CreateQueue", body).text("QueueUrl"));
  }

  TempFolder folder_;
  std::chrono::seconds ahead_{0};
  int prefixes_ = 0;
  std::unique_ptr<MotoServer> server_;
  std::unique_ptr<AwsSession> session_;
};

}  // namespace housing::testing
