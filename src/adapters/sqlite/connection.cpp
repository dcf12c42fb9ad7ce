#include "adapters/sqlite/connection.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <thread>
#include <vector>

#include "adapters/sqlite/error.hpp"
#include "base/text.hpp"
#include "ports/sql_rules.hpp"

namespace housing::sqlite {
namespace {

using base::ErrorCode;
using base::fail;
using ports::Rows;
using ports::SqlValue;

// How often a running statement looks at the clock, in SQLite's steps: well under a millisecond.
constexpr int kStepsBetweenLooks = 2000;
constexpr std::chrono::seconds kMaxOpenTime{5};

// Made before SQLite opens it, because SQLite gives its -wal and -shm the mode of the file itself. A file that is there
// already is not opened: closing it would drop every lock this process has on it (POSIX), and another process that ends
// would then take itself for the last one and delete the -wal under our feet.
base::Status make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file >= 0) {
    ::close(file);
    return {};
  }
  if (errno != EEXIST || ::access(path.c_str(), R_OK | W_OK) != 0) return base::fail_errno(path);
  return {};
}

void bind(sqlite3_stmt* statement, int slot, const SqlValue& value) {
  // The values outlive the statement's run, so nothing is copied.
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    sqlite3_bind_int64(statement, slot, *number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    sqlite3_bind_double(statement, slot, *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    sqlite3_bind_text64(statement, slot, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  } else {
    sqlite3_bind_null(statement, slot);
  }
}

base::Status bind_all(sqlite3_stmt* statement, std::span<const SqlValue> parameters) {
  HT_CHECK_OK(ports::check_parameters(parameters));
  std::vector<bool> used(parameters.size(), false);
  for (int slot = 1; slot <= sqlite3_bind_parameter_count(statement); ++slot) {
    const char* name = sqlite3_bind_parameter_name(statement, slot);
    const std::string_view spelled = name == nullptr ? "?" : name;
    const auto number =
        spelled.starts_with('$') ? base::parse_integer(spelled.substr(1)) : std::optional<std::int64_t>();
    if (!number || *number < 1)
      return fail(ErrorCode::kInvalidInput, "'" + std::string(spelled) + "' is no parameter: they are $1, $2 …");
    const auto index = static_cast<std::size_t>(*number - 1);
    if (index >= parameters.size()) return fail(ErrorCode::kInvalidInput, std::string(spelled) + " has no value");
    bind(statement, slot, parameters[index]);
    used[index] = true;
  }
  for (std::size_t i = 0; i < used.size(); ++i)
    if (!used[i])
      return fail(ErrorCode::kInvalidInput, "the statement does not use parameter $" + std::to_string(i + 1));
  return {};
}

SqlValue cell_of(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER: return sqlite3_column_int64(statement, column);
    case SQLITE_FLOAT: return sqlite3_column_double(statement, column);
    case SQLITE_NULL: return nullptr;
    default: break;
  }
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

}  // namespace

void Connection::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void Connection::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Connection::Connection(sqlite3* handle) : handle_(handle) {}
Connection::~Connection() = default;

base::Result<std::unique_ptr<Connection>> Connection::open(const std::string& path) {
  const bool in_memory = path == ":memory:";
  if (!in_memory) HT_CHECK_OK(make_private_file(path));
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  std::unique_ptr<Connection> connection(new Connection(handle));
  if (code != SQLITE_OK) return std::unexpected(connection->error_of(code, "").at(path));
  if (const auto status = connection->configure(in_memory); !status) return std::unexpected(status.error().at(path));
  return connection;
}

base::Status Connection::configure(bool in_memory) {
  sqlite3* handle = handle_.get();
  // Another process holds the lock: wait for it until the deadline.
  sqlite3_busy_handler(
      handle,
      [](void* self, int) {
        if (static_cast<Connection*>(self)->past_deadline()) return 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        return 1;
      },
      this);
  sqlite3_progress_handler(
      handle, kStepsBetweenLooks, [](void* self) { return static_cast<Connection*>(self)->past_deadline() ? 1 : 0; },
      this);
  // What PostgreSQL refuses too: "text" for 'text', and writing to the database's own tables.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  until_ = std::chrono::steady_clock::now() + kMaxOpenTime;
  HT_CHECK_OK(run_script("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON",
                         ports::Access::kWrite));
  if (in_memory) return {};
  // With FULL every commit waits for the disk: it survives a crash of the machine, not only of the program.
  HT_CHECK_OK(run_script("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864", ports::Access::kWrite));
  HT_TRY(const Rows mode, run("PRAGMA journal_mode = WAL", {}, ports::Access::kWrite));
  if (mode.text(0, 0) != "wal")
    return fail(ErrorCode::kIo, "SQLite cannot share memory here: put the file on a local disk");
  return {};
}

base::Error Connection::error_of(int code, std::string_view text) const {
  std::string message = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
  if (!text.empty()) message += ", in: " + ports::excerpt(text);
  return {error_code_of(code), "SQLite: " + std::string(advice_for(code)) + message};
}

base::Result<Connection::Statement> Connection::prepare(std::string_view text, const char** rest, unsigned flags) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), text.data(), static_cast<int>(text.size()), flags, &raw, rest);
  Statement statement(raw);
  if (code != SQLITE_OK) return std::unexpected(error_of(code, text));
  return statement;
}

base::Result<sqlite3_stmt*> Connection::prepared(std::string_view text) {
  if (const auto found = statements_.find(text); found != statements_.end()) return found->second.get();
  const char* rest = text.data();
  Statement statement;
  if (!text.empty()) {
    HT_TRY(statement, prepare(text, &rest, SQLITE_PREPARE_PERSISTENT));
  }
  const std::string_view more = base::trim(std::string_view(rest, text.data() + text.size()));
  if (!statement || !(more.empty() || more == ";"))
    return fail(ErrorCode::kInvalidInput, "not one statement: " + ports::excerpt(text));
  if (statements_.size() >= kMaxPreparedStatements) statements_.clear();
  return statements_.emplace(text, std::move(statement)).first->second.get();
}

base::Result<Rows> Connection::run(std::string_view text, std::span<const SqlValue> parameters, ports::Access access) {
  HT_TRY(sqlite3_stmt * statement, prepared(text));
  if (access == ports::Access::kRead && sqlite3_stmt_readonly(statement) == 0)
    return fail(ErrorCode::kInvalidInput, "a transaction that only reads cannot write: " + ports::excerpt(text));
  auto rows = [&]() -> base::Result<Rows> {
    HT_CHECK_OK(bind_all(statement, parameters));
    return step_through(statement, text);
  }();
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return rows;
}

base::Result<Rows> Connection::step_through(sqlite3_stmt* statement, std::string_view text) {
  if (past_deadline()) return std::unexpected(error_of(SQLITE_INTERRUPT, text));
  const auto changes_before = sqlite3_total_changes64(handle_.get());
  int width = sqlite3_column_count(statement);
  std::vector<SqlValue> cells;
  std::size_t bytes = 0;
  int code = SQLITE_OK;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    width = sqlite3_column_count(statement);  // another one when a table was changed since
    for (int column = 0; column < width; ++column) {
      bytes += sizeof(SqlValue) + static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      cells.push_back(cell_of(statement, column));
    }
    if (bytes > ports::kMaxResultBytes)
      return fail(ErrorCode::kLimitExceeded, "a result of more than " + std::to_string(ports::kMaxResultBytes) +
                                                 " bytes; ask for fewer rows: " + ports::excerpt(text));
  }
  if (code != SQLITE_DONE) return std::unexpected(error_of(code, text));
  const bool wrote = sqlite3_total_changes64(handle_.get()) != changes_before;
  return Rows(static_cast<std::size_t>(width), std::move(cells), wrote ? sqlite3_changes64(handle_.get()) : 0);
}

base::Status Connection::run_script(std::string_view text, ports::Access access) {
  while (!base::trim(text).empty()) {
    const char* rest = nullptr;
    HT_TRY(const Statement statement, prepare(text, &rest, 0));
    if (statement) {
      if (access == ports::Access::kRead && sqlite3_stmt_readonly(statement.get()) == 0)
        return fail(ErrorCode::kInvalidInput, "a transaction that only reads cannot write: " + ports::excerpt(text));
      HT_CHECK_OK(step_through(statement.get(), text));
    }
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  }
  return {};
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

void Connection::roll_back() {
  if (in_transaction()) sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace housing::sqlite
