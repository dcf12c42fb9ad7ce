// Imports that admins ask for: queued here, done by a job, followed by whoever is an admin.
#pragma once

#include <string_view>
#include <vector>

#include "accounts/session.hpp"
#include "records/imports.hpp"

namespace housing::accounts {

inline constexpr std::size_t kMaxOpenImports = 10;  // queued and running
inline constexpr std::int64_t kImportsPage = 100;
// A run whose process said nothing for so long will not be finished by it.
inline constexpr std::chrono::minutes kImportSilence{60};

// `source`: checked by the caller. Refuses kConflict while the same is queued or running, kLimit.
Outcome<records::ImportRun> ask_for_import(const Context& context, const Visitor& visitor, const Caller& caller,
                                           std::string_view source);
// The newest, newest first.
Outcome<std::vector<records::ImportRun>> list_imports(const Context& context);

}  // namespace housing::accounts
