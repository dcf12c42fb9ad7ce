// The commands as scripts see them: exit codes, what is printed where.
#include "main/commands.hpp"

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "testing/publisher_texts.hpp"
#include "testing/temp_folder.hpp"

namespace housing::main {
namespace {

using ::testing::internal::CaptureStderr;
using ::testing::internal::CaptureStdout;
using ::testing::internal::GetCapturedStderr;
using ::testing::internal::GetCapturedStdout;

struct Ran {
  int exit = -1;
  std::string out;
  std::string err;
};

template <class Command, class Options>
Ran run(Command command, const Options& options) {
  CaptureStdout();
  CaptureStderr();
  const int exit = command(Environment{}, options);
  std::fflush(stdout);
  return {exit, GetCapturedStdout(), GetCapturedStderr()};
}

class CommandsTest : public ::testing::Test {
 protected:
  Ran import(const std::string& name, const std::string& text, bool json = false) {
    ImportOptions options;
    options.data_dir = data_dir();
    options.paths = {folder_.write(name, text).string()};
    options.json = json;
    return run(run_import, options);
  }
  QueryOptions query() const {
    QueryOptions options;
    options.data_dir = data_dir();
    options.question.regions = {"us"};
    options.question.metrics = {"mortgage_rate"};
    return options;
  }
  std::string data_dir() const { return (folder_.path() / "data").string(); }

  housing::testing::TempFolder folder_;
  const std::string good_ = "observation_date,MORTGAGE30US\n2024-01-04,6.62\n2024-01-11,6.66\n";
};

TEST_F(CommandsTest, ImportSaysByItsExitWhetherAllWasKept) {
  const Ran kept = import("good.csv", good_);
  EXPECT_EQ(kept.exit, kExitDone);
  EXPECT_NE(kept.out.find("fred/mortgage30us"), std::string::npos) << kept.out;
  const Ran again = import("good.csv", good_);
  EXPECT_EQ(again.exit, kExitDone);
  EXPECT_NE(again.out.find("(unchanged)"), std::string::npos);
  const Ran refused = import("cell.csv", "observation_date,MORTGAGE30US\n2024-01-04,abc\n2024-01-11,6.5\n");
  EXPECT_EQ(refused.exit, kExitRefused);
  EXPECT_NE(refused.err.find("cell.csv: line 2, column 2:"), std::string::npos) << refused.err;
  const Ran nothing = import("bad.csv", "nonsense\n");
  EXPECT_EQ(nothing.exit, kExitFailed);
  EXPECT_NE(nothing.err.find("bad.csv: not imported:"), std::string::npos) << nothing.err;
}

TEST_F(CommandsTest, ImportPrintsItsSummaryAsJson) {
  const Ran ran = import("cell.csv", "observation_date,MORTGAGE30US\n2024-01-04,abc\n2024-01-11,6.5\n", true);
  const auto json = base::Json::parse(ran.out);
  ASSERT_TRUE(json.has_value()) << ran.out;
  const base::Json& file = json->array("files").at(0);
  EXPECT_EQ(file.text("dataset"), "fred/mortgage30us");
  EXPECT_EQ(file.integer("cells_refused"), 1);
  EXPECT_EQ(file.array("refusals").at(0).integer("line"), 2);
  EXPECT_TRUE(json->array("unrecognised").empty());
}

TEST_F(CommandsTest, ImportRefusesADateThatIsNone) {
  ImportOptions options;
  options.data_dir = data_dir();
  options.paths = {folder_.write("good.csv", good_).string()};
  options.released = "2024-02-30";
  const Ran ran = run(run_import, options);
  EXPECT_EQ(ran.exit, kExitUsage);
  EXPECT_NE(ran.err.find("--released"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(data_dir()));
}

TEST_F(CommandsTest, QueryPrintsTableCsvAndJson) {
  ASSERT_EQ(import("good.csv", good_).exit, kExitDone);
  QueryOptions options = query();
  const Ran table = run(run_query, options);
  EXPECT_EQ(table.exit, kExitDone);
  EXPECT_NE(table.out.find("2024-01-11               6.66\n"), std::string::npos) << table.out;
  options.csv = true;
  const std::string csv = run(run_query, options).out;
  EXPECT_TRUE(csv.starts_with("region,region_name,metric,period,value,unit,transform,source,release,")) << csv;
  EXPECT_NE(csv.find("\nus,United States,mortgage_rate,2024-01-04,6.62,percent,level,fred,2024-01-11,"),
            std::string::npos);
  EXPECT_NE(csv.find("\nus,United States,mortgage_rate,2024-01-11,6.66,percent,level,fred,2024-01-11,"),
            std::string::npos);
  options.csv = false;
  options.json = true;
  const auto json = base::Json::parse(run(run_query, options).out);
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ(json->array("series").at(0).array("values").size(), 2u);
}

TEST_F(CommandsTest, QueryExplainsAWrongQuestion) {
  QueryOptions options = query();
  options.question.metrics = {"mortgage_rat"};
  const Ran ran = run(run_query, options);
  EXPECT_EQ(ran.exit, kExitUsage);
  EXPECT_EQ(ran.out, "");
  EXPECT_NE(ran.err.find("--metric"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("perhaps mortgage_rate"), std::string::npos) << ran.err;
}

TEST_F(CommandsTest, QueryWithoutDataSaysSo) {
  const Ran ran = run(run_query, query());
  EXPECT_EQ(ran.exit, kExitDone);
  EXPECT_NE(ran.err.find("mortgage_rate"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace housing::main
