print-coded = Characters shown as 〔U+…〕 have no shape in the fonts of this file; the number is the character's code point in Unicode. The stored text is unchanged.
print-signer = Signed by
print-key-name = Key name
print-key-id = Key id
print-signature = Signature
