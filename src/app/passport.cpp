#include "app/passport.hpp"

#include <algorithm>
#include <optional>

#include "app/make_block.hpp"
#include "app/raw_file.hpp"
#include "base/mapped_file.hpp"
#include "places/resolver.hpp"
#include "ports/scratch_file.hpp"
#include "series/shard.hpp"
#include "sources/csv.hpp"
#include "sources/source.hpp"

namespace housing::app {
namespace {

using series::ShardEntry;

// Lets a format read its file until the wanted cell comes by.
class LocatingSink final : public sources::Sink {
 public:
  explicit LocatingSink(Passport& passport) : passport_(passport) {}

  base::Status begin(const sources::Table& table) override {
    const auto wanted = std::ranges::find(table.metrics, passport_.metric);
    metric_ = static_cast<std::size_t>(wanted - table.metrics.begin());
    return {};
  }
  base::Status run(const sources::Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                   std::span<const model::Cell>) override {
    return look(place, metric, ordinals);
  }
  base::Status run_wide(const sources::Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                        std::span<const model::WideCell>) override {
    return look(place, metric, ordinals);
  }
  base::Status place(const sources::Place&) override { return {}; }
  bool wants_origins() const override { return true; }
  void origins(const sources::Origins& origins) override { origins_ = origins; }
  void row_kept() override {}
  void row_refused(sources::Refusal) override {}
  void cell_refused(sources::Refusal) override {}

  bool found() const { return found_; }

 private:
  base::Status look(const sources::Place& place, std::size_t metric, std::span<const std::int32_t> ordinals) {
    const sources::Origins origins = std::exchange(origins_, {});
    if (metric != metric_ || place.id != passport_.region) return {};
    const auto at = std::ranges::lower_bound(ordinals, passport_.period.ordinal);
    if (at == ordinals.end() || *at != passport_.period.ordinal) return {};
    const auto i = static_cast<std::size_t>(at - ordinals.begin());
    if (!origins.lines.empty()) passport_.line = origins.lines[origins.lines.size() == 1 ? 0 : i];
    if (!origins.columns.empty()) passport_.column = origins.columns[origins.columns.size() == 1 ? 0 : i];
    passport_.publisher_id = place.publisher_id;
    passport_.publisher_name = place.name;
    found_ = true;
    return base::fail(base::ErrorCode::kLimitExceeded, "found");  // ends the reading
  }

  Passport& passport_;
  std::size_t metric_ = 0;
  sources::Origins origins_;
  bool found_ = false;
};

char separator_of(std::string_view head) {
  const std::string_view first = head.substr(0, head.find('\n'));
  if (first.find('\t') != std::string_view::npos) return '\t';
  return first.find('|') != std::string_view::npos ? '|' : ',';
}

// What stands in the cell; nothing where the file is no text table.
base::Status read_text(std::string_view file, std::string_view head, Passport& passport) {
  if (passport.line == 0 || head.starts_with("PK")) return {};
  base::MemorySource bytes(file);
  const auto inflated = sources::inflating(bytes, file);
  sources::CsvReader reader(*inflated, separator_of(head));
  std::vector<std::string_view> fields;
  while (true) {
    HT_TRY(const bool more, reader.next());
    if (!more || reader.line() > passport.line) return {};
    if (reader.line() < passport.line) continue;
    HT_CHECK_OK(reader.split(fields));
    if (passport.column > 0 && passport.column <= fields.size()) passport.text = fields[passport.column - 1];
    return {};
  }
}

base::Status locate(ports::ObjectStore& store, const World& world, Passport& passport) {
  if (passport.shard->raw_key.empty()) return {};  // made up here, from no file
  HT_TRY(const auto path, store.local_file(passport.shard->raw_key));
  HT_TRY(const auto file, base::MappedFile::open(path));
  HT_TRY(const std::string head, head_of(file.text()));
  HT_TRY(const sources::Format* format, sources::recognise(head));
  base::MemorySource bytes(file.text());
  const auto inflated = sources::inflating(bytes, file.text());
  const places::Resolver resolver(world.gazetteer());
  LocatingSink sink(passport);
  const std::string name = publisher_file_name(passport.shard->file);
  HT_TRY(const auto scratch, ports::ScratchFile::make(store, "passport"));
  const auto read =
      format->parse(*inflated, {.resolver = resolver, .file_name = name, .scratch = scratch.path()}, sink);
  if (!sink.found()) return read;
  return read_text(file.text(), head, passport);
}

// What every release says of the cell.
base::Status add_history(ports::ObjectStore& store, const World& world, Passport& passport) {
  for (const ShardEntry* entry : shards_of(world.manifest(), passport.metric->id)) {
    HT_TRY(const auto path, store.local_file(entry->shard_key));
    HT_TRY(const auto shard, series::ShardReader::open(path));
    for (const auto& table : shard.tables()) {
      if (table.metric != passport.metric->id) continue;
      const auto column = std::ranges::lower_bound(table.ordinals, passport.period.ordinal);
      if (column == table.ordinals.end() || *column != passport.period.ordinal) continue;
      for (std::size_t row = 0; row < table.places.size(); ++row)
        if (shard.places()[table.places[row]].id == passport.region)
          passport.history.push_back(
              {entry, table.row(row)[static_cast<std::size_t>(column - table.ordinals.begin())]});
    }
  }
  return {};
}

std::unexpected<QuestionError> nothing_there(const Passport& passport) {
  return std::unexpected(
      QuestionError{.code = base::ErrorCode::kNotFound,
                    .kind = "no-value",
                    .detail = "No release here says anything of " + std::string(passport.metric->id) + " for " +
                              std::string(passport.region.text()) + " in " + passport.period.to_string() + ".",
                    .parameter = "period",
                    .suggestions = {}});
}

}  // namespace

Answered<Passport> answer_passport(const World& world, ports::ObjectStore& store, const PassportQuestion& question) {
  Passport passport;
  auto region = known_region(world, question.region, "region");
  if (!region) return std::unexpected(region.error());
  passport.region = *region;
  auto metric = known_metric(question.metric, "metric");
  if (!metric) return std::unexpected(metric.error());
  passport.metric = *metric;
  const auto period = model::Period::parse(passport.metric->frequency, question.period);
  if (!period)
    return reject("bad-period", "period",
                  "'" + question.period.substr(0, 40) + "' is no " +
                      std::string(to_string(passport.metric->frequency)) + ", as " + std::string(passport.metric->id) +
                      " is published by.");
  passport.period = *period;
  const auto unreadable = [](const base::Error& error) {
    return std::unexpected(QuestionError{.code = error.code,
                                         .kind = "release-not-readable",
                                         .detail = "The release cannot be read: " + error.message,
                                         .parameter = "region",
                                         .suggestions = {}});
  };
  if (const auto status = add_history(store, world, passport); !status) return unreadable(status.error());
  const auto from = [&](const ValueOfRelease& value) {
    return question.shard.empty() || value.shard->id == question.shard;
  };
  // The strongest release comes last.
  const auto chosen = std::ranges::find_if(passport.history.rbegin(), passport.history.rend(), from);
  if (chosen == passport.history.rend()) return nothing_there(passport);
  passport.shard = chosen->shard;
  passport.value = chosen->value;
  if (const auto status = locate(store, world, passport); !status) return unreadable(status.error());
  return passport;
}

}  // namespace housing::app
