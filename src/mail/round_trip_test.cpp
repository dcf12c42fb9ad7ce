// What another program's mail reader (Python's email package) makes of our messages.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "mail/mail.hpp"
#include "testing/temp_folder.hpp"

namespace housing::mail {
namespace {

constexpr base::WallTime kDate{std::chrono::milliseconds(1'768'910'405'000)};

// Prints each field between marks, as UTF-8. Defects are what the reader found wrong.
constexpr const char* kReader = R"python(
import sys
from email import policy
from email.header import decode_header, make_header
from email.parser import BytesParser
from email.utils import parseaddr
message = BytesParser(policy=policy.SMTP).parse(open(sys.argv[1], "rb"))
parts = list(message.walk())
def show(name, value):
    sys.stdout.buffer.write(f"[{name}|{value}]\n".encode())
show("subject", message["subject"])
# The newer reader puts a blank between two encoded words of a name (RFC 2047, 6.2 has them joined): the older one.
name, address = parseaddr(BytesParser().parse(open(sys.argv[1], "rb"))["from"])
show("from", str(make_header(decode_header(name))) + "|" + address)
show("to", message["to"].addresses[0].addr_spec)
show("date", message["date"].datetime.isoformat())
show("id", message["message-id"])
show("unsubscribe", message["list-unsubscribe"])
show("defects", sum((list(part.defects) for part in parts), []) + [d for h in message.values() for d in h.defects])
for kind in ("plain", "html"):
    body = message.get_body(preferencelist=(kind,))
    show(kind, body.get_content().replace("\r\n", "\n") if body else "none")
)python";

bool has_python() { return std::system("python3 -c 'import email.policy' >/dev/null 2>&1") == 0; }

std::string read_by_python(const std::string& message) {
  const housing::testing::TempFolder folder;
  const std::string command = "python3 '" + folder.write("read.py", kReader).string() + "' '" +
                              folder.write("message.eml", message).string() + "' 2>&1";
  FILE* const out = ::popen(command.c_str(), "r");
  std::string text;
  char buffer[4096];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, out)) text.append(buffer, got);
  EXPECT_EQ(::pclose(out), 0) << text;
  return text;
}

std::string expected(const Mail& mail, const std::string& name) {
  return "[subject|" + mail.subject + "]\n[from|" + name + "|no-reply@housing.example]\n[to|" + mail.to +
         "]\n[date|2026-01-20T12:00:05+00:00]\n[id|" + message_id(mail) + "]\n[unsubscribe|<" + mail.unsubscribe +
         ">]\n[defects|[]]\n[plain|" + mail.text + "]\n[html|" + (mail.html.empty() ? "none" : mail.html) + "]\n";
}

TEST(RoundTrip, AnotherReaderFindsWhatWasWritten) {
  if (!has_python()) GTEST_SKIP() << "python3 is missing: apt-get install python3";
  const std::vector<std::string> subjects = {
      "Plain", "Ünïcödé everywhere: São Paulo, 東京, 𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞 and the rest of a long subject",
      "=?UTF-8?Q?not_encoded?= by its writer",
      "A plain subject that is long enough to need a second line, and then some more words to need a third line too",
      "under_score ? question = equals \"quotes\" (brackets) <angles> $5, 3%"};
  for (const std::string& subject : subjects) {
    SCOPED_TRACE(subject);
    const Mail mail{.key = subject,
                    .from = "\"Trends, Housing\" <no-reply@housing.example>",
                    .to = "first.last+tag@home.example",
                    .subject = subject,
                    .text = ".\n..\nFrom the start\n--=_boundary\n  blanks  \n\ttab\t\n" + std::string(200, '=') +
                            "\ncafé " + std::string(80, 'x') + " 東京東京東京東京東京東京東京東京東京東京\n\n\nend\n",
                    .html = "<p title=\"a&amp;b\">é = é</p>\n",
                    .unsubscribe = "https://housing.example/unsubscribe?token=" + std::string(200, 't')};
    const auto message = to_message(mail, kDate);
    ASSERT_TRUE(message) << message.error().message;
    EXPECT_EQ(read_by_python(*message), expected(mail, "Trends, Housing"));
  }
}

TEST(RoundTrip, NamesOfAnyScriptAndTextAlone) {
  if (!has_python()) GTEST_SKIP() << "python3 is missing: apt-get install python3";
  for (const std::string name :
       {"Immobilien Ä & Ö", "a \"quoted\" \\ name", "東京東京東京東京東京東京東京東京東京東京東京東京"}) {
    SCOPED_TRACE(name);
    const Mail mail{.key = name,
                    .from = name + " <no-reply@housing.example>",
                    .to = "ana@home.example",
                    .subject = "s",
                    .text = "no line break at the end is given one\n",
                    .html = "",
                    .unsubscribe = "https://housing.example/u"};
    const auto message = to_message(mail, kDate);
    ASSERT_TRUE(message) << message.error().message;
    EXPECT_EQ(read_by_python(*message), expected(mail, name));
  }
}

}  // namespace
}  // namespace housing::mail
