// MotoServer: a stand-in for AWS (moto_server) of the test program's own on a free port of the loopback address: S3,
// SQS, SES, Secrets Manager, Systems Manager, EventBridge and more, all in memory.
//
// It is not AWS: it keeps no conditional write atomic, takes any credentials unless told otherwise by environment
// ("INITIAL_NO_AUTH_ACTION_COUNT=0"), and is slow. FaultProxy stands in front of it where a test wants faults.
// Thread-safety: one thread starts and stops it (one that lives as long as it), any thread sends. Errors are
// assertions: a test cannot go on without its server.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

#include "testing/temp_folder.hpp"

namespace housing::testing {

class MotoServer {
 public:
  static constexpr std::string_view kRegion = "us-east-1";
  static constexpr std::string_view kAccount = "123456789012";  // moto's own
  static constexpr std::string_view kAccessKey = "access-key-of-tests";
  static constexpr std::string_view kSecretKey = "secret/key+of=tests";

  // Why there can be no server here, for a test to skip with; "" when there can.
  static std::string why_not();
  // One for the whole test program, started at its first use: it takes seconds. A test that stops it starts it again;
  // begin with reset().
  static MotoServer& shared();

  // `environment`: "NAME=value", besides PATH.
  explicit MotoServer(std::vector<std::string> environment = {});
  ~MotoServer();
  MotoServer(const MotoServer&) = delete;
  MotoServer& operator=(const MotoServer&) = delete;

  int port() const { return port_; }
  // "http://127.0.0.1:PORT", as AWS_ENDPOINT_URL has it.
  std::string url() const;

  // Forgets all that was made in it.
  void reset() const;
  // Empty again, on the same port.
  void start();
  // At once, as a machine goes that loses its power.
  void stop();
  // It neither answers nor goes away; and goes on.
  void freeze() const;
  void thaw() const;

  struct Answer {
    int status = 0;  // 0: nobody answered
    std::string head;
    std::string body;
  };
  // One request past all adapters, as somebody of kAccessKey would sign it for `service`, but with a signature that is
  // none. Each header is a line without its end: "X-Amz-Target: AmazonSQS.ListQueues".
  Answer send(std::string_view method, std::string_view target, std::string_view body = "",
              const std::vector<std::string>& headers = {}, std::string_view service = "s3") const;
  // What it has logged.
  std::string log() const;

 private:
  bool start_once();

  std::vector<std::string> environment_;
  TempFolder folder_;
  int port_;
  pid_t server_ = 0;
};

}  // namespace housing::testing
