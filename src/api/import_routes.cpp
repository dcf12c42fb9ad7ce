// /api/v1/admin/imports: for admins: ask for an import, see how far each is. From where files come is the operator's to
// say, never a request's.
#include "accounts/imports.hpp"
#include "api/form.hpp"
#include "api/person_routes.hpp"

namespace housing::api {
namespace {

using Answer = accounts::Outcome<http::Response>;
using http::Method;

constexpr std::size_t kMaxSourceBytes = 100;  // as contract/messages/import.schema.json

void write_run(base::JsonWriter& json, const records::ImportRun& run) {
  json.begin_object()
      .member("id", run.id)
      .member("source", run.source)
      .member("state", run.state)
      .member_or_null("by", run.email);
  write_time(json, "at", run.created);
  write_time(json, "began", run.began);
  write_time(json, "ended", run.ended);
  json.member("attempts", run.attempts)
      .member("files_total", run.counts.files_total)
      .member("files_fetched", run.counts.files_fetched)
      .member("files_done", run.counts.files_done)
      .member("rows_kept", run.counts.rows_kept)
      .member("rows_refused", run.counts.rows_refused)
      .member("said", run.said)
      .end_object();
}

Answer list_route(PersonCall& call) {
  HT_TRY(const auto runs, accounts::list_imports(call.accounts()));
  const ImportOffer& offer = call.services.imports;
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("imports").begin_array();
  for (const records::ImportRun& run : runs) write_run(json, run);
  json.end_array().key("sources").begin_array();
  for (const std::string& source : offer.sources) json.value(source);
  json.end_array().member("place", std::string_view(offer.own_place ? "own" : "publishers")).end_object();
  return json_answer(200, std::move(text));
}

Answer start_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  const std::string source = form.text("source", kMaxSourceBytes);
  std::vector<accounts::FieldError> wrong;
  if (source.empty())
    wrong.push_back({"source", "must name a source"});
  else if (const auto known = call.services.imports.check(source); !known)
    wrong.push_back({"source", known.error().message});
  HT_CHECK_OK(form.done(std::move(wrong)));
  HT_TRY(const auto run, accounts::ask_for_import(call.accounts(), call.visitor, call.caller, source));
  std::string text;
  base::JsonWriter json(text);
  write_run(json, run);
  return json_answer(202, std::move(text));
}

constexpr PersonRoute kRoutes[] = {
    {Method::kGet, "/api/v1/admin/imports", Need::kAdmin, list_route},
    {Method::kPost, "/api/v1/admin/imports", Need::kAdmin, start_route},
};

}  // namespace

std::span<const PersonRoute> import_routes() { return kRoutes; }

}  // namespace housing::api
