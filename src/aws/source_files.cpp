// Credentials from the environment and from the shared files.
#include "aws/credentials_source.hpp"
#include "aws/shared_files.hpp"

namespace housing::aws {
namespace {

using base::ErrorCode;
using Found = base::Result<std::optional<Credentials>>;
using std::chrono::nanoseconds;

constexpr int kMaxRoleChain = 5;

Found environment_credentials(const Variables& variables) {
  Credentials found{.access_key = variable(variables, "AWS_ACCESS_KEY_ID"),
                    .secret_key = variable(variables, "AWS_SECRET_ACCESS_KEY"),
                    .session_token = variable(variables, "AWS_SESSION_TOKEN"),
                    .ends = std::nullopt};
  if (found.access_key.empty() && found.secret_key.empty()) return std::nullopt;
  if (found.access_key.empty()) return base::fail(ErrorCode::kInvalidInput, "AWS_ACCESS_KEY_ID: is not set");
  if (found.secret_key.empty()) return base::fail(ErrorCode::kInvalidInput, "AWS_SECRET_ACCESS_KEY: is not set");
  return found;
}

class EnvironmentSource final : public CredentialsSource {
 public:
  explicit EnvironmentSource(const SourceContext& context) : variables_(context.variables) {}
  Found fetch(nanoseconds) override { return environment_credentials(variables_); }
  std::string place() const override { return "AWS_ACCESS_KEY_ID"; }

 private:
  const Variables& variables_;
};

class ProfileSource final : public CredentialsSource {
 public:
  explicit ProfileSource(const SourceContext& context) : context_(context) {}

  Found fetch(nanoseconds deadline) override {
    HT_TRY(const Profiles profiles, read_profiles(context_.variables));
    const std::string name = profile_name(context_.variables);
    const bool named = !variable(context_.variables, "AWS_PROFILE").empty();
    if (!profiles.contains(name)) {
      if (named) return wrong(name, "is in none of the shared files (AWS_PROFILE names it)");
      return std::nullopt;
    }
    HT_TRY(auto found, of_profile(profiles, name, deadline, 0));
    if (!found && named) return wrong(name, "has no credentials that this program can use");
    return found;
  }
  std::string place() const override {
    return "the profile '" + profile_name(context_.variables) + "' of the shared files";
  }

 private:
  static std::unexpected<base::Error> wrong(const std::string& profile, const std::string& what) {
    return base::fail(ErrorCode::kInvalidInput, "AWS profile '" + profile + "': " + what);
  }

  Found of_profile(const Profiles& profiles, const std::string& name, nanoseconds deadline, int depth) {
    if (depth > kMaxRoleChain) return wrong(name, "its source_profile leads in a circle, or through too many roles");
    const auto found = profiles.find(name);
    if (found == profiles.end()) return wrong(name, "is in none of the shared files");
    const Profile& profile = found->second;
    // A role that names itself as its source has the keys that take it beside it.
    const bool own_keys = depth > 0 && setting(profile, "source_profile") == name;
    if (!setting(profile, "role_arn").empty() && !own_keys) return of_role(profiles, name, profile, deadline, depth);
    Credentials keys{.access_key = setting(profile, "aws_access_key_id"),
                     .secret_key = setting(profile, "aws_secret_access_key"),
                     .session_token = setting(profile, "aws_session_token"),
                     .ends = std::nullopt};
    if (keys.access_key.empty() && keys.secret_key.empty()) return std::nullopt;
    if (keys.access_key.empty() || keys.secret_key.empty())
      return wrong(name, "has only one of aws_access_key_id and aws_secret_access_key");
    return keys;
  }

  Found of_role(const Profiles& profiles, const std::string& name, const Profile& profile, nanoseconds deadline,
                int depth) {
    const Role role{.arn = setting(profile, "role_arn"),
                    .session_name = setting(profile, "role_session_name"),
                    .external_id = setting(profile, "external_id")};
    if (const std::string file = setting(profile, "web_identity_token_file"); !file.empty())
      return assume_role_with_token(context_, role, file, deadline);
    const std::string source = setting(profile, "source_profile");
    HT_TRY(const auto by, source.empty() ? of_credential_source(name, profile, deadline)
                                         : of_profile(profiles, source, deadline, depth + 1));
    if (!by)
      return wrong(name, "nothing has the credentials to take its role with (source_profile, credential_source)");
    return assume_role(context_, role, *by, deadline);
  }

  Found of_credential_source(const std::string& name, const Profile& profile, nanoseconds deadline) {
    const std::string source = setting(profile, "credential_source");
    if (source == "Environment") return environment_credentials(context_.variables);
    if (source == "EcsContainer") return container_source(context_)->fetch(deadline);
    if (source == "Ec2InstanceMetadata") return instance_source(context_)->fetch(deadline);
    return wrong(name, "has a role_arn, but neither source_profile nor a known credential_source");
  }

  SourceContext context_;
};

}  // namespace

std::unique_ptr<CredentialsSource> environment_source(const SourceContext& context) {
  return std::make_unique<EnvironmentSource>(context);
}

std::unique_ptr<CredentialsSource> profile_source(const SourceContext& context) {
  return std::make_unique<ProfileSource>(context);
}

}  // namespace housing::aws
