// TestAuthority: an authority that issues certificates for servers of tests, made on the spot by the openssl command.
// Thread-safety: one thread. Errors are assertions.
#pragma once

#include <filesystem>
#include <string>

namespace housing::testing {

struct TestCertificate {
  std::filesystem::path certificate;
  std::filesystem::path key;
};

class TestAuthority {
 public:
  // Why there can be none here, to skip by; "" when there can.
  static std::string why_not();
  // `folder` keeps what is made; `name` begins the files' names.
  explicit TestAuthority(std::filesystem::path folder, std::string name = "authority");

  // Trusted by those who are to trust it.
  std::filesystem::path certificate() const { return file(name_, ".crt"); }
  // `names` as OpenSSL writes them: "DNS:localhost,IP:127.0.0.1".
  TestCertificate issue(const std::string& file_name, const std::string& names) const;

 private:
  std::filesystem::path file(const std::string& name, const char* suffix) const { return folder_ / (name + suffix); }

  std::filesystem::path folder_;
  std::string name_;
};

}  // namespace housing::testing
