"""Records: what a knowledge base holds, what an answer is, and what staff announce."""
