// The commands: each takes what the command line said and gives the process's exit code.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analyses/affordability.hpp"
#include "analyses/backtest.hpp"
#include "app/series_query.hpp"
#include "main/environment.hpp"

namespace housing::main {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitRefused = 3;  // done, but some input was refused

inline constexpr std::string_view kDefaultDataDir = "data/real";
// In links of mails, where HOUSING_PUBLIC_URL says nothing.
inline constexpr std::string_view kLocalUrl = "http://localhost:8080";
inline constexpr std::string_view kDefaultDemoDir = "data/demo";

struct ImportOptions {
  std::string data_dir;
  std::vector<std::string> paths;
  std::vector<std::string> sources;  // to download: "fhfa", "zillow/zhvi/zip"
  bool all = false;                  // what is due of all of them
  std::string from;                  // a folder or address instead of the publishers' own
  std::string released;
  bool json = false;
};
int run_import(const Environment& environment, const ImportOptions& options);

struct QueryOptions {
  std::string data_dir;
  app::SeriesQuestion question;
  std::string as_of;
  bool revisions = false;            // of the metrics, what changed between releases
  std::vector<std::string> explain;  // REGION METRIC PERIOD: where that number comes from
  bool anomalies = false;            // of one metric in one region
  bool turning_points = false;       // the same
  bool disagreement = false;         // of one region's price indices
  bool json = false;
  bool csv = false;
};
int run_query(const Environment& environment, const QueryOptions& options);

struct BacktestOptions {
  std::string data_dir;
  analyses::BacktestQuestion question;
  std::string out;              // a folder for every past forecast and the scores
  std::vector<std::string> m4;  // training file, test file: score these instead
  bool json = false;
  bool csv = false;
};
int run_backtest(const Environment& environment, const BacktestOptions& options);

struct ExportOptions {
  std::string data_dir;
  std::string format = "csv";                                   // csv, xlsx, json, svg, png
  std::string output;                                           // a file; empty: standard output
  std::vector<std::pair<std::string, std::string>> parameters;  // of the address: "region", "width" …; "" is not asked
};
int run_export(const Environment& environment, const ExportOptions& options);

struct AskOptions {
  std::string data_dir;
  std::string path;                     // "rankings"
  std::vector<std::string> parameters;  // "type=zip"
};
int run_ask(const Environment& environment, const AskOptions& options);

struct AffordabilityOptions {
  std::string data_dir;
  analyses::AffordabilityQuestion question;
  bool json = false;
};
int run_affordability(const Environment& environment, const AffordabilityOptions& options);

struct VerifyOptions {
  std::string vectors;  // a file of worked examples instead of those inside the program
  bool json = false;
};
int run_verify(const VerifyOptions& options);

struct ServeOptions {
  std::string data_dir;
  std::string address;
  int port = 8080;  // 0: a free one
  std::string web_dir;
  unsigned threads = 0;
  unsigned trusted_hops = 0;
  bool access_log = true;
};
int run_serve(const Environment& environment, const ServeOptions& options);

struct DemoOptions {
  std::string data_dir;
  bool national = false;
};
int run_demo(const Environment& environment, const DemoOptions& options);

struct MigrateOptions {
  std::string data_dir;
  bool check = false;  // only say whether it is needed
};
int run_migrate(const Environment& environment, const MigrateOptions& options);

struct UserOptions {
  std::string data_dir;
  std::string action;  // add, list, role
  std::string email;
  std::string name;
  bool admin = false;
};
int run_user(const Environment& environment, const UserOptions& options);

struct ReleaseOptions {
  std::string data_dir;
  std::string action;  // list, withdraw, restore
  std::string id;
  std::string reason;
  bool json = false;
};
int run_release(const Environment& environment, const ReleaseOptions& options);

struct QueueOptions {
  std::string data_dir;
  std::string action;  // list, retry, drop
  std::string queue;
  std::string id;
  bool all = false;
  bool json = false;
};
int run_queue(const Environment& environment, const QueueOptions& options);

struct WorkOptions {
  std::string data_dir;
  bool once = false;  // what is due, then exit
  bool list = false;  // only print the queues and the schedule
};
int run_work(const Environment& environment, const WorkOptions& options);

struct LambdaOptions {
  std::string data_dir;
  std::string name;  // one of lambda_functions()
};
// Name and what it does, of each.
std::vector<std::pair<std::string, std::string>> lambda_functions();
int run_lambda(const Environment& environment, const LambdaOptions& options);

struct HealthOptions {
  int port = 8080;
};
int run_health(const HealthOptions& options);

struct Sigv4Options {
  std::string folder;  // of one case
  std::string batch;   // a file with a case a line, instead
  bool json = false;
};
int run_sigv4(const Sigv4Options& options);

// Prints "housing: <message>" on stderr and gives kExitFailed.
int report_failure(const base::Error& error);

}  // namespace housing::main
