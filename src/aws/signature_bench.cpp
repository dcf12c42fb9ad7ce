// How long signing one request takes, the key being known: an object of S3, and a message of SQS. Beside it, the same
// bytes of canonical request and body through SHA-256 alone, than which nothing that signs can be faster.
// Usage: signature_bench [ROUNDS]     prints {"ways":[{"name","rounds","microseconds"}…]}, of CPU time
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "aws/signature.hpp"
#include "base/assert.hpp"
#include "base/sha256.hpp"

namespace housing::aws {
namespace {

constexpr int kRepetitions = 5;  // the best of them counts

Signable s3_request() {
  return {.method = "GET",
          .path = "/real/shards/zillow/2025-03/home_value.metro.shard",
          .query = {},
          .headers = {{"Host", "housing-trends-prod-data.s3.us-east-1.amazonaws.com"},
                      {"Range", "bytes=0-65535"},
                      {"X-Amz-Content-Sha256", base::sha256_hex("")}},
          .payload_hash = base::sha256_hex("")};
}

Signable sqs_request(const std::string& body) {
  return {.method = "POST",
          .path = "/",
          .query = {},
          .headers = {{"Content-Type", "application/x-amz-json-1.0"},
                      {"X-Amz-Target", "AmazonSQS.SendMessage"},
                      {"Host", "sqs.us-east-1.amazonaws.com"}},
          .payload_hash = base::sha256_hex(body)};
}

double cpu_microseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

template <class Work>
double microseconds_each(int rounds, Work work) {
  double best = 1e9;
  for (int repetition = 0; repetition < kRepetitions; ++repetition) {
    const double begin = cpu_microseconds();
    for (int i = 0; i < rounds; ++i) work();
    best = std::min(best, (cpu_microseconds() - begin) / rounds);
  }
  return best;
}

int run(int rounds) {
  Signer signer;
  const Credentials credentials{.access_key = "key",
                                .secret_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                                .session_token = std::string(400, 't'),
                                .ends = std::nullopt};
  const base::WallTime time(std::chrono::milliseconds(1'768'910'400'000));
  const std::string body(600, 'b');
  std::string canonical;
  const auto sign = [&](Signable request, std::string_view service) {
    const Signature made =
        signer.sign_headers(request, {"us-east-1", service, time}, SigningRules::of(service), credentials);
    HT_ASSERT(made.signature.size() == 64);
    canonical = made.canonical_request;
  };
  const double s3 = microseconds_each(rounds, [&] { sign(s3_request(), "s3"); });
  const double sqs = microseconds_each(rounds, [&] { sign(sqs_request(body), "sqs"); });
  const double digest = microseconds_each(
      rounds, [&] { HT_ASSERT(base::sha256_hex(canonical).size() + base::sha256_hex(body).size() == 128); });
  std::printf("{\"ways\":[{\"name\":\"s3\",\"rounds\":%d,\"microseconds\":%.2f},", rounds, s3);
  std::printf("{\"name\":\"sqs\",\"rounds\":%d,\"microseconds\":%.2f},", rounds, sqs);
  std::printf("{\"name\":\"sha256 alone\",\"rounds\":%d,\"microseconds\":%.2f}]}\n", rounds, digest);
  return 0;
}

}  // namespace
}  // namespace housing::aws

int main(int argc, char** argv) {
  constexpr int kMaxRounds = 10'000'000;
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 20'000;
  if (rounds < 1 || rounds > kMaxRounds) {
    std::fprintf(stderr, "usage: signature_bench [ROUNDS, 1 to %d]\n", kMaxRounds);
    return 2;
  }
  return housing::aws::run(rounds);
}
