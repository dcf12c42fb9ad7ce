#include "accounts/imports.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "records/outbox.hpp"

namespace housing::accounts {

using ports::Access;
using ports::Sql;
using records::ImportRun;

Outcome<ImportRun> ask_for_import(const Context& context, const Visitor& visitor, const Caller& caller,
                                  std::string_view source) {
  const base::WallTime now = context.clock.now();
  const std::string id = crypto::random_id(context.random);
  std::string body;
  base::JsonWriter(body).begin_object().member("source", source).member("import", id).end_object();
  return in_transaction<ImportRun>(context, Access::kWrite, [&](Sql& sql) -> Outcome<ImportRun> {
    HT_CHECK_OK(records::lock_import_runs(sql));
    HT_CHECK_OK(records::give_up_import_runs(sql, now - kImportSilence, now));
    HT_TRY(const auto open, records::open_import_runs(sql));
    if (std::ranges::find(open, source, &ImportRun::source) != open.end())
      return refuse(RefusalKind::kConflict, "This import waits or runs already. Wait for it to end.");
    if (open.size() >= kMaxOpenImports)
      return refuse(RefusalKind::kLimit, "As many imports as may wait do. Wait for one of them to end.");
    ImportRun run;
    run.id = id;
    run.user_id = caller.user_id;
    run.source = source;
    run.created = now;
    HT_CHECK_OK(records::insert_import_run(sql, run));
    HT_CHECK_OK(
        records::post_job(sql, {.id = "import:" + id, .queue = "import", .key = id, .body = body, .trace = {}}, now));
    HT_CHECK_OK(note(sql, context, visitor, "", caller.user_id, "import", source));
    HT_TRY(auto kept, records::find_import_run(sql, id));
    return std::move(*kept);
  });
}

Outcome<std::vector<ImportRun>> list_imports(const Context& context) {
  using Runs = std::vector<ImportRun>;
  return in_transaction<Runs>(context, Access::kRead, [&](Sql& sql) -> Outcome<Runs> {
    HT_TRY(Runs runs, records::list_import_runs(sql, kImportsPage));
    return runs;
  });
}

}  // namespace housing::accounts
