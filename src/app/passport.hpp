// Passport: where one number comes from, down to the cell of the publisher's file: the file is kept byte for byte, so
// it is read again by the same format until the cell comes by. And what earlier and later releases said of it.
//
// Of a workbook line and column are those of its sheet; `text` is then empty.
// Errors: kNotFound (no such place, no value there), kInvalidInput naming the parameter; kIo, kCorrupt of the store.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/question_error.hpp"
#include "app/revisions.hpp"
#include "app/world.hpp"
#include "ports/object_store.hpp"

namespace housing::app {

struct PassportQuestion {
  std::string region;
  std::string metric;
  std::string period;  // as printed: 2025-03
  std::string shard;   // empty: the release that won the cell
};

struct Passport {
  model::RegionId region;
  const model::MetricInfo* metric = nullptr;
  model::Period period;
  model::WideCell value = model::kWideGap;  // as stored, of 10^-decimals units
  const series::ShardEntry* shard = nullptr;
  std::string publisher_id;  // the place in the file
  std::string publisher_name;
  std::uint64_t line = 0;               // from 1; 0: the format does not say
  std::uint32_t column = 0;             // from 1
  std::string text;                     // what stands there
  std::vector<ValueOfRelease> history;  // of all releases, the oldest first
};

Answered<Passport> answer_passport(const World& world, ports::ObjectStore& store, const PassportQuestion& question);

}  // namespace housing::app
