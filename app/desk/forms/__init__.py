"""Forms made from the entries' own structs: what a type asks for, how an answer is read, and what it is called."""
