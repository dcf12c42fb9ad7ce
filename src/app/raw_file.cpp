#include "app/raw_file.hpp"

#include <algorithm>

namespace housing::app {

base::Result<std::string> head_of(std::string_view file) {
  base::MemorySource bytes(file);
  const auto inflated = sources::inflating(bytes, file);
  std::string head;
  while (head.size() < sources::kRecogniseBytes) {
    HT_TRY(const auto chunk, inflated->next());
    if (chunk.empty()) break;
    head.append(chunk.data(), std::min(chunk.size(), sources::kRecogniseBytes - head.size()));
  }
  return head;
}

std::string publisher_file_name(std::string name) {
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  return name;
}

}  // namespace housing::app
