// S3Bucket: one empty bucket of the test program's moto server behind a FaultProxy of its own, and handles on it. What
// else the server had is forgotten. Includes an adapter: the test program links it. Thread-safety: open() from any
// thread.
#pragma once

#include <memory>
#include <string>

#include "adapters/s3/s3_store.hpp"
#include "aws/credentials.hpp"
#include "aws/session.hpp"
#include "base/assert.hpp"
#include "base/clock.hpp"
#include "client/client.hpp"
#include "testing/fault_proxy.hpp"
#include "testing/moto_server.hpp"
#include "testing/temp_folder.hpp"

namespace housing::testing {

class S3Bucket {
 public:
  static constexpr std::string_view kName = "objects-of-tests";

  S3Bucket() {
    MotoServer& moto = MotoServer::shared();
    moto.reset();
    HT_ASSERT(moto.send("PUT", "/" + std::string(kName)).status == 200);
    // moto looks whether a condition holds, then writes, in two steps; S3 does both in one.
    proxy.serialise_conditional_writes();
  }

  s3::S3Options options(std::string bucket = std::string(kName)) const {
    return {.bucket = std::move(bucket), .cache_dir = folder.path() / "cache", .part_bytes = s3::kLeastPartBytes};
  }
  std::unique_ptr<s3::S3Store> open(s3::S3Options options) {
    return s3::S3Store::open(std::move(options), session).value();
  }
  std::unique_ptr<s3::S3Store> open() { return open(options()); }

  MotoServer& moto() const { return MotoServer::shared(); }
  // What is stored, past the adapter.
  MotoServer::Answer raw(std::string_view method, const std::string& rest, std::string_view body = "") const {
    return moto().send(method, "/" + std::string(kName) + rest, body);
  }
  bool has_unfinished_uploads() const { return raw("GET", "?uploads").body.find("<UploadId>") != std::string::npos; }

  TempFolder folder;
  FaultProxy proxy{MotoServer::shared().port()};
  base::SystemClock clock;
  client::Client client{client::ClientOptions{}};
  std::unique_ptr<aws::CredentialsProvider> credentials =
      aws::fixed_credentials({.access_key = std::string(MotoServer::kAccessKey),
                              .secret_key = std::string(MotoServer::kSecretKey),
                              .session_token = {},
                              .ends = {}});
  aws::Session session{
      {.region = std::string(MotoServer::kRegion), .endpoint_url = proxy.url()}, *credentials, client, clock};
};

}  // namespace housing::testing
