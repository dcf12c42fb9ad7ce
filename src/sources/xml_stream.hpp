// XmlStream: parses XML as its bytes come and tells a handler of each element; nothing is kept. Names are given without
// their namespace prefix. A document type declaration is refused, so there are no entities to expand or to fetch.
// Errors: kInvalidInput with the line for what is not well formed; kLimitExceeded beyond kMaxXmlDepth; the handler's.
// Thread-safety: one stream, one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace housing::sources {

inline constexpr int kMaxXmlDepth = 64;

// An element's attributes. Views: valid during the call.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // By name as it is written, prefix included ("r:id"), or empty.
  std::string_view find(std::string_view name) const;
  // The value of the first attribute that has a prefix and this name behind it.
  std::string_view find_prefixed(std::string_view name) const;

 private:
  const char** pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual base::Status start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual base::Status end(std::string_view name) = 0;
  virtual base::Status text(std::string_view text) = 0;  // may come in pieces
};

class XmlStream {
 public:
  explicit XmlStream(XmlHandler& handler);  // must outlive the stream
  base::Status feed(std::string_view bytes, bool last);

 private:
  struct State;
  struct Destroy {
    void operator()(State* state) const;
  };
  std::unique_ptr<State, Destroy> state_;
};

}  // namespace housing::sources
