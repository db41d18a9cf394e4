//! Markdown text to a flat document with exact byte spans and typed views.
