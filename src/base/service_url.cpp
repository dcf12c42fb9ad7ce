#include "base/service_url.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace housing::base {
namespace {

std::unexpected<Error> bad(std::string_view what) {
  return fail(ErrorCode::kInvalidInput, "the address " + std::string(what) +
                                            "; it should look like scheme://[user:password@]host[:port][/path][?a=b]");
}

std::optional<int> digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

Result<std::string> unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i];
      continue;
    }
    const auto high = i + 1 < text.size() ? digit(text[i + 1]) : std::nullopt;
    const auto low = i + 2 < text.size() ? digit(text[i + 2]) : std::nullopt;
    if (!high || !low) return bad("has a '%' that no two hexadecimal digits follow (write it as %25)");
    result += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  if (result.find('\0') != std::string::npos) return bad("has a NUL in it");
  return result;
}

bool is_host(std::string_view host) {
  return !host.empty() && std::ranges::all_of(host, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_' || c == ':';
  });
}

Status take_host(std::string_view text, ServiceUrl& url) {
  std::string_view port;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return bad("has a '[' without its ']'");
    url.host = text.substr(1, end - 1);
    port = text.substr(end + 1);
  } else {
    const std::size_t colon = text.find(':');
    url.host = text.substr(0, colon);
    port = colon == std::string_view::npos ? std::string_view() : text.substr(colon);
  }
  if (!is_host(url.host)) return bad("has no host's name");
  if (port.empty()) return {};
  const auto number = port.starts_with(':') ? parse_integer(port.substr(1)) : std::nullopt;
  if (!number || *number < 1 || *number > UINT16_MAX) return bad("has a port that is not between 1 and 65535");
  url.port = static_cast<std::uint16_t>(*number);
  return {};
}

Status take_credentials(std::string_view text, ServiceUrl& url) {
  const std::size_t colon = text.find(':');
  HT_TRY(url.user, unescaped(text.substr(0, colon)));
  if (colon == std::string_view::npos) return {};
  HT_TRY(url.password, unescaped(text.substr(colon + 1)));
  return {};
}

Status take_parameters(std::string_view text, ServiceUrl& url) {
  for (const std::string_view pair : split(text, '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    HT_TRY(std::string name, unescaped(pair.substr(0, equals)));
    HT_TRY(std::string value, unescaped(equals == std::string_view::npos ? "" : pair.substr(equals + 1)));
    if (url.parameter(name)) return bad("has the parameter '" + name + "' twice");
    url.parameters.emplace_back(std::move(name), std::move(value));
  }
  return {};
}

}  // namespace

Result<ServiceUrl> ServiceUrl::parse(std::string_view text) {
  if (text.size() > kMaxServiceUrlBytes) return bad("is too long");
  if (std::ranges::any_of(text, [](char c) { return c <= ' ' || c == 0x7f; }))
    return bad("has a blank or control character in it");
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos || scheme_end == 0) return bad("has no scheme");
  ServiceUrl url;
  url.scheme = lower(text.substr(0, scheme_end));
  text.remove_prefix(scheme_end + 3);

  if (const std::size_t query = text.find('?'); query != std::string_view::npos) {
    HT_CHECK_OK(take_parameters(text.substr(query + 1), url));
    text = text.substr(0, query);
  }
  const std::size_t path = std::min(text.find('/'), text.size());
  HT_TRY(url.path, unescaped(text.substr(path)));
  text = text.substr(0, path);
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    HT_CHECK_OK(take_credentials(text.substr(0, at), url));
    text.remove_prefix(at + 1);
  }
  HT_CHECK_OK(take_host(text, url));
  return url;
}

std::optional<std::string_view> ServiceUrl::parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
  if (found == parameters.end()) return std::nullopt;
  return found->second;
}

Status ServiceUrl::allow_parameters(const std::vector<std::string_view>& known) const {
  const auto unknown = std::ranges::find_if(
      parameters, [&](const auto& parameter) { return std::ranges::find(known, parameter.first) == known.end(); });
  if (unknown == parameters.end()) return {};
  const std::vector<std::string> names(known.begin(), known.end());
  return fail(ErrorCode::kInvalidInput,
              shown() + ": unknown parameter '" + unknown->first + "'; known: " + join(names, ", "));
}

std::string ServiceUrl::shown() const {
  const bool brackets = host.find(':') != std::string::npos;
  std::string text = scheme + "://" + (brackets ? "[" + host + "]" : host);
  if (port != 0) text += ':' + std::to_string(port);
  return text;
}

bool is_loopback_host(std::string_view host) {
  if (equal_ignoring_case(host, "localhost") || host == "::1") return true;
  const auto bytes = split(host, '.');
  return bytes.size() == 4 && bytes[0] == "127" && std::ranges::all_of(bytes, [](std::string_view byte) {
           const auto number = parse_integer(byte);
           return number && *number >= 0 && *number <= 255;
         });
}

}  // namespace housing::base
