// What the parts of `housing query` share.
#pragma once

#include "app/question_error.hpp"
#include "main/commands.hpp"
#include "ports/object_store.hpp"

namespace housing::main {

// "housing: --metric: …" and what might have been meant, on stderr. Gives kExitUsage.
int report_question(const app::QuestionError& error);

// --anomalies, --turning-points, --disagreement: a table, or JSON.
int print_detection(const app::World& world, ports::ObjectStore& store, const QueryOptions& options);

}  // namespace housing::main
