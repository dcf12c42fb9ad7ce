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
const Format& bps_format();
const Format& acs_data_format();
const Format& acs_profile_format();
const Format& acs_api_format();
const Format& population_format();
const Format& delineation_format();
const Format& gazetteer_file_format();
const Format& redfin_format();
const Format& realtor_format();
const Format& fhfa_master_format();

}  // namespace housing::sources
