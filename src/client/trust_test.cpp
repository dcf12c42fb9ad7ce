// Certificates are verified: who issued them, and for which name.
#include <gmock/gmock.h>
#include <signal.h>

#include <thread>

#include "client/client.hpp"
#include "testing/child_process.hpp"
#include "testing/temp_folder.hpp"
#include "testing/test_authority.hpp"

namespace housing::client {
namespace {

using namespace housing::testing;
using std::chrono::seconds;

class Trust : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = TestAuthority::why_not(); !why.empty()) GTEST_SKIP() << why;
    const TestAuthority authority(folder_.path());
    const TestCertificate server = authority.issue("server", "DNS:localhost");
    ca_file_ = authority.certificate();
    port_ = free_port();
    server_ = start_child({find_program("openssl"), "s_server", "-quiet", "-www", "-accept", std::to_string(port_),
                           "-cert", server.certificate, "-key", server.key},
                          {.output = folder_.path() / "log", .environment = {}});
  }
  ~Trust() override {
    if (server_ == 0) return;
    ::kill(server_, SIGKILL);
    wait_for_child(server_);
  }
  base::Result<Answer> get(const std::string& ca_file, const std::string& host) const {
    Client client({.ca_file = ca_file});
    const auto until = std::chrono::steady_clock::now() + seconds(10);
    while (true) {
      auto answer = client.send(
          {.method = "GET", .url = "https://" + host + ":" + std::to_string(port_) + "/", .time_left = seconds(5)});
      const bool starting = !answer && answer.error().message.contains("connect to");
      if (!starting || std::chrono::steady_clock::now() > until) return answer;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  static void expect_refused(const base::Result<Answer>& answer) {
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, base::ErrorCode::kUnavailable);
    EXPECT_THAT(answer.error().message, ::testing::ContainsRegex("[Cc]ertificate"));
  }

  TempFolder folder_;
  std::string ca_file_;
  int port_ = 0;
  pid_t server_ = 0;
};

TEST_F(Trust, ATrustedCertificateForTheNameIsAccepted) {
  const auto answer = get(ca_file_, "localhost");
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
}

TEST_F(Trust, ACertificateNobodyVouchesForIsRefused) { expect_refused(get("", "localhost")); }

TEST_F(Trust, ACertificateForAnotherNameIsRefused) {
  const auto answer = get(ca_file_, "127.0.0.1");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, base::ErrorCode::kUnavailable);
  EXPECT_THAT(answer.error().message, ::testing::HasSubstr("127.0.0.1"));
}

}  // namespace
}  // namespace housing::client
