// Credentials of the machine's role: from the container agent (ECS, EKS) and from instance metadata (IMDSv2).
#include <algorithm>

#include "aws/credentials_source.hpp"
#include "aws/session.hpp"
#include "aws/shared_files.hpp"
#include "aws/times.hpp"
#include "base/service_url.hpp"
#include "base/text.hpp"

namespace housing::aws {
namespace {

using base::ErrorCode;
using Found = base::Result<std::optional<Credentials>>;
using std::chrono::nanoseconds;

constexpr std::size_t kMaxMetadataBytes = 64 * 1024;
constexpr int kAttempts = 2;
constexpr const char* kTokenSeconds = "21600";

base::Result<std::string> text_of(const client::Answer& answer, const std::string& who) {
  if (answer.status != 200)
    return base::fail(ErrorCode::kUnavailable, who + ": answers with status " + std::to_string(answer.status));
  return std::string(base::trim(answer.body));
}

// The host of "http://host:port/…", in lower case and without brackets.
std::string host_of(std::string_view url) {
  std::string_view rest = url.substr(url.find("://") + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (rest.starts_with('[')) return base::lower(rest.substr(1, rest.find(']') - 1));
  return base::lower(rest.substr(0, rest.find(':')));
}

// Whom the authorization token may be told without encryption: this machine, and the agents of ECS and EKS.
bool may_be_plain(std::string_view url) {
  const std::string host = host_of(url);
  return base::is_loopback_host(host) || host == "169.254.170.2" || host == "169.254.170.23" || host == "fd00:ec2::23";
}

class ContainerSource final : public CredentialsSource {
 public:
  explicit ContainerSource(const SourceContext& context) : context_(context) {}

  Found fetch(nanoseconds deadline) override {
    HT_TRY(const std::string url, address());
    if (url.empty()) return std::nullopt;
    client::Request request{.method = "GET", .url = url, .headers = {{"Accept", "application/json"}}};
    HT_TRY(const std::string token, authorization());
    if (!token.empty()) request.headers.emplace_back("Authorization", token);
    HT_TRY(const client::Answer answer, ask_metadata(context_, std::move(request), deadline));
    return credentials_of_json(answer, "container credentials");
  }
  std::string place() const override { return "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI"; }

 private:
  base::Result<std::string> address() const {
    if (const std::string path = variable(context_.variables, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
        !path.empty()) {
      if (!path.starts_with('/'))
        return base::fail(ErrorCode::kInvalidInput, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: does not begin with '/'");
      return "http://169.254.170.2" + path;
    }
    std::string url = variable(context_.variables, "AWS_CONTAINER_CREDENTIALS_FULL_URI");
    if (url.empty() || url.starts_with("https://")) return url;
    if (!url.starts_with("http://") || url.contains('@') || !may_be_plain(url))
      return base::fail(ErrorCode::kInvalidInput,
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI: has to be https, or http of this machine or its agent");
    return url;
  }

  base::Result<std::string> authorization() const {
    if (const std::string file = variable(context_.variables, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"); !file.empty())
      return read_token_file(file);
    std::string token = variable(context_.variables, "AWS_CONTAINER_AUTHORIZATION_TOKEN");
    if (token.find_first_of("\r\n") != std::string::npos)
      return base::fail(ErrorCode::kInvalidInput, "AWS_CONTAINER_AUTHORIZATION_TOKEN: has a line break");
    return token;
  }

  SourceContext context_;
};

class InstanceSource final : public CredentialsSource {
 public:
  explicit InstanceSource(const SourceContext& context) : context_(context) {}

  Found fetch(nanoseconds deadline) override {
    if (base::lower(variable(context_.variables, "AWS_EC2_METADATA_DISABLED")) == "true") return std::nullopt;
    HT_TRY(const std::string base_url, address());
    const auto token_answer = ask_metadata(context_,
                                           {.method = "PUT",
                                            .url = base_url + "/latest/api/token",
                                            .headers = {{"X-aws-ec2-metadata-token-ttl-seconds", kTokenSeconds}}},
                                           deadline);
    if (!token_answer) {
      if (had_any_) return std::unexpected(token_answer.error());
      return std::nullopt;  // nobody is there: no instance of EC2
    }
    HT_TRY(const std::string token, text_of(*token_answer, kWho));
    const std::string roles = base_url + "/latest/meta-data/iam/security-credentials/";
    HT_TRY(const client::Answer role_answer, get(roles, token, deadline));
    if (role_answer.status == 404 && !had_any_) return std::nullopt;  // an instance without a role
    HT_TRY(const std::string role, text_of(role_answer, kWho));
    const std::string name = role.substr(0, role.find_first_of("\r\n"));
    HT_TRY(const client::Answer answer, get(roles + escaped_path(name), token, deadline));
    HT_TRY(Credentials credentials, credentials_of_json(answer, kWho));
    had_any_ = true;
    return credentials;
  }
  std::string place() const override { return "instance metadata"; }

 private:
  static constexpr const char* kWho = "instance metadata";

  base::Result<std::string> address() const {
    std::string url = variable(context_.variables, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
    if (url.empty()) {
      const bool six = base::lower(variable(context_.variables, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")) == "ipv6";
      return six ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
    }
    if (!url.starts_with("http://") && !url.starts_with("https://"))
      return base::fail(ErrorCode::kInvalidInput, "AWS_EC2_METADATA_SERVICE_ENDPOINT: is no address");
    while (url.ends_with('/')) url.pop_back();
    return url;
  }

  base::Result<client::Answer> get(const std::string& url, const std::string& token, nanoseconds deadline) const {
    return ask_metadata(context_, {.method = "GET", .url = url, .headers = {{"X-aws-ec2-metadata-token", token}}},
                        deadline);
  }

  SourceContext context_;
  bool had_any_ = false;
};

}  // namespace

base::Result<client::Answer> ask_metadata(const SourceContext& context, client::Request request, nanoseconds deadline) {
  request.max_answer_bytes = kMaxMetadataBytes;
  for (int attempt = 1;; ++attempt) {
    request.time_left = std::min<nanoseconds>(kMetadataTimeout, deadline - context.clock.monotonic());
    auto answer = context.client.send(request);
    const bool trouble = !answer || answer->status >= 500;
    if (!trouble) return answer;
    if (attempt < kAttempts) continue;
    if (answer) return answer;
    return base::fail(ErrorCode::kUnavailable, "AWS credentials: " + answer.error().message);
  }
}

base::Result<Credentials> credentials_of_json(const client::Answer& answer, const std::string& who) {
  HT_TRY(const std::string text, text_of(answer, who));
  const auto json = base::Json::parse(text);
  if (!json) return base::fail(ErrorCode::kUnavailable, who + ": the answer is not JSON");
  if (const std::string_view code = json->text("Code"); !code.empty() && code != "Success")
    return base::fail(ErrorCode::kUnavailable, who + ": says " + std::string(code));
  Credentials credentials{.access_key = std::string(json->text("AccessKeyId")),
                          .secret_key = std::string(json->text("SecretAccessKey")),
                          .session_token = std::string(json->text("Token")),
                          .ends = std::nullopt};
  if (credentials.access_key.empty() || credentials.secret_key.empty())
    return base::fail(ErrorCode::kUnavailable, who + ": the answer has no keys");
  if (const base::Json* const ends = json->find("Expiration"); ends != nullptr && !ends->is_null()) {
    credentials.ends = parse_iso8601(ends->text_or(""));
    if (!credentials.ends) return base::fail(ErrorCode::kUnavailable, who + ": the answer's Expiration is no time");
  }
  return credentials;
}

std::unique_ptr<CredentialsSource> container_source(const SourceContext& context) {
  return std::make_unique<ContainerSource>(context);
}

std::unique_ptr<CredentialsSource> instance_source(const SourceContext& context) {
  return std::make_unique<InstanceSource>(context);
}

}  // namespace housing::aws
