"""The commands of `anda`: their options, and their words for who types them."""
