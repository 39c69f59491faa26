"""The reference: pages in Markdown, made of knowledge alone, and the command that keeps them in a folder."""
