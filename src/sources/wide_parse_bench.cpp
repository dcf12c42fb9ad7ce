// How fast the reader of wide files is, beside finding the newlines (nothing that reads a file is faster) and beside a
// plain reader that splits at commas and calls from_chars. All three see the same bytes in memory; what they found is
// printed, for the caller to check.
// Usage: wide_parse_bench FILE ROUNDS     prints {"ways":[{"name","rows","sums","cents","cpu","wall"}…]}, seconds
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.hpp"
#include "places/embedded.hpp"
#include "sources/formats.hpp"

namespace housing::sources {
namespace {

constexpr int kMaxRounds = 100;
constexpr std::size_t kTextFields = 9;  // of the generated ZIP file, in front of its dates

struct Found {
  std::uint64_t rows = 0;  // without the header
  std::int64_t cents = 0;  // of all cells
};

class SummingSink final : public Sink {
 public:
  base::Status begin(const Table&) override { return {}; }
  base::Status run(const Place&, std::size_t, std::span<const std::int32_t>,
                   std::span<const model::Cell> values) override {
    for (const model::Cell value : values) found.cents += value == model::kGap ? 0 : value;
    return {};
  }
  base::Status run_wide(const Place&, std::size_t, std::span<const std::int32_t>,
                        std::span<const model::WideCell>) override {
    return {};
  }
  base::Status place(const Place&) override { return {}; }
  void row_kept() override { ++found.rows; }
  void row_refused(Refusal) override {}
  void cell_refused(Refusal) override {}

  Found found;
};

class WholeText final : public base::ByteSource {
 public:
  explicit WholeText(std::string_view text) : rest_(text) {}
  base::Result<std::span<const char>> next() override { return std::exchange(rest_, {}); }

 private:
  std::span<const char> rest_;
};

Found parse(std::string_view text, const Context& context) {
  WholeText bytes(text);
  SummingSink sink;
  if (const auto status = zillow_format().parse(bytes, context, sink); !status) {
    std::fprintf(stderr, "wide_parse_bench: %s\n", status.error().message.c_str());
    std::exit(1);
  }
  return sink.found;
}

Found count_newlines(std::string_view text) {
  std::uint64_t lines = 0;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end; ++at, ++lines) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    if (at == nullptr) break;
  }
  return {.rows = lines - 1};
}

// One line's cells; a quoted field may hold a comma.
std::int64_t sum_of_line(std::string_view line) {
  std::int64_t cents = 0;
  std::size_t field = 0;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= line.size(); ++at) {
    if (at < line.size() && line[at] == '"') quoted = !quoted;
    if (at < line.size() && (line[at] != ',' || quoted)) continue;
    double value = 0;
    if (field++ >= kTextFields && at > begin &&
        std::from_chars(&line[begin], line.data() + at, value).ec == std::errc())
      cents += std::llround(value * 100);
    begin = at + 1;
  }
  return cents;
}

Found read_plainly(std::string_view text) {
  Found found;
  for (std::size_t begin = text.find('\n') + 1; begin < text.size(); ++found.rows) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    found.cents += sum_of_line(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return found;
}

double seconds_of(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Way {
  const char* name;
  bool sums;
  std::function<Found()> run;
  Found found = {};
  double cpu = 1e9;  // the best round's
  double wall = 1e9;
};

void measure(Way& way) {
  const double cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  const double wall = seconds_of(CLOCK_MONOTONIC);
  way.found = way.run();
  way.wall = std::min(way.wall, seconds_of(CLOCK_MONOTONIC) - wall);
  way.cpu = std::min(way.cpu, seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu);
}

void print(const std::vector<Way>& ways) {
  std::printf("{\"ways\":[");
  for (const Way& way : ways)
    std::printf("%s{\"name\":\"%s\",\"rows\":%llu,\"sums\":%s,\"cents\":%lld,\"cpu\":%.9f,\"wall\":%.9f}",
                &way == ways.data() ? "" : ",", way.name, static_cast<unsigned long long>(way.found.rows),
                way.sums ? "true" : "false", static_cast<long long>(way.found.cents), way.cpu, way.wall);
  std::printf("]}\n");
}

int run(const std::filesystem::path& path, int rounds) {
  const auto file = base::MappedFile::open(path);
  if (!file) {
    std::fprintf(stderr, "wide_parse_bench: %s\n", file.error().message.c_str());
    return 1;
  }
  const std::string text(file->text());  // in memory, not in the page cache
  const places::Gazetteer gazetteer = places::embedded_gazetteer();
  const places::Resolver resolver(gazetteer);
  const std::string name = path.filename().string();
  const Context context{.resolver = resolver, .file_name = name};
  std::vector<Way> ways;
  ways.push_back({.name = "parser", .sums = true, .run = [&] { return parse(text, context); }});
  ways.push_back({.name = "from_chars", .sums = true, .run = [&] { return read_plainly(text); }});
  ways.push_back({.name = "newlines", .sums = false, .run = [&] { return count_newlines(text); }});
  for (int round = 0; round < rounds; ++round)
    for (Way& way : ways) measure(way);
  print(ways);
  return 0;
}

}  // namespace
}  // namespace housing::sources

int main(int argc, char** argv) {
  const int rounds = argc == 3 ? std::atoi(argv[2]) : 0;
  if (rounds >= 1 && rounds <= housing::sources::kMaxRounds) return housing::sources::run(argv[1], rounds);
  std::fprintf(stderr, "usage: wide_parse_bench FILE ROUNDS (1 to %d)\n", housing::sources::kMaxRounds);
  return 2;
}
