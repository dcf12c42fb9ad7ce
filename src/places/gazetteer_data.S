// The gazetteer's bytes, put into the program as they are (see embedded.hpp).
    .section .rodata
    .balign 16
    .global housing_gazetteer_begin
    .global housing_gazetteer_end
housing_gazetteer_begin:
    .incbin HOUSING_GAZETTEER_FILE
housing_gazetteer_end:
    .section .note.GNU-stack,"",%progbits
