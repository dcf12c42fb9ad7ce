#include "records/migration.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"

namespace housing::records {
namespace {

using base::ErrorCode;
using base::fail;
using ports::Dialect;

constexpr std::string_view kOnly = "-- only:";
constexpr std::string_view kFor = "-- for:";
constexpr std::string_view kNeeds = "-- needs:";

}  // namespace

base::Result<Migration> make_migration(std::string_view file_name, std::string_view text) {
  constexpr std::size_t kDigits = 4;
  constexpr std::string_view kEnding = ".sql";
  const auto number = base::parse_integer(file_name.substr(0, kDigits));
  if (!number || *number < 1 || !file_name.ends_with(kEnding) || file_name.size() < kDigits + 2 + kEnding.size() ||
      file_name[kDigits] != '_')
    return fail(ErrorCode::kInvalidInput, "db/" + std::string(file_name) + ": name it NNNN_title.sql");
  file_name.remove_prefix(kDigits + 1);
  file_name.remove_suffix(kEnding.size());
  return Migration{static_cast<int>(*number), std::string(file_name), text};
}

std::string Migration::sha256() const { return base::sha256_hex(text); }

base::Result<std::string> Migration::script(Dialect dialect) const {
  const std::string_view ours = dialect == Dialect::kSqlite ? "sqlite" : "postgres";
  std::string script;
  bool taken = true;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::string_view trimmed = base::trim(line);
    if (trimmed.starts_with(kOnly)) {
      const std::string_view whom = base::trim(trimmed.substr(kOnly.size()));
      if (whom != "sqlite" && whom != "postgres")
        return fail(ErrorCode::kInvalidInput, name + ": '" + std::string(trimmed) + "': say sqlite or postgres");
      taken = whom == ours;
    } else if (trimmed.starts_with(kFor)) {
      if (base::trim(trimmed.substr(kFor.size())) != "both")
        return fail(ErrorCode::kInvalidInput, name + ": '" + std::string(trimmed) + "': say '-- for: both'");
      taken = true;
    }
    if (taken) script += line;
    script += '\n';  // an error's line number stays that of the file
  }
  return script;
}

base::Result<int> Migration::needs() const {
  int needs = 0;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::string_view trimmed = base::trim(line);
    if (!trimmed.starts_with(kNeeds)) continue;
    const auto number = base::parse_integer(base::trim(trimmed.substr(kNeeds.size())));
    if (!number || *number < 1 || *number > version)
      return fail(ErrorCode::kInvalidInput, name + ": '" + std::string(trimmed) + "': name a migration up to this one");
    needs = std::max(needs, static_cast<int>(*number));
  }
  return needs;
}

}  // namespace housing::records
