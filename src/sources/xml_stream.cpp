#include "sources/xml_stream.hpp"

#include <expat.h>

#include "base/assert.hpp"

namespace housing::sources {
namespace {

constexpr std::size_t kFeedBytes = 1 << 20;  // expat counts in int

std::string_view local(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::find(std::string_view name) const {
  for (const char** at = pairs_; at[0] != nullptr; at += 2)
    if (name == at[0]) return at[1];
  return {};
}

std::string_view XmlAttributes::find_prefixed(std::string_view name) const {
  for (const char** at = pairs_; at[0] != nullptr; at += 2)
    if (const std::string_view full = at[0]; full.size() > name.size() && local(full) == name) return at[1];
  return {};
}

struct XmlStream::State {
  XML_Parser parser = nullptr;
  XmlHandler* handler = nullptr;
  int depth = 0;
  base::Status status;

  void check(base::Status outcome) {
    if (outcome || !status) return;
    status = std::move(outcome);
    XML_StopParser(parser, XML_FALSE);
  }

  static void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    auto& state = *static_cast<State*>(data);
    if (!state.status) return;
    if (++state.depth > kMaxXmlDepth)
      state.check(base::fail(base::ErrorCode::kLimitExceeded,
                             "elements are nested more than " + std::to_string(kMaxXmlDepth) + " deep"));
    else
      state.check(state.handler->start(local(name), XmlAttributes(attributes)));
  }
  static void on_end(void* data, const XML_Char* name) {
    auto& state = *static_cast<State*>(data);
    --state.depth;
    if (state.status) state.check(state.handler->end(local(name)));
  }
  static void on_text(void* data, const XML_Char* text, int length) {
    auto& state = *static_cast<State*>(data);
    if (state.status) state.check(state.handler->text({text, static_cast<std::size_t>(length)}));
  }
  static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<State*>(data)->check(
        base::fail(base::ErrorCode::kInvalidInput, "it has a document type declaration, which workbooks do not"));
  }
};

void XmlStream::Destroy::operator()(State* state) const {
  XML_ParserFree(state->parser);
  delete state;
}

XmlStream::XmlStream(XmlHandler& handler) : state_(new State) {
  state_->parser = XML_ParserCreate(nullptr);
  HT_ASSERT(state_->parser != nullptr);
  state_->handler = &handler;
  XML_SetUserData(state_->parser, state_.get());
  XML_SetElementHandler(state_->parser, &State::on_start, &State::on_end);
  XML_SetCharacterDataHandler(state_->parser, &State::on_text);
  XML_SetStartDoctypeDeclHandler(state_->parser, &State::on_doctype);
}

base::Status XmlStream::feed(std::string_view bytes, bool last) {
  do {
    const std::string_view piece = bytes.substr(0, kFeedBytes);
    bytes.remove_prefix(piece.size());
    const bool final = last && bytes.empty();
    const auto outcome = XML_Parse(state_->parser, piece.data(), static_cast<int>(piece.size()), final ? 1 : 0);
    if (!state_->status) return state_->status;
    if (outcome != XML_STATUS_OK)
      return base::fail(base::ErrorCode::kInvalidInput,
                        "line " + std::to_string(XML_GetCurrentLineNumber(state_->parser)) +
                            " of its XML: " + XML_ErrorString(XML_GetErrorCode(state_->parser)));
  } while (!bytes.empty());
  return {};
}

}  // namespace housing::sources
