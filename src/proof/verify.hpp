// Verify: the worked examples of a document, each put through this program's own formulas.
//
// The document is a JSON object with a member for each family of examples ("mortgage", "hp_filter" …); families.hpp
// lists those that are understood. The examples that lie inside the program have the same form, so tests, the command
// line and the page on methods run the same thing. Errors: kInvalidInput, naming the member that is missing or of the
// wrong kind. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "proof/check.hpp"

namespace housing::proof {

inline constexpr std::size_t kMaxDocumentBytes = 16 * 1024 * 1024;

struct FamilyReport {
  std::string key;
  Checks checks;
};

struct NotRun {  // understood, but needs what is not here
  std::string name;
  std::string reason;
};

struct Report {
  std::vector<FamilyReport> families;  // in the document's order
  std::vector<std::string> unknown;    // members nobody understands, by path
  std::vector<NotRun> not_run;

  std::size_t count() const;
  std::size_t failed() const;
  // Everything agreed, and everything was understood.
  bool ok() const { return failed() == 0 && unknown.empty(); }
  const FamilyReport* find(std::string_view key) const;
};

base::Result<Report> verify(std::string_view document);

// The examples inside the program. They are tested to be well-formed.
std::string_view built_in_examples();
Report verify_built_in();

}  // namespace housing::proof
