#include "aws/signature.hpp"

#include <algorithm>
#include <array>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "crypto/encode.hpp"
#include "crypto/mac.hpp"

namespace housing::aws {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::size_t kDateLength = 8;

// What proxies may change, and what is told to others than the service.
constexpr auto kNeverSigned = std::to_array<std::string_view>(
    {"authorization", "cache-control", "connection", "expect", "from", "keep-alive", "max-forwards", "pragma",
     "referer", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id"});

bool is_signed(std::string_view name) {
  return !name.starts_with("proxy-") && !name.starts_with("sec-") &&
         std::ranges::find(kNeverSigned, name) == kNeverSigned.end();
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Blanks at the ends fall away, others become one space.
void append_header_value(std::string& out, std::string_view value) {
  bool gap = false;
  const std::size_t begin = out.size();
  for (const char c : value) {
    if (is_blank(c)) {
      gap = out.size() > begin;
      continue;
    }
    if (gap) out.push_back(' ');
    gap = false;
    out.push_back(c);
  }
}

struct CanonicalHeaders {
  std::string names;  // "host;x-amz-date"
  std::string lines;  // "host:…\nx-amz-date:…\n"
};

CanonicalHeaders canonical_headers(const client::Headers& headers) {
  std::vector<std::pair<std::string, std::string_view>> sorted;
  sorted.reserve(headers.size());
  for (const auto& [name, value] : headers)
    if (std::string small = base::lower(name); is_signed(small)) sorted.emplace_back(std::move(small), value);
  std::ranges::stable_sort(sorted, {}, &std::pair<std::string, std::string_view>::first);
  CanonicalHeaders canonical;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto& [name, value] = sorted[i];
    if (i > 0 && sorted[i - 1].first == name) {  // several of one name become one line
      canonical.lines.back() = ',';
    } else {
      if (!canonical.names.empty()) canonical.names.push_back(';');
      canonical.names.append(name);
      canonical.lines.append(name).push_back(':');
    }
    append_header_value(canonical.lines, value);
    canonical.lines.push_back('\n');
  }
  return canonical;
}

}  // namespace

std::string amz_date(base::WallTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const auto second_of_day = static_cast<unsigned>(std::chrono::floor<std::chrono::seconds>(time - day).count());
  std::string text = "YYYYMMDDThhmmssZ";
  const auto put = [&](std::size_t end, unsigned value, std::size_t digits) {
    for (; digits-- > 0; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
  };
  put(4, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  put(6, static_cast<unsigned>(date.month()), 2);
  put(8, static_cast<unsigned>(date.day()), 2);
  put(11, second_of_day / 3600, 2);
  put(13, second_of_day / 60 % 60, 2);
  put(15, second_of_day % 60, 2);
  return text;
}

std::string scope_text(const SigningScope& scope) {
  std::string text = amz_date(scope.time).substr(0, kDateLength);
  return text.append("/").append(scope.region).append("/").append(scope.service).append("/aws4_request");
}

Signature Signer::sign_headers(Signable& request, const SigningScope& scope, SigningRules rules,
                               const Credentials& credentials) {
  const std::string date = amz_date(scope.time);
  request.headers.emplace_back("X-Amz-Date", date);
  if (!credentials.session_token.empty())
    request.headers.emplace_back("X-Amz-Security-Token", credentials.session_token);
  Signature made = sign(request, canonical_query(request.query), date, scope, rules, credentials);
  std::string proof(kAlgorithm);
  proof.append(" Credential=").append(credentials.access_key).append("/").append(scope_text(scope));
  proof.append(", SignedHeaders=").append(made.signed_headers).append(", Signature=").append(made.signature);
  request.headers.emplace_back("Authorization", std::move(proof));
  return made;
}

Signature Signer::sign_query(Signable& request, const SigningScope& scope, SigningRules rules,
                             const Credentials& credentials, std::chrono::seconds lifetime) {
  const std::string date = amz_date(scope.time);
  request.query.emplace_back("X-Amz-Algorithm", kAlgorithm);
  request.query.emplace_back("X-Amz-Credential", credentials.access_key + "/" + scope_text(scope));
  request.query.emplace_back("X-Amz-Date", date);
  request.query.emplace_back("X-Amz-Expires", std::to_string(lifetime.count()));
  request.query.emplace_back("X-Amz-SignedHeaders", canonical_headers(request.headers).names);
  if (!credentials.session_token.empty()) request.query.emplace_back("X-Amz-Security-Token", credentials.session_token);
  Signature made = sign(request, canonical_query(request.query), date, scope, rules, credentials);
  request.query.emplace_back("X-Amz-Signature", made.signature);
  return made;
}

Signature Signer::sign(const Signable& request, std::string query, std::string_view date, const SigningScope& scope,
                       SigningRules rules, const Credentials& credentials) {
  CanonicalHeaders headers = canonical_headers(request.headers);
  const std::string scope_written = scope_text(scope);
  Signature made;
  std::string& canonical = made.canonical_request;
  canonical.reserve(256 + request.path.size() + query.size() + headers.lines.size() + headers.names.size());
  canonical.append(request.method).push_back('\n');
  const std::string normalised = rules.normalise_path ? normalised_path(request.path) : std::string(request.path);
  if (rules.escape_path)
    append_escaped_path(canonical, normalised);
  else
    canonical.append(normalised);
  canonical.append("\n").append(query).append("\n").append(headers.lines).append("\n");
  canonical.append(headers.names).append("\n").append(request.payload_hash);

  std::string& to_sign = made.string_to_sign;
  to_sign.append(kAlgorithm).append("\n").append(date).append("\n").append(scope_written).append("\n");
  to_sign.append(base::sha256_hex(canonical));

  const std::string key = key_for(credentials.secret_key, date.substr(0, kDateLength), scope, scope_written);
  made.signature = crypto::to_hex(crypto::hmac_sha256(key, to_sign));
  made.signed_headers = std::move(headers.names);
  return made;
}

std::string Signer::key_for(const std::string& secret, std::string_view date, const SigningScope& scope,
                            const std::string& scope_written) {
  const std::lock_guard lock(mutex_);
  const auto known =
      std::ranges::find_if(keys_, [&](const Key& key) { return key.scope == scope_written && key.secret == secret; });
  if (known != keys_.end()) return known->bytes;
  std::string bytes = crypto::hmac_sha256("AWS4" + secret, date);
  bytes = crypto::hmac_sha256(bytes, scope.region);
  bytes = crypto::hmac_sha256(bytes, scope.service);
  bytes = crypto::hmac_sha256(bytes, "aws4_request");
  if (keys_.size() >= kMaxSigningKeys) keys_.erase(keys_.begin());
  keys_.push_back({secret, scope_written, bytes});
  return bytes;
}

}  // namespace housing::aws
