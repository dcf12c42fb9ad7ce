#include "testing/test_authority.hpp"

#include <vector>

#include "base/assert.hpp"
#include "testing/child_process.hpp"

namespace housing::testing {
namespace {

using Words = std::vector<std::string>;

void request(const TestCertificate& made, const Words& more) {
  Words command{find_program("openssl"),
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-out",
                made.certificate,
                "-keyout",
                made.key};
  command.insert(command.end(), more.begin(), more.end());
  HT_ASSERT(run_child(command, {.output = {}, .environment = {}}) == 0);
}

}  // namespace

std::string TestAuthority::why_not() {
  return find_program("openssl").empty() ? "there is no openssl: apt-get install openssl" : "";
}

TestAuthority::TestAuthority(std::filesystem::path folder, std::string name)
    : folder_(std::move(folder)), name_(std::move(name)) {
  request({file(name_, ".crt"), file(name_, ".key")}, {"-subj", "/CN=Test " + name_});
}

TestCertificate TestAuthority::issue(const std::string& file_name, const std::string& names) const {
  const TestCertificate made{file(file_name, ".crt"), file(file_name, ".key")};
  request(made, {"-subj", "/CN=" + file_name, "-CA", certificate(), "-CAkey", file(name_, ".key"), "-addext",
                 "subjectAltName=" + names, "-addext", "basicConstraints=critical,CA:FALSE"});
  return made;
}

}  // namespace housing::testing
