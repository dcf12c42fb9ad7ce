// How fast the reader of long tables is: from a file's bytes to its runs, with rows put aside on the disk as an import
// does. What it found is printed, for the caller to check.
// Usage: long_parse_bench FILE SCRATCH ROUNDS
// Prints {"format","rows","refused","cells","sums":{metric: sum in units of its decimals…},"cpu","wall","rss_mb"}: the
// best round's seconds, and the most memory the process had beside the file.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <string>

#include "base/mapped_file.hpp"
#include "places/embedded.hpp"
#include "sources/formats.hpp"

namespace housing::sources {
namespace {

constexpr int kMaxRounds = 100;
constexpr std::size_t kChunk = std::size_t{1} << 22;

class SummingSink final : public Sink {
 public:
  base::Status begin(const Table& table) override {
    for (const model::MetricInfo* metric : table.metrics) ids.emplace_back(metric->id);
    sums.resize(ids.size());
    return {};
  }
  base::Status run(const Place&, std::size_t metric, std::span<const std::int32_t>,
                   std::span<const model::Cell> values) override {
    for (const model::Cell value : values) {
      if (value == model::kGap) continue;
      sums[metric] += value;
      ++cells;
    }
    return {};
  }
  base::Status run_wide(const Place&, std::size_t, std::span<const std::int32_t>,
                        std::span<const model::WideCell>) override {
    return {};
  }
  base::Status place(const Place&) override { return {}; }
  void row_kept() override { ++rows; }
  void row_refused(Refusal) override { ++refused; }
  void cell_refused(Refusal) override { ++refused; }

  std::vector<std::string> ids;
  std::vector<std::int64_t> sums;
  std::uint64_t rows = 0;
  std::uint64_t refused = 0;
  std::uint64_t cells = 0;
};

class Chunks final : public base::ByteSource {
 public:
  explicit Chunks(std::string_view text) : rest_(text) {}
  base::Result<std::span<const char>> next() override {
    const std::string_view chunk = rest_.substr(0, kChunk);
    rest_.remove_prefix(chunk.size());
    return std::span<const char>(chunk);
  }

 private:
  std::string_view rest_;
};

double seconds_of(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Of the process, without pages of mapped files.
double anonymous_megabytes() {
  std::FILE* const status = std::fopen("/proc/self/status", "re");
  if (status == nullptr) return 0;
  char line[256];
  long kilobytes = 0;
  while (std::fgets(line, sizeof line, status) != nullptr)
    if (std::string_view(line).starts_with("RssAnon:")) kilobytes = std::atol(line + 8);
  std::fclose(status);
  return static_cast<double>(kilobytes) / 1000;
}

// Looks at the memory where it is largest: while the runs come.
class WatchingSink final : public Sink {
 public:
  explicit WatchingSink(SummingSink& to) : to_(to) {}
  base::Status begin(const Table& table) override {
    most_megabytes = anonymous_megabytes();
    return to_.begin(table);
  }
  base::Status run(const Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                   std::span<const model::Cell> values) override {
    if (++runs_ % 50'000 == 0) most_megabytes = std::max(most_megabytes, anonymous_megabytes());
    return to_.run(place, metric, ordinals, values);
  }
  base::Status run_wide(const Place&, std::size_t, std::span<const std::int32_t>,
                        std::span<const model::WideCell>) override {
    return {};
  }
  base::Status place(const Place&) override { return {}; }
  void row_kept() override { to_.row_kept(); }
  void row_refused(Refusal refusal) override { to_.row_refused(std::move(refusal)); }
  void cell_refused(Refusal refusal) override { to_.cell_refused(std::move(refusal)); }

  double most_megabytes = 0;

 private:
  SummingSink& to_;
  std::uint64_t runs_ = 0;
};

struct Measured {
  SummingSink found;
  std::string format;
  double cpu = 1e9;
  double wall = 1e9;
  double megabytes = 0;
};

base::Status measure(std::string_view text, const Context& context, Measured& measured) {
  HT_TRY(const Format* const format, recognise(text.substr(0, kRecogniseBytes)));
  SummingSink sums;
  WatchingSink sink(sums);
  const double cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  const double wall = seconds_of(CLOCK_MONOTONIC);
  Chunks chunks(text);
  HT_CHECK_OK(format->parse(chunks, context, sink));
  measured.wall = std::min(measured.wall, seconds_of(CLOCK_MONOTONIC) - wall);
  measured.cpu = std::min(measured.cpu, seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu);
  measured.megabytes = std::max(measured.megabytes, sink.most_megabytes);
  measured.format = format->source();
  measured.found = std::move(sums);
  return {};
}

void print(const Measured& measured) {
  const SummingSink& found = measured.found;
  std::printf("{\"format\":\"%s\",\"rows\":%llu,\"refused\":%llu,\"cells\":%llu,\"sums\":{", measured.format.c_str(),
              static_cast<unsigned long long>(found.rows), static_cast<unsigned long long>(found.refused),
              static_cast<unsigned long long>(found.cells));
  for (std::size_t i = 0; i < found.ids.size(); ++i)
    std::printf("%s\"%s\":%lld", i == 0 ? "" : ",", found.ids[i].c_str(), static_cast<long long>(found.sums[i]));
  std::printf("},\"cpu\":%.9f,\"wall\":%.9f,\"rss_mb\":%.1f}\n", measured.cpu, measured.wall, measured.megabytes);
}

int run(const std::filesystem::path& path, const std::filesystem::path& scratch, int rounds) {
  const auto file = base::MappedFile::open(path);
  if (!file) {
    std::fprintf(stderr, "long_parse_bench: %s\n", file.error().message.c_str());
    return 1;
  }
  const places::Gazetteer gazetteer = places::embedded_gazetteer();
  const places::Resolver resolver(gazetteer);
  const std::string name = path.filename().string();
  const Context context{.resolver = resolver, .file_name = name, .scratch = scratch};
  Measured measured;
  for (int round = 0; round < rounds; ++round) {
    const base::Status status = measure(file->text(), context, measured);
    if (status) continue;
    std::fprintf(stderr, "long_parse_bench: %s\n", status.error().message.c_str());
    return 1;
  }
  print(measured);
  return 0;
}

}  // namespace
}  // namespace housing::sources

int main(int argc, char** argv) {
  const int rounds = argc == 4 ? std::atoi(argv[3]) : 0;
  if (rounds >= 1 && rounds <= housing::sources::kMaxRounds) return housing::sources::run(argv[1], argv[2], rounds);
  std::fprintf(stderr, "usage: long_parse_bench FILE SCRATCH ROUNDS (1 to %d)\n", housing::sources::kMaxRounds);
  return 2;
}
