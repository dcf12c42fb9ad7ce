// The worked examples, put into the program as they are (see verify.hpp).
    .section .rodata
    .global housing_examples_begin
    .global housing_examples_end
housing_examples_begin:
    .incbin HOUSING_EXAMPLES_FILE
housing_examples_end:
    .section .note.GNU-stack,"",%progbits
