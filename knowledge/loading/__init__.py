"""Loading: the files of a folder become one knowledge base, proved, or every fault in it."""
