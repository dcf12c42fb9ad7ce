#include "adapters/backups/aws_backups.hpp"

#include <algorithm>
#include <cmath>

#include "aws/escape.hpp"
#include "aws/times.hpp"
#include "aws/xml.hpp"
#include "base/json_writer.hpp"
#include "base/service_url.hpp"

namespace housing::backups {
namespace {

using aws::Xml;
using base::ErrorCode;
using base::Json;
using Newest = std::optional<base::WallTime>;

constexpr std::string_view kRdsVersion = "2014-10-31";
constexpr int kParametersAPage = 10;  // Systems Manager's most
constexpr int kPointsAPage = 1000;    // AWS Backup's most

void keep_newest(Newest& newest, const Newest& time) {
  if (time && (!newest || *time > *newest)) newest = time;
}

// A question of the query protocol: a form there, XML back.
base::Result<Xml> ask_rds(aws::Session& session, std::string_view action, aws::Query question,
                          std::chrono::nanoseconds deadline) {
  question.emplace_back("Action", action);
  question.emplace_back("Version", kRdsVersion);
  const std::string form = aws::canonical_query(question);
  HT_TRY(const client::Answer answer,
         session.call({.service = "rds",
                       .headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}},
                       .body = form},
                      deadline));
  if (const auto failure = aws::failure_of(answer))
    return std::unexpected(aws::error_of(*failure, "rds " + std::string(action)));
  return Xml::parse(answer.body);
}

// Every element of that name below.
void collect(const Xml& xml, std::string_view name, std::vector<const Xml*>& found) {
  for (const Xml& child : xml.children) {
    if (child.name == name) found.push_back(&child);
    collect(child, name, found);
  }
}

std::vector<const Xml*> all(const Xml& xml, std::string_view name) {
  std::vector<const Xml*> found;
  collect(xml, name, found);
  return found;
}

// Seconds since 1970 with a fraction, as REST JSON writes times.
Newest epoch_time(const Json& json) {
  const double seconds = json.number_or(0);
  constexpr double kLatest = 1e11;
  if (!(seconds > 0) || seconds > kLatest) return std::nullopt;
  return base::WallTime(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

}  // namespace

base::Result<AwsBackupsOptions> aws_backups_options(const std::string& url) {
  HT_TRY(const auto parsed, base::ServiceUrl::parse(url));
  if (parsed.scheme != "aws" || parsed.host.empty())
    return base::fail(ErrorCode::kInvalidInput, "it is not of the form aws://INSTANCE?parameters=/PATH");
  HT_CHECK_OK(parsed.allow_parameters({"parameters", "vault", "copies"}));
  AwsBackupsOptions options{.instance = parsed.host,
                            .parameters = std::string(parsed.parameter("parameters").value_or("")),
                            .vault = std::string(parsed.parameter("vault").value_or("")),
                            .copies_region = std::string(parsed.parameter("copies").value_or(""))};
  if (!options.parameters.starts_with('/'))
    return base::fail(ErrorCode::kInvalidInput, "it names no path of parameters (parameters=/housing-trends/prod)");
  if (options.vault.empty() != options.copies_region.empty())
    return base::fail(ErrorCode::kInvalidInput, "vault and copies (its region) belong together");
  return options;
}

AwsBackups::AwsBackups(AwsBackupsOptions options, aws::Session& here, aws::Session* there)
    : options_(std::move(options)), here_(here), there_(options_.vault.empty() ? nullptr : there) {}

// Continuous backup reaches to LatestRestorableTime; where the instance has none, its newest automated snapshot counts.
base::Result<Newest> AwsBackups::newest_of_database(std::chrono::nanoseconds deadline) {
  Newest newest;
  HT_TRY(const Xml instances,
         ask_rds(here_, "DescribeDBInstances", {{"DBInstanceIdentifier", options_.instance}}, deadline));
  for (const Xml* instance : all(instances, "DBInstance"))
    if (instance->child_text("BackupRetentionPeriod") != "0")
      keep_newest(newest, aws::parse_iso8601(instance->child_text("LatestRestorableTime")));
  HT_TRY(const Xml snapshots,
         ask_rds(here_, "DescribeDBSnapshots",
                 {{"DBInstanceIdentifier", options_.instance}, {"SnapshotType", "automated"}}, deadline));
  for (const Xml* snapshot : all(snapshots, "DBSnapshot"))
    if (snapshot->child_text("Status") == "available")
      keep_newest(newest, aws::parse_iso8601(snapshot->child_text("SnapshotCreateTime")));
  return newest;
}

base::Result<Newest> AwsBackups::newest_copy(std::chrono::nanoseconds deadline) {
  Newest newest;
  if (there_ == nullptr) return newest;
  std::string token;
  for (int page = 0; page < kMaxPages; ++page) {
    aws::Call call{.service = "backup",
                   .method = "GET",
                   .path = "/backup-vaults/" + options_.vault + "/recovery-points/",
                   .query = {{"maxResults", std::to_string(kPointsAPage)}, {"resourceType", "RDS"}}};
    if (!token.empty()) call.query.emplace_back("nextToken", token);
    HT_TRY(const client::Answer answer, there_->call(call, deadline));
    if (const auto failure = aws::failure_of(answer))
      return std::unexpected(aws::error_of(*failure, "backup recovery points of " + options_.vault));
    HT_TRY(const Json json, Json::parse(answer.body));
    for (const Json& point : json.array("RecoveryPoints"))
      if (const Json* made = point.find("CreationDate"); made != nullptr && point.text("Status") == "COMPLETED")
        keep_newest(newest, epoch_time(*made));
    token = json.text("NextToken");
    if (token.empty()) return newest;
  }
  return base::fail(ErrorCode::kLimitExceeded,
                    "backup: more than " + std::to_string(kMaxPages) + " pages of recovery points");
}

base::Result<std::vector<ports::Parameter>> AwsBackups::parameters(std::chrono::nanoseconds deadline) {
  std::vector<ports::Parameter> parameters;
  std::string token;
  while (true) {
    std::string body;
    base::JsonWriter json(body);
    json.begin_object().member("Path", std::string_view(options_.parameters)).member("Recursive", true);
    json.member("WithDecryption", false).member("MaxResults", kParametersAPage);
    if (!token.empty()) json.member("NextToken", std::string_view(token));
    json.end_object();
    HT_TRY(const auto answer, here_.call_json("ssm", "AmazonSSM.GetParametersByPath", "1.1", body, deadline));
    if (!answer) return std::unexpected(aws::error_of(answer.error(), "ssm parameters of " + options_.parameters));
    for (const Json& item : answer->array("Parameters")) {
      const std::string_view type = item.text("Type");
      parameters.push_back({.name = std::string(item.text("Name")),
                            .type = std::string(type),
                            .value = std::string(type == "SecureString" ? "" : item.text("Value")),
                            .version = item.integer("Version")});
    }
    if (parameters.size() > ports::kMaxParameters)
      return base::fail(ErrorCode::kLimitExceeded,
                        "ssm: more than " + std::to_string(ports::kMaxParameters) + " parameters");
    token = answer->text("NextToken");
    if (token.empty()) break;
  }
  std::ranges::sort(parameters, {}, &ports::Parameter::name);
  return parameters;
}

}  // namespace housing::backups
