#include <cstdio>
#include <fstream>
#include <iostream>

#include "aws/signing_case.hpp"
#include "base/json_writer.hpp"
#include "main/commands.hpp"

namespace housing::main {
namespace {

void print_stages(const char* form, const aws::Signature& signature) {
  const auto print = [&](const char* stage, const std::string& text) {
    std::printf("== %s: %s ==\n%s\n\n", form, stage, text.c_str());
  };
  print("canonical request", signature.canonical_request);
  print("string to sign", signature.string_to_sign);
  print("signature", signature.signature);
}

void write_stages(base::JsonWriter& json, const aws::Signature& signature) {
  json.member("canonical_request", signature.canonical_request);
  json.member("string_to_sign", signature.string_to_sign);
  json.member("signature", signature.signature);
}

void print_json(const aws::SignedCase& made) {
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("header").begin_object();
  write_stages(json, made.by_headers);
  json.member("authorization", made.authorization).end_object();
  json.key("query").begin_object();
  write_stages(json, made.by_query);
  json.member("presigned", made.presigned).end_object().end_object();
  std::printf("%s\n", text.c_str());
}

base::Result<aws::SigningCase> parse_line(const std::string& line) {
  HT_TRY(const base::Json json, base::Json::parse(line));
  const base::Json* const context = json.find("context");
  if (context == nullptr) return base::fail(base::ErrorCode::kInvalidInput, "'context' is missing");
  return aws::parse_signing_case(json.text("request"), *context);
}

int run_batch(const std::string& file) {
  std::ifstream opened;
  if (file != "-") opened.open(file);
  std::istream& lines = file == "-" ? std::cin : opened;
  if (!lines) return report_failure({base::ErrorCode::kInvalidInput, file + ": cannot be read; - is standard input"});
  aws::Signer signer;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.empty()) continue;
    const auto parsed = parse_line(line);
    if (!parsed) return report_failure(parsed.error().at(file + ", line " + std::to_string(number)));
    print_json(sign_case(signer, *parsed));
  }
  return kExitDone;
}

}  // namespace

int run_sigv4(const Sigv4Options& options) {
  if (!options.batch.empty()) return run_batch(options.batch);
  const auto read = aws::read_signing_case(options.folder);
  if (!read) return report_failure(read.error());
  aws::Signer signer;
  const aws::SignedCase made = sign_case(signer, *read);
  if (options.json) {
    print_json(made);
    return kExitDone;
  }
  print_stages("header", made.by_headers);
  print_stages("query", made.by_query);
  return kExitDone;
}

}  // namespace housing::main
