// ImportRecord: an import as the admin who asked for it sees it: what is noted of it while it runs, at a bounded rate,
// and how it ended. It holds its row by the number of its try; a try whose process fell silent is taken over by the
// next delivery of its message, and then notes nothing any more.
//
// Thread-safety: one thread steps and ends it; a thread of its own writes. Ownership: the surroundings must outlive it.
// Errors: the database's when it begins and ends; in between they are logged, since an import goes on without a diary.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/ticker.hpp"
#include "jobs/import_source.hpp"
#include "ports/database.hpp"
#include "records/imports.hpp"

namespace housing::jobs {

inline constexpr std::chrono::milliseconds kNoteEvery{1'000};
inline constexpr std::chrono::seconds kBeatEvery{15};
inline constexpr std::chrono::seconds kBeatLost{60};  // silent for so long, its process is gone

struct RecordSurroundings {
  ports::Database& database;
  const base::Clock& clock;
  base::Log& log;
  std::function<base::Status()> keep;  // keeps the message hidden from others; may be empty
};

enum class ImportTurn {
  kOurs,
  kOver,  // there is no such import, or it has ended
  kHeld,  // another delivery of this message is at work on it
  kWait,  // another import is running
};
struct ImportBegin {
  ImportTurn turn = ImportTurn::kOver;
  std::int64_t attempt = 0;
};
// `again`: this message was delivered before, so that whoever had it is gone. `alone`: not while another import runs.
base::Result<ImportBegin> begin_import(const RecordSurroundings& around, const std::string& id, bool again, bool alone);

class ImportRecord {
 public:
  ImportRecord(RecordSurroundings around, std::string id, std::int64_t attempt);

  void step(const ImportStep& step);
  // `last`: no other try follows. Gives what `outcome` leaves to be said to a queue: an error for another try.
  base::Status end(const std::string& source, const base::Result<app::ImportSummary>& outcome, bool last);
  // It can never succeed.
  base::Status refuse(const std::string& reason);

 private:
  void beat();
  base::Status write_end(std::string_view state, const records::ImportCounts& counts, const std::string& said);

  const RecordSurroundings around_;
  const std::string id_;
  const std::int64_t attempt_;
  std::mutex mutex_;
  records::ImportCounts counts_;
  std::string said_;
  bool changed_ = false;
  std::chrono::nanoseconds beaten_;  // by monotonic time; of the ticker's thread
  std::optional<base::Ticker> ticker_;
};

// What a queue is told of an import that went through: an error when it is to be tried again.
base::Status judge_import(const std::string& source, const app::ImportSummary& summary);
// For people: what came of it, on one line.
std::string words_of(const app::ImportSummary& summary);

}  // namespace housing::jobs
