// /api/v1/exports: whole metrics to take away, made by a job and fetched by a signed link.
#include <algorithm>

#include "accounts/exports.hpp"
#include "api/form.hpp"
#include "api/person_routes.hpp"
#include "app/bulk_export.hpp"
#include "base/mapped_file.hpp"

namespace housing::api {
namespace {

using Answer = accounts::Outcome<http::Response>;
using http::Method;

constexpr std::size_t kMaxTypes = 16;

void write_export(base::JsonWriter& json, const PersonCall& call, const records::Export& made) {
  json.begin_object().member("id", made.id).member("state", made.state);
  json.key("request").raw(made.request);
  json.member("bytes", made.bytes).member("rows", made.rows).member_or_null("note", made.note);
  write_time(json, "created", made.created);
  write_time(json, "done", made.done);
  write_time(json, "ends", made.ends);
  const bool there = made.state == "done" && made.ends && *made.ends > call.accounts().clock.now();
  json.member_or_null(
      "download",
      there ? "/api/v1/exports/" + made.id + "/file?token=" + accounts::export_token(call.accounts(), made) : "");
  json.end_object();
}

Answer create_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  app::BulkRequest request;
  request.metrics = form.texts("metrics", app::kMaxExportMetrics);
  request.types = form.texts("types", kMaxTypes);
  request.from = form.maybe_text("from").value_or("");
  request.to = form.maybe_text("to").value_or("");
  if (const auto good = app::check_bulk(request); !good) form.wrong(good.error().parameter, good.error().detail);
  HT_CHECK_OK(form.done());
  HT_TRY(const auto made, accounts::ask_for_export(call.accounts(), call.caller, app::to_json(request)));
  std::string text;
  base::JsonWriter json(text);
  write_export(json, call, made);
  return json_answer(202, std::move(text));
}

Answer list_route(PersonCall& call) {
  HT_TRY(const auto all, accounts::list_exports(call.accounts(), call.caller));
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("exports").begin_array();
  for (const records::Export& made : all) write_export(json, call, made);
  json.end_array().end_object();
  return json_answer(200, std::move(text));
}

Answer one_route(PersonCall& call) {
  HT_TRY(const auto all, accounts::list_exports(call.accounts(), call.caller));
  const auto found = std::ranges::find(all, call.parts[0], &records::Export::id);
  if (found == all.end())
    return accounts::refuse(accounts::RefusalKind::kNotFound, "There is no such export of yours.");
  std::string text;
  base::JsonWriter json(text);
  write_export(json, call, *found);
  return json_answer(200, std::move(text));
}

// For whoever has the link: a download manager has no session.
Answer file_route(PersonCall& call) {
  HT_TRY(const auto made,
         accounts::export_of_token(call.accounts(), call.parts[0], call.query.get("token").value_or("")));
  HT_TRY(const auto path, call.services.objects.local_file(made.object_key));
  HT_TRY(auto mapped, base::MappedFile::open(path));
  const auto file = std::make_shared<const base::MappedFile>(std::move(mapped));
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.cache_control = "private, no-store";
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"housing-trends-" + made.id + ".csv\""});
  response.body = http::Body(file, file->text());
  return response;
}

constexpr PersonRoute kRoutes[] = {
    {Method::kGet, "/api/v1/exports", Need::kPerson, list_route},
    {Method::kPost, "/api/v1/exports", Need::kPerson, create_route},
    {Method::kGet, "/api/v1/exports/{id}", Need::kPerson, one_route},
    {Method::kGet, "/api/v1/exports/{id}/file", Need::kNobody, file_route},
};

}  // namespace

std::span<const PersonRoute> export_routes() { return kRoutes; }

}  // namespace housing::api
