// Folding: the form in which names and questions are compared. Lower case, without diacritics; letters and digits only,
// in words with one blank between them; "St. Louis", "saint louis" and "ST LOUIS" all become "saint louis".
#pragma once

#include <string>
#include <string_view>

namespace housing::places {

// Appends the folded form of `text` (UTF-8; other letters than Latin ones, and broken bytes, are left out).
// An apostrophe or a full stop joins ("coeur d'alene" -> "coeur dalene"), any other sign parts.
// With `expand`, the abbreviations st, ste, ft, mt become saint, sainte, fort, mount.
void fold_append(std::string_view text, std::string& out, bool expand = true);

std::string fold(std::string_view text, bool expand = true);

// The word `abbreviation` stands for, or the word itself.
std::string_view expand_word(std::string_view abbreviation);

}  // namespace housing::places
