#include "aws/xml.hpp"

#include <algorithm>
#include <charconv>

#include "base/utf8.hpp"

namespace housing::aws {
namespace {

using base::ErrorCode;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto tail = [&](int shift) { out.push_back(static_cast<char>(0x80 | ((code >> shift) & 0x3f))); };
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out.push_back(static_cast<char>(0xc0 | (code >> 6)));
    tail(0);
  } else if (code < 0x10000) {
    out.push_back(static_cast<char>(0xe0 | (code >> 12)));
    tail(6), tail(0);
  } else {
    out.push_back(static_cast<char>(0xf0 | (code >> 18)));
    tail(12), tail(6), tail(0);
  }
}

class Parser {
 public:
  explicit Parser(std::string_view document) : all_(document), rest_(document) {}

  base::Result<Xml> document() {
    if (!base::is_valid_utf8(all_)) return broken("bytes that are not UTF-8");
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
    HT_CHECK_OK(skip_between());
    Xml root;
    HT_CHECK_OK(element(root, 1));
    HT_CHECK_OK(skip_between());
    if (!rest_.empty()) return broken("something behind the document's end");
    return root;
  }

 private:
  std::unexpected<base::Error> broken(const std::string& what) const {
    return base::fail(ErrorCode::kInvalidInput,
                      "XML: " + what + " at byte " + std::to_string(all_.size() - rest_.size()));
  }

  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  void skip_blanks() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
  }
  base::Status skip_until(std::string_view end, const char* what) {
    const std::size_t at = rest_.find(end);
    if (at == std::string_view::npos) return broken(what);
    rest_.remove_prefix(at + end.size());
    return {};
  }
  // Blanks, comments, processing instructions: around the root element.
  base::Status skip_between() {
    while (true) {
      skip_blanks();
      if (take("<!--")) {
        HT_CHECK_OK(skip_until("-->", "a comment without end"));
      } else if (take("<?")) {
        HT_CHECK_OK(skip_until("?>", "an instruction without end"));
      } else {
        return {};
      }
    }
  }

  std::string_view name() {
    const auto end = std::ranges::find_if_not(rest_, is_name);
    const std::string_view found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(found.size());
    return found;
  }

  // Up to and with the start tag's end; whether the element is empty ("<a/>").
  base::Result<bool> attributes() {
    while (true) {
      skip_blanks();
      if (take(">")) return false;
      if (take("/>")) return true;
      if (name().empty()) return broken("a start tag that does not end");
      skip_blanks();
      if (!take("=")) return broken("an attribute without a value");
      skip_blanks();
      const std::string_view quote = rest_.substr(0, 1);
      if (quote != "\"" && quote != "'") return broken("an attribute's value without quotes");
      rest_.remove_prefix(1);
      HT_CHECK_OK(skip_until(quote, "an attribute's value without end"));
    }
  }

  base::Status reference(std::string& out) {
    const std::size_t end = rest_.find(';');
    constexpr std::size_t kLongest = 10;  // "&#x10ffff;" without '&' and ';'
    if (end == std::string_view::npos || end == 0 || end > kLongest) return broken("a '&' that begins no reference");
    const std::string_view what = rest_.substr(0, end);
    constexpr std::pair<std::string_view, char> kEntities[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    const auto entity = std::ranges::find(kEntities, what, &std::pair<std::string_view, char>::first);
    if (entity != std::end(kEntities)) {
      out.push_back(entity->second);
    } else {
      if (!what.starts_with('#')) return broken("an entity that XML itself does not have");
      const bool hexadecimal = what.starts_with("#x");
      const std::string_view digits = what.substr(hexadecimal ? 2 : 1);
      std::uint32_t code = 0;
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
      const bool character = code != 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || !character)
        return broken("a reference to no character");
      append_utf8(out, code);
    }
    rest_.remove_prefix(end + 1);
    return {};
  }

  base::Status element(Xml& into, int depth) {
    if (depth > kMaxXmlDepth || ++elements_ > kMaxXmlElements)
      return base::fail(ErrorCode::kLimitExceeded,
                        "XML: too deep or too many elements (kMaxXmlDepth, kMaxXmlElements)");
    if (!take("<")) return broken("no element");
    const std::string_view full = name();
    into.name = full.substr(full.rfind(':') + 1);  // npos + 1 is 0
    if (into.name.empty()) return broken("an element without a name");
    HT_TRY(const bool empty, attributes());
    if (empty) return {};
    HT_CHECK_OK(content(into, depth));
    if (name() != full) return broken("the wrong end tag");
    skip_blanks();
    if (!take(">")) return broken("an end tag that does not end");
    return {};
  }

  // Up to and with the end tag's "</".
  base::Status content(Xml& into, int depth) {
    while (!take("</")) {
      if (rest_.empty()) return broken("the end inside of an element");
      if (take("<!--")) {
        HT_CHECK_OK(skip_until("-->", "a comment without end"));
      } else if (take("<![CDATA[")) {
        const std::string_view before = rest_;
        HT_CHECK_OK(skip_until("]]>", "a CDATA section without end"));
        into.text.append(before.substr(0, before.size() - rest_.size() - 3));
      } else if (take("<?")) {
        HT_CHECK_OK(skip_until("?>", "an instruction without end"));
      } else if (rest_.front() == '<') {
        HT_CHECK_OK(element(into.children.emplace_back(), depth + 1));
      } else if (take("&")) {
        HT_CHECK_OK(reference(into.text));
      } else {
        const std::size_t end = std::min(rest_.find_first_of("<&"), rest_.size());
        into.text.append(rest_.substr(0, end));
        rest_.remove_prefix(end);
      }
    }
    return {};
  }

  std::string_view all_;
  std::string_view rest_;
  std::size_t elements_ = 0;
};

}  // namespace

base::Result<Xml> Xml::parse(std::string_view document) { return Parser(document).document(); }

const Xml* Xml::child(std::string_view child_name) const {
  const auto found = std::ranges::find(children, child_name, &Xml::name);
  return found == children.end() ? nullptr : &*found;
}

std::string_view Xml::child_text(std::string_view child_name) const {
  const Xml* const found = child(child_name);
  return found == nullptr ? std::string_view() : std::string_view(found->text);
}

const Xml* Xml::find(std::string_view element_name) const {
  if (name == element_name) return this;
  for (const Xml& below : children)
    if (const Xml* const found = below.find(element_name)) return found;
  return nullptr;
}

}  // namespace housing::aws
