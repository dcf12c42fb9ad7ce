// Exports a person asked for: queued here, written by a job, fetched by a link that ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/session.hpp"
#include "records/exports.hpp"

namespace housing::accounts {

inline constexpr std::size_t kMaxOpenExports = 3;  // queued at once
inline constexpr std::chrono::hours kExportLifetime{24 * 7};

// `request`: JSON, checked by the caller. Refuses kLimit.
Outcome<records::Export> ask_for_export(const Context& context, const Caller& caller, std::string_view request);
Outcome<std::vector<records::Export>> list_exports(const Context& context, const Caller& caller);

// What stands in the link to its file, good until the export ends; and the export such a token is for.
std::string export_token(const Context& context, const records::Export& made);
Outcome<records::Export> export_of_token(const Context& context, std::string_view id, std::string_view token);

}  // namespace housing::accounts
