//! Spans, line index, severities, diagnostics and fixes of notesmith: plain data.
