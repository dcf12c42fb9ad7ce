// The contract's two forms, put into the program as they are (see contract_data.hpp).
    .section .rodata
    .global housing_openapi_json_begin
    .global housing_openapi_json_end
    .global housing_docs_html_begin
    .global housing_docs_html_end
housing_openapi_json_begin:
    .incbin HOUSING_OPENAPI_JSON_FILE
housing_openapi_json_end:
housing_docs_html_begin:
    .incbin HOUSING_DOCS_HTML_FILE
housing_docs_html_end:
    .section .note.GNU-stack,"",%progbits
