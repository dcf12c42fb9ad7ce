#include "adapters/filesystem/mail_folder.hpp"

#include "testing/mailer_contract.hpp"
#include "testing/simulated_clock.hpp"
#include "testing/temp_folder.hpp"

namespace housing::filesystem {
namespace {

namespace fs = std::filesystem;
using housing::testing::example_mail;

class Folder {
 public:
  static std::string missing() { return ""; }
  std::unique_ptr<ports::Mailer> open() { return MailFolder::open(path(), clock_).value(); }
  std::chrono::nanoseconds now() const { return clock_.monotonic(); }
  fs::path path() const { return folder_.path() / "deep" / "mails"; }
  std::vector<std::string> arrived() const {
    std::vector<std::string> messages;
    for (const auto& entry : fs::directory_iterator(path())) {
      EXPECT_EQ(entry.path().extension(), ".eml");
      messages.push_back(housing::testing::read_file(entry.path()));
    }
    return messages;
  }

  housing::testing::SimulatedClock clock_;

 private:
  housing::testing::TempFolder folder_;
};

}  // namespace
}  // namespace housing::filesystem

namespace housing::testing {
INSTANTIATE_TYPED_TEST_SUITE_P(Folder, MailerContract, filesystem::Folder);
}

namespace housing::filesystem {
namespace {

constexpr std::chrono::hours kDeadline{1};

TEST(MailFolder, AMailSentAgainStaysAsItIs) {
  Folder folder;
  const auto mailer = folder.open();
  const auto id = mailer->send(example_mail(), kDeadline);
  ASSERT_TRUE(id);
  const fs::path file = folder.path() / (id->substr(1, id->find('@') - 1) + ".eml");
  const std::string before = housing::testing::read_file(file);
  folder.clock_.advance(std::chrono::minutes(5));
  ASSERT_TRUE(mailer->send(example_mail(), kDeadline));
  EXPECT_EQ(housing::testing::read_file(file), before) << "its date would be another one";
  EXPECT_EQ(folder.arrived().size(), 1u);
}

TEST(MailFolder, OnlyItsOwnerReadsIt) {
  Folder folder;
  ASSERT_TRUE(folder.open()->send(example_mail(), kDeadline));
  constexpr auto kOthers = fs::perms::group_all | fs::perms::others_all;
  EXPECT_EQ(fs::status(folder.path()).permissions() & kOthers, fs::perms::none);
  for (const auto& entry : fs::directory_iterator(folder.path()))
    EXPECT_EQ(entry.status().permissions() & kOthers, fs::perms::none);
}

TEST(MailFolder, AFileInItsPlaceIsAnError) {
  const housing::testing::TempFolder folder;
  const housing::testing::SimulatedClock clock;
  const auto mailer = MailFolder::open(folder.write("mails", "x"), clock);
  ASSERT_FALSE(mailer);
  EXPECT_EQ(mailer.error().code, base::ErrorCode::kIo);
}

TEST(MailFolder, AFolderThatIsGoneIsAnErrorAndComesBack) {
  Folder folder;
  const auto mailer = folder.open();
  fs::remove(folder.path());
  const auto result = mailer->send(example_mail(), kDeadline);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, base::ErrorCode::kIo);
  fs::create_directory(folder.path());
  EXPECT_TRUE(mailer->send(example_mail(), kDeadline));
}

}  // namespace
}  // namespace housing::filesystem
