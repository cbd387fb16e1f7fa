/// The slow, obvious reader of XML that is well-formed: a tree of elements.
struct SlowXML: Equatable {
  var name: String
  var attributes: [(name: String, value: String)] = []
  var children: [SlowXML] = []
  /// The text directly within it.
  var text = ""
  /// Where its tag starts.
  var start = 0

  static func == (a: Self, b: Self) -> Bool { a.start == b.start }

  init(name: String) { self.name = name }

  /// The tree of a document, whose references are not resolved; nil when its tags do not match.
  init?(_ document: [UInt8]) {
    var open = [SlowXML(name: "")]
    var at = 0
    func find(_ mark: String, from start: Int) -> Int? {
      let mark = Array(mark.utf8)
      return (start..<max(start, document.count - mark.count + 1)).first {
        document[$0...].starts(with: mark)
      }
    }
    while at < document.count {
      let rest = document[at...]
      let kinds = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
      if let (mark, end) = kinds.first(where: { rest.starts(with: $0.0.utf8) }) {
        guard let close = find(end, from: at + mark.utf8.count) else { return nil }
        if mark == "<![CDATA[" {
          let content = document[at + mark.utf8.count..<close]
          open[open.count - 1].text += String(decoding: content, as: UTF8.self)
        }
        at = close + end.utf8.count
      } else if rest.starts(with: "</".utf8) {
        guard let close = find(">", from: at), open.count > 1 else { return nil }
        let element = open.removeLast()
        let name = document[at + 2..<close].prefix { !" \t\r\n".utf8.contains($0) }
        guard String(decoding: name, as: UTF8.self) == element.name else { return nil }
        open[open.count - 1].children.append(element)
        at = close + 1
      } else if rest.first == UInt8(ascii: "<") {
        guard let tag = StartTag(document, at: at) else { return nil }
        if tag.isEmpty {
          open[open.count - 1].children.append(tag.element)
        } else {
          open.append(tag.element)
        }
        at = tag.end
      } else {
        let end = document[at...].firstIndex(of: UInt8(ascii: "<")) ?? document.count
        open[open.count - 1].text += String(decoding: document[at..<end], as: UTF8.self)
        at = end
      }
    }
    guard open.count == 1, open[0].children.count == 1 else { return nil }
    self = open[0].children[0]
  }

  func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

private struct StartTag {
  var element: SlowXML
  var isEmpty: Bool
  var end: Int

  init?(_ document: [UInt8], at start: Int) {
    var words: [String] = []
    var word: [UInt8] = []
    var quote: UInt8?
    var i = start + 1
    while i < document.count, quote != nil || document[i] != UInt8(ascii: ">") {
      let byte = document[i]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      }
      if quote == nil, " \t\r\n".utf8.contains(byte) {
        words.append(String(decoding: word, as: UTF8.self))
        word = []
      } else {
        word.append(byte)
      }
      i += 1
    }
    guard i < document.count else { return nil }
    isEmpty = document[i - 1] == UInt8(ascii: "/")
    if isEmpty { word.removeLast() }
    words.append(String(decoding: word, as: UTF8.self))
    end = i + 1
    element = SlowXML(name: words[0])
    element.start = start
    for word in words.dropFirst() where word.contains("=") {
      let parts = word.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      element.attributes.append((String(parts[0]), String(parts[1].dropFirst().dropLast())))
    }
  }
}
