/// The slow, obvious reader of JSON (RFC 8259): says where values end and counts elements.
struct SlowJSON {
  let text: [UInt8]
  /// Where the elements start that stand at the path asked for.
  private(set) var starts: [Int] = []
  private let path: [String]

  /// - Parameter path: the keys from the top to an array; its elements are counted, or the only
  ///   value that stands for it.
  init(_ text: [UInt8], path: [String] = []) {
    self.text = text
    self.path = path
  }

  /// Whether the text is one value and nothing else.
  mutating func isWhole() -> Bool {
    let start = behindSpace(0)
    guard let end = value(at: start, depth: 0) else { return false }
    return behindSpace(end) == text.count
  }

  /// Where the values on lines of their own start, those given up included, or nil when the first
  /// value is broken and the text none of lines.
  ///
  /// A value may go over several lines. A line that is none, or has more behind a value, is given
  /// up, and the next line is read.
  mutating func lineStarts() -> [Int]? {
    var found: [Int] = []
    var at = behindSpace(0)
    while at < text.count {
      let lineEnd = text[at...].firstIndex { isLineEnd($0) } ?? text.count
      if let end = value(at: at, depth: 0), isLastInLine(end) {
        found.append(at)
        at = behindSpace(end)
        continue
      }
      let next = lineEnd + lineEndLength(text, lineEnd)
      if found.isEmpty {
        let isBegun = next < text.count && "{[".utf8.contains(text[next])
        guard text[at] != UInt8(ascii: "["), isBegun else { return nil }
      }
      found.append(at)
      at = behindSpace(next)
    }
    return found
  }

  private func isLastInLine(_ end: Int) -> Bool {
    let next = text[end...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? text.count
    return next == text.count || isLineEnd(text[next])
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private func behindSpace(_ start: Int) -> Int {
    text[start...].firstIndex { !" \t\r\n".utf8.contains($0) } ?? text.count
  }

  /// - Parameter depth: how many steps of the path lead here, or nil.
  /// - Returns: the place behind the value at `start`, or nil when there is none.
  private mutating func value(at start: Int, depth: Int?) -> Int? {
    guard start < text.count else { return nil }
    let isNull = text[start...].starts(with: "null".utf8)
    if depth == path.count, text[start] != UInt8(ascii: "["), !isNull { starts.append(start) }
    switch text[start] {
    case UInt8(ascii: "{"):
      return members(behind: start + 1, depth: depth)
    case UInt8(ascii: "["):
      return elements(behind: start + 1, depth: depth)
    case UInt8(ascii: "\""):
      return string(at: start)
    default:
      for word in ["true", "false", "null"] where text[start...].starts(with: word.utf8) {
        return isDone(start + word.utf8.count)
      }
      return number(at: start)
    }
  }

  private mutating func members(behind start: Int, depth: Int?) -> Int? {
    var at = behindSpace(start)
    if at < text.count, text[at] == UInt8(ascii: "}") { return at + 1 }
    while true {
      guard let end = string(at: at) else { return nil }
      let key = String(decoding: text[at + 1..<end - 1], as: UTF8.self)
      at = behindSpace(end)
      guard at < text.count, text[at] == UInt8(ascii: ":") else { return nil }
      let isOnPath = depth.map { $0 < path.count && path[$0] == key } ?? false
      guard let next = value(at: behindSpace(at + 1), depth: isOnPath ? depth! + 1 : nil) else {
        return nil
      }
      at = behindSpace(next)
      guard at < text.count else { return nil }
      if text[at] == UInt8(ascii: "}") { return at + 1 }
      guard text[at] == UInt8(ascii: ",") else { return nil }
      at = behindSpace(at + 1)
    }
  }

  private mutating func elements(behind start: Int, depth: Int?) -> Int? {
    var at = behindSpace(start)
    if at < text.count, text[at] == UInt8(ascii: "]") { return at + 1 }
    while true {
      // Whatever stands in the array is a record, or the reject of one.
      if depth == path.count, at < text.count { starts.append(at) }
      guard let next = value(at: at, depth: nil) else { return nil }
      at = behindSpace(next)
      guard at < text.count else { return nil }
      if text[at] == UInt8(ascii: "]") { return at + 1 }
      guard text[at] == UInt8(ascii: ",") else { return nil }
      at = behindSpace(at + 1)
    }
  }

  /// A surrogate without its partner stands for no character.
  private func string(at start: Int) -> Int? {
    guard start < text.count, text[start] == UInt8(ascii: "\"") else { return nil }
    var at = start + 1
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\""): return at + 1
      case 0..<0x20: return nil
      case UInt8(ascii: "\\"):
        guard at + 1 < text.count else { return nil }
        if "\"\\/bfnrt".utf8.contains(text[at + 1]) {
          at += 2
        } else {
          guard let first = unit(at: at) else { return nil }
          at += 6
          if 0xDC00...0xDFFF ~= first { return nil }
          if 0xD800...0xDBFF ~= first {
            guard let second = unit(at: at), 0xDC00...0xDFFF ~= second else { return nil }
            at += 6
          }
        }
      default: at += 1
      }
    }
    return nil
  }

  private func unit(at start: Int) -> Int? {
    guard start + 6 <= text.count, text[start...].starts(with: "\\u".utf8) else { return nil }
    let digits = String(decoding: text[start + 2..<start + 6], as: UTF8.self)
    return digits.utf8.allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) }
      ? Int(digits, radix: 16) : nil
  }

  private func number(at start: Int) -> Int? {
    var at = start
    func digits() -> Bool {
      let first = at
      while at < text.count, 0x30...0x39 ~= text[at] { at += 1 }
      return at > first
    }
    if text[at] == UInt8(ascii: "-") { at += 1 }
    if at < text.count, text[at] == UInt8(ascii: "0") { at += 1 } else if !digits() { return nil }
    if at < text.count, text[at] == UInt8(ascii: ".") {
      at += 1
      if !digits() { return nil }
    }
    if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < text.count, "+-".utf8.contains(text[at]) { at += 1 }
      if !digits() { return nil }
    }
    return isDone(at)
  }

  /// `end`, unless the word or number goes on behind it.
  private func isDone(_ end: Int) -> Int? {
    guard end < text.count else { return end }
    return " \t\r\n,:[]{}\"".utf8.contains(text[end]) ? end : nil
  }
}
