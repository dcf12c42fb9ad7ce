// Whole-body compression: gzip by libdeflate, brotli by libbrotlienc. Not a stream: bodies here are in memory anyway.
// Levels: kFast for an answer that is kept only until the next publication, kStatic for files compressed once per
// start.
// Thread-safety: free functions without shared state.
// Errors: kLimitExceeded above kMaxCompressInput.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/negotiate.hpp"

namespace housing::http {

inline constexpr std::size_t kMaxCompressInput = 256 * 1024 * 1024;
// Below this, headers outweigh what compression saves; a packet is not saved either.
inline constexpr std::size_t kMinCompressInput = 1024;

enum class CompressionLevel { kFast, kStatic };

base::Result<std::string> compress(std::string_view bytes, Encoding encoding, CompressionLevel level);

// text/*, JSON, JavaScript, XML, SVG, WebAssembly …: kinds that shrink. Parameters ("; charset=…") are ignored.
bool is_compressible(std::string_view content_type);

}  // namespace housing::http
