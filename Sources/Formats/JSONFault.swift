extension JSONFault {
  var isTooDeep: Bool { if case .tooDeep = kind { true } else { false } }

  /// One sentence on what is wrong.
  func message(in bytes: UnsafeBufferPointer<UInt8>) -> String {
    switch kind {
    case .unexpected: "a value cannot start with \(found(in: bytes))"
    case .unknownWord: "only true, false and null are written without quotes"
    case .badNumber: "this is not a number as JSON writes them"
    case .unclosedString: "the text that starts here is not closed by a quote in its line"
    case .controlCharacter: "a control character within a text must be escaped"
    case .badEscape: "this escape sequence stands for no character"
    case .unclosedComment: "the comment that starts here is not closed"
    case .comment: "JSON has no comments"
    case .expected(let what): "expected \(what), found \(found(in: bytes))"
    case .tooDeep(let limit): "arrays and objects are nested more than \(limit) deep"
    case .trailingText: "there is more text after the end of the value: \(found(in: bytes))"
    case .emptyText: "the text is empty"
    case .trailingComma: "the comma before \(found(in: bytes)) has nothing after it"
    }
  }

  /// What to do about it, where that is more than the message says.
  var help: String? {
    switch kind {
    case .badNumber: "write digits with a point, like 0.5, without leading zeros or a plus sign"
    case .controlCharacter: "write \\n for a line break and \\t for a tab"
    case .badEscape:
      "write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hexadecimal digits"
    case .unknownWord: "put texts between double quotes"
    case .trailingComma: "remove the comma"
    case .expected: "a comma or a bracket is missing or one too many just before this place"
    case .unclosedString: "close it with a double quote, and write \\n for a line break"
    default: "correct the text at this place"
    }
  }

  private func found(in bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard offset < bytes.count else { return "the end of the text" }
    let rest = bytes[offset..<min(bytes.count, offset + 4)]
    guard let scalar = String(decoding: rest, as: UTF8.self).unicodeScalars.first else { return "" }
    let isVisible = scalar.value > 0x20 && scalar.value != 0x7F && scalar.value != 0xFFFD
    return isVisible ? "'\(scalar)'" : "the byte 0x\(String(bytes[offset], radix: 16))"
  }
}
