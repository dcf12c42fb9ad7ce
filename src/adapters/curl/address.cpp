#include "adapters/curl/address.hpp"

#include <curl/curl.h>

#include <memory>
#include <optional>

#include "base/text.hpp"

namespace housing::curl {
namespace {

using base::ErrorCode;
using base::fail;

struct Free {
  void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
  void operator()(char* text) const { curl_free(text); }
};
using Handle = std::unique_ptr<CURLU, Free>;

Handle parsed(const std::string& url) {
  Handle handle(curl_url());
  if (handle && curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) handle.reset();
  return handle;
}

std::optional<std::string> part_of(const Handle& handle, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(handle.get(), part, &text, 0) != CURLUE_OK) return std::nullopt;
  const std::unique_ptr<char, Free> owner(text);
  return std::string(text);
}

bool is_loopback_host(std::string_view host) {
  if (base::equal_ignoring_case(host, "localhost") || host == "[::1]") return true;
  const auto numbers = base::split(host, '.');
  if (numbers.size() != 4 || numbers[0] != "127") return false;
  for (const std::string_view number : numbers)
    if (!base::parse_integer(number)) return false;
  return true;
}

}  // namespace

bool is_loopback(const std::string& url) {
  const Handle handle = parsed(url);
  return handle && is_loopback_host(part_of(handle, CURLUPART_HOST).value_or(""));
}

base::Status check_address(const std::string& url) {
  const Handle handle = parsed(url);
  if (!handle) return fail(ErrorCode::kInvalidInput, "'" + url + "' is no address like https://host/file.csv");
  if (part_of(handle, CURLUPART_USER) || part_of(handle, CURLUPART_PASSWORD))
    return fail(ErrorCode::kInvalidInput, "an address with a user name or password inside is not fetched");
  const std::string scheme = part_of(handle, CURLUPART_SCHEME).value_or("");
  if (scheme == "https") return {};
  if (scheme == "http" && is_loopback_host(part_of(handle, CURLUPART_HOST).value_or(""))) return {};
  if (scheme == "http")
    return fail(ErrorCode::kInvalidInput, "'" + url + "' is not encrypted: only https is fetched from other machines");
  return fail(ErrorCode::kInvalidInput, "'" + url + "' is not of the scheme https");
}

base::Result<std::string> redirect_target(const std::string& url, const std::string& location) {
  const Handle handle = parsed(url);
  if (!handle || location.empty() || curl_url_set(handle.get(), CURLUPART_URL, location.c_str(), 0) != CURLUE_OK)
    return fail(ErrorCode::kInvalidInput, "redirects to '" + location + "', which is no address");
  std::string target = part_of(handle, CURLUPART_URL).value_or("");
  if (auto status = check_address(target); !status) return std::unexpected(status.error().at("redirects elsewhere"));
  if (is_loopback(target) && !is_loopback(url))
    return fail(ErrorCode::kInvalidInput, "redirects to '" + target + "', which is this machine");
  return target;
}

}  // namespace housing::curl
