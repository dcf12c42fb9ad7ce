// Credentials of a role, from the Security Token Service.
#include "aws/credentials_source.hpp"
#include "aws/endpoint.hpp"
#include "aws/escape.hpp"
#include "aws/session.hpp"
#include "aws/shared_files.hpp"
#include "aws/times.hpp"
#include "aws/xml.hpp"

namespace housing::aws {
namespace {

using base::ErrorCode;
using std::chrono::nanoseconds;

constexpr const char* kForm = "application/x-www-form-urlencoded";

Query question(const char* action, const Role& role) {
  Query query{{"Action", action},
              {"Version", "2011-06-15"},
              {"RoleArn", role.arn},
              {"RoleSessionName", role.session_name.empty() ? "housing" : role.session_name}};
  if (!role.external_id.empty()) query.emplace_back("ExternalId", role.external_id);
  return query;
}

base::Result<Credentials> credentials_of_xml(const client::Answer& answer, const Role& role) {
  const std::string where = "sts: role " + role.arn;
  if (const auto failure = failure_of(answer)) return std::unexpected(error_of(*failure, where));
  const auto xml = Xml::parse(answer.body);
  const Xml* const found = xml ? xml->find("Credentials") : nullptr;
  if (found == nullptr) return base::fail(ErrorCode::kUnavailable, where + ": the answer has no credentials");
  Credentials credentials{.access_key = std::string(found->child_text("AccessKeyId")),
                          .secret_key = std::string(found->child_text("SecretAccessKey")),
                          .session_token = std::string(found->child_text("SessionToken")),
                          .ends = parse_iso8601(found->child_text("Expiration"))};
  if (credentials.access_key.empty() || credentials.secret_key.empty() || !credentials.ends)
    return base::fail(ErrorCode::kUnavailable, where + ": the answer lacks keys or their end");
  return credentials;
}

class WebIdentitySource final : public CredentialsSource {
 public:
  explicit WebIdentitySource(const SourceContext& context) : context_(context) {}

  base::Result<std::optional<Credentials>> fetch(nanoseconds deadline) override {
    const std::string file = variable(context_.variables, "AWS_WEB_IDENTITY_TOKEN_FILE");
    const Role role{.arn = variable(context_.variables, "AWS_ROLE_ARN"),
                    .session_name = variable(context_.variables, "AWS_ROLE_SESSION_NAME"),
                    .external_id = {}};
    if (file.empty()) return std::nullopt;
    if (role.arn.empty())
      return base::fail(ErrorCode::kInvalidInput, "AWS_ROLE_ARN: is not set, but AWS_WEB_IDENTITY_TOKEN_FILE is");
    return assume_role_with_token(context_, role, file, deadline);
  }
  std::string place() const override { return "AWS_WEB_IDENTITY_TOKEN_FILE"; }

 private:
  SourceContext context_;
};

}  // namespace

base::Result<Credentials> assume_role(const SourceContext& context, const Role& role, const Credentials& by,
                                      nanoseconds deadline) {
  HT_TRY(SessionOptions options, session_options(context.variables));
  const auto taker = fixed_credentials(by);
  Session session(std::move(options), *taker, context.client, context.clock);
  const std::string body = canonical_query(question("AssumeRole", role));
  HT_TRY(const client::Answer answer,
         session.call({.service = "sts", .headers = {{"Content-Type", kForm}}, .body = body}, deadline));
  return credentials_of_xml(answer, role);
}

base::Result<Credentials> assume_role_with_token(const SourceContext& context, const Role& role,
                                                 const std::string& token_file, nanoseconds deadline) {
  HT_TRY(const SessionOptions options, session_options(context.variables));
  HT_TRY(const std::string token, read_token_file(token_file));
  Query query = question("AssumeRoleWithWebIdentity", role);
  query.emplace_back("WebIdentityToken", token);
  const std::string body = canonical_query(query);
  const Target target = target_of(options, {.service = "sts"});
  const auto answer = context.client.send({.method = "POST",
                                           .url = target.origin + target.path,
                                           .headers = {{"Content-Type", kForm}},
                                           .body = body,
                                           .time_left = deadline - context.clock.monotonic()});
  if (!answer) return base::fail(ErrorCode::kUnavailable, "sts: " + answer.error().message);
  return credentials_of_xml(*answer, role);
}

std::unique_ptr<CredentialsSource> web_identity_source(const SourceContext& context) {
  return std::make_unique<WebIdentitySource>(context);
}

}  // namespace housing::aws
