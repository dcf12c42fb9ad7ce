// ServiceUrl: an address of something the program uses, "scheme://[user[:password]@]host[:port][/path][?name=value&…]",
// as settings have it: smtp://user:password@mail.example:587?tls=none.
//
// Not for addresses on the web. No message of it holds the user, the password or the parameters.
// Thread-safety: a value. Errors: kInvalidInput. Limits: kMaxServiceUrlBytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace housing::base {

inline constexpr std::size_t kMaxServiceUrlBytes = 2048;

struct ServiceUrl {
  std::string scheme;  // lower case
  std::string user;    // percent escapes taken out, here and below
  std::string password;
  std::string host;        // without the brackets of [::1]
  std::uint16_t port = 0;  // 0: not said
  std::string path;        // with its '/', or empty
  std::vector<std::pair<std::string, std::string>> parameters;

  static Result<ServiceUrl> parse(std::string_view text);

  std::optional<std::string_view> parameter(std::string_view name) const;
  // So that a misspelt setting is not silently without effect. Errors: kInvalidInput naming what is known.
  Status allow_parameters(const std::vector<std::string_view>& known) const;
  // "scheme://host:port", fit to be shown.
  std::string shown() const;
};

// Whether `host` is this machine by its own name: localhost, 127.0.0.0/8, ::1.
bool is_loopback_host(std::string_view host);

}  // namespace housing::base
