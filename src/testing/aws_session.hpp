// AwsSession: an aws::Session for an address that stands for AWS (MotoServer, FaultProxy), with all it needs. Header
// only: who includes it links aws and client.
//
// Thread-safety: any thread. Ownership: the adapters made with it must be gone before it.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "aws/session.hpp"
#include "base/assert.hpp"
#include "testing/moto_server.hpp"

namespace housing::testing {

class AwsSession {
 public:
  explicit AwsSession(const std::string& endpoint)
      : credentials_(aws::fixed_credentials({.access_key = std::string(MotoServer::kAccessKey),
                                             .secret_key = std::string(MotoServer::kSecretKey),
                                             .session_token = {},
                                             .ends = {}})),
        options_({.region = std::string(MotoServer::kRegion), .endpoint_url = endpoint}),
        session_(options_, *credentials_, client_, clock_) {}

  aws::Session& operator*() { return session_; }
  // One call of the JSON services past all adapters. It must go well.
  base::Json call(std::string_view service, std::string_view target, std::string_view body,
                  std::string_view json_version = "1.1") {
    const auto answer = session_.call_json(service, target, json_version, body, soon());
    if (!answer) std::fprintf(stderr, "%s\n", answer.error().message.c_str());
    if (answer && !*answer) std::fprintf(stderr, "%s\n", answer->error().message.c_str());
    HT_ASSERT(answer && *answer);
    return **answer;
  }
  std::chrono::nanoseconds soon() const { return clock_.monotonic() + std::chrono::seconds(30); }

  const aws::SessionOptions& options() const { return options_; }
  aws::CredentialsProvider& credentials() { return *credentials_; }
  client::Client& client() { return client_; }
  const base::Clock& clock() const { return clock_; }

 private:
  base::SystemClock clock_;
  client::Client client_{client::ClientOptions{}};
  std::unique_ptr<aws::CredentialsProvider> credentials_;
  aws::SessionOptions options_;
  aws::Session session_;
};

}  // namespace housing::testing
