"""What an editor can do in a text. Everything else that rich text could hold is dropped when an edition is frozen."""

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript", "cite"]
INLINE_TEXT = ["bold", "italic", "link", "superscript", "subscript", "cite"]
