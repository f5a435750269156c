"""What a person reads: the catalogues, the words for facts and codes, the extract of what is kept about them."""
