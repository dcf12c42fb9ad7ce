// The formats this module knows, each defined in a file of its own.
#pragma once

#include "sources/source.hpp"

namespace housing::sources {

const Format& zillow_format();
const Format& fhfa_metro_format();
const Format& fred_format();
const Format& fhfa_text_format();
const Format& fhfa_annual_format();
const Format& workbook_format();

}  // namespace housing::sources
