// TracedObjectStore: a ports::ObjectStore that is watched.
#pragma once

#include "ports/object_store.hpp"
#include "telemetry/dependency_watch.hpp"

namespace housing::telemetry {

class TracedObjectStore final : public ports::ObjectStore {
 private:
  template <class Call>
  auto seen(std::string_view operation, std::string_view key, const Call& call) {
    return watch_.observed(operation, [&](Span& span) {
      span.set("object.key", key);
      return call();
    });
  }

 public:
  TracedObjectStore(ports::ObjectStore& inner, const Telemetry& telemetry)
      : inner_(inner), watch_(telemetry, "objects") {}

  base::Result<std::filesystem::path> scratch_file(std::string_view hint) override { return inner_.scratch_file(hint); }
  base::Status put_file(std::string_view key, const std::filesystem::path& local) override {
    return seen("put file", key, [&] { return inner_.put_file(key, local); });
  }
  base::Status put(std::string_view key, std::string_view bytes) override {
    return seen("put object", key, [&] { return inner_.put(key, bytes); });
  }
  base::Result<bool> exists(std::string_view key) override {
    return seen("ask for object", key, [&] { return inner_.exists(key); });
  }
  base::Result<std::string> get(std::string_view key) override {
    return seen("get object", key, [&] { return inner_.get(key); });
  }
  base::Result<std::filesystem::path> local_file(std::string_view key) override {
    return seen("get file", key, [&] { return inner_.local_file(key); });
  }
  base::Result<std::vector<ports::ObjectInfo>> list(std::string_view prefix) override {
    return seen("list objects", prefix, [&] { return inner_.list(prefix); });
  }
  base::Status remove(std::string_view key) override {
    return seen("remove object", key, [&] { return inner_.remove(key); });
  }
  base::Result<ports::Versioned> get_pointer(std::string_view key) override {
    return seen("get pointer", key, [&] { return inner_.get_pointer(key); });
  }
  base::Result<std::string> put_pointer(std::string_view key, std::string_view bytes,
                                        std::string_view expected_version) override {
    return seen("put pointer", key, [&] { return inner_.put_pointer(key, bytes, expected_version); });
  }

 private:
  ports::ObjectStore& inner_;
  DependencyWatch watch_;
};

}  // namespace housing::telemetry
