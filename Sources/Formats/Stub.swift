package func sniff(file path: String, limits: FormatLimits = .standard) throws(FormatError) -> Sniffed { fatalError("not yet") }
