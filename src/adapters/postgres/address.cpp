#include "adapters/postgres/address.hpp"

#include <libpq-fe.h>

#include <memory>

#include "base/text.hpp"

namespace housing::postgres {
namespace {

using base::ErrorCode;
using base::fail;

bool is_this_machine(std::string_view host) {
  return host.empty() || host.starts_with('/') || host == "localhost" || host == "::1" || host.starts_with("127.");
}

}  // namespace

std::string scrubbed(std::string text, std::string_view secret) {
  if (secret.empty()) return text;
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
    text.replace(at, secret.size(), "***");
  return text;
}

std::string Address::label() const {
  const auto value = [&](const char* name, const char* otherwise) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string(otherwise) : found->second;
  };
  return value("host", "this machine") + ":" + value("port", "5432") + "/" + value("dbname", "");
}

base::Result<Address> parse_url(std::string_view url) {
  const auto refuse = [](const std::string& why) {
    return fail(ErrorCode::kInvalidInput,
                "the database's URL is not of the form postgresql://host:port/database?sslmode=verify-full&"
                "sslrootcert=/path: " +
                    why);
  };
  if (!url.starts_with("postgresql://") && !url.starts_with("postgres://")) return refuse("it begins differently");
  if (url.find('\0') != std::string_view::npos) return refuse("it has a NUL in it");
  char* reason = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(std::string(url).c_str(), &reason), &PQconninfoFree);
  const std::unique_ptr<char, decltype(&PQfreemem)> owned_reason(reason, &PQfreemem);
  // libpq's reason may quote the URL, so it is not passed on.
  if (!options) return refuse("a part of it cannot be read, or names a parameter that does not exist");
  Address address;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const std::string_view name = option->keyword;
    if (name == "user") {
      address.in_url.user = option->val;
    } else if (name == "password") {
      address.in_url.password = option->val;
    } else {
      address.parameters.emplace(name, option->val);
    }
  }
  if (!address.parameters.contains("dbname")) return refuse("it names no database");
  if (const auto port = address.parameters.find("port"); port != address.parameters.end())
    for (const std::string_view one : base::split(port->second, ','))  // one a host
      if (const auto number = base::parse_integer(one); !one.empty() && (!number || *number < 1 || *number > 65535))
        return refuse("its port is not a number from 1 to 65535");
  const auto host = address.parameters.find("host");
  const bool local = is_this_machine(host == address.parameters.end() ? "" : host->second);
  address.parameters.emplace("sslmode", local ? "prefer" : "verify-full");
  return address;
}

}  // namespace housing::postgres
