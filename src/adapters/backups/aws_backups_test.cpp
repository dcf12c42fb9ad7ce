// Against moto; what moto cannot show (copies that AWS Backup made) against answers as AWS writes them.
#include "adapters/backups/aws_backups.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "testing/misbehaving_server.hpp"
#include "testing/moto_server.hpp"

namespace housing::backups {
namespace {

using base::ErrorCode;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::MotoServer;

const std::string kInstance = "housing-trends-test-db-instance";
const std::string kVault = "housing-trends-test-recovery-vault";

class AwsBackupsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = MotoServer::why_not(); !missing.empty()) GTEST_SKIP() << missing;
    MotoServer::shared().reset();
    here_ = session("us-east-1");
  }
  std::unique_ptr<aws::Session> session(const std::string& region) {
    return std::make_unique<aws::Session>(
        aws::SessionOptions{.region = region, .endpoint_url = MotoServer::shared().url()}, *credentials_, client_,
        clock_);
  }
  AwsBackups backups() {
    return {{.instance = kInstance, .parameters = "/housing-trends/test", .vault = "", .copies_region = ""},
            *here_,
            nullptr};
  }
  std::chrono::nanoseconds soon() const { return clock_.monotonic() + seconds(20); }
  void rds(const std::string& form) {
    const auto answer = here_->call({.service = "rds",
                                     .headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}},
                                     .body = form},
                                    soon());
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    ASSERT_EQ(answer->status, 200) << answer->body;
  }
  void make_instance() {
    rds("Action=CreateDBInstance&Version=2014-10-31&DBInstanceIdentifier=" + kInstance +
        "&DBInstanceClass=db.t4g.micro&Engine=postgres&AllocatedStorage=20&BackupRetentionPeriod=7"
        "&MasterUsername=housing&MasterUserPassword=not-a-real-one");
  }
  void put_parameter(const std::string& name, const std::string& type, const std::string& value) {
    const auto answer =
        here_->call_json("ssm", "AmazonSSM.PutParameter", "1.1",
                         R"({"Name":")" + name + R"(","Type":")" + type + R"(","Value":")" + value + R"("})", soon());
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    ASSERT_TRUE(answer->has_value()) << answer->error().message;
  }

  base::SystemClock clock_;
  client::Client client_{{}};
  std::unique_ptr<aws::CredentialsProvider> credentials_ =
      aws::fixed_credentials({.access_key = std::string(MotoServer::kAccessKey),
                              .secret_key = std::string(MotoServer::kSecretKey),
                              .session_token = {},
                              .ends = {}});
  std::unique_ptr<aws::Session> here_;
};

TEST_F(AwsBackupsTest, FindsTheDatabasesNewestBackup) {
  make_instance();
  rds("Action=CreateDBSnapshot&Version=2014-10-31&DBInstanceIdentifier=" + kInstance + "&DBSnapshotIdentifier=one");
  const auto newest = backups().newest_of_database(soon());
  ASSERT_TRUE(newest.has_value()) << newest.error().message;
  ASSERT_TRUE(newest->has_value());
  EXPECT_LT(clock_.now() - **newest, minutes(5));
  EXPECT_LE(**newest, clock_.now() + seconds(1));
}

TEST_F(AwsBackupsTest, SaysWhichDatabaseIsNotThere) {
  const auto newest = backups().newest_of_database(soon());
  ASSERT_FALSE(newest.has_value());
  EXPECT_NE(newest.error().message.find(kInstance), std::string::npos) << newest.error().message;
}

TEST_F(AwsBackupsTest, ReadsEveryParameterOfThePathAndNoSecret) {
  for (int i = 0; i < 23; ++i)  // three pages
    put_parameter("/housing-trends/test/n/" + std::string(i < 10 ? "0" : "") + std::to_string(i), "String",
                  "value " + std::to_string(i));
  put_parameter("/housing-trends/test/secret", "SecureString", "a secret");
  put_parameter("/housing-trends/other/a", "String", "not ours");
  const auto parameters = backups().parameters(soon());
  ASSERT_TRUE(parameters.has_value()) << parameters.error().message;
  ASSERT_EQ(parameters->size(), 24u);
  EXPECT_EQ(parameters->front().name, "/housing-trends/test/n/00");
  EXPECT_EQ(parameters->front().value, "value 0");
  EXPECT_EQ(parameters->front().version, 1);
  EXPECT_EQ(parameters->back().name, "/housing-trends/test/secret");
  EXPECT_EQ(parameters->back().type, "SecureString");
  EXPECT_EQ(parameters->back().value, "");
}

// moto keeps no recovery points: their lists as AWS Backup writes them, in two pages.
class CopiesTest : public ::testing::Test {
 protected:
  base::Result<std::optional<base::WallTime>> newest(std::vector<std::string> pages) {
    std::atomic<std::size_t> page = 0;
    testing::MisbehavingServer server([&](testing::Conversation& conversation) {
      paths_.push_back(conversation.path());
      const std::string& body = pages[std::min(page++, pages.size() - 1)];
      conversation.answer(200, body, "Content-Type: application/json\r\n");
    });
    const base::SystemClock clock;
    client::Client client{{}};
    const auto credentials =
        aws::fixed_credentials({.access_key = "a", .secret_key = "b", .session_token = {}, .ends = {}});
    aws::Session there({.region = "us-west-2", .endpoint_url = server.url("")}, *credentials, client, clock);
    AwsBackups backups({.instance = kInstance, .parameters = "/p", .vault = kVault, .copies_region = "us-west-2"},
                       there, &there);
    return backups.newest_copy(clock.monotonic() + seconds(20));
  }

  std::vector<std::string> paths_;
};

std::string point(std::string_view status, std::string_view made) {
  return R"({"RecoveryPointArn":"arn:aws:rds:x","ResourceType":"RDS","Status":")" + std::string(status) +
         R"(","CreationDate":)" + std::string(made) + "}";
}

TEST_F(CopiesTest, AreAsOldAsTheNewestThatIsWhole) {
  const auto found =
      newest({R"({"NextToken":"two words","RecoveryPoints":[)" + point("COMPLETED", "1.7689100E9") + "," +
                  point("PARTIAL", "1.9E9") + "]}",
              R"({"RecoveryPoints":[)" + point("COMPLETED", "1768910400.5") + "," + point("COMPLETED", "1.7E9") + "," +
                  point("EXPIRED", "1.8E9") + "," + point("COMPLETED", "null") + "]}"});
  ASSERT_TRUE(found.has_value()) << found.error().message;
  ASSERT_TRUE(found->has_value());
  EXPECT_EQ((*found)->time_since_epoch().count(), 1'768'910'400'500);
  ASSERT_EQ(paths_.size(), 2u);
  EXPECT_TRUE(paths_[0].starts_with("/backup-vaults/" + kVault + "/recovery-points/?")) << paths_[0];
  EXPECT_NE(paths_[1].find("nextToken=two%20words"), std::string::npos) << paths_[1];
}

TEST_F(CopiesTest, MayBeNone) {
  const auto found = newest({R"({"RecoveryPoints":[]})"});
  ASSERT_TRUE(found.has_value());
  EXPECT_FALSE(found->has_value());
}

TEST_F(CopiesTest, AreNotAskedForWithoutEnd) {
  const auto found = newest({R"({"NextToken":"again","RecoveryPoints":[]})"});
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, ErrorCode::kLimitExceeded);
  EXPECT_EQ(paths_.size(), static_cast<std::size_t>(kMaxPages));
}

TEST_F(CopiesTest, AreNotReadOutOfNonsense) { EXPECT_FALSE(newest({"nonsense"}).has_value()); }

TEST(AwsBackups, KeepNoCopiesWhereNoneAreWanted) {
  const base::SystemClock clock;
  client::Client client{{}};
  const auto credentials =
      aws::fixed_credentials({.access_key = "a", .secret_key = "b", .session_token = {}, .ends = {}});
  aws::Session session({.region = "us-east-1", .endpoint_url = "http://127.0.0.1:1"}, *credentials, client, clock);
  AwsBackups backups({.instance = "i", .parameters = "/p", .vault = "", .copies_region = ""}, session, &session);
  EXPECT_FALSE(backups.keeps_copies());
}

TEST(AwsBackupsOptions, AreAnAddress) {
  const auto options = aws_backups_options(
      "aws://housing-trends-prod-db-instance?parameters=/housing-trends/prod&vault=housing-trends-prod-recovery-vault"
      "&copies=us-west-2");
  ASSERT_TRUE(options.has_value()) << options.error().message;
  EXPECT_EQ(options->instance, "housing-trends-prod-db-instance");
  EXPECT_EQ(options->parameters, "/housing-trends/prod");
  EXPECT_EQ(options->vault, "housing-trends-prod-recovery-vault");
  EXPECT_EQ(options->copies_region, "us-west-2");
  EXPECT_TRUE(aws_backups_options("aws://db?parameters=/p").has_value());
  for (const char* wrong :
       {"", "aws://db", "aws://db?parameters=p", "aws://db?parameters=/p&vault=v",
        "aws://db?parameters=/p&copies=us-west-2", "aws://db?parameters=/p&other=1", "s3://db?parameters=/p"})
    EXPECT_EQ(aws_backups_options(wrong).error().code, ErrorCode::kInvalidInput) << wrong;
}

}  // namespace
}  // namespace housing::backups
