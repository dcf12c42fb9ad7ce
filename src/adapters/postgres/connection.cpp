#include "adapters/postgres/connection.hpp"

#include <libpq-fe.h>

#include <algorithm>

#include "adapters/postgres/values.hpp"
#include "ports/sql_rules.hpp"

namespace housing::postgres {
namespace {

using base::ErrorCode;
using base::fail;
using ports::Rows;
using ports::SqlValue;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::string field(const PGresult& answer, int name) {
  const char* text = PQresultErrorField(&answer, name);
  return text == nullptr ? "" : text;
}

// Rows changed; a SELECT's count is of rows found, and DDL has none.
std::int64_t changed_by(const PGresult& answer) {
  const std::string_view tag = PQcmdStatus(const_cast<PGresult*>(&answer));
  if (!tag.starts_with("INSERT") && !tag.starts_with("UPDATE") && !tag.starts_with("DELETE") &&
      !tag.starts_with("MERGE"))
    return 0;
  return std::atoll(PQcmdTuples(const_cast<PGresult*>(&answer)));
}

}  // namespace

base::Result<std::unique_ptr<Connection>> Connection::open(const Address& address, const Credentials& credentials,
                                                           Moment until, std::string& state) {
  HT_TRY(auto link, Link::open(address, credentials, until, state));
  std::unique_ptr<Connection> connection(new Connection(std::move(link)));
  connection->until_ = until;
  HT_CHECK_OK(connection->prepare_session());
  return connection;
}

base::Status Connection::prepare_session() {
  // So that a statement whose client went away does not run on.
  constexpr int kFirstWithCheck = 140000;
  if (PQserverVersion(link_->handle()) < kFirstWithCheck) return {};
  return simple("SET client_connection_check_interval = '1s'", until_);
}

base::Status Connection::settle(base::Status status) {
  if (link_->is_lost() && remedy_ == Remedy::kNone && status.has_value() == false &&
      status.error().code == ErrorCode::kUnavailable)
    remedy_ = Remedy::kReconnect;
  return status;
}

base::Status Connection::check(const PGresult& answer, std::string_view statement) {
  switch (PQresultStatus(&answer)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_COPY_IN: return {};
    case PGRES_EMPTY_QUERY: return fail(ErrorCode::kInvalidInput, "not one statement: it is empty");
    case PGRES_FATAL_ERROR: break;
    default:
      return fail(ErrorCode::kInvalidInput,
                  "a statement of a kind that does not belong here: " + ports::excerpt(statement));
  }
  const std::string state = field(answer, PG_DIAG_SQLSTATE);
  if (state.empty()) return std::unexpected(link_->lost("the connection was lost"));
  Verdict verdict = verdict_of(state, access_ == ports::Access::kWrite);
  std::string message = field(answer, PG_DIAG_MESSAGE_PRIMARY);
  // A table was changed under a prepared statement: made anew it works.
  if (state == "0A000" && message.find("cached plan") != std::string::npos)
    verdict = {ErrorCode::kUnavailable, Remedy::kReconnect};
  remedy_ = verdict.remedy;
  // The detail is left out: it holds values. The constraint's name says what it is about.
  const std::string constraint = field(answer, PG_DIAG_CONSTRAINT_NAME);
  if (!constraint.empty() && message.find(constraint) == std::string::npos) message += " (" + constraint + ")";
  if (state == "57014" && steady_clock::now() + kGrace >= until_) message = "the deadline passed: " + message;
  return fail(verdict.code, "PostgreSQL " + state + ": " + message + ", in: " + ports::excerpt(statement));
}

base::Status Connection::simple(std::string_view statements, Moment until) {
  const std::string text(statements);
  return settle(link_->answers(PQsendQuery(link_->handle(), text.c_str()), until,
                               [&](const PGresult& answer) { return check(answer, text); }));
}

base::Status Connection::begin(ports::Access access, Moment until) {
  access_ = access;
  until_ = until;
  remedy_ = Remedy::kNone;
  const auto left = std::chrono::ceil<milliseconds>(until - steady_clock::now());
  if (left.count() <= 0) return fail(ErrorCode::kLimitExceeded, "the deadline passed before the transaction began");
  const std::string time = std::to_string(left.count());
  // The second keeps locks from outliving a program that stands still between two statements.
  return simple(std::string(access == ports::Access::kWrite ? "BEGIN ISOLATION LEVEL READ COMMITTED"
                                                            : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") +
                    "; SET LOCAL statement_timeout = " + time +
                    "; SET LOCAL idle_in_transaction_session_timeout = " + std::to_string(left.count() + 1000),
                until_ + kGrace);
}

base::Result<std::string> Connection::prepared(std::string_view statement, std::span<const SqlValue> parameters) {
  const std::vector<unsigned> types = types_of(parameters);
  std::string key;
  for (const SqlValue& value : parameters) key += static_cast<char>('0' + value.index());
  key += ' ';
  key += statement;
  if (const auto found = prepared_.find(key); found != prepared_.end()) return found->second;
  if (prepared_.size() >= kMaxPreparedStatements) {
    HT_CHECK_OK(simple("DEALLOCATE ALL", until_ + kGrace));
    prepared_.clear();
  }
  std::string name = "s" + std::to_string(++names_);
  const std::string text(statement);
  HT_CHECK_OK(link_->answers(
      PQsendPrepare(link_->handle(), name.c_str(), text.c_str(), static_cast<int>(types.size()), types.data()),
      until_ + kGrace, [&](const PGresult& answer) { return check(answer, statement); }));
  prepared_.emplace(std::move(key), name);
  return name;
}

base::Result<Rows> Connection::run(std::string_view statement, std::span<const SqlValue> parameters) {
  HT_CHECK_OK(ports::check_parameters(parameters));
  if (statement.find('\0') != std::string_view::npos) return fail(ErrorCode::kInvalidInput, "a statement with a NUL");
  if (steady_clock::now() >= until_)
    return fail(ErrorCode::kLimitExceeded, "the deadline passed before: " + ports::excerpt(statement));
  std::size_t width = 0;
  std::size_t bytes = 0;
  std::int64_t changed = 0;
  std::vector<SqlValue> cells;
  const auto take = [&](const PGresult& answer) -> base::Status {
    HT_CHECK_OK(check(answer, statement));
    width = static_cast<std::size_t>(PQnfields(&answer));
    changed += changed_by(answer);
    for (int row = 0; row < PQntuples(&answer); ++row)
      for (int column = 0; column < PQnfields(&answer); ++column) {
        bytes += sizeof(SqlValue) + static_cast<std::size_t>(PQgetlength(&answer, row, column));
        cells.push_back(cell_of(answer, row, column));
      }
    if (bytes > ports::kMaxResultBytes)
      return fail(ErrorCode::kLimitExceeded, "a result of more than " + std::to_string(ports::kMaxResultBytes) +
                                                 " bytes; ask for fewer rows: " + ports::excerpt(statement));
    return {};
  };
  auto name = prepared(statement, parameters);
  if (!name) return std::unexpected(settle(std::unexpected(name.error())).error());
  const Parameters bound(parameters);
  const int sent =
      PQsendQueryPrepared(link_->handle(), name->c_str(), bound.count(), bound.pointers(), nullptr, nullptr, 0);
  if (sent != 0) PQsetSingleRowMode(link_->handle());  // so that the limit is met before memory is full
  HT_CHECK_OK(settle(link_->answers(sent, until_ + kGrace, take)));
  HT_CHECK_OK(still_open());
  return Rows(width, std::move(cells), changed);
}

base::Status Connection::run_script(std::string_view statements) {
  const std::string text(statements);
  if (text.find('\0') != std::string::npos) return fail(ErrorCode::kInvalidInput, "a script with a NUL");
  if (steady_clock::now() >= until_) return fail(ErrorCode::kLimitExceeded, "the deadline passed before the script");
  HT_CHECK_OK(settle(link_->answers(PQsendQuery(link_->handle(), text.c_str()), until_ + kGrace,
                                    [&](const PGresult& answer) -> base::Status {
                                      if (PQresultStatus(&answer) == PGRES_EMPTY_QUERY) return {};
                                      return check(answer, text);
                                    })));
  return still_open();
}

base::Status Connection::still_open() const {
  if (PQtransactionStatus(link_->handle()) == PQTRANS_INTRANS) return {};
  return fail(ErrorCode::kInvalidInput, "a statement ended the transaction: return from Work instead");
}

base::Status Connection::commit() {
  if (steady_clock::now() >= until_) return fail(ErrorCode::kLimitExceeded, "the deadline passed before the commit");
  if (!link_->is_quiet()) {  // the server hung up already, so nothing is in doubt
    remedy_ = Remedy::kReconnect;
    return fail(ErrorCode::kUnavailable, "the connection was lost before the commit");
  }
  bool answered = false;
  const auto status = link_->answers(
      PQsendQuery(link_->handle(), "COMMIT"), until_ + kGrace, [&](const PGresult& answer) -> base::Status {
        HT_CHECK_OK(check(answer, "COMMIT"));
        answered = true;
        if (std::string_view(PQcmdStatus(const_cast<PGresult*>(&answer))) != "COMMIT")
          return fail(ErrorCode::kInvalidInput, "the transaction had failed and was rolled back");
        return {};
      });
  if (status || answered || !link_->is_lost()) return status;
  remedy_ = Remedy::kNone;
  return fail(ErrorCode::kUnavailable,
              "the connection was lost while committing, the outcome is unknown: " + status.error().message);
}

void Connection::roll_back() {
  const auto state = PQtransactionStatus(link_->handle());
  if (link_->is_lost() || state == PQTRANS_IDLE || state == PQTRANS_UNKNOWN || state == PQTRANS_ACTIVE) return;
  const Remedy remedy = remedy_;
  // Where this fails too, is_usable() says so.
  [[maybe_unused]] const auto ended = simple("ROLLBACK", steady_clock::now() + kMaxRollbackTime);
  remedy_ = remedy;
}

bool Connection::is_usable() const {
  return !link_->is_lost() && PQtransactionStatus(link_->handle()) == PQTRANS_IDLE && link_->is_quiet();
}

bool Connection::is_in_failed_transaction() const {
  return !link_->is_lost() && PQtransactionStatus(link_->handle()) == PQTRANS_INERROR;
}

base::Status Connection::begin_copy(std::string_view statement) { return simple(statement, until_ + kGrace); }

base::Status Connection::send(std::string_view bytes) {
  while (true) {
    const int taken = PQputCopyData(link_->handle(), bytes.data(), static_cast<int>(bytes.size()));
    if (taken < 0) return settle(std::unexpected(link_->lost("copying")));
    HT_CHECK_OK(settle(link_->drain(until_ + kGrace)));
    if (taken > 0) return {};
  }
}

base::Status Connection::end_copy() {
  int ended = 0;
  while ((ended = PQputCopyEnd(link_->handle(), nullptr)) == 0) HT_CHECK_OK(settle(link_->drain(until_ + kGrace)));
  return settle(link_->answers(ended > 0 ? 1 : 0, until_ + kGrace,
                               [&](const PGresult& answer) { return check(answer, "COPY"); }));
}

}  // namespace housing::postgres
