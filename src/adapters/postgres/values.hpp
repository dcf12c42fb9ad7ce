// Parameters and cells in PostgreSQL's text form.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ports/database.hpp"

typedef struct pg_result PGresult;

namespace housing::postgres {

// What libpq wants for a statement's parameters. Points into `values`, which must outlive it.
class Parameters {
 public:
  explicit Parameters(std::span<const ports::SqlValue> values);
  int count() const { return static_cast<int>(pointers_.size()); }
  const char* const* pointers() const { return pointers_.data(); }

 private:
  std::vector<std::string> numbers_;
  std::vector<const char*> pointers_;
};

// Types by OID: bigint, double precision, text; 0, which lets the server choose, for NULL.
std::vector<unsigned> types_of(std::span<const ports::SqlValue> values);

// A cell as the port's kinds: whole numbers and truths as integers, NUMERIC as an integer when it has no fraction, as
// sums of integers have none; else as a number; all other types as the text PostgreSQL prints.
ports::SqlValue cell_of(const PGresult& answer, int row, int column);

}  // namespace housing::postgres
