#include "aws/signing_case.hpp"

#include <algorithm>
#include <fstream>

#include "aws/times.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"

namespace housing::aws {
namespace {

using base::ErrorCode;

std::unexpected<base::Error> wrong(const std::string& what) { return base::fail(ErrorCode::kInvalidInput, what); }

base::Result<std::string> read_file(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return wrong(path.string() + ": there is no such file");
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > kMaxSigningCaseBytes)
    return wrong(path.string() + ": has more than " + std::to_string(kMaxSigningCaseBytes) + " bytes");
  std::ifstream file(path, std::ios::binary);
  std::string text(size, '\0');
  if (!file.read(text.data(), static_cast<std::streamsize>(size))) return wrong(path.string() + ": cannot be read");
  return text;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

base::Status parse_request(std::string_view text, SigningCase& into) {
  const std::string_view line = take_line(text);
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(" HTTP/");  // a path may hold blanks
  if (first == std::string_view::npos || last == std::string_view::npos || last <= first || line[first + 1] != '/')
    return wrong("request.txt: the first line is not like 'GET /path?query HTTP/1.1'");
  into.method = line.substr(0, first);
  const std::string_view address = line.substr(first + 1, last - first - 1);
  const std::size_t question = std::min(address.find('?'), address.size());
  into.path = address.substr(0, question);
  into.query = parse_query(address.substr(std::min(question + 1, address.size())));
  while (!text.empty()) {
    const std::string_view header = take_line(text);
    if (header.empty()) break;
    if (header.front() == ' ' || header.front() == '\t') {
      if (into.headers.empty()) return wrong("request.txt: a header cannot begin with a blank");
      into.headers.back().second.append(" ").append(base::trim(header));
      continue;
    }
    const std::size_t colon = header.find(':');
    if (colon == std::string_view::npos || colon == 0)
      return wrong("request.txt: '" + std::string(header.substr(0, 40)) + "' is no header");
    into.headers.emplace_back(header.substr(0, colon), header.substr(colon + 1));
  }
  into.body = text;
  return {};
}

base::Result<std::string> member(const base::Json& json, std::string_view name) {
  const std::string_view text = json.text(name);
  if (text.empty()) return wrong("context.json: '" + std::string(name) + "' is missing, or no text");
  return std::string(text);
}

bool flag(const base::Json& json, std::string_view name, bool otherwise) {
  const base::Json* const found = json.find(name);
  return found == nullptr ? otherwise : found->bool_or(otherwise);
}

base::Status parse_context(const base::Json& context, SigningCase& into) {
  const base::Json* const credentials = context.find("credentials");
  if (credentials == nullptr || !credentials->is_object()) return wrong("context.json: 'credentials' is missing");
  HT_TRY(into.credentials.access_key, member(*credentials, "access_key_id"));
  HT_TRY(into.credentials.secret_key, member(*credentials, "secret_access_key"));
  into.credentials.session_token = credentials->text("token");
  HT_TRY(into.region, member(context, "region"));
  HT_TRY(into.service, member(context, "service"));
  HT_TRY(const std::string timestamp, member(context, "timestamp"));
  const auto time = parse_iso8601(timestamp);
  if (!time) return wrong("context.json: 'timestamp' is not like 2015-08-30T12:36:00Z");
  into.time = *time;
  into.lifetime = std::chrono::seconds(context.integer("expiration_in_seconds", 3600));
  into.rules = SigningRules::of(into.service);
  into.rules.normalise_path = into.rules.normalise_path && flag(context, "normalize", true);
  into.sign_body = flag(context, "sign_body", false) || into.service == "s3";
  into.omit_session_token = flag(context, "omit_session_token", false);
  return {};
}

}  // namespace

base::Result<SigningCase> parse_signing_case(std::string_view request, const base::Json& context) {
  SigningCase parsed;
  HT_CHECK_OK(parse_request(request, parsed));
  HT_CHECK_OK(parse_context(context, parsed));
  return parsed;
}

base::Result<SigningCase> read_signing_case(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return wrong(folder.string() + ": there is no such folder");
  HT_TRY(const std::string request, read_file(folder / "request.txt"));
  HT_TRY(const std::string text, read_file(folder / "context.json"));
  const auto context = base::Json::parse(text);
  if (!context) return std::unexpected(context.error().at((folder / "context.json").string()));
  auto parsed = parse_signing_case(request, *context);
  if (!parsed) return std::unexpected(parsed.error().at(folder.string()));
  return parsed;
}

SignedCase sign_case(Signer& signer, const SigningCase& signing_case) {
  const SigningScope scope{.region = signing_case.region, .service = signing_case.service, .time = signing_case.time};
  Credentials credentials = signing_case.credentials;
  if (signing_case.omit_session_token) credentials.session_token.clear();
  Signable plain{.method = signing_case.method,
                 .path = signing_case.path,
                 .query = signing_case.query,
                 .headers = signing_case.headers,
                 .payload_hash = base::sha256_hex(signing_case.body)};
  SignedCase made;
  Signable by_headers = plain;
  if (signing_case.sign_body) by_headers.headers.emplace_back("X-Amz-Content-Sha256", plain.payload_hash);
  made.by_headers = signer.sign_headers(by_headers, scope, signing_case.rules, credentials);
  made.authorization = by_headers.headers.back().second;

  Signable by_query = plain;
  if (signing_case.service == "s3") by_query.payload_hash = kUnsignedPayload;
  made.by_query = signer.sign_query(by_query, scope, signing_case.rules, credentials, signing_case.lifetime);
  if (signing_case.omit_session_token && !signing_case.credentials.session_token.empty())
    by_query.query.emplace_back("X-Amz-Security-Token", signing_case.credentials.session_token);
  made.presigned = signing_case.path + "?" + canonical_query(by_query.query);
  return made;
}

}  // namespace housing::aws
