def reason(page, asked): return ""
