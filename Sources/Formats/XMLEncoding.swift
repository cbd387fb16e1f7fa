/// Finds out the encoding of an XML export: a byte-order mark, else its declaration, else
/// `fallback`, else what all of it looks like.
func detectXMLEncoding(
  of file: ExportFile, fallback: TextEncoding?, chunkBytes: Int, witness: ReadingWitness? = nil
) throws(FormatError) -> DetectedEncoding {
  if let found = try otherEncoding(ofHead: try file.head(1024)) { return found }
  let detected = try detectEncoding(
    of: file, declared: nil, chunkBytes: chunkBytes, prefersUTF8: true, witness: witness)
  if detected.reason == .byteOrderMark || detected.isValidated { return detected }
  if let fallback { return DetectedEncoding(encoding: fallback, reason: .declared) }
  let isDeclared = declaredEncoding(in: try file.head(1024)) != nil
  return isDeclared ? DetectedEncoding(encoding: .utf8, reason: .declared) : detected
}

/// The encoding of an XML export as far as its first bytes say one other than UTF-8.
private func otherEncoding(ofHead head: [UInt8]) throws(FormatError) -> DetectedEncoding? {
  let isUTF16 = head.starts(with: [0x3C, 0x00]) || head.starts(with: [0x00, 0x3C])
  if !isUTF16, !head.starts(with: [0xFF, 0xFE]), !head.starts(with: [0xFE, 0xFF]),
    let name = declaredEncoding(in: head)
  {
    // "UTF-16" in a text of single bytes was true of the text it was made from.
    let isStale = name.lowercased() == "utf-16"
    guard let encoding = isStale ? .utf8 : TextEncoding(name: name) else {
      throw .unknownEncoding(name)
    }
    if encoding != .utf8, encoding.keepsASCII {
      return DetectedEncoding(encoding: encoding, reason: .declared)
    }
  }
  if isUTF16 {
    let encoding: TextEncoding = head[0] == 0 ? .utf16BE : .utf16LE
    return DetectedEncoding(encoding: encoding, reason: .zeroBytes)
  }
  return nil
}

/// The encoding of an XML export by its first bytes alone.
func detectXMLEncoding(ofHead head: [UInt8]) throws(FormatError) -> DetectedEncoding {
  try otherEncoding(ofHead: head) ?? byteOrderMark(head)
    ?? DetectedEncoding(encoding: .utf8, reason: .declared)
}

/// The encoding that an XML declaration at the start of a text names.
private func declaredEncoding(in head: [UInt8]) -> String? {
  let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  let text = head.starts(with: mark) ? head.dropFirst(3) : head[...]
  guard text.starts(with: Array("<?xml".utf8)), let end = text.firstIndex(of: UInt8(ascii: ">"))
  else { return nil }
  let declaration = String(decoding: text[..<end], as: UTF8.self)
  for part in declaration.split(whereSeparator: \.isWhitespace) where part.hasPrefix("encoding") {
    return quotedText(in: part)
  }
  guard let encoding = declaration.split(separator: "encoding").dropFirst().first else {
    return nil
  }
  return quotedText(in: encoding)
}

private func quotedText(in text: Substring) -> String? {
  guard let start = text.firstIndex(where: { $0 == "\"" || $0 == "'" }) else { return nil }
  let inner = text[text.index(after: start)...]
  guard let end = inner.firstIndex(of: text[start]) else { return nil }
  return String(inner[..<end])
}
