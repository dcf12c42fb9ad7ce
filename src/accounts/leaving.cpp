#include "accounts/leaving.hpp"

#include "base/json_writer.hpp"
#include "records/everything.hpp"

namespace housing::accounts {
namespace {

void write_cell(base::JsonWriter& json, const ports::SqlValue& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    json.value(*whole);
  } else if (const auto* text = std::get_if<std::string>(&cell)) {
    json.value(*text);
  } else if (const auto* number = std::get_if<double>(&cell)) {
    json.value(*number);
  } else {
    json.null();
  }
}

void write_rows(base::JsonWriter& json, const records::OwnedRows& owned) {
  json.key(owned.table).begin_array();
  for (std::size_t row = 0; row < owned.rows.size(); ++row) {
    json.begin_object();
    for (std::size_t column = 0; column < owned.columns.size(); ++column) {
      json.key(owned.columns[column]);
      write_cell(json, owned.rows.at(row, column));
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace

Outcome<std::string> everything_of(const Context& context, const Caller& caller) {
  return in_transaction<std::string>(context, ports::Access::kRead, [&](ports::Sql& sql) -> Outcome<std::string> {
    HT_TRY(const auto all, records::everything_of(sql, caller.user_id));
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().member("made", base::to_iso8601(context.clock.now())).key("tables").begin_object();
    for (const records::OwnedRows& owned : all) write_rows(json, owned);
    json.end_object().end_object();
    return text;
  });
}

}  // namespace housing::accounts
